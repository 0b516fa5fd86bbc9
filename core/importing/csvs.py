"""Comma separated files as offices send them: any encoding, any separator."""

import codecs
import csv
import io
import re
from collections import Counter

from core.importing.headings import fila_de
from core.importing.tables import ArchivoError, Hoja, exigir_tamano

# The default of 128 KB would stop the whole file for one long cell; ours is reported by row.
csv.field_size_limit(64 * 1024 * 1024)

SEPARADORES = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOBLE = re.compile(r"Ã[\u0080-\u00bf\u0152-\u2122]|Â[¿¡ºª]")
_SEP = re.compile(r"\s*sep=(.)\s*(?:\r\n|\r|\n)", re.IGNORECASE)


def leer_csv(contenido: bytes) -> Hoja:
    """Decode, find the separator, and read every record with its number."""
    hoja = Hoja(filas=[])
    texto = _decodificar(contenido, hoja)
    declarado = _SEP.match(texto)
    if declarado:
        texto = texto[declarado.end() :]
    separador = declarado[1] if declarado else _separador(texto)
    primero = 2 if declarado else 1
    lector = csv.reader(io.StringIO(texto, newline=""), delimiter=separador)
    try:
        for numero, valores in enumerate(lector, primero):
            exigir_tamano(numero, len(valores))
            hoja.filas.append(fila_de(numero, valores, hoja))
    except csv.Error as error:
        raise ArchivoError(
            f"No se pudo leer la línea {lector.line_num}: revisa sus comillas,"
            " o guarda el archivo como .xlsx y súbelo otra vez."
        ) from error
    return hoja


def _decodificar(contenido: bytes, hoja: Hoja) -> str:
    for bom, codec in _BOMS:
        if contenido.startswith(bom):
            return contenido.decode(codec, errors="replace").lstrip("\ufeff")
    if codec := _utf16_sin_marca(contenido):
        return contenido.decode(codec, errors="replace")
    try:
        texto = contenido.decode("utf-8")
    except UnicodeDecodeError:
        hoja.avisos.append("Se leyó con la codificación de Windows (1252): revisa los acentos.")
        return contenido.decode("cp1252", errors="replace")
    if _DOBLE.search(texto):
        hoja.avisos.append(
            "Parece que algunos acentos ya venían dañados en el archivo (por ejemplo «Ã³» en lugar"
            " de «ó»): vuelve a exportarlo desde su origen en UTF-8."
        )
    return texto


def _utf16_sin_marca(contenido: bytes) -> str:
    muestra = contenido[:4000]
    pares, nones = muestra[0::2].count(0), muestra[1::2].count(0)
    mitad = len(muestra) // 2 or 1
    if nones > mitad * 0.6 and pares < mitad * 0.1:
        return "utf-16-le"
    if pares > mitad * 0.6 and nones < mitad * 0.1:
        return "utf-16-be"
    return ""


def _separador(texto: str) -> str:
    """The separator that cuts the first records into the same number of pieces most often."""
    muestra = texto[:65536]
    mejores = []
    for separador in SEPARADORES:
        lector = csv.reader(io.StringIO(muestra, newline=""), delimiter=separador)
        anchos = Counter(len(fila) for _, fila in zip(range(60), lector, strict=False) if fila)
        ancho, veces = max(
            anchos.items(), key=lambda par: (par[0] > 1, par[1], par[0]), default=(1, 0)
        )
        mejores.append((ancho > 1, veces, ancho, separador))
    mejores.sort(key=lambda par: par[:3], reverse=True)
    return mejores[0][3] if mejores[0][0] else ","
