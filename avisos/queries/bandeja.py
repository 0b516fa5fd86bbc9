"""A person's notices."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from avisos.models import Aviso
from avisos.queries.fuentes import fuentes
from avisos.queries.vigentes import visibles

TOPE = 99
AJENO = "Este asunto ya no está a tu alcance: se retiró o lo atienden otras personas."


def por_atender(persona: Any) -> int:
    """How many wait, up to 100, which reads «99+»."""
    if not persona.is_authenticated:
        return 0
    suyos = Aviso.objects.por_atender(persona, timezone.now()).order_by().values_list("pk")
    return len(suyos[: TOPE + 1])  # to count them in the database costs a page twice as much


def sin_lo_ajeno(persona: Any, avisos: list[Aviso]) -> list[Aviso]:
    """The same notices, without the words of what this person may not see any more.

    One query for each source among them. What was delivered stays: it says that it was told.
    """
    por_fuente: dict[str, list[Aviso]] = defaultdict(list)
    for aviso in avisos:
        por_fuente[aviso.fuente].append(aviso)
    todas = fuentes()
    for clave, suyos in por_fuente.items():
        pks = [aviso.objeto_id for aviso in suyos]
        ve = visibles(todas[clave], persona, pks) if clave in todas else set()
        for aviso in suyos:
            if aviso.objeto_id not in ve:
                aviso.texto, aviso.detalle, aviso.url = AJENO, "", ""
    return avisos


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
