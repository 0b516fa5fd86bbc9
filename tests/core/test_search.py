"""Text and query understanding; what needs tables is in test_buscar."""

import pytest

from core.search import Consulta, clave_orden, normalizar, texto_indexado


@pytest.mark.parametrize(
    ("escrito", "normal"),
    [
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("NÚÑEZ PEÑA", "nunez pena"),
        ("O'Connor", "oconnor"),
        ("O’Connor", "oconnor"),
        ("Alianza Cívica, A.C.", "alianza civica ac"),
        ("S. de R.L. de C.V.", "s de rl de cv"),
        ("Łódź, Ærø, Straße", "lodz aero strasse"),
        ("李 明", "李 明"),
        ("Comisión\u00a0Nacional\t—\nMéxico", "comision nacional mexico"),
        ("a\x00b", "a b"),
        ("a\u200db\u202ec\ufeffd", "abcd"),
        ("\ud800a", "a"),
        ("100%_x\\", "100 x"),
        ("🗳️", ""),
        ("Null", "null"),
        ("", ""),
        (None, ""),
    ],
)
def test_normalizar(escrito, normal):
    assert normalizar(escrito) == normal


def test_normalizar_leaves_nothing_to_normalise():
    once = normalizar("Institut d'études politiques (Paris) 1º Ñandú A.C. 50+1")

    assert normalizar(once) == once


def test_clave_orden_sorts_like_a_dictionary():
    nombres = ["Oaxaca", "Ñandú", "Nz", "Distrito 10", "Álvaro B", "Alvaro A", "Distrito 2", "Na"]

    ordenados = sorted(nombres, key=clave_orden)

    assert ordenados == [
        "Alvaro A",
        "Álvaro B",
        "Distrito 2",
        "Distrito 10",
        "Na",
        "Nz",
        "Ñandú",
        "Oaxaca",
    ]


def test_clave_orden_reads_enie_written_in_two_characters():
    assert clave_orden("Pen\u0303a") == clave_orden("Peña")


def test_clave_orden_is_bounded():
    assert len(clave_orden("ñ1" * 500)) == 200


def test_texto_indexado_puts_bars_between_texts():
    assert texto_indexado(["Red Á", "A-WEB", "", None, "red a"]) == " | red a | a web | aweb | "


def test_texto_indexado_of_nothing_is_a_space():
    assert texto_indexado(["", None, "—"]) == " "


@pytest.mark.parametrize(
    ("escrito", "terminos"),
    [
        ("Universidad de la Ciudad", ("universidad", "ciudad")),
        ("de la", ("de", "la")),
        ("uno uno UNO", ("uno",)),
        (" \x00\ud83d ", ()),
        (None, ()),
        ("a b c d e1 f g h i j k l m n", ("b", "c", "d", "e1", "f", "g", "h", "i")),
    ],
)
def test_consulta_reads_terms(escrito, terminos):
    assert Consulta.leer(escrito).terminos == terminos


def test_consulta_is_bounded():
    consulta = Consulta.leer("x" * 1_000_000)

    assert len(consulta.frase) == 200
