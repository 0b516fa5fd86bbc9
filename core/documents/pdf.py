"""PDF from data: the layout is a file of ours, the data travel as JSON and never as markup."""

from __future__ import annotations

import functools
import json
import unicodedata
from typing import Any

import typst
from django.conf import settings

RAIZ = settings.BASE_DIR / "templates"
INVISIBLES = {"Cc", "Cs", "Co", "Cn", "Cf"}  # what neither XML nor a font can carry
SE_QUEDAN = "\n\t"


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
