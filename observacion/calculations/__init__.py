"""Pure functions of the observation."""

from observacion.calculations.celdas import ocultar
from observacion.calculations.edades import RANGOS, edad, nacidos_entre, rango_de_edad

__all__ = ["RANGOS", "edad", "nacidos_entre", "ocultar", "rango_de_edad"]
