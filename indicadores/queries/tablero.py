"""What explains the figure: by kind and counterpart, how long it took, how old the backlog is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q

from calendario.calculations import Periodo, trimestre
from crm.enums import ABIERTAS, TipoGestion, TipoInstitucion
from indicadores.calculations import porcentaje_atendidas
from indicadores.models import Indicador
from indicadores.queries.ai3 import condiciones, conteos, por_campo, universo

ANTIGUEDADES = ((30, "Hasta 30 días"), (90, "31 a 90 días"), (180, "91 a 180 días"))


def desglose(indicador: Indicador, periodo: Periodo, corte: dt.datetime) -> dict[str, Any]:
    """The tables beside the figure of a quarter."""
    return {
        "por_tipo": etiquetar(por_campo(indicador, periodo, corte, "tipo"), "tipo", TipoGestion),
        "por_contraparte": etiquetar(
            por_campo(indicador, periodo, corte, "instituciones__tipo"),
            "instituciones__tipo",
            TipoInstitucion,
        ),
        "dias": dias_para_atender(indicador, periodo, corte),
        "rezago": antiguedad(indicador, corte),
    }


def etiquetar(rows: Any, campo: str, enum: Any) -> list[dict[str, Any]]:
    """The rows with their words and, in hundredths of the longest, the bars they draw."""
    rows, labels = list(rows), dict(enum.choices)
    longest = max((row["solicitadas"] for row in rows), default=0)
    return [
        row
        | {
            "texto": labels.get(row[campo], "Sin institución"),
            "ancho": ancho(row["solicitadas"], longest),
            "ancho_atendidas": ancho(row["atendidas"], longest),
        }
        for row in rows
    ]


def ancho(valor: int, mayor: int) -> int:
    """A bar's length in hundredths of the longest."""
    return valor * 100 // mayor if mayor else 0


def dias_para_atender(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime
) -> dict[str, int | None]:
    """Median and 90th percentile of the days from request to attention, nearest rank."""
    rule = condiciones(indicador, periodo, corte)["atendidas_en_periodo"]
    elapsed = ExpressionWrapper(
        F("fecha_atencion") - F("fecha_solicitud"), output_field=DurationField()
    )
    rows = universo(indicador).filter(rule).annotate(lapso=elapsed).order_by("lapso")
    total = rows.count()
    ranks = {"mediana": (total + 1) // 2, "p90": -(-total * 9 // 10)}
    found = {
        name: rows.values_list("lapso", flat=True)[rank - 1].days if total else None
        for name, rank in ranks.items()
    }
    return found | {"total": total}


def antiguedad(indicador: Indicador, corte: dt.datetime) -> list[dict[str, Any]]:
    """Open gestiones by how long ago they were requested."""
    counts, newest = {}, corte
    for days, text in ANTIGUEDADES:
        oldest = corte - dt.timedelta(days=days)
        counts[text] = Q(fecha_solicitud__lte=newest, fecha_solicitud__gt=oldest)
        newest = oldest
    counts["Más de 180 días"] = Q(fecha_solicitud__lte=newest)
    keys = {f"tramo_{i}": Count("pk", filter=q) for i, q in enumerate(counts.values())}
    rows = universo(indicador).filter(estado__in=ABIERTAS)
    totals = rows.aggregate(**keys, primera=Min("fecha_solicitud"))
    values = [(text, totals[f"tramo_{i}"]) for i, text in enumerate(counts)]
    longest = max(value for _text, value in values)
    return [{"texto": t, "valor": v, "ancho": ancho(v, longest)} for t, v in values]


def tendencia(
    indicador: Indicador, trimestres: list[tuple[int, int]], corte: dt.datetime
) -> list[dict[str, Any]]:
    """The percentage of each quarter: as reported when it is closed, as it is now when not."""
    cierres = {
        (c.anio, c.trimestre): c
        for c in indicador.cierres.vivos().filter(anio__in={a for a, _ in trimestres})
    }
    found = []
    for anio, numero in trimestres:
        cierre = cierres.get((anio, numero))
        if cierre:
            pair = (cierre.numerador, cierre.denominador)
        else:
            counts = conteos(indicador, trimestre(anio, numero), corte)
            razon = porcentaje_atendidas(counts, indicador.metodo)
            pair = (razon.numerador, razon.denominador)
        found.append(
            {
                "texto": f"{anio}-T{numero}",
                "numerador": pair[0],
                "denominador": pair[1],
                "porcentaje": pair[0] * 100 / pair[1] if pair[1] else None,
                "cerrado": cierre is not None,
            }
        )
    return found
