"""The life of a request about one's own data (dominio 2.10)."""

from typing import Any

from core.workflow import Transition, Workflow
from observacion.enums import EstadoARCO

E = EstadoARCO


def falta_responsable(solicitud: Any) -> str | None:
    return None if solicitud.responsable_id else "Elige a quién queda a cargo."


def falta_respuesta(solicitud: Any) -> str | None:
    if solicitud.respuesta.strip() and solicitud.fecha_respuesta:
        return None
    return "Escribe la respuesta y su fecha."


def falta_cumplimiento(solicitud: Any) -> str | None:
    return None if solicitud.fecha_cumplimiento else "Escribe cuándo se cumplió."


def paso(name: str, label: str, sources: list[str], target: str, *guards: Any, **kw: Any) -> Any:
    """A row of the table; its permission has its name."""
    permission = f"observacion.{name}_solicitudarco"
    return Transition(name, label, sources, target, permission, guards=guards, **kw)


ARCO = Workflow(
    "estado",
    [
        paso("tramitar", "Poner en trámite", [E.RECIBIDA], E.EN_TRAMITE, falta_responsable),
        paso(
            "declarar_procedente",
            "Declarar procedente",
            [E.EN_TRAMITE],
            E.PROCEDENTE,
            falta_respuesta,
            icon="check2-circle",
        ),
        paso(
            "declarar_improcedente",
            "Declarar no procedente",
            [E.EN_TRAMITE],
            E.IMPROCEDENTE,
            falta_respuesta,
            icon="slash-circle",
        ),
        paso("cumplir", "Registrar cumplimiento", [E.PROCEDENTE], E.CUMPLIDA, falta_cumplimiento),
        paso(
            "reabrir_arco",
            "Reabrir",
            [E.IMPROCEDENTE, E.PROCEDENTE],
            E.EN_TRAMITE,
            icon="arrow-counterclockwise",
            requires_reason=True,
        ),
    ],
)
