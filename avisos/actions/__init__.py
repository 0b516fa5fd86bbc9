from avisos.actions.entregar import entregar
from avisos.actions.personas import marcar_hecho, posponer, reabrir, reintentar
from avisos.actions.planear import Hecho, avisar, planear
from avisos.actions.vuelta import tocar

__all__ = [
    "Hecho",
    "avisar",
    "entregar",
    "marcar_hecho",
    "planear",
    "posponer",
    "reabrir",
    "reintentar",
    "tocar",
]
