"""When a notice leaves: pure functions on instants, without Django."""

from __future__ import annotations

import datetime as dt

ESCALERA = (1, 5, 15, 30, 60, 120)  # minutes between tries; the last one repeats
LIMITE_DE_REINTENTO = dt.timedelta(hours=48)
MAX_FALLAS = 5
MAX_INTENTOS = 25  # hand-overs that ended with the process, one after another
TARDE = dt.timedelta(hours=12)


def espera(intentos: int) -> dt.timedelta:
    """How long to wait after the n-th try that did not get through, from 1."""
    return dt.timedelta(minutes=ESCALERA[min(max(intentos, 1), len(ESCALERA)) - 1])


def a_la_hora(dia: dt.date, hora: dt.time, zona: dt.tzinfo) -> dt.datetime:
    """A civil date at a time of the zone."""
    return dt.datetime.combine(dia, hora, tzinfo=zona)


def momento(
    objetivo: dt.datetime, antes: int, unidad: str, hora: dt.time, zona: dt.tzinfo
) -> dt.datetime:
    """When a rule rings: so many hours before the instant, or so many days before its date.

    Days are civil days of the zone, at the hour in which the office reads; ``antes`` may be
    negative, which is after the date.
    """
    if unidad == "horas":
        return objetivo - dt.timedelta(hours=antes)
    dia = objetivo.astimezone(zona).date() - dt.timedelta(days=antes)
    return a_la_hora(dia, hora, zona)


def siguiente_resumen(desde: dt.datetime, hora: dt.time, zona: dt.tzinfo) -> dt.datetime:
    """The first time the clock of the zone shows that hour, at or after an instant."""
    local = desde.astimezone(zona)
    hoy = a_la_hora(local.date(), hora, zona)
    return hoy if hoy >= local else a_la_hora(local.date() + dt.timedelta(days=1), hora, zona)


def tras_el_silencio(
    cuando: dt.datetime, desde: dt.time | None, hasta: dt.time | None, zona: dt.tzinfo
) -> dt.datetime:
    """The same instant, or the end of the silence it falls in; silence may cross midnight."""
    if desde is None or hasta is None or desde == hasta:
        return cuando
    local = cuando.astimezone(zona)
    reloj = local.time()
    cruza = desde > hasta
    callado = (reloj >= desde or reloj < hasta) if cruza else desde <= reloj < hasta
    if not callado:
        return cuando
    dia = local.date()
    if cruza and reloj >= desde:
        dia += dt.timedelta(days=1)
    return a_la_hora(dia, hasta, zona)
