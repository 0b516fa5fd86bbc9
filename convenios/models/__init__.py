"""Instruments: who is party, their text, who reviewed it, and what they oblige to."""

from convenios.models.aprobacion import AprobacionOrgano
from convenios.models.compromiso import CompromisoConvenio
from convenios.models.convenio import Convenio
from convenios.models.documento import DocumentoConvenio
from convenios.models.observacion import Observacion
from convenios.models.opinion import OpinionPertinencia
from convenios.models.parte import ParteConvenio
from convenios.models.paso import PasoConvenio
from convenios.models.programa import ActividadPrograma, ProgramaTrabajo
from convenios.models.turno import TurnoConvenio
from convenios.models.validacion import ValidacionJuridica
from convenios.models.version import VersionConvenio

__all__ = [
    "ActividadPrograma",
    "AprobacionOrgano",
    "CompromisoConvenio",
    "Convenio",
    "DocumentoConvenio",
    "Observacion",
    "OpinionPertinencia",
    "ParteConvenio",
    "PasoConvenio",
    "ProgramaTrabajo",
    "TurnoConvenio",
    "ValidacionJuridica",
    "VersionConvenio",
]
