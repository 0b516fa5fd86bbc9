"""Reading what the office decides: dated values, never constants."""

import datetime as dt

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
