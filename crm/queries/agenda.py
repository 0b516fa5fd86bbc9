"""What the next meeting has to look at: open commitments and what was left untreated."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from crm.enums import EstadoReunion
from crm.models import Compromiso, PuntoAgenda, Reunion

CELEBRADAS = (
    EstadoReunion.CELEBRADA,
    EstadoReunion.MINUTA_EN_REVISION,
    EstadoReunion.MINUTA_FIRMADA,
)


def es_la_siguiente(reunion: Any, institucion_id: int) -> bool:
    """Whether no other meeting to come with that institution is earlier than this one."""
    earlier = Reunion.objects.por_celebrar().filter(instituciones=institucion_id)
    before = Q(inicio__lt=reunion.inicio) | Q(inicio=reunion.inicio, pk__lt=reunion.pk)
    return not earlier.filter(before).exclude(pk=reunion.pk).exists()


def instituciones_que_siguen(reunion: Any) -> list[int]:
    """The institutions for which this is the next meeting."""
    keys = reunion.instituciones.order_by().values_list("pk", flat=True)
    return [key for key in keys if es_la_siguiente(reunion, key)]


def compromisos_por_revisar(reunion: Any) -> list[Any]:
    """Open commitments with its institutions that its agenda does not have yet."""
    if reunion.estado not in (EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA):
        return []
    known = reunion.puntos.vivos().exclude(compromiso=None).values("compromiso")
    return list(
        Compromiso.objects.abiertos()
        .filter(institucion__in=instituciones_que_siguen(reunion))
        .exclude(pk__in=known)
        .select_related("institucion", "responsable", "area", "puesto")
        .order_by("fecha_limite", "pk")
    )


def puntos_sin_tratar(reunion: Any) -> list[Any]:
    """Points that earlier meetings with its institutions left untreated and nobody resumed."""
    if reunion.estado not in (EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA):
        return []
    resumed = PuntoAgenda.objects.vivos().exclude(viene_de=None).values("viene_de")
    return list(
        PuntoAgenda.objects.vivos()
        .filter(
            tratado=False,
            compromiso=None,
            reunion__estado__in=CELEBRADAS,
            reunion__eliminado_en=None,
            reunion__instituciones__in=instituciones_que_siguen(reunion),
        )
        .exclude(pk__in=resumed)
        .select_related("reunion")
        .order_by("reunion__inicio", "orden_dia")
        .distinct()
    )
