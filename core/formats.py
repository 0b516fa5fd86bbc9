"""Dates and numbers as they are written in Mexico; Django's es-MX capitalises the months.

Pure functions: plain values in, text out. ``core.templatetags.ui`` offers them as filters.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
PARTICULAS = frozenset({"de", "del", "la", "las", "los", "y", "e"})


def fecha_larga(day: date) -> str:
    """«5 de marzo de 2026»."""
    return f"{day.day} de {MESES[day.month - 1]} de {day.year}"


def fecha_corta(day: date) -> str:
    """«5 mar 2026», for tables."""
    return f"{day.day} {MESES[day.month - 1][:3]} {day.year}"


def dia_corto(day: date) -> str:
    """«jue 5 mar», when the year goes without saying."""
    return f"{DIAS[day.weekday()][:3]} {day.day} {MESES[day.month - 1][:3]}"


def hora(moment: datetime) -> str:
    """«14:30 h»."""
    return f"{moment:%H:%M} h"


def fecha_hora(moment: datetime) -> str:
    """«5 mar 2026, 14:30 h»."""
    return f"{fecha_corta(moment)}, {hora(moment)}"


def rango(start: date, end: date) -> str:
    """«del 5 al 9 de marzo de 2026», repeating only what changes."""
    if start == end:
        return fecha_larga(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"del {start.day} al {fecha_larga(end)}"
    if start.year == end.year:
        return f"del {start.day} de {MESES[start.month - 1]} al {fecha_larga(end)}"
    return f"del {fecha_larga(start)} al {fecha_larga(end)}"


def relativa(day: date, today: date) -> str:
    """«hace 3 días», «mañana», «en 2 meses». Never shown alone: the date goes beside it."""
    days = (day - today).days
    near = {-1: "ayer", 0: "hoy", 1: "mañana"}
    if days in near:
        return near[days]
    return f"en {cuanto(days)}" if days > 0 else f"hace {cuanto(-days)}"


def cuanto(days: int) -> str:
    """A span in the largest unit that says it honestly."""
    for size, one, many in ((365, "año", "años"), (30, "mes", "meses"), (1, "día", "días")):
        if days >= size * 2 or days == size:
            return f"{days // size} {one if days == size else many}"
    return f"{days} días"


def numero(value: float | Decimal) -> str:
    """«1,234,567.5»: comma for thousands, point for decimals, no idle zeros."""
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tamano(size: int) -> str:
    """A file's size in words: «850 KB», «1.4 MB»."""
    if size < 1024:
        return f"{size} bytes"
    if size < 1024 * 1024:
        return f"{size // 1024} KB"
    return f"{numero(round(size / 1024 / 1024, 1))} MB"


def iniciales(name: str) -> str:
    """Two letters for a person's mark; particles do not count: «María de la Luz» is ML."""
    words = [word for word in name.split() if word.lower() not in PARTICULAS]
    return "".join(word[0] for word in words[:2]).upper()
