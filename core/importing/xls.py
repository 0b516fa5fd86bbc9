"""Old Excel books (.xls): their records are walked before a reader allocates anything."""

import io
import struct
from dataclasses import dataclass, field

import olefile

from core.importing.headings import fila_de
from core.importing.tables import ArchivoError, Hoja, exigir_tamano, letra
from core.importing.xlsx import (
    DANADO,
    Inspeccion,
    avisos_de_hoja,
    avisos_de_libro,
    valores_de,
)

PROTEGIDO = (
    "El archivo está protegido con contraseña. Ábrelo en Excel, quita la contraseña en"
    " Archivo, Información, Proteger libro, guárdalo y súbelo otra vez."
)
BOF, EOF = 0x0809, 0x000A
FILEPASS, DATEMODE, BOUNDSHEET = 0x002F, 0x0022, 0x0085
FORMULA, COLINFO, ROW, MERGEDCELLS = 0x0006, 0x007D, 0x0208, 0x00E5
# NUMBER, RK, LABELSST, LABEL, BOOLERR, FORMULA; MULRK spans columns.
CELDAS = {0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x0006}
MULRK = 0x00BD


@dataclass(slots=True)
class Libro:
    """The globals of the book and one inspection per sheet, in order of appearance."""

    hojas: list[tuple[str, bool]] = field(default_factory=list)
    vistas: list[Inspeccion] = field(default_factory=list)
    base_1904: bool = False


def leer_xls(contenido: bytes, nombre_hoja: str = "") -> Hoja:
    """Read one sheet of a book in Excel's old format."""
    libro = _recorrer(_flujo(contenido))
    visibles = [nombre for nombre, visible in libro.hojas if visible]
    nombres = [nombre for nombre, _ in libro.hojas]
    nombre = nombre_hoja or (visibles or nombres)[0]
    if nombre not in nombres:
        raise ArchivoError(f"El libro no tiene una hoja «{nombre}».")
    vista = dict(zip(nombres, libro.vistas, strict=False)).get(nombre, Inspeccion())
    exigir_tamano(vista.filas, vista.columnas)
    hoja = Hoja(
        filas=[], nombre=nombre, nombres=nombres, base_1904=libro.base_1904, formulas=vista.formulas
    )
    ocultas = [nombre for nombre, visible in libro.hojas if not visible]
    hoja.avisos += avisos_de_libro(hoja, ocultas) + avisos_de_hoja(vista)
    for numero, valores in enumerate(valores_de(contenido, nombre), 1):
        hoja.filas.append(fila_de(numero, valores, hoja))
    return hoja


def _flujo(contenido: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(contenido)) as archivo:
            partes = {parte[0].lower() for parte in archivo.listdir()}
            if "encryptedpackage" in partes:
                raise ArchivoError(PROTEGIDO)
            for nombre in ("Workbook", "Book"):
                if archivo.exists(nombre):
                    return archivo.openstream(nombre).read()
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise ArchivoError(DANADO) from error
    raise ArchivoError(
        "El archivo no es una hoja de cálculo. Guárdalo como .xlsx o .csv y súbelo otra vez."
    )


def _recorrer(flujo: bytes) -> Libro:
    libro = Libro()
    vista, nivel, lugar = None, 0, 0
    while lugar + 4 <= len(flujo):
        tipo, largo = struct.unpack_from("<HH", flujo, lugar)
        datos = flujo[lugar + 4 : lugar + 4 + largo]
        lugar += 4 + largo
        if tipo == BOF:
            nivel += 1
            clase = struct.unpack_from("<H", datos, 2)[0] if largo >= 4 else 0
            if nivel == 1 and clase != 0x0005:
                vista = Inspeccion()
                libro.vistas.append(vista)
        elif tipo == EOF:
            nivel = max(0, nivel - 1)
            vista = vista if nivel else None
        elif tipo == FILEPASS:
            raise ArchivoError(PROTEGIDO)
        else:
            _registro(libro, vista, tipo, datos)
    if not libro.hojas:
        raise ArchivoError(DANADO)
    return libro


def _registro(libro: Libro, vista: Inspeccion | None, tipo: int, datos: bytes) -> None:
    if tipo == BOUNDSHEET and len(datos) > 8:
        libro.hojas.append((_nombre_de_hoja(datos), datos[4] & 3 == 0))
    elif tipo == DATEMODE and len(datos) >= 2:
        libro.base_1904 = datos[0] == 1
    elif vista is not None and len(datos) >= 4:
        _celda(vista, tipo, datos)


def _celda(vista: Inspeccion, tipo: int, datos: bytes) -> None:
    fila, columna = struct.unpack_from("<HH", datos)
    if tipo in CELDAS or tipo == MULRK:
        ultima = struct.unpack_from("<H", datos, len(datos) - 2)[0] if tipo == MULRK else columna
        vista.filas = max(vista.filas, fila + 1)
        vista.columnas = max(vista.columnas, ultima + 1)
        if tipo == FORMULA:
            vista.formulas.add((fila + 1, columna))
    elif tipo == ROW and len(datos) >= 16 and datos[12] & 0x20:
        vista.filas_ocultas.append(fila + 1)
    elif tipo == COLINFO and len(datos) >= 10 and datos[8] & 1:
        vista.columnas_ocultas.append(letra(fila))  # its first number is a column
    elif tipo == MERGEDCELLS:
        vista.combinadas += _combinadas(datos)


def _combinadas(datos: bytes) -> list[str]:
    rangos = []
    for lugar in range(2, len(datos) - 7, 8):
        arriba, abajo, izquierda, derecha = struct.unpack_from("<HHHH", datos, lugar)
        rangos.append(f"{letra(izquierda)}{arriba + 1}:{letra(derecha)}{abajo + 1}")
    return rangos


def _nombre_de_hoja(datos: bytes) -> str:
    largo, ancho = datos[6], datos[7] & 1
    crudo = datos[8 : 8 + largo * (2 if ancho else 1)]
    return crudo.decode("utf-16-le" if ancho else "latin-1", errors="replace")
