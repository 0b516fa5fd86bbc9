"""Commitments: made, followed, ended; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from crm.enums import TipoFecha
from crm.models import Compromiso, SeguimientoCompromiso
from crm.workflows import COMPROMISO


@transaction.atomic
def registrar_compromiso(
    compromiso: Compromiso, *, by: Any, base: dt.date | None = None
) -> Compromiso:
    """Write a commitment. A relative or periodic one is due its days after ``base``, today."""
    if compromiso.tipo_fecha in (TipoFecha.RELATIVA, TipoFecha.PERIODICA) and compromiso.dias:
        inicio = base or timezone.localdate()
        compromiso.fecha_limite = compromiso.fecha_limite or inicio + dt.timedelta(
            days=compromiso.dias
        )
    if compromiso.tipo_fecha == TipoFecha.A_SOLICITUD:
        compromiso.fecha_limite = None
    compromiso.full_clean()
    return compromiso.guardar(by=by)


@transaction.atomic
def iniciar(compromiso: Compromiso, *, by: Any) -> Compromiso:
    """Begin to fulfil it."""
    return COMPROMISO.apply(compromiso, "iniciar", by=by)


@transaction.atomic
def cumplir(
    compromiso: Compromiso, *, by: Any, fecha: dt.date | None = None, nota: str = ""
) -> Compromiso:
    """Note that it was fulfilled, and open the next one when it repeats."""
    dia = fecha or timezone.localdate()
    cumplido = COMPROMISO.apply(compromiso, "cumplir", by=by, motivo=nota, cumplido_en=dia)
    if nota:
        seguir(cumplido, by=by, nota=nota, fecha=dia, avance=100)
    if cumplido.tipo_fecha == TipoFecha.PERIODICA and cumplido.dias:
        siguiente(cumplido, by=by)
    return cumplido


def siguiente(compromiso: Compromiso, *, by: Any) -> Compromiso:
    """The next occurrence of a periodic commitment, counted from its date, not from today."""
    copied = {
        f.attname: getattr(compromiso, f.attname)
        for f in Compromiso._meta.concrete_fields
        if f.editable and not f.primary_key
    }
    desde = compromiso.fecha_limite or timezone.localdate()
    copied["fecha_limite"] = desde + dt.timedelta(days=compromiso.dias or 0)
    nuevo = Compromiso(
        **copied,
        reunion_id=compromiso.reunion_id,
        interaccion_id=compromiso.interaccion_id,
        primero_id=compromiso.primero_id or compromiso.pk,
    )
    return nuevo.guardar(by=by, motivo="Siguiente periodo")


@transaction.atomic
def terminar(compromiso: Compromiso, verbo: str, *, by: Any, motivo: str) -> Compromiso:
    """Unfulfilled, not demandable, or open again; always with its reason."""
    values: dict[str, Any] = {"motivo_estado": motivo[:300]}
    if verbo == "reabrir":
        values["cumplido_en"] = None
    return COMPROMISO.apply(compromiso, verbo, by=by, motivo=motivo, **values)


@transaction.atomic
def seguir(
    compromiso: Compromiso,
    *,
    by: Any,
    nota: str,
    fecha: dt.date | None = None,
    avance: int | None = None,
) -> SeguimientoCompromiso:
    """Note what was done about it."""
    seguimiento = SeguimientoCompromiso(
        compromiso=compromiso, nota=nota, fecha=fecha or timezone.localdate(), avance=avance
    )
    seguimiento.full_clean()
    return seguimiento.guardar(by=by)
