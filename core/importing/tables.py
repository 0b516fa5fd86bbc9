"""What a file becomes: named columns and rows of clean text that remember their row number."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

MAX_BYTES = 10 * 1024 * 1024
MAX_MIEMBROS = 200
MAX_DESPLEGADO = 100 * 1024 * 1024
MAX_FILAS = 50_000
MAX_COLUMNAS = 200
MAX_CELDAS = 2_000_000
MAX_TEXTO = 32_000

_ESPACIOS = dict.fromkeys([0x09, 0xA0, 0x2007, 0x202F, 0x3000], " ")
_INVISIBLES = dict.fromkeys(
    [c for c in [*range(0x20), *range(0x7F, 0xA0)] if c not in {0x09, 0x0A, 0x0D, 0x85}]
    + [0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)]
)
_TABLA = {**_ESPACIOS, **_INVISIBLES, 0x85: "\n"}
_ESCAPE_EXCEL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PROTEGIDO = re.compile(r"'+[=+\-@\t\r\x00\uff1d\uff0b\uff0d\uff20]")
_PELIGROSO = re.compile(r"'*[=+\-@\t\r\x00\uff1d\uff0b\uff0d\uff20]")
_SALTOS = re.compile(r"\r\n?")


class ArchivoError(ValidationError):
    """The file cannot be read at all; the message says why and what to do."""


@dataclass(slots=True)
class Fila:
    """One row of the file: its number as the spreadsheet shows it, its cells, their problems."""

    numero: int
    celdas: list[str]
    problemas: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Hoja:
    """Raw contents of one sheet before the heading is looked for."""

    filas: list[Fila]
    nombre: str = ""
    nombres: list[str] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    base_1904: bool = False
    formulas: set[tuple[int, int]] = field(default_factory=set)
    desinfectadas: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Tabla:
    """A readable file: headings, rows below them and what the person should know about it."""

    encabezados: list[str]
    filas: list[Fila]
    avisos: list[str]
    fila_encabezado: int
    hoja: str = ""
    hojas: list[str] = field(default_factory=list)
    base_1904: bool = False


def letra(columna: int) -> str:
    """0 → A, 26 → AA: how spreadsheets call a column."""
    texto = ""
    columna += 1
    while columna:
        columna, resto = divmod(columna - 1, 26)
        texto = chr(65 + resto) + texto
    return texto


def limpiar(texto: str) -> str:
    """Text in NFC, trimmed, without control or invisible characters that could deceive."""
    if texto.isascii() and texto.isprintable():
        return texto.strip()
    texto = _SALTOS.sub("\n", texto).translate(_TABLA)
    return unicodedata.normalize("NFC", texto).strip()


def deja_limpio(texto: str) -> bool:
    """Whether cleaning only touched spaces and line ends, which nobody needs to be told."""
    return all(ord(c) not in _INVISIBLES or ord(c) == 0xFEFF for c in texto)


def desescapar(texto: str) -> str:
    """Undo Excel's `_x000D_` spelling of control characters."""
    if "_x" not in texto:
        return texto
    return _ESCAPE_EXCEL.sub(lambda hallado: chr(int(hallado[1], 16)), texto)


def con_apostrofo(texto: str) -> str:
    """Protect text that a spreadsheet would execute; `sin_apostrofo` gives it back exactly."""
    return "'" + texto if _PELIGROSO.match(texto) else texto


def sin_apostrofo(texto: str) -> str:
    """Take off the apostrophe our exports put before what a spreadsheet would execute."""
    if texto[:1] == "'" and _PROTEGIDO.match(texto):
        return texto[1:]
    return texto


def texto_de(valor: object) -> str:
    """A spreadsheet value as the text a person would have typed."""
    if isinstance(valor, str):
        return valor
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, float):
        return _texto_de_numero(valor)
    if isinstance(valor, dt.datetime):
        if valor.time() == dt.time():
            return valor.date().isoformat()
        return valor.isoformat(sep=" ", timespec="seconds")
    if isinstance(valor, dt.date):
        return valor.isoformat()
    return "" if valor is None else str(valor)


def _texto_de_numero(valor: float) -> str:
    if valor.is_integer() and abs(valor) < 1e15:
        return str(int(valor))
    return repr(valor) if abs(valor) < 1e15 else f"{valor:.0f}"


def exigir_tamano(filas: int, columnas: int) -> None:
    """Refuse what does not fit before anything is built from it."""
    if columnas > MAX_COLUMNAS:
        raise ArchivoError(
            f"El archivo tiene {columnas:,} columnas; el máximo es {MAX_COLUMNAS}."
            " Deja sólo las que vas a importar (una celda perdida muy a la derecha también cuenta)."
        )
    if filas > MAX_FILAS + 20:
        raise ArchivoError(
            f"El archivo llega a la fila {filas:,}; el máximo es {MAX_FILAS:,}."
            " Divídelo en varios archivos (una celda perdida muy abajo también cuenta)."
        )
    if filas * columnas > MAX_CELDAS:
        raise ArchivoError(
            f"El archivo tiene {filas:,} filas por {columnas} columnas, demasiadas celdas para un"
            " solo archivo. Quita las columnas que no vas a importar o divídelo."
        )
