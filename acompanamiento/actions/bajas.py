"""Whose accreditation ended leaves places and seats to others.

One that went back to review keeps them until it is decided.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from acompanamiento.actions.participacion import cancelar_participacion
from acompanamiento.enums import POR_LLEGAR, RECHAZADAS, EstadoParticipacion, EstadoVisitante
from acompanamiento.models import Participacion, Traslado
from observacion.enums import SIN_EFECTO

logger = logging.getLogger(__name__)
MOTIVO = "Dejó de tener acreditación"
TERMINADAS = (*RECHAZADAS, EstadoVisitante.CANCELADA, EstadoVisitante.DESISTIDA)


def liberar_lugares(ahora: dt.datetime | None = None) -> int:
    """Give back what is still to come of who lost the accreditation; returns how many places.

    Done by the clock and not with the step that ends it, which locks that person alone: a place
    that is given back locks everybody who waits for it.
    """
    ahora = ahora or timezone.now()
    return liberar_actividades(ahora) + liberar_traslados(ahora)


def liberar_actividades(ahora: dt.datetime) -> int:
    """Cancel their enrolments in activities to come; the first who waits goes up."""
    ajenas = Q(visitante__estado__in=TERMINADAS) | Q(observadora__estado__in=SIN_EFECTO)
    filas = Participacion.objects.vivos().filter(
        ajenas,
        estado__in=(*POR_LLEGAR, EstadoParticipacion.ESPERA),
        actividad__inicio__gt=ahora,
    )
    liberadas = 0
    for fila in filas.order_by("pk"):
        try:
            cancelar_participacion(fila, by=None, motivo=MOTIVO)
        except ValidationError as error:  # somebody moved it meanwhile
            logger.info("A place was not given back: %s", error.messages)
        else:
            liberadas += 1
    return liberadas


def liberar_traslados(ahora: dt.datetime) -> int:
    """Take them down from the vehicles that have not left."""
    bajan = Traslado.ocupantes.through.objects.filter(
        traslado__en__gt=ahora,
        traslado__eliminado_en=None,
        logisticavisitante__solicitud__estado__in=TERMINADAS,
    )
    traslados = sorted(set(bajan.values_list("traslado_id", flat=True)))
    liberados = 0
    for pk in traslados:
        with transaction.atomic():
            traslado = Traslado.objects.select_for_update().get(pk=pk)
            bajan_de_este = list(traslado.ocupantes.filter(solicitud__estado__in=TERMINADAS))
            if not bajan_de_este:  # somebody took them down meanwhile
                continue
            traslado.ocupantes.remove(*bajan_de_este)
            traslado.guardar(by=None, motivo=f"{MOTIVO}: {len(bajan_de_este)}")
            liberados += len(bajan_de_este)
    return liberados
