"""Tables as files that people open in a spreadsheet: numbers stay numbers, text stays text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from core.exports import BOM, PELIGRO, SEGURO
from core.importing.tables import con_apostrofo

Fila = Sequence[Any]
MAX_TEXTO = 32_767  # what a cell holds
PRIMER_DIA = dt.date(1900, 3, 1)  # Excel miscounts the days before
ANCHO = 24


@dataclass(frozen=True)
class Hoja:
    """A sheet: what is said on top, the titles of its columns, and its rows."""

    nombre: str
    titulos: Sequence[str]
    filas: Iterable[Fila]
    anchos: Sequence[int] = ()
    arriba: Sequence[Fila] = field(default=())
    miles: bool = True  # whole numbers are amounts; no when they are years or keys


def escribir_libro(archivo: BinaryIO, hojas: Iterable[Hoja]) -> None:
    """A workbook written row by row, where nothing typed by anyone can run as a formula."""
    with xlsxwriter.Workbook(archivo, {"constant_memory": True, **SEGURO}) as libro:
        formatos = {
            "titulo": libro.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "fecha": libro.add_format({"num_format": "dd/mm/yyyy"}),
            "entero": libro.add_format({"num_format": "#,##0"}),
            "clave": libro.add_format({"num_format": "0"}),
            "monto": libro.add_format({"num_format": "#,##0.00"}),
        }
        for hoja in hojas:
            escribir_hoja(libro.add_worksheet(hoja.nombre), hoja, formatos)


def escribir_hoja(destino: Any, hoja: Hoja, formatos: dict[str, Any]) -> None:
    """The rows on top, the titles (which stay in sight) and the rows of a sheet."""
    for columna in range(len(hoja.titulos)):
        ancho = hoja.anchos[columna] if columna < len(hoja.anchos) else ANCHO
        destino.set_column(columna, columna, ancho)
    fila = 0
    for valores in hoja.arriba:
        escribir_fila(destino, fila, valores, formatos, hoja.miles)
        fila += 1
    for columna, titulo in enumerate(hoja.titulos):
        destino.write_string(fila, columna, titulo, formatos["titulo"])
    destino.freeze_panes(fila + 1, 0)
    for numero, valores in enumerate(hoja.filas, fila + 1):
        escribir_fila(destino, numero, valores, formatos, hoja.miles)


def escribir_fila(
    destino: Any, fila: int, valores: Fila, formatos: dict[str, Any], miles: bool
) -> None:
    """Each value by its kind; what has none leaves its cell empty."""
    for columna, valor in enumerate(valores):
        if valor is None or valor == "":
            continue
        if isinstance(valor, str):
            destino.write_string(fila, columna, valor[:MAX_TEXTO])
        elif isinstance(valor, dt.date):
            escribir_fecha(destino, fila, columna, valor, formatos["fecha"])
        elif isinstance(valor, Decimal | float):
            destino.write_number(fila, columna, valor, formatos["monto"])
        else:
            destino.write_number(fila, columna, valor, formatos["entero" if miles else "clave"])


def escribir_fecha(destino: Any, fila: int, columna: int, valor: dt.date, formato: Any) -> None:
    """A real date; one that Excel cannot count goes as it is written."""
    if valor < PRIMER_DIA:
        destino.write_string(fila, columna, f"{valor:%d/%m/%Y}")
    else:
        destino.write_datetime(fila, columna, valor, formato)


def lineas_csv(titulos: Sequence[str], filas: Iterable[Fila]) -> Iterator[str]:
    """The same rows as text: dates as dd/mm/yyyy, and nothing a spreadsheet would execute."""
    salida = io.StringIO()
    escritor = csv.writer(salida, lineterminator="\r\n")
    salida.write(BOM)
    escritor.writerow(titulos)
    for valores in filas:
        escritor.writerow([en_texto(valor) for valor in valores])
        yield salida.getvalue()
        salida.seek(0)
        salida.truncate()
    yield salida.getvalue()


def en_texto(valor: Any) -> str:
    """A value as a cell of a text file."""
    if valor is None:
        return ""
    if isinstance(valor, dt.date):
        return f"{valor:%d/%m/%Y}"
    texto = str(valor)
    peligra = isinstance(valor, str) and texto[:1] in PELIGRO
    return con_apostrofo(texto) if texto and peligra else texto
