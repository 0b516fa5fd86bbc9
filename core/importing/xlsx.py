"""Modern Excel books: bounded before they are opened, explained where they hide something."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from defusedxml import DefusedXmlException, ElementTree
from python_calamine import CalamineError, CalamineWorkbook

from core.importing.headings import fila_de
from core.importing.tables import (
    MAX_DESPLEGADO,
    MAX_MIEMBROS,
    ArchivoError,
    Hoja,
    exigir_tamano,
    letra,
)

DANADO = "El archivo está dañado: ábrelo en Excel, guárdalo otra vez como .xlsx y vuelve a subirlo."
BOMBA = (
    "El archivo, al abrirse, ocupa más de 100 MB. Copia sólo los datos a un libro nuevo y guárdalo"
    " como .xlsx."
)
ZIP_ROTO = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
_TROZO = 1 << 16
_NS_LIBRO = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NS_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ETIQUETA = re.compile(
    rb"<(?:\w+:)?(row|col|c|f|mergeCell|autoFilter|v|is)(?=[\s/>])([^>]*)>", re.DOTALL
)
_R = re.compile(rb'\br="([A-Z]*)(\d+)"')
_OCULTO = re.compile(rb'\bhidden="(?:1|true)"')
_MIN = re.compile(rb'\bmin="(\d+)"')
_REF = re.compile(rb'\bref="([A-Z0-9:]+)"')


@dataclass(slots=True)
class Inspeccion:
    """What the XML of a sheet says that its values do not."""

    filas: int = 0
    columnas: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    filas_ocultas: list[int] = field(default_factory=list)
    columnas_ocultas: list[str] = field(default_factory=list)
    combinadas: list[str] = field(default_factory=list)
    filtro: bool = False


def leer_xlsx(contenido: bytes, nombre_hoja: str = "") -> Hoja:
    """Read one sheet after checking that the book cannot exhaust the machine."""
    libro = abrir_zip(contenido)
    hojas, base_1904 = _hojas(libro)
    visibles = [nombre for nombre, _, visible in hojas if visible]
    nombre = nombre_hoja or (visibles or [hojas[0][0]])[0]
    ruta = next((ruta for otro, ruta, _ in hojas if otro == nombre), "")
    if not ruta:
        raise ArchivoError(f"El libro no tiene una hoja «{nombre}».")
    vista = inspeccionar(libro.open(ruta))
    exigir_tamano(vista.filas, vista.columnas)
    hoja = Hoja(
        filas=[],
        nombre=nombre,
        nombres=[nombre for nombre, _, _ in hojas],
        base_1904=base_1904,
        formulas=vista.formulas,
    )
    hoja.avisos += avisos_de_libro(hoja, [n for n, _, visible in hojas if not visible])
    hoja.avisos += avisos_de_hoja(vista)
    for numero, valores in enumerate(valores_de(contenido, nombre), 1):
        hoja.filas.append(fila_de(numero, valores, hoja))
    return hoja


def valores_de(contenido: bytes, nombre: str) -> list[list[object]]:
    """The values of a sheet from its first row and column."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(contenido)) as libro:
            return libro.get_sheet_by_name(nombre).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise ArchivoError(DANADO) from error


def abrir_zip(contenido: bytes) -> zipfile.ZipFile:
    """Open after inflating every member piece by piece, whatever its header promises."""
    try:
        libro = zipfile.ZipFile(io.BytesIO(contenido))
        miembros = libro.infolist()
        if len(miembros) > MAX_MIEMBROS:
            raise ArchivoError(
                f"El archivo tiene {len(miembros):,} partes internas; el máximo es {MAX_MIEMBROS}."
                " Copia los datos a un libro nuevo y guárdalo como .xlsx."
            )
        if sum(miembro.file_size for miembro in miembros) > MAX_DESPLEGADO:
            raise ArchivoError(BOMBA)
        _medir(libro, miembros)
    except ZIP_ROTO as error:
        raise ArchivoError(DANADO) from error
    if "xl/workbook.xml" not in libro.namelist():
        raise ArchivoError(_otro_zip(libro.namelist()))
    return libro


def _medir(libro: zipfile.ZipFile, miembros: list[zipfile.ZipInfo]) -> None:
    total = 0
    for miembro in miembros:
        with libro.open(miembro) as parte:
            inicio = parte.read(_TROZO)
            sin_nulos = inicio[:4096].replace(b"\0", b"")
            if b"<!DOCTYPE" in sin_nulos or b"<!ENTITY" in sin_nulos:
                raise ArchivoError(
                    "El archivo trae definiciones de XML que Excel no usa y no se abrió por"
                    " seguridad. Copia los datos a un libro nuevo y guárdalo como .xlsx."
                )
            total += len(inicio)
            while trozo := parte.read(_TROZO):
                total += len(trozo)
                if total > MAX_DESPLEGADO:
                    raise ArchivoError(BOMBA)


def _otro_zip(nombres: list[str]) -> str:
    if "xl/workbook.bin" in nombres:
        return "El archivo es .xlsb: ábrelo en Excel y guárdalo como «Libro de Excel (.xlsx)»."
    if "content.xml" in nombres:
        return "El archivo es .ods: ábrelo y guárdalo como .xlsx o .csv."
    if "word/document.xml" in nombres:
        return "El archivo es un documento de Word: copia la tabla a Excel y guárdala como .xlsx."
    return "El archivo está comprimido (.zip): sácalo de la carpeta comprimida y súbelo suelto."


def _hojas(libro: zipfile.ZipFile) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, path inside the file and visibility of each sheet, and the date system."""
    try:
        raiz = ElementTree.fromstring(libro.read("xl/workbook.xml"))
        rutas = {
            una.get("Id"): una.get("Target", "")
            for una in ElementTree.fromstring(libro.read("xl/_rels/workbook.xml.rels"))
        }
    except (ElementTree.ParseError, DefusedXmlException, KeyError, ValueError) as error:
        raise ArchivoError(DANADO) from error
    partes = set(libro.namelist())
    hojas = []
    for una in raiz.iter(f"{_NS_LIBRO}sheet"):
        destino = rutas.get(una.get(f"{_NS_REL}id"), "")
        ruta = destino.lstrip("/") if destino.startswith("/") else f"xl/{destino}"
        if ruta in partes and "worksheets" in ruta:
            hojas.append((una.get("name", ""), ruta, una.get("state", "visible") == "visible"))
    if not hojas:
        raise ArchivoError("El libro no tiene ninguna hoja con celdas.")
    propiedades = raiz.find(f"{_NS_LIBRO}workbookPr")
    declarado = propiedades.get("date1904", "") if propiedades is not None else ""
    return hojas, declarado in {"1", "true"}


def inspeccionar(parte: io.BufferedIOBase) -> Inspeccion:
    """Pass over the XML once: real extent, formulas, what is merged or hidden.

    A scan of tags, not a parse: what it learns is only told or bounds memory, and it costs a
    tenth of a parser.
    """
    vista = Inspeccion()
    fila = columna = 0
    for nombre, atributos in _etiquetas(parte):
        if nombre == b"row":
            hallado = _R.search(atributos)
            fila, columna = (int(hallado[2]) if hallado else fila + 1), 0
            if _OCULTO.search(atributos):
                vista.filas_ocultas.append(fila)
        elif nombre == b"c":
            hallado = _R.search(atributos)
            columna = _indice(hallado[1]) if hallado and hallado[1] else columna + 1
        elif nombre in {b"v", b"is"}:
            vista.filas = max(vista.filas, fila)
            vista.columnas = max(vista.columnas, columna)
        elif nombre == b"f":
            vista.formulas.add((fila, columna - 1))
        else:
            _anotar(vista, nombre, atributos)
    return vista


def _anotar(vista: Inspeccion, nombre: bytes, atributos: bytes) -> None:
    if nombre == b"mergeCell" and (hallado := _REF.search(atributos)):
        vista.combinadas.append(hallado[1].decode())
    elif nombre == b"col" and _OCULTO.search(atributos) and (hallado := _MIN.search(atributos)):
        vista.columnas_ocultas.append(letra(int(hallado[1]) - 1))
    elif nombre == b"autoFilter":
        vista.filtro = True


def _etiquetas(parte: io.BufferedIOBase) -> Iterator[tuple[bytes, bytes]]:
    resto = b""
    while trozo := parte.read(1 << 20):
        datos = resto + trozo
        corte = datos.rfind(b">") + 1
        for hallado in _ETIQUETA.finditer(datos, 0, corte):
            yield hallado[1], hallado[2]
        resto = datos[corte:]


def _indice(letras: bytes) -> int:
    numero = 0
    for codigo in letras[:4]:
        numero = numero * 26 + codigo - 64
    return numero


def avisos_de_libro(hoja: Hoja, ocultas: list[str]) -> list[str]:
    """Tell which sheet was read when there were several."""
    avisos = []
    if len(hoja.nombres) > 1:
        otras = ", ".join(f"«{n}»" for n in hoja.nombres if n != hoja.nombre)
        avisos.append(
            f"El libro tiene {len(hoja.nombres)} hojas; se leyó «{hoja.nombre}»."
            f" Puedes elegir otra: {otras}."
        )
    if ocultas:
        lista = ", ".join(f"«{nombre}»" for nombre in ocultas)
        avisos.append(f"El libro tiene hojas ocultas: {lista}.")
    return avisos


def avisos_de_hoja(vista: Inspeccion) -> list[str]:
    """Tell what the screen of Excel would not have shown."""
    avisos = []
    if vista.filas_ocultas:
        por_filtro = ", quizá por un filtro" if vista.filtro else ""
        avisos.append(
            f"Hay {len(vista.filas_ocultas):,} filas ocultas{por_filtro} (la primera, la"
            f" {vista.filas_ocultas[0]}); también se leen."
        )
    if vista.columnas_ocultas:
        lista = ", ".join(vista.columnas_ocultas[:10])
        avisos.append(f"Hay columnas ocultas ({lista}); también se leen.")
    if vista.combinadas:
        lista = ", ".join(vista.combinadas[:5])
        avisos.append(
            f"Hay celdas combinadas ({lista}): sólo la primera de cada grupo conserva su valor."
            " Sepáralas si el valor debe repetirse."
        )
    return avisos
