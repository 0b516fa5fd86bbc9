"""Validity and renewal of an instrument, as pure functions on dates. No tables, no Django."""

from convenios.calculations.vigencia import (
    Terminos,
    dias_restantes,
    fin_efectivo,
    fin_ultimo,
    limite_de_aviso,
    sumar_meses,
    vigencia,
)

__all__ = [
    "Terminos",
    "dias_restantes",
    "fin_efectivo",
    "fin_ultimo",
    "limite_de_aviso",
    "sumar_meses",
    "vigencia",
]
