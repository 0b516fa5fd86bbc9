"""What a close keeps of each gestión, and what has changed since."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from calendario.calculations import trimestre
from crm.models import Gestion
from indicadores.models import CierreTrimestral, Indicador
from indicadores.queries.folios import con_evidencia, contadas

DE_ESE_DIA = (
    "cuenta_en",
    "tipo",
    "contrapartes",
    "estado",
    "con_respuesta",
    "evidencia_solicitud",
    "evidencia_atencion",
)
INSTANTES = ("fecha_solicitud", "fecha_atencion")


def fotografia(
    indicador: Indicador, anio: int, numero: int, corte: dt.datetime
) -> dict[str, dict[str, Any]]:
    """Each gestión of a quarter by folio: in which counts it stands, what it is, what proves it."""
    rows = contadas(indicador, trimestre(anio, numero), corte, Gestion.objects.all())
    return {row["folio"]: de_ese_dia(row) for row in con_evidencia(rows)}


def de_ese_dia(row: dict[str, Any]) -> dict[str, Any]:
    """What is frozen of a row, as plain text that a hash can cover."""
    kept = {name: row[name] for name in DE_ESE_DIA}
    return kept | {n: row[n] and row[n].astimezone(dt.UTC).isoformat() for n in INSTANTES}


def retratada(dato: dict[str, Any]) -> dict[str, Any]:
    """The opposite: a frozen row as a query would give it."""
    return dato | {n: dato[n] and dt.datetime.fromisoformat(dato[n]) for n in INSTANTES}


def tocadas_desde(cierre: CierreTrimestral) -> QuerySet[Gestion] | None:
    """The gestiones written after the cut; None if all may differ, as the sheet itself changed.

    Every writer leaves its version in the history, so nothing else can count otherwise now.
    """
    if cierre.indicador.actualizado_en >= cierre.corte:
        return None
    escritas = Gestion.history.filter(history_date__gte=cierre.corte)
    return Gestion.objects.filter(pk__in=escritas.values("id"))


def diferencias(cierre: CierreTrimestral, corte: dt.datetime) -> list[dict[str, Any]]:
    """What the closed quarter would say now, folio by folio, where it differs from the report."""
    tocadas = tocadas_desde(cierre)
    if tocadas is not None and not tocadas.exists():
        return []
    rows = Gestion.objects.all() if tocadas is None else tocadas
    periodo = trimestre(cierre.anio, cierre.trimestre)
    counted = contadas(cierre.indicador, periodo, corte, rows)
    ahora = {row["folio"]: row["cuenta_en"] for row in counted}
    antes = cierre.cuentas
    folios = set(antes) if tocadas is None else {*tocadas.values_list("folio", flat=True)}
    return [
        {"folio": clave, "antes": antes.get(clave, []), "despues": ahora.get(clave, [])}
        for clave in sorted({*folios, *ahora})
        if antes.get(clave, []) != ahora.get(clave, [])
    ]
