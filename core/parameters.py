"""Reading what the office decides: dated values, never constants."""

import datetime as dt
from typing import Any

from django.utils import timezone

from core.models import Parametro


def parametro(clave: str, *, al: dt.date | None = None, por_omision=None):
    """The value of ``clave`` in force on a civil date (today when not given).

    Returns ``por_omision`` when nobody has decided it yet.
    """
    row = (
        Parametro.objects.vivos()
        .filter(clave=clave, desde__lte=al or timezone.localdate())
        .order_by("-desde")
        .values_list("valor", flat=True)
        .first()
    )
    return por_omision if row is None else row


def parametros(prefijo: str, *, al: dt.date | None = None) -> dict[str, Any]:
    """What was decided of each key that begins so, in force on a date, without the prefix."""
    filas = Parametro.objects.vivos().filter(
        clave__startswith=prefijo, desde__lte=al or timezone.localdate()
    )
    valores = filas.order_by("desde").values_list("clave", "valor")
    return {clave.removeprefix(prefijo): valor for clave, valor in valores}
