"""Instants as people write them: «ayer 10:30», «lun 9:00», «5 mar 2024 14:30»."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import interpretar_fecha

HORA = re.compile(
    r"(?:^|[\s,T]|a las? )(?P<h>\d{1,2})(?::|h|\.)(?P<m>\d{2})(?::\d{2})?\s*(?P<ap>[ap]\.?\s?m\.?)?\s*h?$",
    re.IGNORECASE,
)
SOLA = re.compile(r"(?:^|\s)(?P<h>\d{1,2})\s*(?P<ap>[ap]\.?\s?m\.?|h)$", re.IGNORECASE)
AHORA = {"ahora", "ya"}


def interpretar_instante(
    texto: str, *, ahora: dt.datetime, zona: ZoneInfo | None = None
) -> dt.datetime:
    """The instant that a text says, in the given zone (the office's when not given).

    Without a time it is midnight, unless the text says «hoy» or «ahora», which mean the present
    moment. Raises ValidationError, in Spanish, when the date or the time does not exist.
    """
    zona = zona or timezone.get_default_timezone()
    plano = texto.strip()
    if plano.lower() in AHORA | {"hoy"}:
        return ahora
    hallada = HORA.search(plano) or SOLA.search(plano)
    hora = hora_de(hallada) if hallada else dt.time.min
    dia = plano[: hallada.start()].strip(" ,T") if hallada else plano
    local = ahora.astimezone(zona).date()
    fecha = interpretar_fecha(dia, hoy=local) if dia else local
    return dt.datetime.combine(fecha, hora, tzinfo=zona)


def hora_de(hallada: re.Match) -> dt.time:
    partes = hallada.groupdict()
    hora, minuto = int(partes["h"]), int(partes.get("m") or 0)
    mitad = (partes["ap"] or "").lower()
    if mitad.startswith("p") and hora < 12:
        hora += 12
    if mitad.startswith("a") and hora == 12:
        hora = 0
    if hora > 23 or minuto > 59:
        text = f"La hora {hora}:{minuto:02d} no existe: van de 0:00 a 23:59."
        raise ValidationError(text, code="invalid")
    return dt.time(hora, minuto)


class InstanteField(forms.Field):
    """A date with its time, written as people do and shown as 05/03/2024 14:30."""

    widget = forms.TextInput

    def prepare_value(self, value):
        if isinstance(value, dt.datetime):
            return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
        return value

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, dt.datetime):
            return value or None
        return interpretar_instante(value, ahora=timezone.now())
