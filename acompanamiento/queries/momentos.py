"""Dates and instants in the three languages of the public pages, always with their zone."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.formats import fecha_larga

CENTRO = "America/Mexico_City"


def fecha(dia: dt.date | None) -> str:
    """«22 de mayo de 2024», «22 May 2024», «22 mai 2024»."""
    if dia is None:
        return ""
    idioma = (get_language() or "es")[:2]
    if idioma == "es":
        return fecha_larga(dia)
    primero = idioma == "fr" and dia.day == 1
    return ("1er " if primero else f"{dia.day} ") + dateformat.format(dia, "F Y")


def instante(momento: dt.datetime | None, zona: str = CENTRO) -> str:
    """«22 de mayo de 2024, 23:59 h, hora del centro de México · UTC-6», with a true minus sign."""
    if momento is None:
        return ""
    local = momento.astimezone(zoneinfo.ZoneInfo(zona))
    return _("%(fecha)s, %(hora)s:%(minuto)s h, %(zona)s") % {
        "fecha": fecha(local.date()),
        "hora": f"{local:%H}",
        "minuto": f"{local:%M}",
        "zona": f"{nombre_de_zona(zona)} · {desfase(local)}",
    }


def nombre_de_zona(zona: str) -> str:
    if zona == CENTRO:
        return _("hora del centro de México")
    lugar = zona.rpartition("/")[2].replace("_", " ")
    return _("hora de %(lugar)s") % {"lugar": lugar}


def desfase(local: dt.datetime) -> str:
    """«UTC-6», «UTC+5:30», with a true minus sign."""
    total = int((local.utcoffset() or dt.timedelta()).total_seconds()) // 60
    horas, minutos = divmod(abs(total), 60)
    signo = "\N{MINUS SIGN}" if total < 0 else "+"
    return f"UTC{signo}{horas}" + (f":{minutos:02d}" if minutos else "")
