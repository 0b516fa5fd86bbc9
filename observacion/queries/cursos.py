"""What the page of a sitting shows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from observacion.enums import OCUPAN_LUGAR, EstadoInscripcion
from observacion.models import Curso, InscripcionCurso, SesionCurso

E = EstadoInscripcion
RELACIONES = ("integrante__organizacion", "solicitud__organizacion")
ORDEN = {E.ESPERA: 1, E.CANCELADA: 2}


def sesiones_de(curso: Curso) -> QuerySet[Any]:
    """The sittings of a course with how many people have a place and how many wait."""
    vivas = Q(inscripciones__eliminado_en=None)
    return (
        SesionCurso.objects.vivos()
        .filter(curso=curso)
        .annotate(
            con_lugar=Count("inscripciones", vivas & Q(inscripciones__estado__in=OCUPAN_LUGAR)),
            esperan=Count("inscripciones", vivas & Q(inscripciones__estado=E.ESPERA)),
        )
    )


def inscripciones_de(sesion: SesionCurso) -> list[InscripcionCurso]:
    """Who has a place by name, then who waits by turn, then who cancelled."""
    rows = InscripcionCurso.objects.vivos().filter(sesion=sesion)
    filas = list(rows.select_related(*RELACIONES))
    return sorted(filas, key=lugar_en_lista)


def lugar_en_lista(fila: InscripcionCurso) -> tuple[Any, ...]:
    grupo = ORDEN.get(EstadoInscripcion(fila.estado), 0)
    persona = fila.integrante or fila.solicitud
    return (grupo, persona.orden if grupo == 0 and persona else "", fila.creado_en, fila.pk)
