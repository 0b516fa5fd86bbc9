"""The life of an application: begun, handed in, moved; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acompanamiento.actions.cartas import escribir
from acompanamiento.actions.enlaces import renovar_enlace
from acompanamiento.enums import EstadoVisitante, TipoInvitacion, Via
from acompanamiento.models import EnvioEnEspera, PasoVisitante, SolicitudVisitante
from acompanamiento.workflows import VISITANTE
from acompanamiento.workflows.guardas import sustituye_en_plazo
from core.models.folio import folio, siguiente_numero
from observacion.actions.gafetes import anular
from observacion.models import Convocatoria

SERIE = "VE"


@transaction.atomic
def comenzar(
    convocatoria: Convocatoria, *, idioma: str, delegacion: Any = None, sustituye_a: Any = None
) -> tuple[SolicitudVisitante, str]:
    """Open a draft from the public page; returns it with the secret of its link.

    Raises ValidationError when the call is not open, nor to substitutions for who substitutes.
    """
    solicitud = SolicitudVisitante(
        convocatoria=convocatoria, idioma=idioma, delegacion=delegacion, sustituye_a=sustituye_a
    )
    abierta = convocatoria.recibe(comenzada_en=timezone.now()) or sustituye_en_plazo(solicitud)
    if not convocatoria.publicada or not abierta:
        raise ValidationError("La convocatoria no está abierta.", code="cerrada")
    if delegacion is not None:
        solicitud.via, solicitud.tipo_invitacion = Via.MISION, TipoInvitacion.DELEGACION
        solicitud.organizacion = delegacion.nombre
    solicitud.guardar(by=None)
    return solicitud, renovar_enlace(solicitud, by=None)


@transaction.atomic
def invitar(solicitud: SolicitudVisitante, *, by: Any) -> SolicitudVisitante:
    """Open a draft for somebody the office invites and send them their link."""
    if solicitud.via == Via.CONVOCATORIA:
        solicitud.via = Via.INVITACION_IECM
    if not solicitud.correo:
        raise ValidationError({"correo": "Escribe el correo: ahí recibe su enlace."})
    solicitud.guardar(by=by, motivo="Invitación")
    renovar_enlace(solicitud, by=by)
    escribir(solicitud, "invitacion")
    return solicitud


@transaction.atomic
def guardar_borrador(solicitud: SolicitudVisitante, *, by: Any = None) -> SolicitudVisitante:
    """Keep what was written so far. Raises ValidationError once it was handed in."""
    actual = SolicitudVisitante.objects.select_for_update().get(pk=solicitud.pk)
    if actual.estado not in (EstadoVisitante.BORRADOR, EstadoVisitante.PREVENIDA):
        raise ValidationError("Esta solicitud ya se envió.", code="enviada")
    return solicitud.guardar(by=by)


def anotar(solicitud: SolicitudVisitante, verbo: str, *, by: Any, origen: str, motivo: str) -> Any:
    paso = PasoVisitante(
        solicitud=solicitud,
        verbo=verbo,
        nombre=VISITANTE.transitions[verbo].label,
        origen=origen,
        destino=solicitud.estado,
        motivo=motivo,
    )
    return paso.guardar(by=by)


@transaction.atomic
def mover(
    solicitud: SolicitudVisitante, verbo: str, *, by: Any, motivo: str = "", **valores: Any
) -> SolicitudVisitante:
    """Take a step of the table and log it. ``by`` is None for the person and for the clock.

    Raises PermissionDenied without the permission and ValidationError, in Spanish, otherwise.
    """
    origen = SolicitudVisitante.objects.select_for_update().get(pk=solicitud.pk).estado
    valores["etapa_desde"] = timezone.now()
    movida: SolicitudVisitante = VISITANTE.apply(solicitud, verbo, by=by, motivo=motivo, **valores)
    anotar(movida, verbo, by=by, origen=origen, motivo=motivo)
    return movida


@transaction.atomic
def presentar(
    solicitud: SolicitudVisitante, *, by: Any = None, recibida_en: dt.datetime | None = None
) -> SolicitudVisitante:
    """Hand it in: folio and instant of the server, and the receipt by mail (case 40).

    What arrived on paper says when it arrived (``recibida_en``); a person cannot say it, but what
    waited for its folio counts from the instant it was sent. Handing in twice is the same as once:
    the second time answers with the same folio (F30).
    Raises ValidationError with what is missing, or when the call no longer receives it.
    """
    tomada = SolicitudVisitante.objects.select_for_update().get(pk=solicitud.pk)
    if tomada.folio:
        return tomada
    envio = EnvioEnEspera.objects.filter(solicitud=tomada).first() if by is None else None
    ahora = (recibida_en if by is not None else envio and envio.recibido_en) or timezone.now()
    anio = timezone.localdate(ahora).year
    recibida = mover(
        tomada,
        "presentar",
        by=by,
        folio=folio(SERIE, anio, siguiente_numero(SERIE, anio)),
        recibida_en=ahora,
    )
    if envio:
        soltar(envio)
    escribir(recibida, "acuse")
    return recibida


@transaction.atomic
def soltar(envio: EnvioEnEspera) -> None:
    """It waits no more; the file of what it brought goes once nothing can be undone."""
    archivo, almacen = envio.archivo.name, envio.archivo.storage
    EnvioEnEspera.objects.filter(pk=envio.pk).delete()
    if archivo:
        transaction.on_commit(lambda: almacen.delete(archivo))


@transaction.atomic
def subsanar(solicitud: SolicitudVisitante, *, by: Any = None) -> SolicitudVisitante:
    """Send the corrections back to review."""
    corregida = mover(solicitud, "subsanar", by=by, prevencion="", limite_prevencion=None)
    escribir(corregida, "correccion_recibida")
    return corregida


@transaction.atomic
def desistir(solicitud: SolicitudVisitante, *, by: Any = None, motivo: str) -> SolicitudVisitante:
    """Take it back, at the person's request; a badge that was ready is void."""
    desistida = mover(solicitud, "desistir", by=by, motivo=motivo)
    if gafete := desistida.gafete():
        anular(gafete, by=by, motivo="Desistimiento")
    return desistida
