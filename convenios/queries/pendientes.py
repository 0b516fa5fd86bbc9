"""What of the agreements somebody has to move, for Mi día and for the lists behind its figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from convenios.enums import EnManosDe
from crm.queries.pendientes import cargo, tramo_de
from cuentas.enums import Rol


def en_turno_de(rows: Any, user: Any, de: str) -> Any:
    """In process, and in the hands of a person, or of their team."""
    suyos = Q(en_manos_de=EnManosDe.NOSOTROS) & cargo(user, de)
    if Rol.JURIDICO in user.roles:
        suyos |= Q(en_manos_de=EnManosDe.JURIDICO)
    if Rol.SECRETARIA_EJECUTIVA in user.roles:
        suyos |= Q(en_manos_de=EnManosDe.ORGANO)
    if user.area_id:
        area = Q(area_en_turno=user.area_id) | Q(area_en_turno=None, area_solicitante=user.area_id)
        suyos |= Q(en_manos_de=EnManosDe.AREA) & area
    return rows.en_tramite().filter(suyos)


def con_plazo(rows: Any, cuando: str, hoy: dt.date | None = None) -> Any:
    """Those whose stage ran out, runs out today, or in the seven days that follow."""
    desde, hasta = tramo_de(cuando, hoy)
    limites = {"etapa_limite__gte": desde, "etapa_limite__lt": hasta}
    return rows.filter(**{nombre: dia for nombre, dia in limites.items() if dia is not None})
