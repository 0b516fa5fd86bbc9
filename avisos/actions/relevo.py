"""What was for somebody who left is for who stays, before anything is handed over (F09)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Q

from avisos.actions.planear import escribir
from avisos.actions.vigencia import omitir
from avisos.enums import POR_ENTREGAR
from avisos.models import Aviso, ReglaAviso
from avisos.queries import Fuente
from avisos.queries.vigentes import SIN_ACCESO

SE_FUE = Q(destinatario__is_active=False) | Q(destinatario__eliminado_en__isnull=False)


def relevar(fuente: Fuente, ahora: dt.datetime, desde: dt.datetime) -> int:
    """Write what is due to those who left for those it belongs to now; how many it took back.

    It comes before consolidating: who stands in for somebody may have notices of their own.
    """
    ausentes = Aviso.objects.filter(
        SE_FUE,
        fuente=fuente.clave,
        estado__in=POR_ENTREGAR,
        entregar_desde__lte=ahora,
        regla__al_ocurrir=False,
    )
    por_regla: dict[ReglaAviso, list[Aviso]] = defaultdict(list)
    for aviso in ausentes.select_related("regla").order_by("pk"):
        por_regla[aviso.regla].append(aviso)
    if not por_regla:
        return 0
    for regla, avisos in por_regla.items():
        escribir(fuente, regla, abiertos(fuente, regla, avisos), ahora, desde)
    return omitir(ausentes, SIN_ACCESO)


def abiertos(fuente: Fuente, regla: ReglaAviso, avisos: list[Aviso]) -> list[Any]:
    """Their records, if the rule is in use and the date is still the same."""
    if not regla.activa:
        return []
    fechas = {aviso.objeto_id: aviso.objetivo for aviso in avisos}
    objs = fuente.siguen(list(fechas)).items()
    return [obj for pk, obj in objs if fuente.objetivo(obj) == fechas[pk]]
