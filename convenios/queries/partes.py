"""Who would sign for an institution today, by the directory."""

from __future__ import annotations

from typing import Any

from crm.enums import TipoPuesto
from crm.models import Institucion, Ocupacion


def titular_de(user: Any, institucion: Institucion | None) -> Ocupacion | None:
    """The occupation of its head seat in force, among those this person may see."""
    if institucion is None:
        return None
    ocupaciones = Ocupacion.objects.visibles_para(user).vigentes()
    titulares = ocupaciones.filter(puesto__institucion=institucion, puesto__tipo=TipoPuesto.TITULAR)
    return titulares.select_related("puesto", "contacto").order_by("-desde", "-pk").first()
