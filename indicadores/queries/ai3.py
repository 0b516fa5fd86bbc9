"""The counts of AI 3 in the database, with the same conditions for the figure and its list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from calendario.calculations import Periodo, trimestre
from crm.enums import EstadoGestion, TipoEvidencia
from crm.models import Evidencia, Gestion
from indicadores.calculations import Conteos, Razon, razon_de, sumandos
from indicadores.models import Indicador

SIN_ATENCION = (EstadoGestion.IMPROCEDENTE, EstadoGestion.DESISTIDA)
TODOS = tuple(Conteos.__dataclass_fields__)
POR_ATENCION = ("rezago_atendido", "atendidas_en_periodo")


def universo(indicador: Indicador, rows: Any = None) -> QuerySet[Gestion]:
    """The gestiones that the indicator's sheet lets in: of all, or of the rows given."""
    rows = (Gestion.objects.all() if rows is None else rows).que_cuentan()
    if indicador.tipos_excluidos:
        rows = rows.exclude(tipo__in=indicador.tipos_excluidos)
    return rows


def cuentan(indicador: Indicador) -> Q:
    """Whether what was refused or withdrawn with an answer counts as attended."""
    return Q() if indicador.cuenta_con_respuesta else ~Q(estado__in=SIN_ATENCION)


def condiciones(indicador: Indicador, periodo: Periodo, corte: dt.datetime) -> dict[str, Q]:
    """The condition of each count. The figure and the list behind it share it, so they agree.

    The same rules, on plain values, are ``calculations.clasificar``; a test compares both. All of
    them are ranges of the two dates, so an index finds their rows.
    """
    viva = ~Q(estado__in=SIN_ATENCION)  # what was withdrawn or refused waits for nobody
    cuenta = cuentan(indicador)
    antes = Q(fecha_solicitud__lt=periodo.inicio)
    dentro = Q(fecha_solicitud__gte=periodo.inicio, fecha_solicitud__lt=periodo.fin)
    en_periodo = cuenta & Q(
        fecha_atencion__gte=periodo.inicio, fecha_atencion__lt=min(periodo.fin, corte)
    )

    def sin_atender(instante: dt.datetime) -> Q:
        sin_fecha_aun = Q(fecha_atencion=None) | Q(fecha_atencion__gte=min(instante, corte))
        return Q(fecha_solicitud__lt=instante) & viva & sin_fecha_aun

    return {
        "solicitadas": dentro,
        "atendidas_de_ellas": dentro & cuenta & Q(fecha_atencion__lt=corte),
        "rezago_atendido": antes & en_periodo,
        "pendientes_al_cierre": sin_atender(periodo.fin),
        "atendidas_en_periodo": en_periodo & Q(fecha_solicitud__lt=periodo.fin),
        "pendientes_al_inicio": sin_atender(periodo.inicio),
    }


def tramos(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime
) -> list[tuple[Q, dict[str, Q]]]:
    """The stretches of the two indexes where the counted are, and what each count asks there.

    They are the conditions above, taken apart so that no row is read or asked twice.
    """
    viva, antes = ~Q(estado__in=SIN_ATENCION), Q(fecha_solicitud__lt=periodo.inicio)
    cuenta = cuentan(indicador)
    fin = min(periodo.fin, corte)
    sin_atender = viva & Q(fecha_solicitud__lt=periodo.fin)
    pendientes = {"pendientes_al_cierre": Q(), "pendientes_al_inicio": antes}
    return [
        (
            Q(fecha_solicitud__gte=periodo.inicio, fecha_solicitud__lt=periodo.fin),
            {"solicitadas": Q(), "atendidas_de_ellas": cuenta & Q(fecha_atencion__lt=corte)},
        ),
        (
            Q(fecha_atencion__gte=periodo.inicio, fecha_atencion__lt=fin),
            {
                "rezago_atendido": cuenta & antes,
                "atendidas_en_periodo": cuenta,
                "pendientes_al_inicio": viva & antes,
            },
        ),
        (sin_atender & Q(fecha_atencion__gte=fin), pendientes),
        (sin_atender & Q(fecha_atencion=None), pendientes),
    ]


def contar(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime, nombres: Sequence[str] = TODOS
) -> dict[str, int]:
    """The counts named, in one statement: of a million rows it reads only those that count."""
    partes = [
        universo(indicador)
        .filter(tramo)
        .order_by()
        .values(tramo=Value(numero))
        .annotate(**{n: cuantas(pide[n]) if n in pide else Value(0) for n in nombres})
        .values_list(*nombres)
        for numero, (tramo, pide) in enumerate(tramos(indicador, periodo, corte))
        if not pide.keys().isdisjoint(nombres)
    ]
    filas = list(partes[0].union(*partes[1:], all=True))
    return dict(zip(nombres, map(sum, zip(*filas, strict=True)), strict=True))


def cuantas(condicion: Q) -> Count:
    return Count("fecha_solicitud", filter=condicion) if condicion else Count("*")


def conteos(indicador: Indicador, periodo: Periodo, corte: dt.datetime) -> Conteos:
    """All the counts of a period."""
    return Conteos(**contar(indicador, periodo, corte))


def razon(indicador: Indicador, periodo: Periodo, corte: dt.datetime) -> Razon:
    """The official ratio of a period, with no more counts than its method needs."""
    nombres = sumandos(indicador.metodo)
    return razon_de(contar(indicador, periodo, corte, nombres), indicador.metodo)


def acumulada(
    indicador: Indicador,
    anio: int,
    numero: int,
    corte: dt.datetime,
    *,
    del_trimestre: Mapping[str, int],
    metodo: str,
) -> Razon:
    """The ratio of the year up to a quarter whose counts are known: only the rest is read."""
    if numero == 1:
        return razon_de(del_trimestre, metodo)
    antes = Periodo(trimestre(anio, 1).inicio, trimestre(anio, numero).inicio)
    suma = contar(indicador, antes, corte, sumandos(metodo))
    for nombre in suma.keys() - {"pendientes_al_inicio"}:  # what waited on 1 January does not add
        suma[nombre] += del_trimestre[nombre]
    return razon_de(suma, metodo)


def gestiones_de(
    indicador: Indicador,
    periodo: Periodo,
    corte: dt.datetime,
    conteo: str,
    rows: QuerySet[Gestion] | None = None,
) -> QuerySet[Gestion]:
    """The list behind one count, in the order of the index that finds it.

    Raises KeyError for a count that does not exist.
    """
    rule = condiciones(indicador, periodo, corte)[conteo]
    orden: tuple[str, ...] = ("fecha_solicitud", "pk")
    if conteo in POR_ATENCION:
        orden = ("fecha_atencion", *orden)
    return universo(indicador, rows).filter(rule).order_by(*orden)


def por_campo(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime, campo: str
) -> list[dict[str, Any]]:
    """Requested, and attended of those, by the values of a field."""
    rules = condiciones(indicador, periodo, corte)
    # Through a relation a gestión comes once for each related record, and must count once.
    que: dict[str, Any] = {"expression": "pk", "distinct": "__" in campo}
    return list(
        universo(indicador)
        .filter(rules["solicitadas"])
        .order_by()
        .values(campo)
        .annotate(
            solicitadas=Count(**que),
            atendidas=Count(**que, filter=Q(fecha_atencion__lt=corte) & cuentan(indicador)),
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
    documentos = Evidencia.objects.vivos().filter(gestion=OuterRef("pk"))
    probada = [Exists(documentos.filter(tipo=tipo)) for tipo in TipoEvidencia]
    return atendidas.exclude(*probada)
