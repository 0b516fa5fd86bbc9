"""Terms by what the tables of the calendar say today."""

from calendario.queries.plazos import plazo, reglas

__all__ = ["plazo", "reglas"]
