"""Who arrives at an activity: from the door, from the list of the page, or late from a telephone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acompanamiento.actions.participacion import tomar
from acompanamiento.enums import EstadoParticipacion, EstadoVisitante
from acompanamiento.models import ActividadPrograma, Participacion, SolicitudVisitante
from core.formats import fecha_corta, hora
from observacion.enums import SituacionGafete
from observacion.models import Gafete, SolicitudObservacion

E = EstadoParticipacion
TARDA = dt.timedelta(hours=48)  # a telephone without network all day still tells
SIN_LUGAR = {
    E.ESPERA: "{} está en lista de espera: todavía no tiene lugar.",
    E.CANCELADA: "{} canceló su participación.",
}
NO_VALE = {
    SituacionGafete.ANULADO: "Este gafete no tiene validez.",
    SituacionGafete.NO_VIGENTE: "Este gafete está fuera de su vigencia.",
    SituacionGafete.POR_ENTREGAR: "Este gafete no se ha entregado: registra la entrega primero.",
}


@dataclass(frozen=True)
class Llegada:
    """What came of a badge at the door: in now, or in since before."""

    participacion: Participacion
    ya: bool
    mensaje: str


def persona_del(codigo: str, *, al: dt.date) -> Any:
    """Whose badge this is. Raises ValidationError when it is none, or was worth nothing that day."""
    gafete = Gafete.objects.vivos().filter(codigo=codigo.strip()).first()
    if gafete is None:
        raise ValidationError("No encontramos ese código.")
    if razon := NO_VALE.get(gafete.situacion(al)):
        raise ValidationError(razon)
    if not isinstance(gafete.titular, SolicitudVisitante | SolicitudObservacion):
        raise ValidationError(f"El gafete de {gafete.nombre} no es de visitante ni de observación.")
    return gafete.titular


@transaction.atomic
def registrar_llegada(
    actividad: ActividadPrograma, codigo: str, *, by: Any, cuando: dt.datetime | None = None
) -> Llegada:
    """Note that who carries this badge arrived.

    ``cuando`` is said by a telephone that had no network: no later than now, within two days.
    Raises ValidationError saying why not.
    """
    ahora = timezone.now()
    momento = min(cuando or ahora, ahora)
    if ahora - momento > TARDA:
        raise ValidationError("Ese registro es de hace más de dos días: captúralo en la actividad.")
    persona = persona_del(codigo, al=timezone.localdate(momento))
    tomar(actividad.pk)
    suya = Participacion.objects.de(persona).filter(actividad=actividad).first()
    if suya is None:
        raise ValidationError(f"{persona} no tiene inscripción en «{actividad}».")
    return marcar(suya, by=by, momento=momento)


@transaction.atomic
def marcar_asistencia(participacion: Participacion, *, by: Any) -> Llegada:
    """The same without a badge: somebody who knows the person says so."""
    tomar(participacion.actividad_id)
    actual = Participacion.objects.vivos().get(pk=participacion.pk)
    return marcar(actual, by=by, momento=timezone.now())


def marcar(participacion: Participacion, *, by: Any, momento: dt.datetime) -> Llegada:
    """Write the arrival once. The activity is locked by the caller."""
    if participacion.estado == E.ASISTIO:
        return Llegada(participacion, True, ya_entro(participacion))
    if texto := SIN_LUGAR.get(E(participacion.estado)):
        raise ValidationError(texto.format(participacion))
    visitante = participacion.visitante
    if visitante and visitante.estado != EstadoVisitante.ACREDITADA_ACTIVA:
        estado = visitante.get_estado_display().lower()
        raise ValidationError(f"La acreditación de {participacion} no está activa ({estado}).")
    participacion.estado = E.ASISTIO
    participacion.asistio_en, participacion.registro_por = momento, by
    participacion.guardar(by=by, motivo="Llegada")
    return Llegada(participacion, False, f"Se registró la llegada de {participacion}.")


def ya_entro(participacion: Participacion) -> str:
    """«Ya entró a las 09:12 h, lo registró Ana»: what the second reading of a badge is told."""
    momento = timezone.localtime(participacion.asistio_en)
    cuando = f"a las {hora(momento)}"
    if momento.date() != timezone.localdate():
        cuando = f"el {fecha_corta(momento.date())} {cuando}"
    return f"Ya entró {cuando}, lo registró {participacion.registro_por}."


@transaction.atomic
def deshacer_asistencia(participacion: Participacion, *, by: Any, motivo: str) -> Participacion:
    """Take back an arrival, or an absence, that was noted by mistake."""
    tomar(participacion.actividad_id)
    actual = Participacion.objects.vivos().get(pk=participacion.pk)
    if actual.estado not in (E.ASISTIO, E.NO_ASISTIO):
        raise ValidationError("No hay llegada ni falta que quitar.")
    actual.estado, actual.asistio_en, actual.registro_por = E.INSCRITA, None, None
    return actual.guardar(by=by, motivo=motivo)


@transaction.atomic
def cerrar_lista(actividad: ActividadPrograma, *, by: Any) -> int:
    """Who had a place and did not come is noted so. Returns how many."""
    tomada = tomar(actividad.pk)
    if tomada.fin > timezone.now():
        raise ValidationError("La actividad no ha terminado.")
    faltaron = list(
        Participacion.objects.vivos().filter(
            actividad=tomada, estado__in=[E.INSCRITA, E.CONFIRMADA]
        )
    )
    for fila in faltaron:
        fila.estado = E.NO_ASISTIO
    if faltaron:
        Participacion.objects.guardar_varios(faltaron, ["estado"], by=by, motivo="Cierre de lista")
    return len(faltaron)
