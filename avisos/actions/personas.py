"""What a person does with their notices, and administration with those that got stuck."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from avisos.enums import DETENIDOS, EstadoAviso
from avisos.models import Aviso, PreferenciaAvisos


def marcar_hecho(aviso: Aviso) -> Aviso:
    """Put it away."""
    aviso.resuelto_en = aviso.resuelto_en or timezone.now()
    aviso.save(update_fields=["resuelto_en"])
    return aviso


def reabrir(aviso: Aviso) -> Aviso:
    """Back among what has to be attended: the undo of the two others."""
    aviso.resuelto_en = aviso.pospuesto_hasta = None
    aviso.save(update_fields=["resuelto_en", "pospuesto_hasta"])
    return aviso


def posponer(aviso: Aviso, hasta: dt.datetime) -> Aviso:
    """Out of sight until then."""
    aviso.pospuesto_hasta = hasta
    aviso.save(update_fields=["pospuesto_hasta"])
    return aviso


def guardar_preferencias(persona: Any, **preferencias: Any) -> PreferenciaAvisos:
    """Keep how a person wants to be told; of two first times at once, the last one stays."""
    guardada, _nueva = PreferenciaAvisos.objects.update_or_create(
        persona=persona, defaults=preferencias
    )
    return guardada


def reintentar(aviso: Aviso) -> bool:
    """Try again what was refused or set apart; False if it is in no such state any more."""
    detenido = Aviso.objects.filter(pk=aviso.pk, estado__in=DETENIDOS)
    return bool(
        detenido.update(
            estado=EstadoAviso.PENDIENTE,
            intentos=0,
            fallas=0,
            motivo="",
            resuelto_en=None,
            entregar_desde=timezone.now(),
        )
    )


def descartar(aviso: Aviso) -> bool:
    """Say that somebody looked at it and it needs nothing more."""
    detenido = Aviso.objects.filter(pk=aviso.pk, estado__in=DETENIDOS)
    return bool(detenido.update(resuelto_en=timezone.now()))
