"""State machines of the visitors."""

from acompanamiento.workflows.programa import PROGRAMA
from acompanamiento.workflows.visitante import VISITANTE

__all__ = ["PROGRAMA", "VISITANTE"]
