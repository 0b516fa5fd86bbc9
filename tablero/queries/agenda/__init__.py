"""The calendar: each layer one query, and one for the non-working days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from calendario.models import DiaInhabil
from tablero.queries.agenda.capas import CAPAS
from tablero.queries.agenda.eventos import POR_CAPA, Capa, Consulta, Evento
from tablero.queries.agenda.periodo import MES, Periodo

EN_CELDA = 4
SABADO = 5


@dataclass
class Dia:
    """A day of the view: whether it is worked, and what it has."""

    fecha: dt.date
    es_hoy: bool
    es_ajeno: bool
    inhabil: str = ""
    eventos: list[Evento] = field(default_factory=list)
    ocultos: int = 0

    @property
    def es_inhabil(self) -> bool:
        return bool(self.inhabil) or self.fecha.weekday() >= SABADO


@dataclass(frozen=True)
class Agenda:
    """The days of a view, and which layers had more than fits."""

    dias: list[Dia]
    recortadas: list[str]

    @property
    def semanas(self) -> list[list[Dia]]:
        return [self.dias[n : n + 7] for n in range(0, len(self.dias), 7)]

    @property
    def con_algo(self) -> list[Dia]:
        return [dia for dia in self.dias if dia.eventos or dia.inhabil or dia.es_hoy]


def capas_de(user: Any) -> list[Capa]:
    """The layers that this person may see."""
    return [capa for capa in CAPAS if user.has_perm(capa.permiso)]


def agenda(
    user: Any, periodo: Periodo, hoy: dt.date, *, de: str, capas: Collection[str], tipo: int = 0
) -> Agenda:
    """What there is in those days, of those layers."""
    consulta = Consulta(user, periodo.desde, periodo.hasta, de, tipo)
    por_dia: dict[dt.date, list[Evento]] = defaultdict(list)
    recortadas = []
    for capa in capas_de(user):
        if capa.clave not in capas:
            continue
        eventos = capa.leer(consulta)
        if len(eventos) > POR_CAPA:
            recortadas.append(capa.nombre.lower())
        for evento in eventos[:POR_CAPA]:
            por_dia[evento.dia].append(evento)
    inhabiles = dias_inhabiles(periodo.desde, periodo.hasta)
    tope = EN_CELDA if periodo.vista == MES else None
    dias = [
        _dia(fecha, periodo, hoy, inhabiles.get(fecha, ""), por_dia.get(fecha, []), tope)
        for fecha in periodo.dias
    ]
    return Agenda(dias, recortadas)


def _dia(
    fecha: dt.date,
    periodo: Periodo,
    hoy: dt.date,
    inhabil: str,
    eventos: list[Evento],
    tope: int | None,
) -> Dia:
    ordenados = sorted(eventos, key=lambda evento: evento.orden)
    # One too many takes the line that would say so.
    cabe = len(ordenados) if tope is None or len(ordenados) <= tope + 1 else tope
    return Dia(
        fecha=fecha,
        es_hoy=fecha == hoy,
        es_ajeno=periodo.es_ajeno(fecha),
        inhabil=inhabil,
        eventos=ordenados[:cabe],
        ocultos=len(ordenados) - cabe,
    )


def dias_inhabiles(desde: dt.date, hasta: dt.date) -> dict[dt.date, str]:
    """The non-working days declared between two dates, each with its reason."""
    filas = DiaInhabil.objects.vivos().filter(fecha__gte=desde, fecha__lte=hasta).order_by()
    return dict(filas.values_list("fecha", "motivo"))
