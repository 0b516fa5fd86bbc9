"""What an instrument obliges to, and the yearly programmes that carry it out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from convenios.models import ActividadPrograma, CompromisoConvenio, Convenio, ProgramaTrabajo
from crm.actions.compromisos import registrar_compromiso
from crm.enums import TipoFecha
from crm.models import Compromiso

CUENTAN_DIAS = (TipoFecha.RELATIVA, TipoFecha.PERIODICA)


def fechar_compromisos(convenio: Convenio, *, by: Any) -> None:
    """Give their date to those that count from the signature. Caller's transaction."""
    pendientes = Compromiso.objects.vivos().filter(
        de_convenio__convenio=convenio, fecha_limite=None, tipo_fecha__in=CUENTAN_DIAS
    )
    for compromiso in pendientes:
        registrar_compromiso(compromiso, by=by, base=convenio.fecha_suscripcion)


@transaction.atomic
def comprometer(
    convenio: Convenio,
    compromiso: Compromiso,
    *,
    by: Any,
    clausula: str = "",
    prioridad: str = "media",
) -> CompromisoConvenio:
    """Write a commitment of a clause. A relative one counts from the signature, when there is one.

    Raises ValidationError when the kind of instrument binds nobody.
    """
    if not convenio.genera_compromisos:
        raise ValidationError("Una carta de intención no genera compromisos exigibles.")
    por_firmar = convenio.fecha_suscripcion is None and compromiso.tipo_fecha in CUENTAN_DIAS
    if por_firmar:  # «days after the signature»: its date waits for the signature
        compromiso.full_clean()
        registrado = compromiso.guardar(by=by)
    else:
        registrado = registrar_compromiso(compromiso, by=by, base=convenio.fecha_suscripcion)
    enlace = CompromisoConvenio(
        convenio=convenio, compromiso=registrado, clausula=clausula, prioridad=prioridad
    )
    enlace.full_clean(exclude=["convenio", "compromiso"])
    return enlace.guardar(by=by)


@transaction.atomic
def guardar_programa(programa: ProgramaTrabajo, *, by: Any) -> ProgramaTrabajo:
    """Write a work programme of an instrument."""
    programa.full_clean(exclude=["convenio"])
    return programa.guardar(by=by)


@transaction.atomic
def guardar_actividad(actividad: ActividadPrograma, *, by: Any) -> ActividadPrograma:
    """Write an activity of a work programme."""
    actividad.full_clean(exclude=["programa"])
    return actividad.guardar(by=by)
