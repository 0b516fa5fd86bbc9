"""Ages: in full years on a day, never «as of today»."""

from __future__ import annotations

import datetime as dt

RANGOS = ((18, 20), (21, 25), (26, 30), (31, 40), (41, 50), (51, 60), (61, None))


def edad(nacimiento: dt.date, al: dt.date) -> int:
    """Full years on a day. Who is born on 29 February turns on 1 March in other years."""
    cumplidos = al.year - nacimiento.year
    return cumplidos - ((al.month, al.day) < (nacimiento.month, nacimiento.day))


def rango_de_edad(anios: int) -> str:
    """The range of the published statistics in which an age falls (dominio 2.6.4)."""
    for desde, hasta in RANGOS:
        if anios >= desde and (hasta is None or anios <= hasta):
            return f"{desde}-{hasta}" if hasta else f"{desde} y más"
    return "Menos de 18"


def nacidos_entre(desde: int, hasta: int | None, al: dt.date) -> tuple[dt.date | None, dt.date]:
    """Between which days was born who has, on a day, from ``desde`` to ``hasta`` full years."""
    primero = None if hasta is None else anios_antes(al, hasta + 1) + dt.timedelta(days=1)
    return primero, anios_antes(al, desde)


def anios_antes(dia: dt.date, anios: int) -> dt.date:
    """The last day on which who turns so many years on ``dia`` may have been born."""
    try:
        return dia.replace(year=dia.year - anios)
    except ValueError:  # 29 February: there is none that year
        return dt.date(dia.year - anios, 2, 28)
