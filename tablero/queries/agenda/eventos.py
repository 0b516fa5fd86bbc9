"""What the calendar shows of each kind of dated thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

POR_CAPA = 150  # of each kind in one view; beyond, the page says that there is more
TODO = "todo"


@dataclass(frozen=True)
class Consulta:
    """Who looks, at which days (both included), whose things, and of which kind of meeting."""

    user: Any
    desde: dt.date
    hasta: dt.date
    de: str = TODO
    tipo: int = 0


@dataclass(frozen=True)
class Evento:
    """One thing on a day, with its hour where the office is."""

    capa: str
    icono: str
    texto: str
    url: str
    dia: dt.date
    hora: str = ""
    nota: str = ""
    con_quien: str = ""
    tono: str = ""  # «tarde» or «cancelada»

    @property
    def senal(self) -> str:
        """Its icon: what went wrong with it weighs more than what it is."""
        return {"tarde": "exclamation-triangle", "cancelada": "x-circle"}.get(self.tono, self.icono)

    @property
    def orden(self) -> tuple[dt.date, str, str]:
        return self.dia, self.hora or "00", self.texto


@dataclass(frozen=True)
class Capa:
    """A kind of dated thing that may be turned on and off. ``leer`` sends one query."""

    clave: str
    nombre: str
    icono: str
    permiso: str
    leer: Callable[[Consulta], list[Evento]]
