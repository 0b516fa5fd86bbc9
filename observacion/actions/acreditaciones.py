"""The badge of an observer: issued once accredited, handed against a receipt, void if cancelled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.attachments import adjuntar
from observacion.actions.gafetes import Datos, anular, emitir, entregar
from observacion.actions.solicitudes import mover
from observacion.enums import EstadoSolicitudObservacion, TipoGafete
from observacion.models import Gafete, SolicitudObservacion

DIAS_SIN_FIN = 30  # after election day, while the process has no end written


def gafete_de(solicitud: SolicitudObservacion) -> Gafete | None:
    """The badge that is valid, or none."""
    return Gafete.objects.de(solicitud).validos().first()


@transaction.atomic
def emitir_gafete(solicitud: SolicitudObservacion, *, by: Any, foto: Any = None) -> Gafete:
    """Issue the badge of an accredited observer.

    Raises ValidationError when they are not accredited or already have a valid one.
    """
    tomada = SolicitudObservacion.objects.select_for_update().get(pk=solicitud.pk)
    sesion = tomada.fecha_sesion
    if tomada.estado != EstadoSolicitudObservacion.ACREDITADA or sesion is None:
        raise ValidationError("El gafete se prepara cuando el consejo ya la acreditó.")
    proceso = tomada.convocatoria.proceso
    hasta = proceso.fin or proceso.jornada + dt.timedelta(days=DIAS_SIN_FIN)
    datos = Datos(
        tipo=TipoGafete.OBSERVACION,
        proceso=proceso,
        folio=tomada.folio,
        nombre=str(tomada),
        organizacion=str(tomada.organizacion or ""),
        desde=sesion,
        hasta=max(hasta, sesion),
        foto=foto,
    )
    return emitir(tomada, datos, by=by)


@transaction.atomic
def entregar_gafete(
    solicitud: SolicitudObservacion, *, by: Any, acuse: Any
) -> SolicitudObservacion:
    """Hand the badge in person, against a signed receipt (a file).

    Raises ValidationError when there is no badge to hand.
    """
    gafete = gafete_de(solicitud)
    if gafete is None:
        raise ValidationError("No tiene gafete: prepáralo primero.")
    adjunto = adjuntar(
        solicitud, acuse, by=by, descripcion="Acuse de entrega del gafete", reservado=True
    )
    entregar(gafete, by=by, acuse=adjunto)
    return mover(solicitud, "entregar_gafete", by=by)


@transaction.atomic
def cancelar(
    solicitud: SolicitudObservacion, *, by: Any, justificacion: str, motivo: str
) -> SolicitudObservacion:
    """Cancel an accreditation; its badge is worth nothing from this instant."""
    cancelada = mover(solicitud, "cancelar", by=by, motivo=motivo, justificacion=justificacion)
    gafete = gafete_de(cancelada)
    if gafete is not None:
        anular(gafete, by=by, motivo=f"Acreditación cancelada: {motivo}")
    return cancelada


@transaction.atomic
def retirar(solicitud: SolicitudObservacion, *, by: Any, motivo: str) -> SolicitudObservacion:
    """The accreditation was a mistake: one step back, and its badge with it."""
    regresada = mover(
        solicitud, "retirar_acreditacion", by=by, motivo=motivo, acuerdo="", fecha_sesion=None
    )
    gafete = gafete_de(regresada)
    if gafete is not None:
        anular(gafete, by=by, motivo=f"Acreditación retirada: {motivo}")
    return regresada
