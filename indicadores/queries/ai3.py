"""The counts of AI 3 in the database, with the same conditions for the figure and its list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from calendario.calculations import Periodo, trimestre
from crm.enums import EstadoGestion
from crm.models import Gestion
from indicadores.calculations import Conteos
from indicadores.models import Indicador

SIN_ATENCION = (EstadoGestion.IMPROCEDENTE, EstadoGestion.DESISTIDA)


def universo(indicador: Indicador) -> QuerySet[Gestion]:
    """The gestiones that the indicator's sheet lets in."""
    rows = Gestion.objects.que_cuentan()
    if indicador.tipos_excluidos:
        rows = rows.exclude(tipo__in=indicador.tipos_excluidos)
    return rows


def condiciones(indicador: Indicador, periodo: Periodo, corte: dt.datetime) -> dict[str, Q]:
    """The condition of each count. The figure and the list behind it share it, so they agree.

    The same rules, on plain values, are ``calculations.clasificar``; a test compares both.
    """
    con_respuesta = Q(fecha_atencion__lt=corte)
    if not indicador.cuenta_con_respuesta:
        con_respuesta &= ~Q(estado__in=SIN_ATENCION)
    viva = ~Q(estado__in=SIN_ATENCION)  # what was withdrawn or refused waits for nobody
    antes = Q(fecha_solicitud__lt=periodo.inicio)
    dentro = Q(fecha_solicitud__gte=periodo.inicio, fecha_solicitud__lt=periodo.fin)
    en_periodo = con_respuesta & Q(
        fecha_atencion__gte=periodo.inicio, fecha_atencion__lt=periodo.fin
    )
    al_cierre = con_respuesta & Q(fecha_atencion__lt=periodo.fin)
    al_inicio = con_respuesta & Q(fecha_atencion__lt=periodo.inicio)
    return {
        "solicitadas": dentro,
        "atendidas_de_ellas": dentro & con_respuesta,
        "rezago_atendido": antes & en_periodo,
        "pendientes_al_cierre": Q(fecha_solicitud__lt=periodo.fin) & viva & ~al_cierre,
        "atendidas_en_periodo": en_periodo & Q(fecha_solicitud__lt=periodo.fin),
        "pendientes_al_inicio": antes & viva & ~al_inicio,
    }


def conteos(indicador: Indicador, periodo: Periodo, corte: dt.datetime) -> Conteos:
    """All the counts of a period in one aggregate query, over the rows an index can find.

    Every count asks for a request or an attention from the period on, or for no attention yet.
    """
    counts = {
        name: Count("pk", filter=condition)
        for name, condition in condiciones(indicador, periodo, corte).items()
    }
    touched = (
        Q(fecha_solicitud__gte=periodo.inicio, fecha_solicitud__lt=periodo.fin)
        | Q(fecha_atencion__gte=periodo.inicio)
        | Q(fecha_atencion=None)
    )
    return Conteos(**universo(indicador).filter(touched).aggregate(**counts))


def gestiones_de(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime, conteo: str
) -> QuerySet[Gestion]:
    """The list behind one count. Raises KeyError for a count that does not exist."""
    return universo(indicador).filter(condiciones(indicador, periodo, corte)[conteo])


def por_campo(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime, campo: str
) -> list[dict[str, Any]]:
    """Requested, and attended of those, by the values of a field."""
    rules = condiciones(indicador, periodo, corte)
    return list(
        universo(indicador)
        .filter(rules["solicitadas"])
        .order_by()
        .values(campo)
        .annotate(
            solicitadas=Count("pk", distinct=True),
            atendidas=Count("pk", filter=rules["atendidas_de_ellas"], distinct=True),
        )
        .order_by(campo)
    )


def trimestres_anteriores(anio: int, numero: int, cuantos: int = 8) -> list[tuple[int, int]]:
    """The last quarters up to this one, oldest first."""
    index = anio * 4 + numero - 1
    return [((i // 4), i % 4 + 1) for i in range(index - cuantos + 1, index + 1)]


def sin_evidencia(indicador: Indicador, anio: int, numero: int) -> QuerySet[Gestion]:
    """Attended gestiones of a quarter without proof of request or of attention."""
    periodo = trimestre(anio, numero)
    atendidas = universo(indicador).filter(
        fecha_atencion__gte=periodo.inicio, fecha_atencion__lt=periodo.fin
    )
    probadas = {
        tipo: Q(evidencias__tipo=tipo, evidencias__eliminado_en=None)
        for tipo in ("solicitud", "atencion")
    }
    con = [atendidas.filter(q).values("pk") for q in probadas.values()]
    return atendidas.exclude(pk__in=con[0]) | atendidas.exclude(pk__in=con[1])
