"""Reading the stretches: one statement for all their keys and counts; then, what is shown of each.

The statement is put together by hand around what the ORM compiles once for each set of rows:
compiling every stretch, and again to count it, was two thirds of what this page cost.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from core.pagination import CAP, Count
from tablero.queries.mi_dia.tramos import Renglon, Tramo

PALABRA = re.compile("[a-z_]{1,40}")
# One more than the cap, to know that there are more. Materialized, because PostgreSQL would plan
# for the few rows that come out and all those of the count have to be walked. As text, because a
# union has one type and there are days and instants.
TROZO = """SELECT * FROM (
WITH contadas AS MATERIALIZED (
SELECT clave, cuando FROM ({filas}) AS suyas{donde} ORDER BY cuando, clave LIMIT {tope})
SELECT {numero} AS tramo, (SELECT COUNT(*) FROM contadas) AS cuantas,
contadas.clave, CAST(contadas.cuando AS text) AS cuando
FROM contadas ORDER BY contadas.cuando, contadas.clave LIMIT {cuantas}) AS primeras"""


@dataclass(frozen=True, eq=False)
class Fila:
    """A row: of which stretch, its key and its date."""

    tramo: Tramo
    pk: int
    cuando: str

    @property
    def clave(self) -> tuple[str, int]:
        return self.tramo.modelo, self.pk

    @cached_property
    def orden(self) -> tuple[dt.date, str]:
        momento = dt.datetime.fromisoformat(self.cuando)
        if len(self.cuando) == len("2026-03-04"):
            return momento.date(), "99"
        # SQLite keeps universal time and does not say so.
        local = timezone.localtime(momento if momento.tzinfo else momento.replace(tzinfo=dt.UTC))
        return local.date(), f"{local:%H:%M}"


@dataclass
class Lista:
    """A stretch as it was read: its first rows and how many there are behind them."""

    tramo: Tramo
    filas: list[Fila] = field(default_factory=list)
    cuenta: Count = field(default_factory=lambda: Count(0, exact=True))

    @property
    def texto(self) -> str:
        """«3 compromisos»: names are written «compromiso,compromisos»."""
        uno, _, varios = self.tramo.nombre.partition(",")
        solo = self.cuenta.exact and self.cuenta.value == 1
        return f"{self.cuenta.text} {uno if solo else varios}"


def leer(tramos: Iterable[Tramo]) -> list[Lista]:
    """Every stretch with its first rows, and how many it has."""
    listas = [Lista(tramo) for tramo in tramos]
    for numero, cuantas, clave, cuando in _primeras([lista.tramo for lista in listas]):
        lista = listas[numero]
        lista.cuenta = Count(min(cuantas, CAP), exact=cuantas <= CAP)
        lista.filas.append(Fila(lista.tramo, clave, cuando))
    return listas


def renglones(filas: Iterable[Fila]) -> dict[Fila, Renglon]:
    """What is shown of these rows: one query for each kind of record among them."""
    por_modelo: dict[str, list[Fila]] = defaultdict(list)
    for fila in filas:
        por_modelo[fila.tramo.modelo].append(fila)
    return {
        fila: fila.tramo.leer(datos[fila.pk])
        for suyas in por_modelo.values()
        for datos in [_datos(suyas)]
        for fila in suyas
        if fila.pk in datos
    }


def _datos(filas: list[Fila]) -> dict[int, dict[str, Any]]:
    tramo = filas[0].tramo
    rows = tramo.filas.model._base_manager.filter(pk__in=[fila.pk for fila in filas]).order_by()
    return {row["pk"]: row for row in tramo.columnas(rows)}


def _primeras(tramos: list[Tramo]) -> list[tuple[int, int, int, str]]:
    """Number of stretch, how many rows it has up to the cap and one more, key and date."""
    compiladas: dict[int, tuple[str, tuple[Any, ...]] | None] = {}
    trozos, valores = [], []
    for numero, tramo in enumerate(tramos):
        quien = id(tramo.filas)
        if quien not in compiladas:
            compiladas[quien] = _compilar(tramo.filas)
        if compilada := compiladas[quien]:
            filas, suyos = compilada
            donde, limites = _limites(tramo)
            trozos.append(
                TROZO.format(
                    numero=numero, filas=filas, donde=donde, tope=CAP + 1, cuantas=tramo.cuantas
                )
            )
            valores += [*suyos, *limites]
    if not trozos:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(trozos), valores)
        leidas: list[tuple[int, int, int, str]] = cursor.fetchall()
    return leidas


def _compilar(filas: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]] | None:
    try:
        sql, valores = filas.query.sql_with_params()
    except EmptyResultSet:  # nothing it asks for can exist
        return None
    if connection.vendor != "sqlite":
        return sql, valores
    return _con_estados(sql, valores)


def _con_estados(sql: str, valores: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """The same with its states written in it.

    SQLite takes an index of the open ones only if the statement says which they are. They are
    words of ours: what is not one stays apart.
    """
    dichos = [isinstance(valor, str) and bool(PALABRA.fullmatch(valor)) for valor in valores]
    escritos = [
        f"'{valor}'" if dicho else "%s" for valor, dicho in zip(valores, dichos, strict=True)
    ]
    return sql % tuple(escritos), tuple(
        valor for valor, dicho in zip(valores, dichos, strict=True) if not dicho
    )


def _limites(tramo: Tramo) -> tuple[str, list[Any]]:
    dichos = [
        (f"cuando {signo} %s", _valor(limite))
        for signo, limite in zip((">=", "<"), tramo.limites, strict=True)
        if limite is not None
    ]
    donde = " AND ".join(texto for texto, _valor_ in dichos)
    return (f" WHERE {donde}" if donde else ""), [valor for _texto, valor in dichos]


def _valor(limite: dt.date) -> Any:
    if isinstance(limite, dt.datetime):
        return connection.ops.adapt_datetimefield_value(limite)
    return connection.ops.adapt_datefield_value(limite)
