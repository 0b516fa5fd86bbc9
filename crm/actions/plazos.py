"""Limits that follow from a term: set when it is written, moved when the calendar changes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from avisos.actions import Hecho, avisar
from calendario.calculations import Reglas
from calendario.queries import plazo, reglas
from crm.models import Gestion
from crm.queries.avisos import TurnosFuente

logger = logging.getLogger(__name__)

TROZO = 200
CALCULADOS = ["fecha_limite", "limite_calculado", "limite_en", "plazo_nota"]
MOTIVO = "Cambió el calendario: se volvió a calcular el plazo"


@dataclass(frozen=True)
class LimiteMovido:
    """An open gestión whose limit the calendar moved, and who must know."""

    gestion_id: int
    folio: str
    antes: dt.date | None
    despues: dt.date | None
    personas: tuple[int, ...]


def fijar_limite(gestion: Gestion, calendario: Reglas | None = None) -> None:
    """Set, in memory, the limit that its term gives; a date written by hand stays as it is.

    Raises ValidationError when the term has no answer.
    """
    cantidad = gestion.plazo_cantidad
    if cantidad is None or not gestion.limite_es_calculado:
        gestion.limite_calculado = gestion.limite_en = None
        gestion.plazo_nota = ""
        return
    try:
        vencimiento = plazo(
            gestion.fecha_solicitud,
            cantidad,
            gestion.tipo_dias,
            gestion.asunto_electoral,
            calendario=calendario,
        )
    except ValueError as error:
        raise ValidationError({"plazo_cantidad": str(error)}) from error
    gestion.fecha_limite = gestion.limite_calculado = vencimiento.fecha
    gestion.limite_en = vencimiento.instante if vencimiento.es_momento else None
    gestion.plazo_nota = vencimiento.nota


def recalcular_plazos() -> list[LimiteMovido]:
    """Compute again the limits of what is open, by today's calendar (case 28).

    What is closed and what somebody dated by hand is never touched. Looks without locking, writes
    in short transactions only what changed, and may be repeated at no harm. Returns the limits
    that moved.
    """
    calendario = reglas()
    rows = Gestion.objects.con_plazo_calculado().order_by("pk").iterator(TROZO)
    keys = [gestion.pk for gestion in rows if cambia(gestion, calendario)]
    movidos: list[LimiteMovido] = []
    for start in range(0, len(keys), TROZO):
        movidos += recalcular_trozo(keys[start : start + TROZO])
    return movidos


@transaction.atomic
def recalcular_trozo(keys: Sequence[int]) -> list[LimiteMovido]:
    """One locked piece: who closed or dated one meanwhile has the last word.

    The rules are read again once the rows are ours: of two runs at once, the one that knew less
    must not write last.
    """
    rows = Gestion.objects.con_plazo_calculado().filter(pk__in=keys).order_by("pk")
    people = rows.select_related("responsable", "creado_por")
    gestiones = list(people.select_for_update(of=("self",)))
    calendario = reglas()
    antes = {gestion.pk: gestion.fecha_limite for gestion in gestiones}
    cambiadas = [gestion for gestion in gestiones if cambia(gestion, calendario)]
    Gestion.objects.guardar_varios(cambiadas, CALCULADOS, by=None, motivo=MOTIVO)
    movidas = [g for g in cambiadas if g.fecha_limite != antes[g.pk]]
    avisar(TurnosFuente(), "crm-gestion-limite", *(limite_movido(g, antes[g.pk]) for g in movidas))
    return [movido(g, antes[g.pk]) for g in movidas]


def fecha(dia: dt.date | None) -> str:
    return f"{dia:%d/%m/%Y}" if dia else "sin fecha"


def limite_movido(gestion: Gestion, antes: dt.date | None) -> Hecho:
    """Whoever has it in charge knows that the calendar moved its limit (case 28)."""
    return Hecho(
        gestion,
        texto=f"La gestión {gestion.folio} ahora vence el {fecha(gestion.fecha_limite)}",
        detalle=f"Antes: {fecha(antes)}. Cambiaron los días inhábiles o el proceso electoral.",
        personas=[p for p in (gestion.responsable or gestion.creado_por,) if p],
    )


def cambia(gestion: Gestion, calendario: Reglas) -> bool:
    """Give it its limit in memory; whether that is news. A term without answer stays as it is."""
    antes = [getattr(gestion, name) for name in CALCULADOS]
    try:
        fijar_limite(gestion, calendario)
    except ValidationError as error:
        logger.warning("%s keeps its limit: %s", gestion.folio, error.messages)
        return False
    return antes != [getattr(gestion, name) for name in CALCULADOS]


def movido(gestion: Gestion, antes: dt.date | None) -> LimiteMovido:
    """Who is told: whoever has it in charge, or else who registered it."""
    persona = gestion.responsable_id or gestion.creado_por_id
    return LimiteMovido(
        gestion.pk,
        gestion.folio,
        antes,
        gestion.fecha_limite,
        (persona,) if persona else (),
    )
