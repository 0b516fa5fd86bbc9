"""What Mi día is made of: stretches of rows, each with the list that shows exactly those.

A source is a function that takes a ``Pregunta`` and gives its stretches, all with the same
columns. To add one (convenios, visits), write it in a module of its own and name it in
``FUENTES``: reading, counting, order, and not saying a thing twice come from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery, Value
from django.utils import timezone

from core.formats import dia_corto, fecha_corta, hora, relativa
from core.pagination import CAP, Count
from cuentas.models import Usuario

POR_SECCION = 8
# More than are shown: those already said above leave their place to the next.
LEIDOS = 16
VENCIDOS, HOY, SEMANA, ESPERAN, ENVEJECEN = "vencidos", "hoy", "semana", "esperan", "envejecen"
DESPUES = "despues"  # not shown: tells an empty day what comes next


@dataclass(frozen=True)
class Pregunta:
    """Who asks, about whom («yo» or «equipo») and on what day."""

    user: Any
    de: str
    hoy: dt.date

    def puede(self, permiso: str, obj: Any = None) -> bool:
        return bool(self.user.has_perm(permiso, obj))


@dataclass(frozen=True)
class Accion:
    """The one thing to do with a row."""

    texto: str
    url: str


@dataclass(frozen=True)
class Renglon:
    """One thing: what it is, with whom, when, and what to do."""

    que: str
    icono: str
    texto: str
    url: str
    cuando: dt.date | None
    nota: str
    accion: Accion
    con_quien: str = ""
    a_cargo: str = ""
    tarde: bool = False


@dataclass(frozen=True)
class Tramo:
    """Rows of one kind in one section, in order, and the address of the list behind them.

    ``fecha`` is the column they are ordered by; ``leer`` makes the row that is shown of one.
    """

    seccion: str
    modelo: str
    fecha: str
    nombre: str
    filas: QuerySet[Any]
    url: str
    leer: Callable[[dict[str, Any]], Renglon]
    columnas: Callable[[QuerySet[Any]], QuerySet[Any, dict[str, Any]]]

    @property
    def limite(self) -> int:
        return 1 if self.seccion == DESPUES else LEIDOS


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


def leer(fuentes: Iterable[list[Tramo]], user: Any) -> list[Lista]:
    """Every stretch with its rows: one query for each source, and one for all the counts."""
    listas = [lista for tramos in fuentes if tramos for lista in _leer_juntos(tramos)]
    contar = {}
    for numero, lista in enumerate(listas):
        leidos = len(lista.filas)
        lista.cuenta = Count(leidos, exact=True)
        if leidos == LEIDOS:
            contar[f"n{numero}"] = _cuantas(lista.tramo.filas)
    if contar:
        contadas = Usuario.objects.filter(pk=user.pk).values(**contar).get()
        for clave, valor in contadas.items():
            listas[int(clave[1:])].cuenta = Count(min(valor, CAP), exact=valor <= CAP)
    return listas


def _leer_juntos(tramos: list[Tramo]) -> list[Lista]:
    listas = [Lista(tramo) for tramo in tramos]
    trozos = [_trozo(tramo, numero) for numero, tramo in enumerate(tramos)]
    for fila in trozos[0].union(*trozos[1:], all=True) if trozos[1:] else trozos[0]:
        lista = listas[fila["tramo"]]
        lista.filas.append(Fila(lista.tramo, fila))
    return listas


def _trozo(tramo: Tramo, numero: int) -> QuerySet[Any]:
    """The first rows of a stretch; inside a union SQLite only takes a limit one level down."""
    claves = tramo.filas.values("pk")[: tramo.limite]
    elegidas = tramo.filas.model._base_manager.filter(pk__in=claves).order_by()
    return tramo.columnas(elegidas).annotate(tramo=Value(numero, IntegerField()))


class _Contadas(Subquery):
    """How many rows a limited query gives, inside another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _contadas)"
    output_field = IntegerField()


def _cuantas(filas: QuerySet[Any]) -> Subquery:
    return _Contadas(filas.order_by().values("pk")[: CAP + 1])


def en_palabras(cuando: dt.date, hoy: dt.date, verbos: tuple[str, str]) -> str:
    """«Vence mañana (jue 5 mar)»: past and future verb; the year is said when it is not this one."""
    local = timezone.localtime(cuando) if isinstance(cuando, dt.datetime) else None
    dia = local.date() if local else cuando
    pasado, futuro = verbos
    fecha = dia_corto(dia) if dia.year == hoy.year else fecha_corta(dia)
    reloj = f", {hora(local)}" if local else ""
    texto = f"{pasado if dia < hoy else futuro} {relativa(dia, hoy)} ({fecha}{reloj})".strip()
    return texto[:1].upper() + texto[1:]
