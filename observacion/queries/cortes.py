"""Statistics as data: totals and breakdowns, with small cells hidden where they are sensitive.

One data set feeds the page, the workbook and the PDF, so that no two of them can differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from core.formats import numero
from core.parameters import parametro
from core.workbooks import Hoja
from crm.queries.documentos import CASA
from observacion.calculations import ocultar

CELDA_MINIMA = 5
MARCA = "*"
NOTA = "* Cifra que no se publica: es de menos de {} personas, o permitiría deducir otra que lo es."


def celda_minima() -> int:
    """From how many people on a sensitive figure may be told; the office decides it."""
    return int(parametro("observacion.celda_minima", por_omision=CELDA_MINIMA))


@dataclass(frozen=True)
class Fila:
    """One line of a breakdown; ``valor`` is None when it must not be told."""

    texto: str
    valor: int | None
    porcentaje: str
    consulta: str = ""  # the query string of the list that it counts

    @property
    def dicho(self) -> str:
        return MARCA if self.valor is None else numero(self.valor)


@dataclass(frozen=True)
class Corte:
    """A breakdown of all the rows by one thing."""

    titulo: str
    filas: list[Fila]
    nota: str = ""
    unidad: str = "Personas"  # what is counted


@dataclass(frozen=True)
class Grupo:
    """What a line of a breakdown is before it is decided whether it may be told."""

    texto: str
    valor: int
    consulta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Estadistica:
    """Totals and breakdowns of one call."""

    titulo: str
    de_que: str
    totales: list[Fila]
    cortes: list[Corte]
    minimo: int

    @property
    def nota(self) -> str:
        hay = any(fila.valor is None for corte in self.cortes for fila in corte.filas)
        return NOTA.format(self.minimo) if hay else ""


def por_ciento(valor: int, total: int) -> str:
    """«96.6 %»; nothing of nothing."""
    return f"{100 * valor / total:.1f} %" if total else ""


def corte(
    titulo: str,
    grupos: Iterable[Grupo],
    *,
    base: dict[str, Any],
    minimo: int = 0,
    nota: str = "",
) -> Corte:
    """A breakdown; with ``minimo``, its small cells are hidden. ``base`` goes in every link."""
    lista = list(grupos)
    total = sum(grupo.valor for grupo in lista)
    valores: Sequence[int | None] = [grupo.valor for grupo in lista]
    if minimo:
        valores = ocultar([grupo.valor for grupo in lista], minimo)
    filas = [
        Fila(
            grupo.texto,
            valor,
            "" if valor is None else por_ciento(valor, total),
            urlencode(base | grupo.consulta, doseq=True) if grupo.consulta else "",
        )
        for grupo, valor in zip(lista, valores, strict=True)
    ]
    return Corte(titulo, filas, nota)


def por_opcion(
    conteo: dict[Any, int], opciones: Iterable[tuple[Any, Any]], parametro_url: str = ""
) -> Iterator[Grupo]:
    """A group for each choice of a closed list, in its order, and what nobody said at the end."""
    sobrantes = dict(conteo)
    for clave, texto in opciones:
        valor = sobrantes.pop(clave, 0)
        yield Grupo(str(texto), valor, {parametro_url: clave} if parametro_url else {})
    if resto := sum(sobrantes.values()):
        yield Grupo("Sin dato", resto)


def por_valor(conteo: dict[Any, int], parametro_url: str = "", texto: Any = str) -> Iterator[Grupo]:
    """A group for each value there is, the most frequent first; blanks at the end."""
    sin_dato = sum(n for clave, n in conteo.items() if clave in (None, ""))
    dichos = [(clave, n) for clave, n in conteo.items() if clave not in (None, "")]
    for clave, n in sorted(dichos, key=lambda par: (-par[1], str(texto(par[0])))):
        yield Grupo(str(texto(clave)), n, {parametro_url: clave} if parametro_url else {})
    if sin_dato:
        yield Grupo("Sin dato", sin_dato)


def hojas(datos: Estadistica) -> list[Hoja]:
    """The same as a workbook, in one sheet that can be read from top to bottom."""
    filas: list[tuple[str, Any, str]] = [
        (fila.texto, fila.valor, fila.porcentaje) for fila in datos.totales
    ]
    for bloque in datos.cortes:
        filas += [("", "", ""), (bloque.titulo, "", "")]
        filas += [
            (fila.texto, MARCA if fila.valor is None else fila.valor, fila.porcentaje)
            for fila in bloque.filas
        ]
    if datos.nota:
        filas += [("", "", ""), (datos.nota, "", "")]
    arriba = [(datos.titulo,), (datos.de_que,)]
    titulos = ["Concepto", "Personas", "Porcentaje"]
    return [Hoja("Estadística", titulos, filas, anchos=(56, 14, 14), arriba=arriba)]


def impreso(datos: Estadistica) -> dict[str, Any]:
    """The same as the PDF prints it."""
    return {
        "titulo": datos.titulo,
        "casa": CASA,
        "pie": datos.titulo,
        "de_que": datos.de_que,
        "totales": [renglon(fila) for fila in datos.totales],
        "cortes": [
            {
                "titulo": bloque.titulo,
                "nota": bloque.nota,
                "unidad": bloque.unidad,
                "filas": [renglon(fila) for fila in bloque.filas],
            }
            for bloque in datos.cortes
        ],
        "nota": datos.nota,
    }


def renglon(fila: Fila) -> dict[str, str]:
    return {"texto": fila.texto, "valor": fila.dicho, "porcentaje": fila.porcentaje}
