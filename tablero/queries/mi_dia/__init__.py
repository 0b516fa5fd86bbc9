"""Mi día: what is late, what is today, what comes, what waits, what ages.

One statement for the keys and counts of everything, one more for each kind of record found and one
for the parameter; as many again only when today and the week are empty, to say what comes next.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from core.pagination import CAP, Count
from crm.queries.pendientes import EQUIPO, YO
from tablero.queries.mi_dia.compromisos import compromisos
from tablero.queries.mi_dia.convenios import convenios
from tablero.queries.mi_dia.gestiones import gestiones
from tablero.queries.mi_dia.lectura import Fila, Lista, leer, renglones
from tablero.queries.mi_dia.reuniones import reuniones
from tablero.queries.mi_dia.tramos import (
    DESPUES,
    ENVEJECEN,
    ESPERAN,
    HOY,
    POR_SECCION,
    SEMANA,
    VENCIDOS,
    Pregunta,
    Renglon,
    Tramo,
)

__all__ = ["EQUIPO", "YO", "MiDia", "Seccion", "mi_dia"]

# To add a kind of thing to the day, write its function and name it here.
FUENTES = [compromisos, gestiones, reuniones, convenios]

# (key, title, icon, what an empty one says)
SECCIONES = [
    (VENCIDOS, "Vencidos", "exclamation-triangle", "Nada vencido."),
    (HOY, "Hoy", "sun", ""),
    (SEMANA, "Esta semana", "calendar-week", "Nada con fecha en los siguientes siete días."),
    (ESPERAN, "Esperan mi respuesta", "hourglass-split", "Nadie espera una respuesta."),
    (ENVEJECEN, "Lo que envejece", "clock-history", "Todo lo abierto se ha movido."),
]


@dataclass
class Seccion:
    """A part of the day: the rows to show, how many there are, and the lists behind."""

    clave: str
    titulo: str
    icono: str
    vacio: str
    listas: list[Lista] = field(default_factory=list)
    renglones: list[Renglon] = field(default_factory=list)
    repetidos: int = 0

    @property
    def cuenta(self) -> Count:
        """The sum of its lists, which is what opening them one by one would count."""
        total = sum(lista.cuenta.value for lista in self.listas)
        exact = total <= CAP and all(lista.cuenta.exact for lista in self.listas)
        return Count(min(total, CAP), exact=exact)

    @property
    def con_algo(self) -> list[Lista]:
        return [lista for lista in self.listas if lista.cuenta.value]


@dataclass(frozen=True)
class MiDia:
    """The sections, and what comes next when today has nothing."""

    secciones: list[Seccion]
    siguiente: Renglon | None

    @property
    def vacio(self) -> bool:
        return not any(seccion.cuenta.value for seccion in self.secciones)


def mi_dia(user: Any, de: str, hoy: dt.date) -> MiDia:
    """The day of a person, or of the people of their area."""
    pregunta = Pregunta(user, de, hoy)
    tramos = [tramo for fuente in FUENTES for tramo in fuente(pregunta)]
    listas = leer(tramo for tramo in tramos if tramo.seccion != DESPUES)
    ya_dichos: set[tuple[str, int]] = set()
    secciones, elegidas = [], []
    for clave, titulo, icono, vacio in SECCIONES:
        seccion = Seccion(clave, _titulo(titulo, de), icono, vacio)
        seccion.listas = [lista for lista in listas if lista.tramo.seccion == clave]
        secciones.append(seccion)
        elegidas.append(_elegir(seccion, ya_dichos))
    siguiente = _siguiente(listas, tramos)
    dichas = renglones({fila: None for filas in [*elegidas, siguiente] for fila in filas})
    for seccion, filas in zip(secciones, elegidas, strict=True):
        seccion.renglones = [dichas[fila] for fila in filas if fila in dichas]
    return MiDia(secciones, next((dichas[fila] for fila in siguiente if fila in dichas), None))


def _titulo(titulo: str, de: str) -> str:
    return titulo.replace("mi respuesta", "nuestra respuesta") if de == EQUIPO else titulo


def _elegir(seccion: Seccion, ya_dichos: set[tuple[str, int]]) -> list[Fila]:
    """The first rows of all its lists together; what was said above is not said again."""
    todas = sorted((f for lista in seccion.listas for f in lista.filas), key=lambda f: f.orden)
    nuevas = [fila for fila in todas if fila.clave not in ya_dichos]
    seccion.repetidos = len(todas) - len(nuevas)
    elegidas = nuevas[:POR_SECCION]
    ya_dichos.update(fila.clave for fila in elegidas)
    return elegidas


def _siguiente(listas: list[Lista], tramos: list[Tramo]) -> list[Fila]:
    """What comes next, asked beyond the week only when today and the week have nothing."""
    proximas = [f for lista in listas if lista.tramo.seccion in (HOY, SEMANA) for f in lista.filas]
    if not proximas:
        lejanas = leer(tramo for tramo in tramos if tramo.seccion == DESPUES)
        proximas = [fila for lista in lejanas for fila in lista.filas]
    return sorted(proximas, key=lambda fila: fila.orden)[:1]
