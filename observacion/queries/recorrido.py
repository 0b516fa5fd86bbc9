"""Where a record has been: the steps of its life, read from its history."""

from __future__ import annotations

from typing import Any

from core.history import names_of
from cuentas.models import Usuario

LIMITE = 200
CAMPOS = ("history_date", "history_user_id", "history_change_reason", "estado")


def recorrido(obj: Any, *extras: str) -> list[dict[str, Any]]:
    """Each change of state, the last one first: when, from, to, who and why.

    ``extras`` are other fields of the record as they were then. Queries do not grow.
    """
    etiquetas = dict(obj._meta.get_field("estado").flatchoices)
    filas = list(obj.history.order_by("history_date", "history_id").values(*CAMPOS, *extras))
    personas = names_of(Usuario, {fila["history_user_id"] for fila in filas})
    pasos: list[dict[str, Any]] = []
    antes = None
    for fila in filas[-LIMITE:]:
        if fila["estado"] != antes:
            pasos.append(
                {
                    "cuando": fila["history_date"],
                    "de": etiquetas.get(antes, ""),
                    "a": etiquetas.get(fila["estado"], fila["estado"]),
                    "quien": personas.get(fila["history_user_id"], "Sistema"),
                    "motivo": fila["history_change_reason"] or "",
                }
                | {extra: fila[extra] for extra in extras}
            )
        antes = fila["estado"]
    return pasos[::-1]
