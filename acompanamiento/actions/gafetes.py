"""A visitor's badge: what it shows comes from the application and its accepted photograph."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acompanamiento.actions.cartas import escribir
from acompanamiento.actions.solicitudes import mover
from acompanamiento.enums import ClaseCarta, EstadoDocumento, EstadoVisitante
from acompanamiento.models import SolicitudVisitante
from core.attachments import adjuntar
from observacion.actions.gafetes import Datos, anular, emitir, entregar
from observacion.enums import ClaveRequisito, TipoGafete
from observacion.models import Gafete


def datos_de(solicitud: SolicitudVisitante) -> Datos:
    """What the badge prints."""
    proceso = solicitud.convocatoria.proceso
    nacionalidades: list[Any] = list(solicitud.nacionalidades)
    llegada = solicitud.llegada or timezone.localdate()
    return Datos(
        tipo=TipoGafete.VISITANTE,
        proceso=proceso,
        folio=solicitud.folio,
        nombre=solicitud.nombre_en_gafete,
        organizacion=solicitud.organizacion,
        pais=nacionalidades[0].name if nacionalidades else "",
        desde=min(llegada, timezone.localdate()),
        hasta=max(solicitud.salida or proceso.jornada, proceso.jornada),
        foto=fotografia(solicitud),
    )


def fotografia(solicitud: SolicitudVisitante) -> Any:
    """The accepted photograph, or none."""
    for documento in solicitud.documentos_vigentes():
        if (
            documento.requisito.clave == ClaveRequisito.FOTOGRAFIA
            and documento.estado == EstadoDocumento.ACEPTADO
        ):
            return documento.archivo
    return None


@transaction.atomic
def emitir_gafete_visitante(solicitud: SolicitudVisitante, *, by: Any) -> Gafete:
    """Issue the badge of an approved and notified application, and say it is ready.

    Raises ValidationError when it has one, or its photograph is not accepted.
    """
    if solicitud.estado != "notificada":
        raise ValidationError("El gafete se prepara después de avisar del resultado.")
    gafete = emitir(solicitud, datos_de(solicitud), by=by)
    mover(solicitud, "preparar_gafete", by=by)
    escribir(solicitud, ClaseCarta.GAFETE)
    return gafete


@transaction.atomic
def entregar_gafete(solicitud: SolicitudVisitante, *, by: Any, acuse: Any) -> SolicitudVisitante:
    """Hand the badge and the folder in person, against a signed receipt (a file).

    Raises ValidationError when there is no badge to hand.
    """
    gafete = solicitud.gafete()
    if gafete is None:
        raise ValidationError("No tiene gafete: prepáralo primero.")
    adjunto = adjuntar(
        solicitud, acuse, by=by, descripcion="Acuse de entrega del gafete", reservado=True
    )
    entregar(gafete, by=by, acuse=adjunto)
    return mover(solicitud, "entregar_gafete", by=by, carpeta_en=timezone.now())


@transaction.atomic
def retirar_gafete(solicitud: SolicitudVisitante, *, by: Any, motivo: str) -> SolicitudVisitante:
    """Take a badge that was ready out of use, and the application back to before it."""
    if gafete := solicitud.gafete():
        anular(gafete, by=by, motivo=motivo)
    return mover(solicitud, "retirar_gafete", by=by, motivo=motivo)


@transaction.atomic
def cancelar(solicitud: SolicitudVisitante, *, by: Any, motivo: str) -> SolicitudVisitante:
    """The authority ends an accreditation: its badge says so from this instant."""
    cancelada = mover(solicitud, "cancelar", by=by, motivo=motivo)
    if gafete := cancelada.gafete():
        anular(gafete, by=by, motivo=motivo)
    return cancelada


@transaction.atomic
def reponer_gafete(solicitud: SolicitudVisitante, *, by: Any) -> Gafete:
    """Another badge for an active accreditation that has none valid.

    Raises ValidationError when it has one or is not active.
    """
    if solicitud.estado != EstadoVisitante.ACREDITADA_ACTIVA:
        raise ValidationError("Sólo se repone el gafete de una acreditación activa.")
    return emitir(solicitud, datos_de(solicitud), by=by)


@transaction.atomic
def concluir(solicitud: SolicitudVisitante, *, by: Any) -> SolicitudVisitante:
    """The stay is over: the person is sent word of their constancia."""
    concluida = mover(solicitud, "concluir", by=by)
    escribir(concluida, ClaseCarta.CONSTANCIA)
    return concluida
