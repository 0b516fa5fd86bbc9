"""Passports: the one in use, and those it replaced."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from acompanamiento.models import PasaporteVisitante, SolicitudVisitante

IGUALES = ("tipo", "numero", "pais_emisor", "emision", "vencimiento", "mrz")


@transaction.atomic
def registrar_pasaporte(
    solicitud: SolicitudVisitante, pasaporte: PasaporteVisitante, *, by: Any
) -> PasaporteVisitante:
    """Keep the passport in use: a draft corrects it in place; handed in, a new one is history.

    Raises ValidationError when its dates cannot be.
    """
    pasaporte.solicitud = solicitud
    actual = solicitud.pasaporte()
    if actual and all(getattr(actual, c) == getattr(pasaporte, c) for c in IGUALES):
        return actual
    if actual and not solicitud.folio:
        for campo in IGUALES:
            setattr(actual, campo, getattr(pasaporte, campo))
        actual.full_clean(exclude=["solicitud"])
        return actual.guardar(by=by)
    if actual:
        actual.es_vigente = False
        actual.guardar(by=by, motivo="Renovó su pasaporte")
    pasaporte.full_clean(exclude=["solicitud"])
    return pasaporte.guardar(by=by, motivo="Cambió el pasaporte" if actual else "")
