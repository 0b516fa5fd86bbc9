"""What the words of a register say, and what they do not."""

import datetime as dt

import pytest

from convenios.calculations.registro import (
    Contraparte,
    contrapartes,
    proceso_nombrado,
    tipo_de_vigencia,
)
from convenios.resources.registro import FechaSabidaWidget, TerminoWidget

PROCESOS = {
    "proceso electoral local ordinario 2020 2021": 7,
    "pelo 2020 2021": 7,
    "proceso electoral local ordinario 2023 2024": 8,
    "consulta": 0,
}


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("Indefinida", "indefinida"),
        ("vigencia INDEFINIDA", "indefinida"),
        ("Por tiempo indefinido", "indefinida"),
        ("Indefinida hasta nuevo aviso", ""),
        ("Al término del proceso electoral 2020-2021", "por_condicion"),
        ("Hasta concluir el objeto", "por_condicion"),
        ("hasta que se cumplan los compromisos", "por_condicion"),
        ("Una vez que se entreguen los bienes", "por_condicion"),
        ("3 años", ""),
        ("diciembre de 2013", ""),
        ("2013", ""),
        ("Ver convenio", ""),
    ],
)
def test_kind_is_only_what_the_text_clearly_states(texto, esperado):
    assert tipo_de_vigencia(texto) == esperado


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("Al término del Proceso Electoral Local Ordinario 2020-2021", 7),
        ("Hasta la conclusión del Proceso Electoral Local Ordinario 2023-2024", 8),
        ("Proceso Electoral Local Ordinario 2020-2021", 7),
        ("PELO 2020-2021", 7),
        ("Al término del proceso electoral 2020-2021", None),
        ("Antes del Proceso Electoral Local Ordinario 2020-2021", None),
        ("30 días después del Proceso Electoral Local Ordinario 2020-2021", None),
        ("Al término de la consulta", None),
        ("Indefinida", None),
    ],
)
def test_process_is_the_one_named_whole(texto, esperado):
    assert proceso_nombrado(texto, PROCESOS) == esperado


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("", []),
        ("S/D", []),
        ("Secretaría de Educación y Cultura", [("Secretaría de Educación y Cultura", "")]),
        ("INE; UNAM\nSEP", [("INE", ""), ("UNAM", ""), ("SEP", "")]),
        ("UNAM, a través de la FES Aragón", [("UNAM", "FES Aragón")]),
        (
            "Gobierno de la CDMX, por conducto de la Secretaría de Gobierno; SEP",
            [("Gobierno de la CDMX", "Secretaría de Gobierno"), ("SEP", "")],
        ),
        (
            "UNAM, a través de la FES Aragón; UNAM a través del Instituto de Física",
            [("UNAM", "FES Aragón; Instituto de Física")],
        ),
        ("Colegio A; colegio a", [("Colegio A", "")]),
    ],
)
def test_counterparts_are_parted_by_marks_and_never_by_words(texto, esperado):
    assert contrapartes(texto) == [Contraparte(*par) for par in esperado]


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("12 de marzo de 2013", dt.date(2013, 3, 12)),
        ("Hasta el 31 de diciembre de 2015", dt.date(2015, 12, 31)),
        ("al 30/06/2014", dt.date(2014, 6, 30)),
        ("2013-03-12", dt.date(2013, 3, 12)),
        ("41345", dt.date(2013, 3, 12)),
        ("s/f", ""),
        ("Indefinida", "Indefinida"),
        ("2013", "2013"),
        ("diciembre  de 2013", "diciembre de 2013"),
        ("Del 1 de enero al 31 de diciembre de 2013", "Del 1 de enero al 31 de diciembre de 2013"),
    ],
)
def test_end_is_a_date_or_its_words(texto, esperado):
    assert TerminoWidget().clean(texto) == esperado


@pytest.mark.parametrize("texto", ["31/02/2014", "15/13/2014", "12/03/13", "40 de marzo de 2013"])
def test_wrong_date_is_no_text(texto):
    with pytest.raises(ValueError, match=r"existe|cifras"):
        TerminoWidget().clean(texto)


def test_signature_must_be_a_date_or_unknown():
    assert FechaSabidaWidget().clean("Sin fecha") == ""
    with pytest.raises(ValueError, match="no es una fecha"):
        FechaSabidaWidget().clean("Indefinida")
