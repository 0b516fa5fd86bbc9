"""State machines of the observation."""

from observacion.workflows.arco import ARCO
from observacion.workflows.integrante import INTEGRANTE
from observacion.workflows.solicitud import SOLICITUD

__all__ = ["ARCO", "INTEGRANTE", "SOLICITUD"]
