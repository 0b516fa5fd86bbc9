"""Quarters and spans on the office's civil calendar: pure functions, no tables."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

OFICINA = ZoneInfo("America/Mexico_City")


@dataclass(frozen=True)
class Periodo:
    """A span of instants, start included and end excluded, aware."""

    inicio: dt.datetime
    fin: dt.datetime

    def contiene(self, instante: dt.datetime | None) -> bool:
        return instante is not None and self.inicio <= instante < self.fin


def medianoche(fecha: dt.date, zona: ZoneInfo = OFICINA) -> dt.datetime:
    """The first instant of a civil date, in the office's zone unless another is given."""
    return dt.datetime.combine(fecha, dt.time.min, tzinfo=zona)


def trimestre(anio: int, numero: int) -> Periodo:
    """The quarter 1..4 of a year, by the office's civil dates. Raises ValueError otherwise."""
    if numero not in (1, 2, 3, 4):
        message = f"El trimestre {numero} no existe: van del 1 al 4."
        raise ValueError(message)
    inicio = dt.date(anio, 3 * numero - 2, 1)
    fin = dt.date(anio + (numero == 4), 1 if numero == 4 else 3 * numero + 1, 1)
    return Periodo(medianoche(inicio), medianoche(fin))


def fin_de_trimestre(anio: int, numero: int) -> dt.date:
    """The last civil date of a quarter: 31 March, 30 June, 30 September or 31 December."""
    return trimestre(anio, numero).fin.date() - dt.timedelta(days=1)


def acumulado(anio: int, numero: int) -> Periodo:
    """From 1 January to the end of a quarter."""
    return Periodo(trimestre(anio, 1).inicio, trimestre(anio, numero).fin)


def trimestre_de(instante: dt.datetime) -> tuple[int, int]:
    """Year and quarter of an instant in the office's zone: 31 March 23:30 is still the first."""
    local = instante.astimezone(OFICINA)
    return local.year, (local.month + 2) // 3


ORDINALES = ("1.er", "2.º", "3.er", "4.º")


def nombre_trimestre(anio: int, numero: int) -> str:
    """«1.er trimestre de 2024»."""
    return f"{ORDINALES[numero - 1]} trimestre de {anio}"


def trimestre_corto(anio: int, numero: int) -> str:
    """«T1 2024», where many go side by side."""
    return f"T{numero} {anio}"


TRIMESTRE = re.compile(r"(\d{4})\s*[-/ ]?\s*[tT]?([1-4])")


def leer_trimestre(texto: str) -> Periodo | None:
    """The quarter that «2024-1», «2024-T1» or «2024 T1» names, or None when it names none."""
    hallado = TRIMESTRE.fullmatch(texto.strip())
    return trimestre(int(hallado[1]), int(hallado[2])) if hallado else None
