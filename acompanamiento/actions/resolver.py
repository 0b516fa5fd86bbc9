"""What the authority decides, and what the person is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from acompanamiento.actions.cartas import escribir
from acompanamiento.actions.solicitudes import mover
from acompanamiento.enums import ClaseCarta, EstadoVisitante
from acompanamiento.models import SolicitudVisitante


@transaction.atomic
def prevenir(
    solicitud: SolicitudVisitante,
    *,
    by: Any,
    prevencion: str = "",
    limite: dt.datetime | None = None,
) -> SolicitudVisitante:
    """Ask for corrections until a limit; the person gets them by mail, with the same link.

    Without ``limite``, the hours that the call gives.
    """
    horas = dt.timedelta(hours=solicitud.convocatoria.prevencion_horas)
    prevenida = mover(
        solicitud,
        "prevenir",
        by=by,
        motivo=prevencion,
        prevencion=prevencion,
        limite_prevencion=limite or timezone.now() + horas,
    )
    escribir(prevenida, ClaseCarta.PREVENCION)
    return prevenida


@transaction.atomic
def aprobar(
    solicitud: SolicitudVisitante, *, by: Any, fecha: dt.date, clave: str
) -> SolicitudVisitante:
    """The authority grants it by a resolution with its date and key."""
    return mover(
        solicitud,
        "aprobar",
        by=by,
        fecha_resolucion=fecha,
        clave_resolucion=clave,
        resolvio=by,
    )


@transaction.atomic
def rechazar(
    solicitud: SolicitudVisitante,
    *,
    by: Any,
    motivo_rechazo: str,
    fundamento: str,
    fecha: dt.date | None = None,
    clave: str = "",
) -> SolicitudVisitante:
    """The authority refuses it, with a motive of the list and its grounds.

    Of one that let its term to correct pass, it is the step that says so.
    """
    vencida = solicitud.estado == EstadoVisitante.PREVENIDA
    return mover(
        solicitud,
        "vencer_prevencion" if vencida else "rechazar",
        by=by,
        motivo=fundamento,
        motivo_rechazo=motivo_rechazo,
        fundamento=fundamento,
        fecha_resolucion=fecha,
        clave_resolucion=clave,
        resolvio=by,
    )


@transaction.atomic
def reconsiderar(solicitud: SolicitudVisitante, verbo: str, *, by: Any, motivo: str) -> Any:
    """Take a refusal or an approval back to review: what was resolved is cleared, its log is not."""
    return mover(
        solicitud,
        verbo,
        by=by,
        motivo=motivo,
        motivo_rechazo="",
        fundamento="",
        fecha_resolucion=None,
        clave_resolucion="",
        resolvio=None,
        notificada_en=None,
    )


@transaction.atomic
def notificar(solicitud: SolicitudVisitante, *, by: Any) -> SolicitudVisitante:
    """Tell the person the result, in their language."""
    aprobada = solicitud.estado == EstadoVisitante.APROBADA
    verbo = "notificar" if aprobada else "notificar_rechazo"
    avisada = mover(solicitud, verbo, by=by, notificada_en=timezone.now())
    escribir(avisada, ClaseCarta.APROBACION if aprobada else ClaseCarta.RECHAZO)
    return avisada
