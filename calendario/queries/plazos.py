"""The calendar's tables as the rules that a term is counted by."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, DateField, F, Value

from calendario.calculations import (
    EXACTO,
    OFICINA,
    Proceso,
    Reglas,
    Vencimiento,
    calcular_vencimiento,
)
from calendario.models import DiaInhabil, ProcesoElectoral

DIA, PROCESO = "dia", "proceso"


def reglas(asunto_electoral: bool = False) -> Reglas:
    """Processes and non-working days in one query; whoever counts many terms asks once."""
    dias = DiaInhabil.objects.vivos().order_by().values_list(
        Value(DIA, CharField()), F("fecha"), Value(None, DateField()), F("motivo")
    )  # fmt: skip
    procesos = ProcesoElectoral.objects.vivos().order_by().values_list(
        Value(PROCESO, CharField()), F("inicio"), F("fin"), F("clave")
    )  # fmt: skip
    filas = list(dias.union(procesos, all=True))
    return Reglas(
        asunto_electoral=asunto_electoral,
        procesos=tuple(
            Proceso(nombre, inicio, fin)
            for clase, inicio, fin, nombre in sorted(filas, key=lambda fila: fila[1])
            if clase == PROCESO
        ),
        inhabiles={fecha: motivo for clase, fecha, _, motivo in filas if clase == DIA},
    )


def plazo(
    inicio: dt.date | dt.datetime,
    cantidad: int,
    tipo: str,
    asunto_electoral: bool = False,
    *,
    regla_fin: str = EXACTO,
    zona: ZoneInfo = OFICINA,
    calendario: Any = None,
) -> Vencimiento:
    """When a term ends by today's calendar; ``calendario`` is what `reglas()` gave before."""
    conocido = calendario or reglas()
    return calcular_vencimiento(
        inicio,
        cantidad,
        tipo,
        asunto_electoral,
        conocido.procesos,
        conocido.inhabiles,
        regla_fin=regla_fin,
        zona=zona,
    )
