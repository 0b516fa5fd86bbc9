"""Pure functions of the visitors."""

from acompanamiento.calculations.mrz import Mrz, MrzError, diferencias, leer_mrz

__all__ = ["Mrz", "MrzError", "diferencias", "leer_mrz"]
