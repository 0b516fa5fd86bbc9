"""What happens to a membership of the Observation Network."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from observacion.models import IntegranteRed
from observacion.workflows import INTEGRANTE


@transaction.atomic
def mover(
    integrante: IntegranteRed, verbo: str, *, by: Any, motivo: str = "", **valores: Any
) -> IntegranteRed:
    """Take a step of the table; the history of the record is the history of joins and leaves.

    Raises PermissionDenied without the permission and ValidationError, in Spanish, otherwise.
    """
    movida: IntegranteRed = INTEGRANTE.apply(integrante, verbo, by=by, motivo=motivo, **valores)
    return movida


@transaction.atomic
def dar_de_baja(
    integrante: IntegranteRed, *, by: Any, fecha: dt.date, motivo: str
) -> IntegranteRed:
    """Somebody leaves the network, on a day and for a motive."""
    actual = IntegranteRed.objects.select_for_update().get(pk=integrante.pk)
    if actual.fecha_alta and fecha < actual.fecha_alta:
        raise ValidationError({"fecha": "La baja no puede ser anterior al alta."})
    return mover(
        integrante, "dar_de_baja", by=by, motivo=motivo, fecha_baja=fecha, motivo_baja=motivo
    )


@transaction.atomic
def reingresar(integrante: IntegranteRed, *, by: Any, fecha: dt.date) -> IntegranteRed:
    """Somebody who left comes back; what they were before stays in the history.

    Raises ValidationError when it would be before they left.
    """
    actual = IntegranteRed.objects.select_for_update().get(pk=integrante.pk)
    if actual.fecha_baja and fecha < actual.fecha_baja:
        raise ValidationError({"fecha": "El reingreso no puede ser anterior a la baja."})
    return mover(integrante, "reingresar", by=by, fecha_alta=fecha, fecha_baja=None, motivo_baja="")
