"""Who may be somebody already written: a person looks and decides (case 48)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

MAXIMO = 3
TOPE = 200


def por_nombre(rows: QuerySet[Any], nombre: str, nacimiento: dt.date | None = None) -> list[Any]:
    """The rows that answer to a name, spelled as it may be; with a birth date, only those."""
    if not nombre.strip():
        return []
    if nacimiento is not None:
        rows = rows.filter(fecha_nacimiento=nacimiento)
    halladas: list[Any] = list(rows.buscar(nombre, tope=TOPE)[:MAXIMO])  # type: ignore[attr-defined]
    return halladas
