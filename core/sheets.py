"""Columns of values as text of a file, a column at a time: what a file of thousands of rows needs.

Cell by cell, `csv` and `xlsxwriter` find out once more what each value is and whether it needs
care. Here each distinct value of a column is looked at once, and most need none.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

import xlsxwriter

from core.importing.tables import con_apostrofo, letra

PELIGRO = frozenset("=+-@\t\r\x00\uff1d\uff0b\uff0d\uff20'")
CON_COMILLAS = re.compile(r'[",\r\n]')
# What XML or Excel would read otherwise: marks, control characters, spaces at the ends.
CON_CUIDADO = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$")
CONTROLES = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
PARECE_ESCAPE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
MAX_CELDA = 32_767  # UTF-16 units that Excel takes in a cell
DIA_CERO = dt.date(1899, 12, 30).toordinal()
DESDE_MARZO_DE_1900 = dt.date(1900, 3, 1)  # Excel miscounts the days before
HOJA = "xl/worksheets/sheet1.xml"
SEGURO = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
MAX_RECORDADAS = 1000
Celda = Callable[[Any], str]


class Celdas(dict):
    """What each value of a column becomes in the file, made once however often it is repeated."""

    def __init__(self, hacer: Celda):
        super().__init__()
        self.hacer = hacer

    def __missing__(self, valor):
        self[valor] = texto = self.hacer(valor)
        return texto

    def de(self, valores: list[Any]) -> list[str]:
        """The column as text."""
        if len(self) > MAX_RECORDADAS:
            self.clear()
        return [self[valor] for valor in valores]


# CSV ------------------------------------------------------------------------------------------


def renglones_csv(columnas: list[list[str]]) -> str:
    """The rows of these columns of cells, each with its end."""
    return "".join([f"{renglon}\r\n" for renglon in map(",".join, zip(*columnas, strict=True))])


def todas_llanas(valores: list[Any]) -> bool:
    """Whether every cell is text that a CSV takes as it is, looked for in all of them at once."""
    try:
        junto = "\n".join(valores)
    except TypeError:
        return False
    if junto.count("\n") >= len(valores) or not PELIGRO.isdisjoint({v[:1] for v in valores}):
        return False
    return '"' not in junto and "," not in junto and "\r" not in junto


def celda_csv(valor: Any) -> str:
    """Quoted when it must; text a spreadsheet would execute gets the importer's apostrophe."""
    if not isinstance(valor, str):
        return "" if valor is None else str(valor)  # a date as ISO says it
    if valor[:1] in PELIGRO:
        valor = con_apostrofo(valor)
    if CON_COMILLAS.search(valor):
        return '"' + valor.replace('"', '""') + '"'
    return valor


# XLSX -----------------------------------------------------------------------------------------


def escribir_libro(
    archivo: BinaryIO, titulos: list[str], de_fecha: list[bool], trozos: Callable[[Celda], Iterator]
) -> None:
    """A workbook where text is always text; only some thousand rows are in memory at a time.

    Its package, styles and headings come from xlsxwriter; the cells below, one column at a time,
    from ``trozos``, which is told how to write a value.
    """
    modelo = zipfile.ZipFile(_modelo(titulos, de_fecha))
    antes, muestra, despues = _partir(modelo.read(HOJA).decode())
    celda = partial(celda_xlsx, fecha=re.search(r' s="\d+"', muestra)[0])
    with zipfile.ZipFile(archivo, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as libro:
        for parte in modelo.namelist():
            if parte != HOJA:
                libro.writestr(parte, modelo.read(parte))
        with libro.open(HOJA, "w", force_zip64=True) as hoja:
            hoja.write(antes.encode())
            primera = 2
            for columnas in trozos(celda):
                hoja.write(filas_xlsx(primera, columnas).encode())
                primera += len(columnas[0])
            hoja.write(despues.encode())


def _modelo(titulos: list[str], de_fecha: list[bool]) -> BinaryIO:
    """The workbook with its headings and one date, whose style the others will have."""
    archivo = io.BytesIO()
    with xlsxwriter.Workbook(archivo, {"in_memory": True, **SEGURO}) as libro:
        hoja = libro.add_worksheet("Datos")
        titulo = libro.add_format({"bold": True})
        fecha = libro.add_format({"num_format": "dd/mm/yyyy"})
        for indice, es_fecha in enumerate(de_fecha):
            hoja.set_column(indice, indice, 24 if indice else None, fecha if es_fecha else None)
        for indice, texto in enumerate(titulos):
            hoja.write_string(0, indice, texto, titulo)
        hoja.freeze_panes(1, 0)
        hoja.write_datetime(1, 0, dt.date(2026, 1, 1), fecha)
    return archivo


def _partir(xml: str) -> tuple[str, str, str]:
    """What goes before the rows, the row with the date, and what goes after."""
    antes, _, resto = xml.partition('<row r="2"')
    muestra, _, despues = resto.partition("</sheetData>")
    # Its extent is not known before writing; saying nothing is allowed, and better than lying.
    return re.sub(r"<dimension [^>]*/>", "", antes), muestra, f"</sheetData>{despues}"


def filas_xlsx(primera: int, columnas: list[list[str]]) -> str:
    """The XML of these rows, numbered from the first one; blank cells are not written."""
    numeros = range(primera, primera + len(columnas[0]))
    celdas = []
    for indice, columna in enumerate(columnas):
        inicio = f'<c r="{letra(indice)}'
        celdas.append(
            [f'{inicio}{n}"{c}' if c else "" for n, c in zip(numeros, columna, strict=True)]
        )
    filas = zip(numeros, map("".join, zip(*celdas, strict=True)), strict=True)
    return "".join([f'<row r="{numero}">{fila}</row>' for numero, fila in filas])


def celda_xlsx(valor: Any, fecha: str) -> str:
    """What follows the reference of a cell, or nothing. In a book text is never executed."""
    if isinstance(valor, str):
        return _texto_xlsx(valor) if valor else ""
    if valor is None:
        return ""
    if not isinstance(valor, dt.date):
        return f"><v>{valor}</v></c>"
    if valor < DESDE_MARZO_DE_1900:
        return _texto_xlsx(valor.isoformat())
    return f"{fecha}><v>{valor.toordinal() - DIA_CERO}</v></c>"


def _texto_xlsx(texto: str) -> str:
    espacio = ""
    if texto[0] == "'":  # only what already looks protected is marked again
        texto = con_apostrofo(texto)
    if len(texto) > MAX_CELDA // 2:
        texto = _recortar(texto)
    if CON_CUIDADO.search(texto):
        espacio = ' xml:space="preserve"' if texto != texto.strip() else ""
        texto = CONTROLES.sub(_escape, PARECE_ESCAPE.sub("_x005F_", texto))
        texto = texto.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{espacio}>{texto}</t></is></c>'


def _escape(hallado: re.Match[str]) -> str:
    return f"_x{ord(hallado[0]):04X}_"


def _recortar(texto: str) -> str:
    """As much as fits in a cell; the characters beyond U+FFFF count twice."""
    return texto.encode("utf-16-le")[: MAX_CELDA * 2].decode("utf-16-le", "ignore")
