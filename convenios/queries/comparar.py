"""Two texts of an instrument side by side: what was added and taken away, word by word."""

from __future__ import annotations

import difflib
import io
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from rapidfuzz import fuzz

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RESPALDO = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ESPACIOS = (f"{W}tab", f"{W}br", f"{W}cr")
TEXTO = "word/document.xml"
MAX_ENTRADAS = 2000
MAX_BYTES = 24 * 1024 * 1024  # of text, once unpacked
MAX_PARRAFOS = 6000
MAX_LETRAS = 2_000_000
SEGUNDOS = 3.0  # for words; past them a changed paragraph is shown whole
PALABRAS = re.compile(r"\s*(?:\w+|[^\w\s])")  # each with the space before it
MAX_PALABRAS = 3000
CERCA = 12  # paragraphs ahead among which the new writing of one is looked for
PARECIDO = 55
MIRADA = 1000  # letters of a paragraph by which its new writing is recognised
DANADO = "El archivo está dañado: descárgalo para revisarlo en tu equipo."
LARGO = "El texto es demasiado largo para compararlo aquí: descarga las dos versiones."


class Incomparable(Exception):  # noqa: N818 told to the person who compares
    """The text cannot be read here; the message says why and what to do."""


@dataclass(frozen=True)
class Bloque:
    """Some paragraphs that are equal, or one that changed, with its pieces."""

    tipo: str  # igual, nuevo, quitado, cambio
    parrafos: list[str] = field(default_factory=list)
    trozos: list[tuple[str, str]] = field(default_factory=list)  # (igual|agregado|quitado, text)


@dataclass(frozen=True)
class Comparacion:
    """The blocks in order, and how many of each."""

    bloques: list[Bloque]
    completa: bool  # no when there was no time to look word by word into every paragraph

    @property
    def cuentas(self) -> Counter[str]:
        return Counter(bloque.tipo for bloque in self.bloques)

    @property
    def iguales(self) -> bool:
        return not set(self.cuentas) - {"igual"}


def leer(archivo: Any, nombre: str) -> list[str]:
    """The paragraphs of a .docx or .txt. Raises Incomparable with what to do instead."""
    extension = nombre.rpartition(".")[2].lower()
    if extension == "docx":
        parrafos = de_word(archivo)
    elif extension == "txt":
        parrafos = de_texto(archivo)
    else:
        kind = "PDF" if extension == "pdf" else f".{extension}"
        raise Incomparable(
            f"«{nombre}» es {kind}: sólo se comparan textos de Word (.docx) o .txt. "
            "Descarga las dos versiones para revisarlas en tu equipo."
        )
    found = [" ".join(parrafo.split()) for parrafo in parrafos]
    found = [parrafo for parrafo in found if parrafo]
    if len(found) > MAX_PARRAFOS or sum(map(len, found)) > MAX_LETRAS:
        raise Incomparable(LARGO)
    return found


def de_texto(archivo: Any) -> list[str]:
    contenido = archivo.read(MAX_BYTES + 1)
    if len(contenido) > MAX_BYTES:
        raise Incomparable(LARGO)
    for codec in ("utf-8-sig", "cp1252"):
        try:
            return str(contenido.decode(codec)).splitlines()
        except UnicodeDecodeError:
            continue
    return str(contenido.decode("latin-1")).splitlines()


def de_word(archivo: Any) -> list[str]:
    """Only the text is unpacked, and no more of it than fits: what it claims is checked first."""
    try:
        with zipfile.ZipFile(archivo) as caja:
            if len(caja.infolist()) > MAX_ENTRADAS:
                raise Incomparable(LARGO)
            if caja.getinfo(TEXTO).file_size > MAX_BYTES:
                raise Incomparable(LARGO)
            with caja.open(TEXTO) as texto:  # asked for a size, it never unpacks more than that
                contenido = texto.read(MAX_BYTES + 1)
        return list(parrafos_de(contenido))
    except KeyError as error:
        raise Incomparable(DANADO) from error
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, NotImplementedError) as error:
        raise Incomparable(DANADO) from error
    except (ParseError, DefusedXmlException, UnicodeDecodeError) as error:
        raise Incomparable(DANADO) from error


def parrafos_de(contenido: bytes) -> Iterator[str]:
    """The paragraphs in reading order; deleted text under review does not count, inserted does."""
    abiertos: list[list[str]] = []
    en_respaldo = 0  # the copy of a text box for old programs
    for evento, nodo in iterparse(io.BytesIO(contenido), events=("start", "end"), forbid_dtd=True):
        inicia = evento == "start"
        if nodo.tag == RESPALDO:
            en_respaldo += 1 if inicia else -1
        elif en_respaldo:
            continue
        elif nodo.tag == f"{W}p":
            if inicia:
                abiertos.append([])
            else:
                yield "".join(abiertos.pop())
        elif not inicia and abiertos:
            abiertos[-1].append(letras_de(nodo))
        if not inicia:
            nodo.clear()


def letras_de(nodo: Any) -> str:
    if nodo.tag == f"{W}t":
        return nodo.text or ""
    return " " if nodo.tag in ESPACIOS else ""


def comparar(antes: list[str], despues: list[str], *, segundos: float = SEGUNDOS) -> Comparacion:
    """From the older text to the newer, equal paragraphs together."""
    limite = time.monotonic() + segundos
    bloques: list[Bloque] = []
    completa = True
    for tipo, i1, i2, j1, j2 in pasos(antes, despues):
        if tipo == "equal":
            bloques.append(Bloque("igual", parrafos=antes[i1:i2]))
            continue
        for viejo, nuevo in parejas(antes[i1:i2], despues[j1:j2]):
            if viejo and nuevo:
                trozos = palabra_a_palabra(viejo, nuevo) if time.monotonic() < limite else []
                completa = completa and bool(trozos)
                bloques.append(Bloque("cambio", trozos=trozos or enteros(viejo, nuevo)))
            elif nuevo:
                bloques.append(Bloque("nuevo", trozos=[("agregado", nuevo)]))
            else:
                bloques.append(Bloque("quitado", trozos=[("quitado", viejo)]))
    return Comparacion(bloques, completa)


def pasos(antes: list[str], despues: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps of difflib between what both begin and end with, which needs no search."""
    tope = min(len(antes), len(despues))
    cabeza = next((n for n in range(tope) if antes[n] != despues[n]), tope)
    resto = tope - cabeza
    cola = next((n for n in range(resto) if antes[-1 - n] != despues[-1 - n]), resto)
    if cabeza:
        yield "equal", 0, cabeza, 0, cabeza
    fin_a, fin_b = len(antes) - cola, len(despues) - cola
    # Paragraphs that repeat («Cláusula», «N/A») do not anchor: they make the search quadratic.
    buscador = difflib.SequenceMatcher(None, antes[cabeza:fin_a], despues[cabeza:fin_b])
    for tipo, i1, i2, j1, j2 in buscador.get_opcodes():
        yield tipo, cabeza + i1, cabeza + i2, cabeza + j1, cabeza + j2
    if cola:
        yield "equal", fin_a, len(antes), fin_b, len(despues)


def parejas(viejos: list[str], nuevos: list[str]) -> Iterator[tuple[str, str]]:
    """Each old paragraph with its new writing, when there is one; an empty text when not."""
    siguiente = 0
    for viejo in viejos:
        cercanos = nuevos[siguiente : siguiente + CERCA]
        notas = [
            fuzz.ratio(viejo[:MIRADA], nuevo[:MIRADA], score_cutoff=PARECIDO) for nuevo in cercanos
        ]
        mejor = max(range(len(notas)), key=notas.__getitem__, default=None)
        if mejor is None or not notas[mejor]:
            yield viejo, ""
            continue
        for nuevo in cercanos[:mejor]:
            yield "", nuevo
        yield viejo, cercanos[mejor]
        siguiente += mejor + 1
    for nuevo in nuevos[siguiente:]:
        yield "", nuevo


def enteros(viejo: str, nuevo: str) -> list[tuple[str, str]]:
    return [("quitado", viejo), ("agregado", nuevo)]


def palabra_a_palabra(viejo: str, nuevo: str) -> list[tuple[str, str]]:
    """The pieces of a paragraph; nothing when it is too long to look into."""
    a, b = PALABRAS.findall(viejo), PALABRAS.findall(nuevo)
    if max(len(a), len(b)) > MAX_PALABRAS:
        return []
    buscador = difflib.SequenceMatcher(None, [p.strip() for p in a], [p.strip() for p in b])
    trozos: list[tuple[str, str]] = []
    for tipo, i1, i2, j1, j2 in buscador.get_opcodes():
        if tipo == "equal":
            separado = " " if trozos and not b[j1][0].isspace() and a[i1][0].isspace() else ""
            juntar(trozos, "igual", separado + "".join(b[j1:j2]))
            continue
        juntar(trozos, "quitado", "".join(a[i1:i2]))
        juntar(trozos, "agregado", "".join(b[j1:j2]))
    return trozos


def juntar(trozos: list[tuple[str, str]], clase: str, texto: str) -> None:
    """Add a piece; the space before a change is nobody's, and equal pieces go together."""
    if clase != "igual" and texto[:1].isspace():
        juntar(trozos, "igual", " ")
        texto = texto.lstrip()
    if not texto:
        return
    if trozos and trozos[-1][0] == clase:
        trozos[-1] = (clase, trozos[-1][1] + texto)
    else:
        trozos.append((clase, texto))
