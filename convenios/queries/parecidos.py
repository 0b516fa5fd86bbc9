"""Live instruments that may be the one somebody is about to register (row 1 of dominio 2.2.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from convenios.enums import CON_PADRE, EN_TRAMITE
from convenios.models import Convenio, ParteConvenio
from convenios.queries.informe import vigentes

CUANTOS = 5


def convenios_parecidos(user: Any, tipo: str, instituciones: Iterable[Any]) -> list[Convenio]:
    """Those in process or in force with any of the counterparts, of the same kind.

    What hangs from another is expected to repeat its counterpart: it never is a duplicate.
    """
    if tipo in CON_PADRE:
        return []
    partes = ParteConvenio.objects.vivos().filter(institucion__in=list(instituciones))
    rows = Convenio.objects.visibles_para(user)
    vivos = rows.filter(Q(estado__in=EN_TRAMITE) | vigentes(timezone.localdate()), tipo=tipo)
    return list(vivos.filter(pk__in=partes.values("convenio")).order_by("-creado_en")[:CUANTOS])
