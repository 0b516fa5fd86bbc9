"""Percentage of gestiones attended: pure arithmetic on dates, no tables.

Formula of the programme (dominio §2.5.2): attended / requested × 100. The source does not say
how to treat what crosses quarters, so the method is declared on the indicator's sheet and the
four counts are always shown. Integers and Decimal; rounding is for whoever prints.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from calendario.calculations import Periodo


@dataclass(frozen=True)
class Hecho:
    """One gestión that counts: when it was requested and, if so, when it was attended."""

    folio: str
    solicitada: dt.datetime
    atendida: dt.datetime | None = None
    concluida: bool = False  # refused or withdrawn: it waits for nobody


@dataclass(frozen=True)
class Conteos:
    """The four counts of a period, each with the rule that makes it."""

    solicitadas: int  # requested in the period
    atendidas_de_ellas: int  # of those, attended up to the cut
    rezago_atendido: int  # requested before, attended in the period
    pendientes_al_cierre: int  # requested up to the end of the period and not attended by then
    atendidas_en_periodo: int  # attended in the period, whenever requested
    pendientes_al_inicio: int  # requested before and not attended when the period began


def clasificar(hecho: Hecho, periodo: Periodo, corte: dt.datetime) -> frozenset[str]:
    """In which counts of a period one gestión stands, as known at the cut instant."""
    atendida = hecho.atendida if hecho.atendida and hecho.atendida < corte else None
    antes = hecho.solicitada < periodo.inicio
    dentro = periodo.contiene(hecho.solicitada)
    en_periodo = periodo.contiene(atendida)
    rules = {
        "solicitadas": dentro,
        "atendidas_de_ellas": dentro and atendida is not None,
        "rezago_atendido": antes and en_periodo,
        "pendientes_al_cierre": not hecho.concluida
        and hecho.solicitada < periodo.fin
        and (atendida is None or atendida >= periodo.fin),
        "atendidas_en_periodo": en_periodo and (antes or dentro),
        "pendientes_al_inicio": not hecho.concluida
        and antes
        and (atendida is None or atendida >= periodo.inicio),
    }
    return frozenset(name for name, holds in rules.items() if holds)


def contar(hechos: Iterable[Hecho], periodo: Periodo, corte: dt.datetime) -> Conteos:
    """The counts of a period as known at the cut instant."""
    names = Conteos.__dataclass_fields__
    totals = dict.fromkeys(names, 0)
    for hecho in hechos:
        for name in clasificar(hecho, periodo, corte):
            totals[name] += 1
    return Conteos(**totals)


@dataclass(frozen=True)
class Razon:
    """A numerator over a denominator; without denominator there is no value, not 0 nor 100."""

    numerador: int
    denominador: int

    @property
    def porcentaje(self) -> Decimal | None:
        if self.denominador == 0:
            return None
        return Decimal(self.numerador) * 100 / Decimal(self.denominador)


# What is divided by what, by method; the counts named are the only ones it needs.
FORMULAS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cohorte": (("atendidas_de_ellas",), ("solicitadas",)),
    "flujo": (("atendidas_en_periodo",), ("solicitadas",)),
    "universo": (("atendidas_en_periodo",), ("pendientes_al_inicio", "solicitadas")),
}


def sumandos(metodo: str) -> tuple[str, ...]:
    """The counts that a method needs. Raises ValueError for a method that is not one of them."""
    if metodo not in FORMULAS:
        message = f"El método «{metodo}» no existe."
        raise ValueError(message)
    arriba, abajo = FORMULAS[metodo]
    return (*arriba, *abajo)


def razon_de(valores: Mapping[str, int], metodo: str) -> Razon:
    """The official ratio by the declared method: cohorte, flujo or universo."""
    sumandos(metodo)
    arriba, abajo = FORMULAS[metodo]
    return Razon(sum(valores[n] for n in arriba), sum(valores[n] for n in abajo))


def porcentaje_atendidas(conteos: Conteos, metodo: str) -> Razon:
    """The official ratio of the counts of a period."""
    return razon_de(vars(conteos), metodo)


SIN_VALOR = "Sin gestiones solicitadas"


def porcentaje_texto(razon: Razon) -> str:
    """Two decimals, halves up; without denominator there is no value."""
    if razon.porcentaje is None:
        return SIN_VALOR
    return f"{razon.porcentaje.quantize(Decimal('0.01'), ROUND_HALF_UP)} %"


def huella(instantanea: object) -> str:
    """SHA-256 of a snapshot written the same way everywhere."""
    text = json.dumps(instantanea, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
