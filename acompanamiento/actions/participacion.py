"""Places in an activity: never over its capacity, never one person in two, and a line that moves.

Locks are always taken in the same order, persons first and then the activity, so that two people
enrolling at once wait for each other and never block one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acompanamiento.calculations.traslapes import Tramo, choques
from acompanamiento.enums import (
    OCUPAN_LUGAR,
    POR_LLEGAR,
    SE_INSCRIBE,
    EstadoParticipacion,
    EstadoVisitante,
)
from acompanamiento.models import ActividadPrograma, Participacion, SolicitudVisitante
from core.formats import hora
from observacion.enums import ACREDITADAS as OBSERVAN
from observacion.models import SolicitudObservacion

E = EstadoParticipacion
# Granted, and not over: who has not collected the badge may be enrolled, but not attend (case 52).
SE_INSCRIBEN = (
    EstadoVisitante.APROBADA,
    EstadoVisitante.NOTIFICADA,
    EstadoVisitante.GAFETE_LISTO,
    EstadoVisitante.ACREDITADA_ACTIVA,
)


def campo_de(persona: Any) -> str:
    return "visitante" if isinstance(persona, SolicitudVisitante) else "observadora"


def tramo_de(actividad: ActividadPrograma) -> Tramo:
    return Tramo(actividad.inicio, actividad.fin, actividad.traslado_minutos, actividad.pk)


def tomar_personas(personas: Iterable[Any]) -> None:
    """Lock them by kind and number, always in that order."""
    por_clase: dict[type[Any], list[int]] = {SolicitudVisitante: [], SolicitudObservacion: []}
    for persona in personas:
        por_clase[type(persona)].append(persona.pk)
    for modelo, claves in por_clase.items():
        if claves:
            list(
                modelo.objects.select_for_update()
                .filter(pk__in=claves)
                .order_by("pk")
                .values_list("pk", flat=True)
            )


def tomar(actividad_id: int) -> ActividadPrograma:
    """The activity, locked: places are given one at a time."""
    rows = ActividadPrograma.objects.select_for_update(of=("self",)).select_related("programa")
    return rows.get(pk=actividad_id)


def tomar_con_personas(actividad_id: int) -> tuple[ActividadPrograma, list[Any]]:
    """The activity locked, after everybody in it; who enrols meanwhile is last in the line."""
    filas = Participacion.objects.vivos().filter(actividad=actividad_id)
    filas = filas.select_related("visitante", "observadora")
    personas = [fila.persona for fila in filas]
    tomar_personas(personas)
    return tomar(actividad_id), personas


def choques_de(
    persona: Any, actividad: ActividadPrograma, *, estados: Sequence[str] = OCUPAN_LUGAR
) -> list[ActividadPrograma]:
    """Other activities of a person that leave no time for this one."""
    suyas = Participacion.objects.de(persona).filter(estado__in=estados)
    suyas = suyas.exclude(estado=E.NO_ASISTIO).exclude(actividad=actividad.pk)
    otras = {p.actividad_id: p.actividad for p in suyas.select_related("actividad")}
    hallados = choques(tramo_de(actividad), [tramo_de(otra) for otra in otras.values()])
    return [otras[t.clave] for t in hallados if t.clave is not None]


def ocupados(actividad: ActividadPrograma) -> int:
    return Participacion.objects.con_lugar().filter(actividad=actividad).count()


def impedimento(persona: Any, actividad: ActividadPrograma) -> str | None:
    """Why this person cannot be enrolled, in Spanish; nothing when they may."""
    visitante = isinstance(persona, SolicitudVisitante)
    if persona.estado not in (SE_INSCRIBEN if visitante else OBSERVAN):
        estado = persona.get_estado_display().lower()
        return f"{persona} no tiene acreditación en curso ({estado})."
    if persona.convocatoria.proceso_id != actividad.programa.proceso_id:
        return f"{persona} tiene acreditación para otro proceso."
    if otras := choques_de(persona, actividad):
        otra = otras[0]
        return (
            f"{persona} ya tiene «{otra}» a las {hora(local(otra.inicio))} y no alcanza a llegar."
        )
    return None


def local(momento: Any) -> Any:
    return timezone.localtime(momento)


@transaction.atomic
def inscribir(actividad: ActividadPrograma, *, by: Any, persona: Any) -> Participacion:
    """A place for a person, or the next of the waiting list when there are none left.

    Raises ValidationError, in Spanish, when they are there already, are not accredited, or would
    have to be in two places.
    """
    return inscribir_varias(actividad, by=by, personas=[persona])[0]


@transaction.atomic
def inscribir_varias(
    actividad: ActividadPrograma, *, by: Any, personas: Sequence[Any]
) -> list[Participacion]:
    """Several at once: all or none, in the order given. Raises ValidationError with each reason."""
    if not personas:
        raise ValidationError("Marca al menos a una persona.")
    tomar_personas(personas)
    tomada = tomar(actividad.pk)
    if tomada.programa.estado not in SE_INSCRIBE:
        estado = tomada.programa.get_estado_display().lower()
        raise ValidationError(f"Se inscribe cuando el programa está aprobado; ahora: {estado}.")
    actuales = [type(p).objects.select_related("convocatoria").get(pk=p.pk) for p in personas]
    if razones := [r for p in actuales if (r := ya_esta(tomada, p) or impedimento(p, tomada))]:
        raise ValidationError(razones)
    return [colocar(tomada, persona, by=by) for persona in actuales]


def ya_esta(actividad: ActividadPrograma, persona: Any) -> str | None:
    suya = Participacion.objects.de(persona).filter(actividad=actividad).first()
    if suya is None or suya.estado == E.CANCELADA:
        return None
    return f"{persona} ya está en la actividad ({suya.get_estado_display().lower()})."


def colocar(actividad: ActividadPrograma, persona: Any, *, by: Any) -> Participacion:
    """Write the place. The activity is locked by the caller."""
    for cancelada in Participacion.objects.de(persona).filter(actividad=actividad):
        cancelada.eliminar(by=by, motivo="Vuelve a inscribirse")  # it goes last in the line
    participacion = Participacion(actividad=actividad, **{campo_de(persona): persona})
    participacion.estado = E.INSCRITA if ocupados(actividad) < actividad.cupo else E.ESPERA
    return participacion.guardar(by=by, motivo="Inscripción")


@transaction.atomic
def confirmar(participacion: Participacion, *, by: Any) -> Participacion:
    """The person said they will come. Raises ValidationError without a place."""
    tomar(participacion.actividad_id)
    tomada = Participacion.objects.select_for_update().get(pk=participacion.pk)
    if tomada.estado != E.INSCRITA:
        raise ValidationError(f"No se puede confirmar: {tomada.get_estado_display().lower()}.")
    tomada.estado = E.CONFIRMADA
    return tomada.guardar(by=by, motivo="Confirmación")


@transaction.atomic
def cancelar_participacion(
    participacion: Participacion, *, by: Any, motivo: str = ""
) -> list[Participacion]:
    """Give the place back; it goes to the first who waits and can come. Returns who got one.

    Raises ValidationError once the person attended.
    """
    actividad, personas = tomar_con_personas(participacion.actividad_id)
    tomada = Participacion.objects.select_for_update().get(pk=participacion.pk)
    if tomada.estado not in (*POR_LLEGAR, E.ESPERA):
        raise ValidationError(f"Ya no se puede cancelar: {tomada.get_estado_display().lower()}.")
    tomada.estado = E.CANCELADA
    tomada.guardar(by=by, motivo=motivo or "Cancelación")
    return recorrer(actividad, personas, by=by)


def recorrer(
    actividad: ActividadPrograma, personas: Sequence[Any], *, by: Any
) -> list[Participacion]:
    """Give the free places to who waits, in order; who now has something else stays waiting.

    The activity and these persons are locked by the caller.
    """
    libres = actividad.cupo - ocupados(actividad)
    suben: list[Participacion] = []
    tomadas = {(type(p), p.pk) for p in personas}
    esperan = Participacion.objects.vivos().filter(actividad=actividad, estado=E.ESPERA)
    esperan = esperan.select_related("visitante", "observadora").order_by("creado_en", "pk")
    for fila in esperan:
        if len(suben) >= libres:
            break
        if (type(fila.persona), fila.persona.pk) in tomadas and puede_subir(fila, actividad):
            fila.estado = E.INSCRITA
            suben.append(fila)
    if suben:
        Participacion.objects.guardar_varios(suben, ["estado"], by=by, motivo="Hubo lugar")
    return suben


def puede_subir(fila: Participacion, actividad: ActividadPrograma) -> bool:
    """Still accredited, and with nothing else at that hour."""
    vigentes = SE_INSCRIBEN if fila.visitante_id else OBSERVAN
    return fila.persona.estado in vigentes and not choques_de(fila.persona, actividad)
