"""What the clock does with visits that ended and drafts that nobody will hand in."""

from __future__ import annotations

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acompanamiento.actions.depuracion import DE_ELLOS
from acompanamiento.actions.gafetes import concluir
from acompanamiento.enums import EstadoVisitante
from acompanamiento.models import PasoVisitante, SolicitudVisitante
from core.supresion import a_fondo, borrar, borrar_archivos, olvidar_palabras

logger = logging.getLogger(__name__)
DIAS_DE_BORRADOR = 30  # after the call closed: data that somebody never handed in are not ours


def concluir_terminadas(hoy: dt.date | None = None) -> int:
    """Conclude the active accreditations whose stay is over; returns how many."""
    dia = hoy or timezone.localdate()
    activas = SolicitudVisitante.objects.vivos().filter(
        estado=EstadoVisitante.ACREDITADA_ACTIVA, salida__lt=dia
    )
    concluidas = 0
    for solicitud in activas.order_by("pk").iterator():
        try:
            concluir(solicitud, by=None)
        except ValidationError as error:  # somebody moved it meanwhile
            logger.info("%s was not concluded: %s", solicitud.folio, error.messages)
        else:
            concluidas += 1
    return concluidas


def olvidar_borradores(ahora: dt.datetime | None = None) -> int:
    """Delete for good the drafts of calls that closed a month ago; returns how many."""
    limite = (ahora or timezone.now()) - dt.timedelta(days=DIAS_DE_BORRADOR)
    rows = SolicitudVisitante.objects.filter(
        estado=EstadoVisitante.BORRADOR, folio="", convocatoria__cierra_en__lt=limite
    )
    with transaction.atomic():
        a_fondo()
        pks = list(rows.values_list("pk", flat=True))
        sobran = []
        for modelo, archivos, _nombre in DE_ELLOS:
            suyos = modelo._base_manager.filter(solicitud__in=pks).values_list("pk", flat=True)
            sobran += borrar(modelo, list(suyos), archivos)
        pasos = PasoVisitante.objects.filter(solicitud__in=pks).values_list("pk", flat=True)
        borrar(PasoVisitante, list(pasos))
        borrar(SolicitudVisitante, pks)
        if pks:
            olvidar_palabras(SolicitudVisitante)
        transaction.on_commit(lambda: borrar_archivos(sobran))
    return len(pks)
