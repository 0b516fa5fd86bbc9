"""What Mi día is made of: stretches of rows, each with the list that shows exactly those.

A source is a function that takes a ``Pregunta`` and gives its stretches, all of one kind of
record. To add one (convenios, visits), write it in a module of its own and name it in ``FUENTES``:
reading, counting, order, and not saying a thing twice come from `lectura`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.formats import dia_corto, fecha_corta, hora, relativa

POR_SECCION = 8
# More than are shown where some may be said above already, and leave their place to the next.
LEIDOS = 16
VENCIDOS, HOY, SEMANA, ESPERAN, ENVEJECEN = "vencidos", "hoy", "semana", "esperan", "envejecen"
DESPUES = "despues"  # not shown: tells an empty day what comes next


@cache
def lista_de(nombre: str) -> str:
    """The address of a list, resolved once."""
    return reverse(nombre)


@cache
def _molde(nombre: str) -> str:
    return reverse(nombre, args=[0])


@dataclass(frozen=True)
class Pregunta:
    """Who asks, about whom («yo» or «equipo») and on what day."""

    user: Any
    de: str
    hoy: dt.date
    sabidos: dict[str, bool] = field(default_factory=dict)

    def puede(self, permiso: str, obj: Any = None) -> bool:
        """Whether this person may; asked once where no object decides it."""
        if obj is not None:
            return bool(self.user.has_perm(permiso, obj))
        if permiso not in self.sabidos:
            self.sabidos[permiso] = bool(self.user.has_perm(permiso))
        return self.sabidos[permiso]

    def url(self, nombre: str, pk: int) -> str:
        """The address of a record: forty rows ask for two names."""
        return _molde(nombre).replace("/0/", f"/{pk}/")


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

    # Cut here and not by the template's filter, which was a fifth of what printing a row cost.
    @property
    def titulo(self) -> str:
        return _corto(self.texto, 140)

    @property
    def nombre(self) -> str:
        return _corto(self.texto, 80)

    @property
    def con(self) -> str:
        return _corto(self.con_quien, 80)


def _corto(texto: str, letras: int) -> str:
    return texto if len(texto) <= letras else f"{texto[: letras - 1].rstrip()}…"


@dataclass(frozen=True, eq=False)
class Tramo:
    """Rows of one kind in one section, in order, and the address of the list behind them.

    ``filas`` come from `fechadas`; stretches that share them differ in ``limites``, from one date
    to before another. ``columnas`` are read of the rows that are shown, and ``leer`` makes of them
    what is shown.
    """

    seccion: str
    modelo: str
    nombre: str
    filas: QuerySet[Any, Any]
    url: str
    leer: Callable[[dict[str, Any]], Renglon]
    columnas: Callable[[QuerySet[Any]], QuerySet[Any, dict[str, Any]]]
    limites: tuple[dt.date | None, dt.date | None] = (None, None)

    @property
    def cuantas(self) -> int:
        if self.seccion == DESPUES:
            return 1
        return LEIDOS if self.seccion in (ESPERAN, ENVEJECEN) else POR_SECCION


def fechadas(filas: QuerySet[Any], campo: str, clave: str = "pk") -> QuerySet[Any, dict[str, Any]]:
    """The key of each row and the date by which it goes.

    Where the date is of another table, ``clave`` is how that one names the row: an index there
    holds both.
    """
    return filas.order_by().values(clave=F(clave), cuando=F(campo))


def en_palabras(cuando: dt.date, hoy: dt.date, verbos: tuple[str, str]) -> str:
    """«Vence mañana (jue 5 mar)»: past and future verb; the year is said when it is not this one."""
    local = timezone.localtime(cuando) if isinstance(cuando, dt.datetime) else None
    dia = local.date() if local else cuando
    pasado, futuro = verbos
    fecha = dia_corto(dia) if dia.year == hoy.year else fecha_corta(dia)
    reloj = f", {hora(local)}" if local else ""
    texto = f"{pasado if dia < hoy else futuro} {relativa(dia, hoy)} ({fecha}{reloj})".strip()
    return texto[:1].upper() + texto[1:]
