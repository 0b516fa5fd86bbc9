"""The paragraphs of a Word file, each with its text whole and its place in words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTES = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
NOMBRES = {"header": "encabezado", "footer": "pie de página", "footnotes": "nota al pie"}
MAX_ENTRADAS, MAX_BYTES = 500, 40 * 1024 * 1024
FUERA = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*>')


class Ilegible(Exception):  # noqa: N818 told to the person who uploads
    """The file is not a Word document we can fill in; the message says why."""


@dataclass(frozen=True)
class Celda:
    """Where in a table: counted as a person counts, from one."""

    tabla: int
    fila: int
    columna: int


@dataclass(frozen=True)
class Parrafo:
    """A paragraph: its whole text, however Word cut it, and where it is."""

    texto: str
    numero: int
    parte: str = ""
    celda: Celda | None = None

    @property
    def lugar(self) -> str:
        if self.celda:
            sitio = f"tabla {self.celda.tabla}, fila {self.celda.fila}, celda {self.celda.columna}"
        else:
            sitio = f"párrafo {self.numero}"
        texto = " ".join(self.texto.split())
        cita = texto if len(texto) <= 80 else f"{texto[:79]}…"
        return f"{f'{self.parte}, ' if self.parte else ''}{sitio} («{cita}»)"


def partes(contenido: bytes) -> list[tuple[str, Element]]:
    """The parts of the file that hold text, with their names. Raises Ilegible."""
    try:
        with zipfile.ZipFile(io.BytesIO(contenido)) as archivo:
            revisar_caja(archivo)
            nombres = sorted(n for n in archivo.namelist() if PARTES.fullmatch(n))
            if "word/document.xml" not in nombres:
                raise Ilegible("No es un documento de Word (.docx).")
            return [(nombre_de(n), fromstring(archivo.read(n))) for n in nombres]
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, NotImplementedError) as error:
        raise Ilegible("No es un documento de Word (.docx), o está dañado.") from error
    except (ParseError, DefusedXmlException, UnicodeDecodeError) as error:
        raise Ilegible("El documento está dañado por dentro: guárdalo de nuevo en Word.") from error


def revisar_caja(archivo: zipfile.ZipFile) -> None:
    """Raise Ilegible at what no template needs: too much inside, macros, things from outside."""
    entradas = archivo.infolist()
    if len(entradas) > MAX_ENTRADAS or sum(e.file_size for e in entradas) > MAX_BYTES:
        raise Ilegible("El documento pesa demasiado por dentro: quita imágenes.")
    for entrada in entradas:
        if entrada.filename.endswith("vbaProject.bin"):
            raise Ilegible("El documento trae macros: guárdalo como .docx, sin ellas.")
        if entrada.filename.endswith(".rels"):
            enlaces = FUERA.findall(archivo.read(entrada).decode("utf-8", "replace"))
            if any("/hyperlink" not in enlace for enlace in enlaces):
                raise Ilegible("El documento trae imágenes u objetos de otro lugar: incrústalos.")


def nombre_de(ruta: str) -> str:
    kind = PARTES.fullmatch(ruta)[1].rstrip("0123456789")
    return NOMBRES.get(kind, "")


@dataclass
class Lector:
    """Walks a part in reading order."""

    parte: str
    parrafos: list[Parrafo] = field(default_factory=list)
    sueltos: int = 0
    tablas: int = 0

    def recorrer(self, nodo: Element, celda: Celda | None = None) -> None:
        for hijo in nodo:
            if hijo.tag == f"{W}p":
                self.anotar(hijo, celda)
            elif hijo.tag == f"{W}tbl":
                self.tabla(hijo)
            else:
                self.recorrer(hijo, celda)

    def tabla(self, nodo: Element) -> None:
        self.tablas += 1
        numero = self.tablas
        for fila, renglon in enumerate(nodo.iter(f"{W}tr"), 1):
            for columna, celda in enumerate(renglon.findall(f"{W}tc"), 1):
                self.recorrer(celda, Celda(numero, fila, columna))

    def anotar(self, nodo: Element, celda: Celda | None) -> None:
        if celda is None:
            self.sueltos += 1
        texto = "".join(trozos(nodo))
        self.parrafos.append(Parrafo(texto, self.sueltos, self.parte, celda))
        for hijo in nodo:  # text boxes hang from a paragraph and hold others
            self.recorrer(hijo, celda)


def trozos(nodo: Element) -> Iterator[str]:
    """The text of a paragraph, not that of the text boxes it holds."""
    for hijo in nodo:
        if hijo.tag == f"{W}t":
            yield hijo.text or ""
        elif hijo.tag != f"{W}p":
            yield from trozos(hijo)


def parrafos(parte: str, raiz: Element) -> list[Parrafo]:
    """Every paragraph of a part, those in tables and text boxes too."""
    lector = Lector(parte)
    lector.recorrer(raiz)
    return lector.parrafos
