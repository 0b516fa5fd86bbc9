"""Cells as text: a spreadsheet, `csv` and our own importer read back what was written."""

import csv
import datetime as dt
import io
import string
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.importing.tables import sin_apostrofo
from core.sheets import Celdas, celda_csv, escribir_libro, renglones_csv, todas_llanas

pytestmark = pytest.mark.sin_base

RAROS = [*"ñÁ李\u00a0\u2028\ufffe\uffff\x85\x00\x1b\uff1d🗳", "_x0041_", "'="]
TEXTO = st.lists(st.sampled_from([*string.printable, *RAROS]), max_size=12).map("".join)


def leer_csv(texto):
    return list(csv.reader(io.StringIO(texto, newline="")))


def libro(columnas, de_fecha=None, titulos=None):
    """The bytes of a book with these columns of values, written in two pieces."""

    def trozos(celda):
        corte = len(columnas[0]) // 2
        for parte in (slice(0, corte), slice(corte, None)):
            if columnas[0][parte]:
                yield [[celda(valor) for valor in columna[parte]] for columna in columnas]

    archivo = io.BytesIO()
    titulos = titulos or [f"T{n}" for n in range(len(columnas))]
    escribir_libro(archivo, titulos, de_fecha or [False] * len(columnas), trozos)
    return archivo.getvalue()


def con_openpyxl(contenido, **opciones):
    return openpyxl.load_workbook(io.BytesIO(contenido), **opciones).active


@given(st.lists(TEXTO, min_size=2, max_size=6))
def test_csv_gives_every_text_back(textos):
    (leida,) = leer_csv(renglones_csv([[celda_csv(texto)] for texto in textos]))

    assert [sin_apostrofo(texto) for texto in leida] == textos


@given(st.lists(TEXTO, min_size=2, max_size=6))
def test_csv_is_what_the_standard_writer_says(textos):
    salida = io.StringIO()
    csv.writer(salida, lineterminator="\r\n").writerow(textos)
    propias = [texto for texto in textos if texto[:1] not in "=+-@\t\r\x00＝＋－＠'"]

    if propias == textos:
        assert renglones_csv([[celda_csv(texto)] for texto in textos]) == salida.getvalue()


@given(st.lists(TEXTO, max_size=5))
def test_a_column_taken_as_it_is_needed_no_change(textos):
    if todas_llanas(textos):
        assert [celda_csv(texto) for texto in textos] == textos


@pytest.mark.parametrize(
    "valores", [["a", None], [1], ["a\nb", "c"], ["=a"], ["'"], ['"'], ["a,b"]]
)
def test_a_column_that_needs_care_is_noticed(valores):
    assert not todas_llanas(valores)


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (None, ""),
        ("", ""),
        (5, "5"),
        (-5, "-5"),
        (Decimal("1.50"), "1.50"),
        (dt.date(2026, 3, 5), "2026-03-05"),
        ("=1+1", "'=1+1"),
        ("-x, y", '"\'-x, y"'),
        ("'=x", "''=x"),
        ("'comillas", "'comillas"),
        ("«a»", "«a»"),
    ],
)
def test_celda_csv(valor, texto):
    assert celda_csv(valor) == texto


@given(st.lists(TEXTO.filter(bool), min_size=1, max_size=6))
def test_a_book_gives_every_text_back_and_never_a_formula(textos):
    contenido = libro([textos])

    celdas = [fila[0] for fila in con_openpyxl(contenido).iter_rows(min_row=2)]
    leidas = CalamineWorkbook.from_filelike(io.BytesIO(contenido)).get_sheet_by_index(0).to_python()

    assert {celda.data_type for celda in celdas} <= {"s"}
    assert len(leidas) == len(textos) + 1
    # Excel undoes its own «_x000D_»; openpyxl leaves that to whoever asks.
    assert [
        sin_apostrofo(openpyxl.utils.escape.unescape(celda.value)) for celda in celdas
    ] == textos


def test_what_a_cell_is():
    fecha, antigua = dt.date(2026, 3, 5), dt.date(1899, 5, 1)
    hoja = con_openpyxl(
        libro(
            [[1, 2], ["a", None], [fecha, antigua], [None, Decimal("2.5")]],
            [False, False, True, False],
            ["ID", "Texto <&>", "Fecha", "Número"],
        )
    )

    filas = [[celda.value for celda in fila] for fila in hoja.iter_rows()]
    assert filas == [
        ["ID", "Texto <&>", "Fecha", "Número"],
        [1, "a", dt.datetime(2026, 3, 5), None],  # noqa: DTZ001 a cell has no zone
        [2, None, "1899-05-01", 2.5],
    ]
    assert hoja["C2"].number_format == "dd/mm/yyyy"
    assert hoja["A1"].font.bold
    assert hoja.freeze_panes == "A2"
    assert hoja.title == "Datos"


def test_rows_are_read_whole_by_who_asks_for_their_extent():
    contenido = libro([[*range(50)], ["x"] * 50])

    assert len(list(con_openpyxl(contenido, read_only=True).iter_rows())) == 51


def test_a_text_longer_than_a_cell_is_cut_where_excel_would():
    largo, fuera = "a" * 40_000, "🗳" * 20_000
    hoja = con_openpyxl(libro([[largo, fuera]]))

    assert len(hoja["A2"].value) == 32_767
    assert hoja["A3"].value == "🗳" * 16_383


def test_a_book_without_rows_has_its_headings():
    hoja = con_openpyxl(libro([[]], titulos=["ID"]))

    assert [[celda.value for celda in fila] for fila in hoja.iter_rows()] == [["ID"]]


def test_a_book_can_go_to_where_nobody_can_rewind():
    class Tubo(io.RawIOBase):
        def __init__(self):
            self.partes = []

        def writable(self):
            return True

        def write(self, parte):
            self.partes.append(bytes(parte))
            return len(parte)

    tubo = Tubo()
    escribir_libro(tubo, ["ID"], [False], lambda celda: iter([[[celda(7)]]]))

    assert con_openpyxl(b"".join(tubo.partes))["A2"].value == 7
    assert zipfile.ZipFile(io.BytesIO(b"".join(tubo.partes))).testzip() is None


def test_a_column_remembers_a_bounded_number_of_cells(monkeypatch):
    monkeypatch.setattr("core.sheets.MAX_RECORDADAS", 2)
    hechas = []
    celdas = Celdas(lambda valor: hechas.append(valor) or str(valor))

    assert celdas.de([1, 1, 2, 3]) == ["1", "1", "2", "3"]
    assert celdas.de([1]) == ["1"]
    assert (hechas, len(celdas)) == ([1, 2, 3, 1], 1)
