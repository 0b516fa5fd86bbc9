"""What the office does with its calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from calendario.clients import BIBLIOTECA, sugerencias
from calendario.enums import TipoInhabil
from calendario.models import DiaInhabil


@transaction.atomic
def agregar_sugeridos(anio: int, fechas: Iterable[dt.date], *, by: Any) -> list[DiaInhabil]:
    """Write the chosen suggestions of a year, saying where they came from.

    Days already on the list are left as they are: what the office wrote weighs more.
    """
    elegidas = set(fechas)
    rows = DiaInhabil.objects.vivos().filter(fecha__in=elegidas)
    ya_estan = set(rows.values_list("fecha", flat=True))
    nuevos = [
        DiaInhabil(
            fecha=sugerencia.fecha,
            motivo=sugerencia.motivo,
            tipo=TipoInhabil.OFICIAL,
            fuente=f"{BIBLIOTECA}; revisa el acuerdo",
        )
        for sugerencia in sugerencias(anio)
        if sugerencia.fecha in elegidas - ya_estan
    ]
    return DiaInhabil.objects.crear_varios(nuevos, by=by, motivo="Sugeridos de un año")
