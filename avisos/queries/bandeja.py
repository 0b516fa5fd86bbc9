"""A person's notices."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from avisos.models import Aviso

TOPE = 99


def por_atender(persona: Any) -> int:
    """How many wait, up to 100, which reads «99+»."""
    if not persona.is_authenticated:
        return 0
    return Aviso.objects.por_atender(persona, timezone.now())[: TOPE + 1].count()


def bandeja(persona: Any, cual: str) -> QuerySet[Aviso]:
    """The notices of a person: those that wait, those put off, or those done."""
    ahora, rows = timezone.now(), Aviso.objects.de_bandeja(persona)
    if cual == "pospuestos":
        rows = rows.filter(resuelto_en=None, pospuesto_hasta__gt=ahora).order_by("pospuesto_hasta")
    elif cual == "hechos":
        rows = rows.exclude(resuelto_en=None).order_by("-resuelto_en")
    else:
        rows = Aviso.objects.por_atender(persona, ahora).order_by("-entregado_en", "-pk")
    return rows.select_related("regla")
