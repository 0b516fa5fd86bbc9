"""What a term is made of and where it ends: plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

ORDINARIO, ELECTORAL = "ordinario", "electoral"


@dataclass(frozen=True)
class Proceso:
    """An electoral process on the calendar, both days included. Without an end it is still on."""

    nombre: str
    inicio: dt.date
    fin: dt.date | None = None

    def contiene(self, dia: dt.date) -> bool:
        return self.inicio <= dia and (self.fin is None or dia <= self.fin)


@dataclass(frozen=True)
class Tramo:
    """Consecutive days that a term ran under one regime, both included."""

    regimen: str
    desde: dt.date
    hasta: dt.date
    proceso: Proceso | None = None


@dataclass(frozen=True)
class Vencimiento:
    """Where a term ends, and how it got there.

    ``fecha`` is the civil date. ``instante`` (UTC) is the last one in time: 23:59:59 of that date,
    or the exact moment when ``es_momento`` (hours, and days of 24 hours). ``saltados`` are the
    days that did not count, each with its reason; ``aplazados``, those that moved the end.
    ``cuando`` and ``nota`` are for people: the limit, and how it was reached.
    """

    fecha: dt.date
    instante: dt.datetime
    es_momento: bool
    tramos: tuple[Tramo, ...]
    saltados: tuple[tuple[dt.date, str], ...] = ()
    aplazados: tuple[tuple[dt.date, str], ...] = ()
    cuando: str = ""
    nota: str = ""

    @property
    def regimenes(self) -> tuple[str, ...]:
        """The regimes it went through, in order."""
        return tuple(tramo.regimen for tramo in self.tramos)

    def en_tiempo(self, momento: dt.datetime) -> bool:
        """Whether something done at an instant is in time."""
        if self.es_momento:
            return momento <= self.instante
        return momento < self.instante + dt.timedelta(seconds=1)
