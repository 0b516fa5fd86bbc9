"""Whether somebody's PDF only shows pages, or asks its reader to do something."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

NOMBRE = re.compile(rb"/([^\x00-\x20()<>\[\]{}/%]{3,60})")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
CORRIENTE = re.compile(rb"stream\r?\n")
# Scripts, programs, attached files, forms that send: none belongs in the scan of a paper. One that
# is locked cannot be looked at, so nobody can tell.
HACEN = {
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"Rendition",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
    b"XFA",
    b"Encrypt",
}
CABEZA = 512  # where the dictionary of a stream is written, before it
MAX_TREN, MAX_TRENES = 4 << 20, 32 << 20


def es_quieto(pdf: bytes) -> bool:
    """It shows pages and nothing else, as far as can be read; what cannot be read is not quiet."""
    if HACEN & nombres(pdf):
        return False
    quedan = MAX_TRENES
    for tren in trenes(pdf):
        if tren is None or HACEN & nombres(tren):
            return False
        quedan -= len(tren)
        if quedan < 0:
            return False
    return True


def nombres(texto: bytes) -> set[bytes]:
    """The names of PDF that are written there, without their escapes."""
    hallados = set(NOMBRE.findall(texto))
    con_escape = {nombre for nombre in hallados if b"#" in nombre}
    return hallados | {ESCAPE.sub(letra, nombre) for nombre in con_escape}


def letra(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 16)])


def trenes(pdf: bytes) -> Iterator[bytes | None]:
    """The objects written compressed, one stream of them at a time; None when one does not open."""
    if b"ObjStm" not in nombres(pdf):
        return
    for corriente in CORRIENTE.finditer(pdf):
        cabeza = pdf[max(0, corriente.start() - CABEZA) : corriente.start()]
        if b"ObjStm" in nombres(cabeza.rpartition(b" obj")[2]):
            yield abrir(pdf[corriente.end() : corriente.end() + MAX_TREN])


def abrir(comprimido: bytes) -> bytes | None:
    motor = zlib.decompressobj()
    try:
        texto = motor.decompress(comprimido, MAX_TREN)
    except zlib.error:
        return None
    return texto if motor.eof else None
