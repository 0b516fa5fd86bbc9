"""Rights of access, rectification, cancellation and opposition: their terms and their answers.

Terms are in ordinary working days even during an electoral process (dominio 2.10, case 26); how
many is a parameter, because the law changed in 2025.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from calendario.enums import TipoPlazo
from calendario.queries.plazos import plazo
from core.models import Parametro
from core.models.folio import folio, siguiente_numero
from observacion.enums import EstadoARCO
from observacion.models import SolicitudARCO
from observacion.workflows import ARCO

SERIE = "ARCO"
PLAZO, PRORROGA, CUMPLIMIENTO = (
    "observacion.arco.plazo",
    "observacion.arco.prorroga",
    "observacion.arco.cumplimiento",
)
POR_OMISION = {PLAZO: 15, PRORROGA: 15, CUMPLIMIENTO: 10}


def habiles(desde: dt.date, clave: str) -> dt.date:
    """The limit of a term that starts on a day, by the value in force that day."""
    rows = Parametro.objects.vivos().filter(clave=clave, desde__lte=desde).order_by("-desde")
    valor = rows.values_list("valor", flat=True).first()
    cantidad = int(valor) if valor is not None else POR_OMISION[clave]
    return plazo(desde, cantidad, TipoPlazo.HABILES).fecha


@transaction.atomic
def recibir_arco(solicitud: SolicitudARCO, *, by: Any) -> SolicitudARCO:
    """Register it with its folio and its limit. Raises ValidationError with a day to come."""
    if solicitud.fecha_recepcion > timezone.localdate():
        raise ValidationError({"fecha_recepcion": "No puede ser de un día que no ha llegado."})
    anio = solicitud.fecha_recepcion.year
    solicitud.folio = folio(SERIE, anio, siguiente_numero(SERIE, anio))
    solicitud.fecha_limite = habiles(solicitud.fecha_recepcion, PLAZO)
    return solicitud.guardar(by=by, motivo="Registro")


@transaction.atomic
def prorrogar_arco(solicitud: SolicitudARCO, *, by: Any, motivo: str) -> SolicitudARCO:
    """Once, and before its limit. Raises ValidationError otherwise."""
    tomada = SolicitudARCO.objects.select_for_update().get(pk=solicitud.pk)
    if tomada.estado not in (EstadoARCO.RECIBIDA, EstadoARCO.EN_TRAMITE):
        raise ValidationError("Ya tiene respuesta: no hay plazo que prorrogar.")
    if tomada.prorrogada:
        raise ValidationError("El plazo ya se prorrogó una vez.")
    if tomada.fecha_limite < timezone.localdate():
        raise ValidationError("El plazo ya venció: no se puede prorrogar.")
    if not motivo.strip():
        raise ValidationError({"motivo": "Escribe el motivo: se le informa a la persona."})
    tomada.fecha_limite = habiles(tomada.fecha_limite, PRORROGA)
    tomada.prorrogada, tomada.motivo_prorroga = True, motivo[:300]
    return tomada.guardar(by=by, motivo="Prórroga")


@transaction.atomic
def resolver_arco(
    solicitud: SolicitudARCO, verbo: str, *, by: Any, respuesta: str, fecha: dt.date
) -> SolicitudARCO:
    """Answer it; what proceeds has a term to be carried out."""
    valores: dict[str, Any] = {"respuesta": respuesta, "fecha_respuesta": fecha}
    if verbo == "declarar_procedente":
        valores["limite_cumplimiento"] = habiles(fecha, CUMPLIMIENTO)
    resuelta: SolicitudARCO = ARCO.apply(solicitud, verbo, by=by, **valores)
    return resuelta


@transaction.atomic
def cumplir_arco(solicitud: SolicitudARCO, *, by: Any, fecha: dt.date) -> SolicitudARCO:
    """It was carried out on a day."""
    cumplida: SolicitudARCO = ARCO.apply(solicitud, "cumplir", by=by, fecha_cumplimiento=fecha)
    return cumplida
