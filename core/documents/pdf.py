"""PDF from data: the layout is a file of ours, the data travel as JSON and never as markup."""

from __future__ import annotations

import contextlib
import functools
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

RAIZ = settings.BASE_DIR / "templates"
INVISIBLES = {"Cc", "Cs", "Co", "Cn", "Cf"}  # what neither XML nor a font can carry
SE_QUEDAN = "\n\t"
SEGUNDOS = 6
# A document made to exhaust whoever opens it ends its own process, and no other.
DIBUJA = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (4, 4))
resource.setrlimit(resource.RLIMIT_DATA, (256 << 20, 256 << 20))
import typst
carpeta, ppi = sys.argv[1], float(sys.argv[2])
typst.compile(f"{carpeta}/hoja.typ", f"{carpeta}/hoja.png", root=carpeta, format="png", ppi=ppi)
"""
HOJA_SUELTA = """#set page(width: auto, height: auto, margin: 0pt)
#image("doc.pdf", width: 17cm)
"""
MEMORIA = Path("/dev/shm")  # noqa: S108 files of persons never touch the disk where there is one


@functools.lru_cache(maxsize=4096)
def se_dibuja(caracter: str) -> bool:
    return caracter in SE_QUEDAN or unicodedata.category(caracter) not in INVISIBLES


def limpiar(valor: Any) -> Any:
    """The same data, composed and without invisible characters, all the way down."""
    if isinstance(valor, str):
        texto = unicodedata.normalize("NFC", valor.replace("\r\n", "\n"))
        return "".join(filter(se_dibuja, texto))
    if isinstance(valor, dict):
        return {clave: limpiar(v) for clave, v in valor.items()}
    if isinstance(valor, list | tuple):
        return [limpiar(v) for v in valor]
    return valor


def compilar(plantilla: str, datos: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1): ``templates/<plantilla>`` reads the data from ``datos``.

    The same data give the same bytes on every machine: no system fonts, no date of its own.
    """
    componer = functools.partial(
        typst.compile,
        str(RAIZ / plantilla),
        root=str(RAIZ),
        sys_inputs={"datos": json.dumps(limpiar(datos), ensure_ascii=False)},
        timestamp=0,
    )
    try:
        return componer(pdf_standards=["ua-1"], ignore_system_fonts=True)
    except typst.TypstError:
        # A script the built-in fonts lack: better untagged, with the machine's fonts, than none.
        return componer()


@contextlib.contextmanager
def carpeta_reservada() -> Iterator[Path]:
    """A folder for the files of one document, in memory where the system has it; then nothing."""
    donde = MEMORIA if MEMORIA.is_dir() else None
    with tempfile.TemporaryDirectory(dir=donde, prefix="vinculo-") as carpeta:
        yield Path(carpeta)


def compilar_con_archivos(
    plantilla: str, datos: dict[str, Any], archivos: Mapping[str, bytes]
) -> bytes:
    """A PDF whose template reads other files (photographs, drawings) beside itself.

    With the machine's fonts: names come in every script.
    """
    with carpeta_reservada() as carpeta:
        for nombre, contenido in archivos.items():
            (carpeta / nombre).write_bytes(contenido)
        principal = carpeta / "principal.typ"
        principal.write_bytes((RAIZ / plantilla).read_bytes())
        pdf: bytes = typst.compile(
            str(principal),
            root=str(carpeta),
            sys_inputs={"datos": json.dumps(limpiar(datos), ensure_ascii=False)},
            timestamp=0,
        )
        return pdf


def primera_pagina(pdf: bytes, ppi: int = 110) -> bytes:
    """The first page of somebody's PDF as a PNG, drawn apart, with little time and memory.

    Raises ValueError when it cannot be read within them.
    """
    with carpeta_reservada() as carpeta:
        (carpeta / "doc.pdf").write_bytes(pdf)
        (carpeta / "hoja.typ").write_text(HOJA_SUELTA, encoding="utf-8")
        orden = [sys.executable, "-I", "-c", DIBUJA, str(carpeta), str(ppi)]
        try:
            subprocess.run(orden, check=True, timeout=SEGUNDOS, capture_output=True)  # noqa: S603
            return (carpeta / "hoja.png").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise ValueError("No es un PDF que se pueda dibujar.") from error
