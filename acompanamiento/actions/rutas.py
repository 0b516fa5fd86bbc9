"""Routes of polling stations: their vehicle, their stops in order, and what was found (case 53).

Who changes the vehicle and who changes the places of the activity take the same lock, so that the
places never pass the seats. Locks are always taken in the same order: activity, then route.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acompanamiento.actions.incidencias import registrar_incidencia
from acompanamiento.actions.logistica import exigir_reciente
from acompanamiento.actions.participacion import tomar
from acompanamiento.actions.programa import CERRADOS, exigir_vehiculo
from acompanamiento.enums import (
    CON_INCIDENCIA,
    SE_INSCRIBE,
    EstadoParada,
    TipoActividad,
    TipoIncidencia,
)
from acompanamiento.models import ActividadPrograma, Incidencia, ParadaRuta, RutaCasillas

CERRADO = "El programa ya concluyó: sus rutas no cambian."
MARCADA = "Esta casilla ya se marcó: corrige primero lo registrado."


@transaction.atomic
def guardar_ruta(ruta: RutaCasillas, *, by: Any) -> RutaCasillas:
    """Write the vehicle and who is in charge.

    Raises ValidationError when the activity has more places than the vehicle, or is not a tour.
    """
    actividad = tomar(ruta.actividad_id)
    if actividad.programa.estado in CERRADOS:
        raise ValidationError(CERRADO)
    if actividad.tipo != TipoActividad.CASILLAS:
        raise ValidationError("Solo los recorridos por casillas tienen ruta.")
    exigir_reciente(ruta)
    ruta.full_clean(exclude=["actividad", "enlace"])
    try:
        exigir_vehiculo(actividad, ruta)
    except ValidationError as error:
        texto = f"La actividad tiene {actividad.cupo} lugares: baja primero su cupo."
        raise ValidationError({"capacidad": texto}) from error
    return ruta.guardar(by=by, motivo="Ruta de casillas")


@transaction.atomic
def quitar_ruta(ruta: RutaCasillas, *, by: Any, motivo: str) -> RutaCasillas:
    """The activity stays, without its route. Raises ValidationError once a stop was marked."""
    return tomar_abierta(ruta.pk).eliminar(by=by, motivo=motivo)


def tomar_ruta(ruta_id: int) -> RutaCasillas:
    """The route, locked after its activity: its stops change one person at a time."""
    vivas = RutaCasillas.objects.vivos().filter(pk=ruta_id)
    tomar(vivas.values_list("actividad", flat=True).get())
    rows = vivas.select_for_update(of=("self",)).select_related("actividad__programa")
    return rows.get()


def tomar_abierta(ruta_id: int) -> RutaCasillas:
    """The same, of a programme that is not over."""
    ruta = tomar_ruta(ruta_id)
    if ruta.actividad.programa.estado in CERRADOS:
        raise ValidationError(CERRADO)
    return ruta


@transaction.atomic
def guardar_parada(parada: ParadaRuta, *, by: Any) -> ParadaRuta:
    """Write a stop; its hour gives it its place in the order.

    Raises ValidationError outside of the hours of the activity, or once it was marked.
    """
    ruta = tomar_abierta(parada.ruta_id)
    exigir_reciente(parada)
    if parada.estado != EstadoParada.PREVISTA:
        raise ValidationError(MARCADA)
    parada.full_clean(exclude=["ruta"])
    actividad: ActividadPrograma = ruta.actividad
    if not actividad.inicio <= parada.prevista_en <= actividad.fin:
        raise ValidationError({"prevista_en": "Elige una hora dentro de la actividad."})
    parada.guardar(by=by, motivo="Parada")
    ordenar(ruta, by=by)
    return parada


def ordenar(ruta: RutaCasillas, *, by: Any) -> None:
    """Number the stops by their hours. The route is locked by the caller."""
    filas = list(ParadaRuta.objects.vivos().filter(ruta=ruta).order_by("prevista_en", "pk"))
    movidas = []
    for posicion, fila in enumerate(filas, 1):
        if fila.posicion != posicion:
            fila.posicion = posicion
            movidas.append(fila)
    if movidas:
        ParadaRuta.objects.guardar_varios(movidas, ["posicion"], by=by, motivo="Orden")


@transaction.atomic
def mover_parada(parada: ParadaRuta, *, by: Any, arriba: bool) -> None:
    """Change places, and hours, with the stop before or after; at an end it stays."""
    ruta = tomar_abierta(parada.ruta_id)
    filas = list(ParadaRuta.objects.vivos().filter(ruta=ruta))
    lugar = next(i for i, fila in enumerate(filas) if fila.pk == parada.pk)
    otro = lugar - 1 if arriba else lugar + 1
    if not 0 <= otro < len(filas):
        return
    una, otra = filas[lugar], filas[otro]
    if una.estado != EstadoParada.PREVISTA or otra.estado != EstadoParada.PREVISTA:
        raise ValidationError("Una casilla ya marcada conserva su lugar.")
    una.posicion, otra.posicion = otra.posicion, una.posicion
    una.prevista_en, otra.prevista_en = otra.prevista_en, una.prevista_en
    campos = ["posicion", "prevista_en"]
    ParadaRuta.objects.guardar_varios([una, otra], campos, by=by, motivo="Orden")


@transaction.atomic
def quitar_parada(parada: ParadaRuta, *, by: Any, motivo: str) -> None:
    """It will not be visited. Raises ValidationError once it was marked."""
    ruta = tomar_abierta(parada.ruta_id)
    ParadaRuta.objects.vivos().get(pk=parada.pk).eliminar(by=by, motivo=motivo)
    ordenar(ruta, by=by)


@transaction.atomic
def marcar_parada(
    parada: ParadaRuta,
    *,
    by: Any,
    estado: str,
    cuando: dt.datetime | None = None,
    nota: str = "",
    direccion_hallada: str = "",
) -> ParadaRuta:
    """What was found at a stop, with its hour; what was not as planned leaves an incident too.

    The planned address is never written over. Raises ValidationError, in Spanish, otherwise.
    """
    ruta = tomar_ruta(parada.ruta_id)
    actual = ParadaRuta.objects.vivos().get(pk=parada.pk)
    momento = cuando or timezone.now()
    exigir_marcable(ruta, actual, estado, momento)
    actual.estado, actual.nota = estado, nota.strip()
    actual.marcada_en, actual.marcada_por = momento, by
    if estado == EstadoParada.CAMBIADA:
        actual.direccion_hallada = direccion_hallada.strip()
        if not actual.direccion_hallada:
            raise ValidationError({"direccion_hallada": "Escribe dónde se encontró."})
    if estado in CON_INCIDENCIA:
        if not actual.nota:
            raise ValidationError({"nota": "Escribe qué se encontró: queda en la incidencia."})
        actual.incidencia = anotar_incidencia(ruta, actual, by=by)
    return actual.guardar(by=by, motivo=f"Se marcó: {actual.get_estado_display().lower()}")


def exigir_marcable(
    ruta: RutaCasillas, parada: ParadaRuta, estado: str, momento: dt.datetime
) -> None:
    """Raise ValidationError unless this stop may be marked so at this moment."""
    programa = ruta.actividad.programa
    if programa.estado not in SE_INSCRIBE:
        texto = programa.get_estado_display().lower()
        raise ValidationError(f"Se marca cuando el programa está aprobado; ahora: {texto}.")
    if parada.estado != EstadoParada.PREVISTA:
        raise ValidationError(f"{MARCADA} ({parada.get_estado_display()}.)")
    if estado == EstadoParada.PREVISTA or estado not in EstadoParada.values:
        raise ValidationError({"estado": "Elige qué se encontró."})
    if momento > timezone.now():
        raise ValidationError({"cuando": "Todavía no es esa hora."})
    if timezone.localdate(momento) != ruta.actividad.dia:
        raise ValidationError({"cuando": "Escribe una hora del día del recorrido."})


def anotar_incidencia(ruta: RutaCasillas, parada: ParadaRuta, *, by: Any) -> Incidencia:
    """The incident of a polling station that was not where it should."""
    que = f"{parada.get_estado_display()}. {parada.nota}"
    if parada.direccion_hallada:
        que = f"{que} Se encontró en: {parada.direccion_hallada}."
    incidencia = Incidencia(
        actividad=ruta.actividad,
        tipo=TipoIncidencia.CASILLA,
        lugar=f"{parada}. {parada.direccion}"[:200],
        nota=que,
        ocurrida_en=parada.marcada_en or timezone.now(),
    )
    return registrar_incidencia(incidencia, by=by)


@transaction.atomic
def corregir_parada(parada: ParadaRuta, *, by: Any, motivo: str) -> ParadaRuta:
    """Take back what was marked by mistake; its incident is withdrawn, and the history keeps all."""
    tomar_abierta(parada.ruta_id)
    actual = ParadaRuta.objects.vivos().select_related("incidencia").get(pk=parada.pk)
    if actual.estado == EstadoParada.PREVISTA:
        raise ValidationError("No hay nada marcado que corregir.")
    incidencia = actual.incidencia
    actual.estado, actual.marcada_en, actual.marcada_por = EstadoParada.PREVISTA, None, None
    actual.nota, actual.direccion_hallada, actual.incidencia = "", "", None
    actual.guardar(by=by, motivo=motivo)
    if incidencia:
        incidencia.eliminar(by=by, motivo=motivo)
    return actual
