"""How visitors arrive, sleep and move: written only of who is accredited, seats never exceeded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from acompanamiento.enums import ACREDITADAS
from acompanamiento.models import LogisticaVisitante, SolicitudVisitante, Traslado


def logistica_de(solicitud: SolicitudVisitante) -> LogisticaVisitante | None:
    """What is written of a person, or nothing yet."""
    return LogisticaVisitante.objects.vivos().filter(solicitud=solicitud).first()


def impedimento(solicitud: SolicitudVisitante) -> str | None:
    """Why nothing is arranged for this person, in Spanish; nothing when it may be."""
    if solicitud.suprimida_en:
        return "Sus datos se suprimieron: ya no se captura su logística."
    if solicitud.estado not in ACREDITADAS:
        estado = solicitud.get_estado_display().lower()
        return f"La logística se captura cuando la acreditación se aprueba; ahora: {estado}."
    return None


@transaction.atomic
def guardar_logistica(logistica: LogisticaVisitante, *, by: Any) -> LogisticaVisitante:
    """Write it. Raises ValidationError of who is not accredited, or with dates out of order."""
    tomada = SolicitudVisitante.objects.select_for_update(of=("self",)).get(
        pk=logistica.solicitud_id
    )
    if razon := impedimento(tomada):
        raise ValidationError(razon)
    exigir_reciente(logistica)
    logistica.full_clean(exclude=["solicitud", "recibe", "enlace"])
    return logistica.guardar(by=by, motivo="Logística")


def exigir_reciente(obj: Any) -> None:
    """Nothing that somebody else wrote meanwhile is lost. Its row is locked by this."""
    if obj.pk is None:
        return
    rows = type(obj).objects.select_for_update(of=("self",)).filter(pk=obj.pk)
    if rows.values_list("version", flat=True).get() != obj.version:
        raise ValidationError(
            "Mientras editabas, alguien guardó cambios: revisa y guarda otra vez."
        )


@transaction.atomic
def guardar_traslado(
    traslado: Traslado, *, by: Any, ocupantes: Iterable[LogisticaVisitante]
) -> Traslado:
    """Write a transfer with everybody who goes in it.

    Raises ValidationError when they do not fit, belong to another process, or one of them is in
    another vehicle at that very hour.
    """
    van = sorted({o.pk: o for o in ocupantes}.values(), key=lambda o: o.pk)
    tomadas = LogisticaVisitante.objects.select_for_update(of=("self",)).order_by("pk")
    actuales = list(
        tomadas.filter(pk__in=[o.pk for o in van]).select_related("solicitud__convocatoria")
    )
    exigir_reciente(traslado)
    traslado.full_clean(exclude=["proceso", "ocupantes"])
    if not actuales:
        raise ValidationError("Elige al menos a una persona.")
    if len(actuales) > traslado.lugares:
        texto = f"Son {len(actuales)} personas y el vehículo tiene {traslado.lugares} lugares."
        raise ValidationError({"lugares": texto})
    if razones := [r for o in actuales if (r := no_puede(o, traslado))]:
        raise ValidationError(razones)
    traslado.guardar(by=by, motivo=f"Personas que van: {len(actuales)}")
    traslado.ocupantes.set(actuales)
    return traslado


def no_puede(logistica: LogisticaVisitante, traslado: Traslado) -> str | None:
    """Why this person cannot go in it. Her row is locked by the caller."""
    persona = logistica.solicitud
    if persona.convocatoria.proceso_id != traslado.proceso_id:
        return f"{persona} tiene acreditación para otro proceso."
    otros = Traslado.objects.vivos().filter(ocupantes=logistica, en=traslado.en)
    if otros.exclude(pk=traslado.pk).exists():
        return f"{persona} ya va en otro vehículo a esa hora."
    return None
