"""What a record lacks to be of use: each lack with its reason, never a score."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from crm.enums import EstatusInstitucion, TipoPuesto
from crm.models import Institucion, Ocupacion

DIAS_PARA_CONFIRMAR = 365


@dataclass(frozen=True)
class Faltante:
    """Something a record lacks: what it is, why it matters, and what it is called here."""

    clave: str
    texto: str


def faltantes(institucion: Institucion, ocupaciones: list[Ocupacion]) -> list[Faltante]:
    """What this institution lacks to be of use; each with its reason, never a score.

    ``ocupaciones`` are those in office, with their seat, as the page already has them.
    """
    hallados = []
    if not any(o.puesto.tipo == TipoPuesto.TITULAR for o in ocupaciones):
        hallados.append(Faltante("sin_titular", "Sin persona titular registrada"))
    correos = [institucion.correo_institucional, *(o.correo for o in ocupaciones)]
    if not any(correos):
        hallados.append(Faltante("sin_correo", "Sin correo: ni institucional ni de un puesto"))
    if institucion.estatus == EstatusInstitucion.ACTIVA and not confirmada(institucion):
        hallados.append(Faltante("sin_confirmar", texto_confirmacion(institucion)))
    return hallados


def confirmada(institucion: Institucion, al: date | None = None) -> bool:
    """Whether somebody checked its data in the last twelve months."""
    limite = (al or timezone.localdate()) - timedelta(days=DIAS_PARA_CONFIRMAR)
    return institucion.confirmada_en is not None and institucion.confirmada_en >= limite


def texto_confirmacion(institucion: Institucion) -> str:
    if institucion.confirmada_en is None:
        return "Datos sin confirmar desde su registro"
    return "Datos sin confirmar desde hace más de 12 meses"
