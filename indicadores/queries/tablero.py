"""What explains the figure: by kind and counterpart, how long it took, how old the backlog is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import BigIntegerField, Count, Func, Min, Q

from calendario.calculations import Periodo, nombre_trimestre, trimestre, trimestre_corto
from crm.enums import ABIERTAS, TipoGestion, TipoInstitucion
from indicadores.models import Indicador
from indicadores.queries.ai3 import condiciones, por_campo, razon, universo

UN_DIA = 86_400
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


class Segundos(Func):
    """An instant as whole seconds, by the database: the difference of two needs no Python."""

    template = "CAST(EXTRACT(EPOCH FROM %(expressions)s) AS BIGINT)"
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)


def dias_para_atender(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime
) -> dict[str, int | None]:
    """Median and 90th percentile of the days from request to attention, nearest rank."""
    rule = condiciones(indicador, periodo, corte)["atendidas_en_periodo"]
    lapso = Segundos("fecha_atencion") - Segundos("fecha_solicitud")
    found = sorted(universo(indicador).filter(rule).order_by().values_list(lapso, flat=True))
    ranks = {"mediana": (len(found) + 1) // 2, "p90": -(-len(found) * 9 // 10)}
    dias = {name: found[rank - 1] // UN_DIA if found else None for name, rank in ranks.items()}
    return dias | {"total": len(found)}


def antiguedad(indicador: Indicador, corte: dt.datetime) -> list[dict[str, Any]]:
    """Open gestiones by how long ago they were requested."""
    counts, newest = {}, corte
    for days, text in ANTIGUEDADES:
        oldest = corte - dt.timedelta(days=days)
        counts[text] = Q(fecha_solicitud__lte=newest, fecha_solicitud__gt=oldest)
        newest = oldest
    counts["Más de 180 días"] = Q(fecha_solicitud__lte=newest)
    keys = {f"tramo_{i}": Count("pk", filter=q) for i, q in enumerate(counts.values())}
    rows = universo(indicador).filter(estado__in=ABIERTAS, fecha_atencion=None)
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
        for c in indicador.cierres.vivos()
        .filter(anio__in={a for a, _ in trimestres})
        .defer("instantanea")
    }
    found = []
    for anio, numero in trimestres:
        cierre = cierres.get((anio, numero))
        if cierre:
            pair = (cierre.numerador, cierre.denominador)
        else:
            actual = razon(indicador, trimestre(anio, numero), corte)
            pair = (actual.numerador, actual.denominador)
        found.append(
            {
                "texto": trimestre_corto(anio, numero),
                "nombre": nombre_trimestre(anio, numero),
                "numerador": pair[0],
                "denominador": pair[1],
                "porcentaje": pair[0] * 100 / pair[1] if pair[1] else None,
                "cerrado": cierre is not None,
            }
        )
    return found
