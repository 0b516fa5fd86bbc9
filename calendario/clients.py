"""The holidays library: it suggests, the office decides (dependencias 12)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import holidays

BIBLIOTECA = f"Sugerido por la biblioteca holidays {holidays.__version__}"


@dataclass(frozen=True)
class Sugerencia:
    """A day of rest that the law sets for everybody. It knows neither of agreements nor votes."""

    fecha: dt.date
    motivo: str


def sugerencias(anio: int) -> list[Sugerencia]:
    """What the library knows of a year in Mexico, in the order of the calendar."""
    conocidos = holidays.country_holidays("MX", years=anio, language="es")
    return [Sugerencia(fecha, motivo) for fecha, motivo in sorted(conocidos.items())]
