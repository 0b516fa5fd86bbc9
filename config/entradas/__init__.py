"""Every place and action that people can go to, in Spanish, with the permission it asks."""

from config.entradas.acciones import OTRAS_ACCIONES, REGISTRAR
from config.entradas.barra import BARRA
from config.entradas.entrada import Entrada
from config.entradas.otras import OTRAS_PAGINAS

PAGINAS = [*BARRA, *OTRAS_PAGINAS]
ACCIONES = [*REGISTRAR, *OTRAS_ACCIONES]

__all__ = [
    "ACCIONES",
    "BARRA",
    "OTRAS_ACCIONES",
    "OTRAS_PAGINAS",
    "PAGINAS",
    "REGISTRAR",
    "Entrada",
]
