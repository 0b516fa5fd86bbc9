"""The directory, and what happens with it: meetings, commitments, requests."""

from crm.models.compromiso import Compromiso, SeguimientoCompromiso
from crm.models.contacto import Contacto
from crm.models.desarrollo import Asistencia, PuntoAgenda, VersionMinuta
from crm.models.etiqueta import Etiqueta
from crm.models.evidencia import Evidencia
from crm.models.gestion import Gestion
from crm.models.institucion import Institucion
from crm.models.interaccion import Interaccion
from crm.models.nombre_alterno import NombreAlterno
from crm.models.ocupacion import Ocupacion
from crm.models.puesto import Puesto
from crm.models.relacion_institucional import RelacionInstitucional
from crm.models.reunion import Reunion, SerieReunion, TipoReunion
from crm.models.subtipo import Subtipo
from crm.models.turno import Turno

__all__ = [
    "Asistencia",
    "Compromiso",
    "Contacto",
    "Etiqueta",
    "Evidencia",
    "Gestion",
    "Institucion",
    "Interaccion",
    "NombreAlterno",
    "Ocupacion",
    "Puesto",
    "PuntoAgenda",
    "RelacionInstitucional",
    "Reunion",
    "SeguimientoCompromiso",
    "SerieReunion",
    "Subtipo",
    "TipoReunion",
    "Turno",
    "VersionMinuta",
]
