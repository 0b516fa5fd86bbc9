"""Reading the stretches: one statement for all their keys and counts, one for what each kind says.

The statement is put together by hand around what the ORM compiles once for each set of rows:
compiling every stretch, and again to count it, was two thirds of what this page cost.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from core.pagination import CAP, Count
from tablero.queries.mi_dia.tramos import Renglon, Tramo

# One more than the cap, to know that there are more. Materialized, because PostgreSQL would plan
# for the few rows that come out and all those of the count have to be walked.
TROZO = """SELECT * FROM (
WITH contadas AS MATERIALIZED (
SELECT clave, cuando FROM ({filas}) AS suyas{donde} ORDER BY cuando, clave LIMIT {tope})
SELECT {numero} AS tramo, clave, (SELECT COUNT(*) FROM contadas) AS cuantas
FROM contadas ORDER BY cuando, clave LIMIT {cuantas}) AS primeras"""


@dataclass(frozen=True)
class Fila:
    """A row as it was read. Most are not shown, so what is shown of it is made on request."""

    tramo: Tramo
    datos: dict[str, Any]

    @property
    def clave(self) -> tuple[str, int]:
        return self.tramo.modelo, self.datos["pk"]

    @property
    def orden(self) -> tuple[dt.date, str]:
        cuando = self.datos[self.tramo.fecha]
        if isinstance(cuando, dt.datetime):
            local = timezone.localtime(cuando)
            return local.date(), f"{local:%H:%M}"
        return cuando, "99"

    @property
    def renglon(self) -> Renglon:
        return self.tramo.leer(self.datos)


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
    primeras = _primeras([lista.tramo for lista in listas])
    por_modelo: dict[str, dict[int, Tramo]] = defaultdict(dict)
    for numero, clave, _cuantas in primeras:
        tramo = listas[numero].tramo
        por_modelo[tramo.modelo][clave] = tramo
    datos = {modelo: _datos(claves) for modelo, claves in por_modelo.items()}
    for numero, clave, cuantas in primeras:
        lista = listas[numero]
        lista.cuenta = Count(min(cuantas, CAP), exact=cuantas <= CAP)
        if clave in datos[lista.tramo.modelo]:
            lista.filas.append(Fila(lista.tramo, datos[lista.tramo.modelo][clave]))
    return listas


def _datos(claves: dict[int, Tramo]) -> dict[int, dict[str, Any]]:
    """What is read of the rows of one kind, whatever their stretches."""
    tramo = next(iter(claves.values()))
    filas = tramo.filas.model._base_manager.filter(pk__in=list(claves)).order_by()
    return {fila["pk"]: fila for fila in tramo.columnas(filas)}


def _primeras(tramos: list[Tramo]) -> list[tuple[int, int, int]]:
    """Number of stretch, key, and how many rows the stretch has up to the cap and one more."""
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
        leidas: list[tuple[int, int, int]] = cursor.fetchall()
    return leidas


def _compilar(filas: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]] | None:
    try:
        return filas.query.sql_with_params()
    except EmptyResultSet:  # nothing it asks for can exist
        return None


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
