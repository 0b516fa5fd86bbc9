"""Whether one person can be in two places: hours, and the time it takes to get there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tramo:
    """What an activity takes of a person's day: its hours, and the trip before it."""

    inicio: dt.datetime
    fin: dt.datetime
    traslado: int = 0  # minutes needed to arrive
    clave: int | None = None

    @property
    def sale(self) -> dt.datetime:
        """When the person has to be free to leave for it."""
        return self.inicio - dt.timedelta(minutes=self.traslado)


def se_traslapan(uno: Tramo, otro: Tramo) -> bool:
    """Whether nobody can attend both: the later one must leave time to arrive."""
    primero, segundo = sorted((uno, otro), key=lambda t: (t.inicio, t.fin))
    return segundo.sale < primero.fin


def choques(nuevo: Tramo, otros: Iterable[Tramo]) -> list[Tramo]:
    """Those that clash with a new one, in order."""
    return sorted((o for o in otros if se_traslapan(nuevo, o)), key=lambda t: t.inicio)
