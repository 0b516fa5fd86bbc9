"""The foreign visitors: who applies, with which papers, in which group, and what was resolved."""

from acompanamiento.models.actividad import ActividadPrograma
from acompanamiento.models.carta import CartaVisitante
from acompanamiento.models.delegacion import Delegacion
from acompanamiento.models.documento import DocumentoVisitante
from acompanamiento.models.envio import EnvioEnEspera
from acompanamiento.models.incidencia import Incidencia
from acompanamiento.models.logistica import LogisticaVisitante, Traslado
from acompanamiento.models.participacion import Participacion
from acompanamiento.models.pasaporte import PasaporteVisitante
from acompanamiento.models.paso import PasoVisitante
from acompanamiento.models.peticion import PeticionEnlace
from acompanamiento.models.programa import ProgramaAcompanamiento
from acompanamiento.models.ruta import ParadaRuta, RutaCasillas
from acompanamiento.models.solicitud import SolicitudVisitante

__all__ = [
    "ActividadPrograma",
    "CartaVisitante",
    "Delegacion",
    "DocumentoVisitante",
    "EnvioEnEspera",
    "Incidencia",
    "LogisticaVisitante",
    "ParadaRuta",
    "Participacion",
    "PasaporteVisitante",
    "PasoVisitante",
    "PeticionEnlace",
    "ProgramaAcompanamiento",
    "RutaCasillas",
    "SolicitudVisitante",
    "Traslado",
]
