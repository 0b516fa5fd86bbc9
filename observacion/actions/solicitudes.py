"""The life of an observer's application: received once, moved, remitted, answered, accredited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.models.folio import folio, siguiente_numero
from observacion.enums import Modalidad
from observacion.models import AfiliacionObservacion, SolicitudObservacion
from observacion.workflows import SOLICITUD

SERIE = "OE"


@dataclass
class Resultado:
    """What a batch did, and what it could not do with the reason."""

    hechas: list[SolicitudObservacion] = field(default_factory=list)
    no_se_pudo: list[tuple[str, str]] = field(default_factory=list)


def otra_de(solicitud: SolicitudObservacion) -> SolicitudObservacion | None:
    """Another in effect of whoever these data turn out to be."""
    solicitud.refrescar_derivados()
    otra: SolicitudObservacion | None = solicitud.otra_vigente()
    return otra


def comprobar_unica(solicitud: SolicitudObservacion, *, by: Any) -> None:
    """Raise ValidationError naming the other application, if this person may see it."""
    otra = otra_de(solicitud)
    if otra is None:
        return
    texto = "Ya hay una solicitud de esta persona en el proceso"
    if by is not None and by.has_perm("observacion.view_solicitudobservacion", otra):
        texto += f": {otra.folio}, {otra.get_modalidad_display().lower()}"
    texto += ". La modalidad es única: si cambió de organización, regístralo en esa solicitud."
    raise ValidationError({"clave_elector": texto})


def comprobar_plazo(solicitud: SolicitudObservacion) -> None:
    """Received within the window of the call, whatever the day it is captured (dominio 2.6.3)."""
    convocatoria, cuando = solicitud.convocatoria, solicitud.fecha_recepcion
    if cuando > timezone.now():
        raise ValidationError({"fecha_recepcion": "La recepción no puede ser futura."})
    if cuando < convocatoria.abre_en:
        raise ValidationError({"fecha_recepcion": "Es anterior a la apertura de la convocatoria."})
    if cuando > convocatoria.cierra_en:
        cierre = f"{convocatoria.cierre_local:%d/%m/%Y a las %H:%M}"
        texto = f"La convocatoria cerró el {cierre} h: si hubo prórroga, regístrala en ella."
        raise ValidationError({"fecha_recepcion": texto})


@transaction.atomic
def recibir_solicitud(solicitud: SolicitudObservacion, *, by: Any) -> SolicitudObservacion:
    """Receive an application: its folio, and with whom the person observes from that day.

    Raises ValidationError out of the window, or when the person already has one in the process.
    """
    comprobar_plazo(solicitud)
    comprobar_unica(solicitud, by=by)
    anio = timezone.localdate(solicitud.fecha_recepcion).year
    solicitud.folio = folio(SERIE, anio, siguiente_numero(SERIE, anio))
    solicitud.guardar(by=by, motivo="Recepción")
    AfiliacionObservacion(
        solicitud=solicitud,
        modalidad=solicitud.modalidad,
        organizacion=solicitud.organizacion,
        desde=timezone.localdate(solicitud.fecha_recepcion),
    ).guardar(by=by, motivo="Recepción")
    return solicitud


@transaction.atomic
def corregir_solicitud(solicitud: SolicitudObservacion, *, by: Any) -> SolicitudObservacion:
    """Correct the data. Raises ValidationError when they turn out to be somebody who applied."""
    comprobar_unica(solicitud, by=by)
    return solicitud.guardar(by=by)


@transaction.atomic
def mover(
    solicitud: SolicitudObservacion, verbo: str, *, by: Any, motivo: str = "", **valores: Any
) -> SolicitudObservacion:
    """Take a step of the table.

    Raises PermissionDenied without the permission and ValidationError, in Spanish, otherwise.
    """
    movida: SolicitudObservacion = SOLICITUD.apply(
        solicitud, verbo, by=by, motivo=motivo, **valores
    )
    return movida


@transaction.atomic
def retirar_negativa(
    solicitud: SolicitudObservacion, *, by: Any, motivo: str
) -> SolicitudObservacion:
    """The refusal was a mistake: the application counts again, unless another took its place."""
    comprobar_unica(solicitud, by=by)
    return mover(solicitud, "retirar_negativa", by=by, motivo=motivo, justificacion="")


@transaction.atomic
def remitir_varias(
    solicitudes: Iterable[SolicitudObservacion], *, by: Any, oficio: str, fecha: dt.date
) -> Resultado:
    """Remit to the INE, with one official letter, those that may go; the rest say why not."""
    if not oficio.strip():
        raise ValidationError({"oficio": "Escribe el número del oficio."})
    resultado = Resultado()
    for solicitud in solicitudes:
        try:
            movida = mover(
                solicitud, "remitir", by=by, oficio_remision=oficio, fecha_remision=fecha
            )
        except ValidationError as error:
            resultado.no_se_pudo.append(
                (f"{solicitud.folio} {solicitud}", " ".join(error.messages))
            )
        else:
            resultado.hechas.append(movida)
    return resultado


@transaction.atomic
def cambiar_afiliacion(
    solicitud: SolicitudObservacion,
    *,
    by: Any,
    modalidad: str,
    organizacion: Any,
    desde: dt.date,
    motivo: str,
) -> AfiliacionObservacion:
    """With whom the person observes from a day on; with whom they did until then stays (case 43).

    Raises ValidationError when nothing changes or the day is before the present one began.
    """
    tomada = SolicitudObservacion.objects.select_for_update().get(pk=solicitud.pk)
    if modalidad == Modalidad.INDIVIDUAL:
        organizacion = None
    elif organizacion is None:
        raise ValidationError({"organizacion": "Elige la organización."})
    if (modalidad, organizacion) == (tomada.modalidad, tomada.organizacion):
        raise ValidationError("Es la afiliación que ya tiene.")
    vigente = tomada.afiliaciones.vivos().filter(hasta=None).first()
    if vigente is not None:
        if desde < vigente.desde:
            dia = f"{vigente.desde:%d/%m/%Y}"
            raise ValidationError({"desde": f"La afiliación actual empezó el {dia}."})
        vigente.hasta = desde
        vigente.guardar(by=by, motivo=motivo)
    tomada.modalidad, tomada.organizacion = modalidad, organizacion
    tomada.guardar(by=by, motivo=motivo)
    return AfiliacionObservacion(
        solicitud=tomada,
        modalidad=modalidad,
        organizacion=organizacion,
        desde=desde,
        motivo=motivo,
    ).guardar(by=by, motivo=motivo)
