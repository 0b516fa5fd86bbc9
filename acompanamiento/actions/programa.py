"""The programme and its activities: moved by its table, and never leaving anybody in two places."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from acompanamiento.actions.participacion import choques_de, recorrer, tomar_con_personas
from acompanamiento.enums import (
    OCUPAN_LUGAR,
    EstadoParada,
    EstadoParticipacion,
    EstadoPrograma,
    TipoActividad,
)
from acompanamiento.models import (
    ActividadPrograma,
    ParadaRuta,
    Participacion,
    ProgramaAcompanamiento,
    RutaCasillas,
)
from acompanamiento.workflows import PROGRAMA
from core.models import ClaveIdempotencia

CERRADOS = (EstadoPrograma.CONCLUIDO, EstadoPrograma.INFORME)
# What a way back undoes, besides the state.
BORRA: dict[str, dict[str, Any]] = {
    "reabrir_revision": {"aprobo": "", "fecha_aprobacion": None},
    "reabrir_informe": {"informe_clave": "", "fecha_informe": None},
}


@transaction.atomic
def mover_programa(
    programa: ProgramaAcompanamiento, verbo: str, *, by: Any, motivo: str = "", **valores: Any
) -> ProgramaAcompanamiento:
    """Take a step of the table; a way back also undoes what the step wrote."""
    valores |= BORRA.get(verbo, {})
    movido: ProgramaAcompanamiento = PROGRAMA.apply(
        programa, verbo, by=by, motivo=motivo, **valores
    )
    return movido


@transaction.atomic
def agregar_actividad_nueva(
    actividad: ActividadPrograma, *, clave: uuid.UUID | None, huella: str, by: Any
) -> str:
    """Write it, unless the page of this key was sent before: then, what that page said.

    A refusal undoes the key with the rest, so the page can be corrected and sent again.
    """
    if clave:
        defaults = {"creado_por": by, "huella": huella}
        envio, nuevo = ClaveIdempotencia.objects.get_or_create(clave=clave, defaults=defaults)
        if not nuevo:
            return envio.huella
    guardar_actividad(actividad, by=by)
    return ""


@transaction.atomic
def guardar_actividad(actividad: ActividadPrograma, *, by: Any) -> ActividadPrograma:
    """Write an activity; more capacity is given at once to who waits.

    Raises ValidationError when it would leave out people with a place, or put one in two places.
    """
    if actividad.programa.estado in CERRADOS:
        raise ValidationError("El programa ya concluyó: sus actividades no cambian.")
    actividad.full_clean(exclude=["programa", "responsable"])
    if not actividad.programa.desde <= actividad.dia <= actividad.programa.hasta:
        raise ValidationError({"inicio": "Elige un momento dentro de los días del programa."})
    if actividad.pk is None:
        return actividad.guardar(by=by)
    anterior, personas = tomar_con_personas(actividad.pk)
    ruta = RutaCasillas.objects.vivos().filter(actividad=actividad).first()
    if ruta:
        exigir_vehiculo(actividad, ruta)
    con_lugar = Participacion.objects.con_lugar().filter(actividad=actividad)
    if (dentro := con_lugar.count()) > actividad.cupo:
        raise ValidationError({"cupo": f"Ya hay {dentro} personas con lugar."})
    if chocan := con_choques(actividad, con_lugar):
        nombres = ", ".join(chocan[:3]) + (" y más" if len(chocan) > 3 else "")
        raise ValidationError({"inicio": f"Quedarían en dos actividades a la vez: {nombres}."})
    actividad.guardar(by=by)
    if ruta:
        cambiar_de_hora(ruta, actividad.inicio - anterior.inicio, by=by)
    recorrer(actividad, personas, by=by)
    return actividad


def exigir_vehiculo(actividad: ActividadPrograma, ruta: RutaCasillas) -> None:
    """Raise ValidationError when more people would go than the vehicle of its route takes.

    The activity is locked by the caller, as it is by who changes the vehicle.
    """
    if actividad.tipo != TipoActividad.CASILLAS:
        raise ValidationError({"tipo": "Tiene una ruta de casillas: quítala primero."})
    if actividad.cupo > ruta.capacidad:
        texto = f"El vehículo de su ruta tiene {ruta.capacidad} lugares."
        raise ValidationError({"cupo": texto})


def cambiar_de_hora(ruta: RutaCasillas, cuanto: dt.timedelta, *, by: Any) -> None:
    """The stops that are ahead go with the hour of the activity."""
    if not cuanto:
        return
    RutaCasillas.objects.select_for_update().get(pk=ruta.pk)
    paradas = list(ParadaRuta.objects.vivos().filter(ruta=ruta, estado=EstadoParada.PREVISTA))
    for parada in paradas:
        parada.prevista_en += cuanto
    if paradas:
        ParadaRuta.objects.guardar_varios(
            paradas, ["prevista_en"], by=by, motivo="Cambió la hora de la actividad"
        )


def con_choques(actividad: ActividadPrograma, participaciones: Any) -> list[str]:
    """Who could not be there at the new hours."""
    filas = participaciones.select_related("visitante", "observadora")
    filas = filas.exclude(estado=EstadoParticipacion.NO_ASISTIO)
    return [str(f) for f in filas if choques_de(f.persona, actividad, estados=OCUPAN_LUGAR)]
