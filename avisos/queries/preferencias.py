"""How each person wants to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from avisos.calculations import siguiente_resumen, tras_el_silencio
from avisos.enums import Canal, CorreoDeRegla, Preferencia
from avisos.models import PreferenciaAvisos, ReglaAviso


def preferencias(personas: Iterable[int]) -> dict[int, PreferenciaAvisos]:
    """The preferences of these people, those who never chose any included."""
    pks = set(personas)
    found = {p.persona_id: p for p in PreferenciaAvisos.objects.filter(persona__in=pks)}
    return {pk: found.get(pk) or PreferenciaAvisos(persona_id=pk) for pk in pks}


def canal_de_correo(regla: ReglaAviso, preferencia: PreferenciaAvisos) -> Canal | None:
    """The mail channel of a rule for a person, or None when it is only seen in Vínculo."""
    if regla.correo == CorreoDeRegla.NO or preferencia.correo == Preferencia.NADA:
        return None
    if preferencia.correo == Preferencia.TODO_EN_RESUMEN:
        return Canal.RESUMEN
    if preferencia.correo == Preferencia.TODO_EN_EL_MOMENTO:
        return Canal.CORREO
    return Canal.CORREO if regla.correo == CorreoDeRegla.URGENTE else Canal.RESUMEN


def hora_de_entrega(canal: str, desde: dt.datetime, preferencia: PreferenciaAvisos) -> dt.datetime:
    """When a channel may hand over what is due from an instant."""
    zona = timezone.get_default_timezone()
    if canal == Canal.RESUMEN:
        return siguiente_resumen(desde, preferencia.hora_resumen, zona)
    if canal == Canal.CORREO:
        return tras_el_silencio(desde, preferencia.silencio_desde, preferencia.silencio_hasta, zona)
    return desde
