"""The observation: calls, the network, its courses, applications of observers and badges."""

from observacion.models.afiliacion import AfiliacionObservacion
from observacion.models.arco import SolicitudARCO
from observacion.models.aviso_privacidad import AvisoPrivacidad
from observacion.models.convocatoria import (
    Convocatoria,
    ProrrogaConvocatoria,
    RequisitoConvocatoria,
)
from observacion.models.curso import Curso, InscripcionCurso, SesionCurso
from observacion.models.depuracion import DepuracionDatos
from observacion.models.gafete import Gafete, LoteGafetes, codigo_nuevo
from observacion.models.informe import InformeObservacion
from observacion.models.integrante import IntegranteRed
from observacion.models.solicitud import SolicitudObservacion

__all__ = [
    "AfiliacionObservacion",
    "AvisoPrivacidad",
    "Convocatoria",
    "Curso",
    "DepuracionDatos",
    "Gafete",
    "InformeObservacion",
    "InscripcionCurso",
    "IntegranteRed",
    "LoteGafetes",
    "ProrrogaConvocatoria",
    "RequisitoConvocatoria",
    "SesionCurso",
    "SolicitudARCO",
    "SolicitudObservacion",
    "codigo_nuevo",
]
