"""The one door for files: what it is inside decides who reads it, not what it is called."""

from collections.abc import Collection

from core.importing.csvs import leer_csv
from core.importing.headings import tabla_de
from core.importing.tables import MAX_BYTES, ArchivoError, Hoja, Tabla
from core.importing.xls import leer_xls
from core.importing.xlsx import leer_xlsx

EXTENSIONES = (".xlsx", ".xls", ".csv", ".txt", ".tsv")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AJENOS = (
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "una imagen"),
    (b"\xff\xd8\xff", "una imagen"),
    (b"GIF8", "una imagen"),
    (b"\x1f\x8b", "un archivo comprimido (.gz)"),
    (b"Rar!", "un archivo comprimido (.rar)"),
    (b"7z\xbc\xaf", "un archivo comprimido (.7z)"),
    (b"{\\rtf", "un documento de texto"),
    (b"\x7fELF", "un programa"),
    (b"MZ", "un programa"),
)


def leer(
    contenido: bytes,
    nombre: str = "",
    *,
    hoja: str = "",
    conocidos: Collection[str] = (),
    fila: int | None = None,
) -> Tabla:
    """Read a file into a table. Raises ArchivoError with what to do.

    `conocidos` are normalised names of expected columns, which tell the heading from a title.
    """
    return tabla_de(_leer_hoja(contenido, nombre, hoja), conocidos, fila)


def _leer_hoja(contenido: bytes, nombre: str, hoja: str) -> Hoja:
    if not contenido:
        raise ArchivoError("El archivo está vacío (0 bytes). Guárdalo otra vez y súbelo.")
    if len(contenido) > MAX_BYTES:
        raise ArchivoError(
            f"El archivo pesa {len(contenido) / 1024 / 1024:.1f} MB; el máximo es 10 MB."
            " Divídelo o quita imágenes y hojas que no se importan."
        )
    if contenido.startswith(b"PK"):
        return leer_xlsx(contenido, hoja)
    if contenido.startswith(_OLE):
        return leer_xls(contenido, hoja)
    _exigir_texto(contenido, nombre)
    return leer_csv(contenido)


def _exigir_texto(contenido: bytes, nombre: str) -> None:
    for firma, que in _AJENOS:
        if contenido.startswith(firma):
            raise ArchivoError(f"El archivo es {que}. Sube los datos en .xlsx, .xls o .csv.")
    inicio = contenido[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if inicio.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise ArchivoError(
            "El archivo parece hoja de cálculo pero por dentro es una página web o XML."
            " Ábrelo en Excel y guárdalo como «Libro de Excel (.xlsx)»."
        )
    if nombre.lower().endswith((".xlsx", ".xls")):
        raise ArchivoError(
            f"El archivo se llama «{nombre[-80:]}» pero no es un libro de Excel."
            " Ábrelo y guárdalo como .xlsx, o cámbiale la extensión a .csv si es de texto."
        )
