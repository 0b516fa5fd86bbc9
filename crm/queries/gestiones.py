"""Whose turn it is, and for how long."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from crm.enums import ABIERTAS, EnManosDe
from crm.models import Gestion, Turno

POR_COLUMNA = 12


def tablero(user: Any, *, solo_mias: bool = False) -> list[dict[str, Any]]:
    """Open gestiones one may see, by whose hands they are in, the longest wait first.

    Each column shows at most ``POR_COLUMNA`` and says how many there are. Two queries a column.
    """
    gestiones = Gestion.objects.visibles_para(user).filter(estado__in=ABIERTAS)
    if solo_mias:
        gestiones = gestiones.filter(responsable=user)
    now, today = timezone.now(), timezone.localdate()
    columns = []
    for manos in EnManosDe:
        turnos = Turno.objects.en_curso().filter(en_manos_de=manos, gestion__in=gestiones)
        rows = turnos.order_by("desde").values(
            "gestion_id",
            "gestion__folio",
            "gestion__contrapartes",
            "gestion__descripcion",
            "gestion__tipo",
            "gestion__fecha_limite",
            "gestion__responsable__nombre_completo",
            "area__nombre",
            "institucion__nombre",
            "desde",
        )[:POR_COLUMNA]
        cards = [
            {
                "pk": row["gestion_id"],
                "folio": row["gestion__folio"],
                "contrapartes": row["gestion__contrapartes"],
                "texto": row["gestion__descripcion"],
                "responsable": row["gestion__responsable__nombre_completo"],
                "limite": row["gestion__fecha_limite"],
                "vencida": bool(
                    row["gestion__fecha_limite"] and row["gestion__fecha_limite"] < today
                ),
                "de": row["area__nombre"] or row["institucion__nombre"] or "",
                "dias": (now - row["desde"]).days,
            }
            for row in rows
        ]
        columns.append({"manos": manos, "total": turnos.count(), "cards": cards})
    return columns
