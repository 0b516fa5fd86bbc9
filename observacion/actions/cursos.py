"""Sittings of the courses: nobody beyond capacity, a line that moves, attendance and constancia."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.models.folio import folio, siguiente_numero
from observacion.enums import OCUPAN_LUGAR, EstadoInscripcion
from observacion.models import Curso, InscripcionCurso, SesionCurso

SERIE = "CO"
E = EstadoInscripcion
SE_CALIFICAN = (E.ASISTIO, E.ACREDITO)


def tomar(sesion_id: int) -> SesionCurso:
    """The sitting, locked: places are given one at a time."""
    return SesionCurso.objects.select_for_update().get(pk=sesion_id)


def ocupados(sesion: SesionCurso) -> int:
    rows = InscripcionCurso.objects.vivos().filter(sesion=sesion, estado__in=OCUPAN_LUGAR)
    return rows.count()


@transaction.atomic
def inscribir(
    sesion: SesionCurso, *, by: Any, integrante: Any = None, solicitud: Any = None
) -> InscripcionCurso:
    """A place for a person, or the next of the waiting list when there are none left.

    Raises ValidationError when they are already in the sitting.
    """
    tomada = tomar(sesion.pk)
    suyas = InscripcionCurso.objects.vivos().filter(
        sesion=tomada, integrante=integrante, solicitud=solicitud
    )
    for anterior in suyas:
        if anterior.estado != E.CANCELADA:
            estado = anterior.get_estado_display().lower()
            raise ValidationError(f"Esta persona ya está en la sesión ({estado}).")
        anterior.eliminar(by=by, motivo="Vuelve a inscribirse")  # it goes last in the line
    inscripcion = InscripcionCurso(sesion=tomada, integrante=integrante, solicitud=solicitud)
    inscripcion.full_clean(exclude=["sesion", "integrante", "solicitud"])
    inscripcion.estado = E.INSCRITA if ocupados(tomada) < tomada.cupo else E.ESPERA
    return inscripcion.guardar(by=by, motivo="Inscripción")


@transaction.atomic
def cancelar(inscripcion: InscripcionCurso, *, by: Any, motivo: str = "") -> list[InscripcionCurso]:
    """Give the place back; it goes to the first who waits. Returns who got one.

    Raises ValidationError once the person attended.
    """
    sesion = tomar(inscripcion.sesion_id)
    tomada = InscripcionCurso.objects.select_for_update().get(pk=inscripcion.pk)
    if tomada.estado not in (E.INSCRITA, E.ESPERA):
        raise ValidationError(f"Ya no se puede cancelar: {tomada.get_estado_display().lower()}.")
    tomada.estado = E.CANCELADA
    tomada.guardar(by=by, motivo=motivo or "Cancelación")
    return recorrer(sesion, by=by)


def recorrer(sesion: SesionCurso, *, by: Any) -> list[InscripcionCurso]:
    """Give the free places to who waits, in order. The sitting is locked by the caller."""
    libres = max(0, sesion.cupo - ocupados(sesion))
    esperan = InscripcionCurso.objects.vivos().filter(sesion=sesion, estado=E.ESPERA)
    suben = list(esperan.order_by("creado_en", "pk")[:libres])
    for inscripcion in suben:
        inscripcion.estado = E.INSCRITA
    if suben:
        InscripcionCurso.objects.guardar_varios(
            suben, ["estado"], by=by, motivo="Se desocupó un lugar"
        )
    return suben


@transaction.atomic
def guardar_sesion(sesion: SesionCurso, *, by: Any) -> SesionCurso:
    """Write a sitting; more capacity is given at once to who waits.

    Raises ValidationError when it would leave out people who have a place.
    """
    sesion.full_clean(exclude=["curso"])
    if sesion.pk is None:
        return sesion.guardar(by=by)
    tomar(sesion.pk)
    if (dentro := ocupados(sesion)) > sesion.cupo:
        raise ValidationError({"cupo": f"Ya hay {dentro} personas con lugar."})
    sesion.guardar(by=by)
    recorrer(sesion, by=by)
    return sesion


@transaction.atomic
def registrar_llegada(sesion: SesionCurso, codigo: str, *, by: Any) -> InscripcionCurso:
    """Note that who carries this code arrived. Raises ValidationError saying what happens."""
    rows = InscripcionCurso.objects.select_for_update(of=("self",)).vivos()
    inscripcion = rows.filter(codigo=codigo.strip()).first()
    if inscripcion is None:
        raise ValidationError("No encontramos ese código.")
    if inscripcion.sesion_id != sesion.pk:
        raise ValidationError(f"{inscripcion} está en otra sesión.")
    if inscripcion.estado in (E.ESPERA, E.CANCELADA):
        estado = inscripcion.get_estado_display().lower()
        raise ValidationError(f"{inscripcion} no tiene lugar: {estado}.")
    if inscripcion.asistio_en:
        hora = f"{timezone.localtime(inscripcion.asistio_en):%H:%M}"
        raise ValidationError(f"{inscripcion} ya se registró a las {hora} h.")
    return marcar(inscripcion, by=by)


def marcar(inscripcion: InscripcionCurso, *, by: Any) -> InscripcionCurso:
    inscripcion.asistio_en = timezone.now()
    if inscripcion.estado != E.ACREDITO:
        inscripcion.estado = E.ASISTIO
    return inscripcion.guardar(by=by, motivo="Llegada")


@transaction.atomic
def pasar_lista(sesion: SesionCurso, presentes: Collection[int], *, by: Any) -> int:
    """The whole list at once: who is ticked attended, the rest did not. Returns how many did.

    Who already passed keeps it: a list does not take a constancia back.
    """
    tomar(sesion.pk)
    filas = list(
        InscripcionCurso.objects.vivos()
        .filter(sesion=sesion, estado__in=OCUPAN_LUGAR)
        .exclude(estado=E.ACREDITO)
    )
    ahora = timezone.now()
    for fila in filas:
        vino = fila.pk in presentes
        fila.estado = E.ASISTIO if vino else E.NO_ASISTIO
        fila.asistio_en = (fila.asistio_en or ahora) if vino else None
    if filas:
        InscripcionCurso.objects.guardar_varios(
            filas, ["estado", "asistio_en"], by=by, motivo="Lista de asistencia"
        )
    return sum(fila.estado == E.ASISTIO for fila in filas)


@transaction.atomic
def calificar(
    inscripcion: InscripcionCurso, *, by: Any, calificacion: int | None
) -> InscripcionCurso:
    """Evaluate who attended; from the minimum of the course on, they pass and get a constancia.

    A course without minimum is passed by attending. Raises ValidationError when they did not.
    """
    tomada = InscripcionCurso.objects.select_for_update().get(pk=inscripcion.pk)
    if tomada.estado not in SE_CALIFICAN:
        raise ValidationError("Primero registra su asistencia.")
    if calificacion is not None and not 0 <= calificacion <= 100:
        raise ValidationError({"calificacion": "La calificación va de 0 a 100."})
    curso = Curso.objects.get(sesiones=tomada.sesion_id)
    if not curso.se_evalua:
        raise ValidationError(f"{curso.get_clase_display()}: no se evalúa, basta con asistir.")
    minima = curso.calificacion_minima
    if calificacion is None and minima:
        raise ValidationError({"calificacion": f"Escribe la calificación: la mínima es {minima}."})
    tomada.calificacion = calificacion
    aprueba = not minima or (calificacion or 0) >= minima
    tomada.estado = E.ACREDITO if aprueba else E.ASISTIO
    if aprueba and not tomada.folio_constancia:
        anio = timezone.localdate().year
        tomada.folio_constancia = folio(SERIE, anio, siguiente_numero(SERIE, anio))
    return tomada.guardar(by=by, motivo="Evaluación")
