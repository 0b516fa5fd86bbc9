"""What a person without account does from the public pages."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acompanamiento.actions.cartas import escribir, escribir_delegacion
from acompanamiento.actions.solicitudes import comenzar, desistir, guardar_borrador
from acompanamiento.enums import ClaseCarta, EstadoVisitante
from acompanamiento.models import Delegacion, PeticionEnlace, SolicitudVisitante
from acompanamiento.queries.enlaces import con_enlace, token_de
from core.models import ClaveIdempotencia
from core.tasks import enqueue
from observacion.models import Convocatoria

SE_REPITE = dt.timedelta(minutes=30)


@transaction.atomic
def comenzar_una_vez(
    convocatoria: Convocatoria, *, clave: uuid.UUID, **datos: Any
) -> tuple[SolicitudVisitante, str]:
    """Begin, and pressing twice is beginning once (F30). ``datos`` are those of ``comenzar``.

    What is remembered of the first time is which draft it was, never its link. Raises
    ValidationError when the page is too old, besides what ``comenzar`` raises.
    """
    envio, nuevo = ClaveIdempotencia.objects.get_or_create(
        clave=clave, defaults={"huella": f"publico.comenzar.{convocatoria.pk}"}
    )
    if nuevo:
        solicitud, token = comenzar(convocatoria, **datos)
        ClaveIdempotencia.objects.filter(pk=envio.pk).update(destino=str(solicitud.pk))
        return solicitud, token
    if envio.creado_en < timezone.now() - SE_REPITE:
        raise ValidationError("Esta página ya se usó.", code="usada")
    rows = SolicitudVisitante.objects.filter(convocatoria=convocatoria)
    solicitud = rows.get(pk=envio.destino)
    return solicitud, token_de(solicitud)


@transaction.atomic
def guardar_pagina(solicitud: SolicitudVisitante, *, con_carta: bool = False) -> SolicitudVisitante:
    """Keep a page of the draft; ``con_carta``, its address receives the link there and then."""
    guardar_borrador(solicitud)
    if con_carta:
        escribir(solicitud, ClaseCarta.ENLACE)
    return solicitud


@transaction.atomic
def aceptar(solicitud: SolicitudVisitante, *, en: dt.datetime | None = None) -> SolicitudVisitante:
    """The rules and the version of the notice that the call shows, with their instant."""
    if solicitud.acepta_normas_en and solicitud.aviso_id == solicitud.convocatoria.aviso_id:
        return solicitud
    solicitud.acepta_normas_en = solicitud.aviso_en = en or timezone.now()
    solicitud.aviso = solicitud.convocatoria.aviso
    return guardar_borrador(solicitud)


@transaction.atomic
def pedir_enlaces(correo: str) -> PeticionEnlace:
    """Write down that an address asks for its links, whether or not anybody applied with it."""
    peticion = PeticionEnlace.objects.create(correo=correo)
    enqueue("acompanamiento.enviar_cartas")
    return peticion


@transaction.atomic
def atender_peticiones() -> int:
    """Owe the letters of the addresses that asked, and forget who asked; returns how many."""
    peticiones = list(PeticionEnlace.objects.select_for_update().order_by("pk")[:500])
    escritas = 0
    for correo in dict.fromkeys(peticion.correo for peticion in peticiones):
        for solicitud in con_enlace(SolicitudVisitante, correo):
            escribir(solicitud, ClaseCarta.ENLACE)
            escritas += 1
        for delegacion in con_enlace(Delegacion, correo):
            escribir_delegacion(delegacion)
            escritas += 1
    PeticionEnlace.objects.filter(pk__in=[peticion.pk for peticion in peticiones]).delete()
    return escritas


@transaction.atomic
def sustituir(
    delegacion: Delegacion, anterior: SolicitudVisitante, *, clave: uuid.UUID, idioma: str
) -> tuple[SolicitudVisitante, str]:
    """Another person takes the place of one who will not come (case 41).

    Raises ValidationError after the cut-off, or when that person can no longer be withdrawn.
    """
    nueva, token = comenzar_una_vez(
        delegacion.convocatoria,
        clave=clave,
        idioma=idioma,
        delegacion=delegacion,
        sustituye_a=anterior,
    )
    if anterior.sustituciones.exclude(pk=nueva.pk).exists():
        raise ValidationError("Esa persona ya tiene quien la sustituya.", code="sustituida")
    if anterior.estado != EstadoVisitante.DESISTIDA:
        desistir(anterior, motivo="La delegación sustituye a esta persona.")
    return nueva, token
