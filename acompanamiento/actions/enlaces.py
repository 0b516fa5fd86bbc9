"""The link with which a person comes back to their application."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from acompanamiento.queries.enlaces import huella_de, token_de

DIAS_DESPUES = 60  # after election day: reports and constancias are still asked for


def renovar_enlace(obj: Any, *, by: Any) -> str:
    """A new link, and the former stops working. Returns its secret. Caller's transaction."""
    obj.enlace_generacion += 1
    token = token_de(obj)
    obj.enlace_hash = huella_de(token)
    fin = max(obj.convocatoria.proceso.jornada, timezone.localdate())
    limite = dt.datetime.combine(fin + dt.timedelta(days=DIAS_DESPUES), dt.time.max)
    obj.enlace_hasta = timezone.make_aware(limite)
    obj.guardar(by=by, motivo="Enlace personal")
    return token
