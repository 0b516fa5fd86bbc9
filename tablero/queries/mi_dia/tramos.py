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
LEIDOS = 24
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

    clave: tuple[str, int]
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

    @property
    def orden(self) -> tuple[dt.date, str]:
        if isinstance(self.cuando, dt.datetime):
            local = timezone.localtime(self.cuando)
            return local.date(), f"{local:%H:%M}"
        return self.cuando or dt.date.max, "99"


@dataclass(frozen=True)
class Tramo:
    """Rows of one kind in one section, in order, and the address of the list behind them."""

    seccion: str
    nombre: str
    filas: QuerySet[Any]
    url: str
    leer: Callable[[dict[str, Any]], Renglon]

    @property
    def limite(self) -> int:
        return 1 if self.seccion == DESPUES else LEIDOS


@dataclass
class Lista:
    """A stretch as it was read: its rows and how many there are behind them."""

    tramo: Tramo
    renglones: list[Renglon] = field(default_factory=list)
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
        leidos = len(lista.renglones)
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
        lista.renglones.append(lista.tramo.leer(fila))
    return listas


def _trozo(tramo: Tramo, numero: int) -> QuerySet[Any]:
    """The first rows of a stretch; inside a union SQLite only takes a limit one level down."""
    claves = tramo.filas.values("pk")[: tramo.limite]
    filas = tramo.filas.order_by().filter(pk__in=claves)
    return filas.annotate(tramo=Value(numero, IntegerField()))


class _Contadas(Subquery):
    """How many rows a limited query gives, inside another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _contadas)"
    output_field = IntegerField()


def _cuantas(filas: QuerySet[Any]) -> Subquery:
    return _Contadas(filas.order_by().values("pk")[: CAP + 1])


def en_palabras(cuando: dt.date, hoy: dt.date, verbos: tuple[str, str]) -> str:
    """«Vence mañana (jue 5 mar)»: past and future verb; the year is said when it is not this one."""
    con_hora = isinstance(cuando, dt.datetime)
    local = timezone.localtime(cuando) if con_hora else None
    dia = local.date() if local else cuando
    pasado, futuro = verbos
    fecha = dia_corto(dia) if dia.year == hoy.year else fecha_corta(dia)
    reloj = f", {hora(local)}" if local else ""
    texto = f"{pasado if dia < hoy else futuro} {relativa(dia, hoy)} ({fecha}{reloj})".strip()
    return texto[:1].upper() + texto[1:]
