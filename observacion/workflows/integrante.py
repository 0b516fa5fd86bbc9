"""The life of a membership: `invitada → registrada → activa → inactiva → baja` (dominio 2.6.2)."""

from typing import Any

from core.workflow import Transition, Workflow
from observacion.enums import EstadoIntegrante

E = EstadoIntegrante


def falta_aviso(integrante: Any) -> str | None:
    if integrante.aviso_id and integrante.aviso_fecha:
        return None
    return "Falta que acepte el aviso de privacidad: escribe cuál y cuándo."


def falta_alta(integrante: Any) -> str | None:
    return None if integrante.fecha_alta else "Escribe la fecha de alta."


def falta_baja(integrante: Any) -> str | None:
    if integrante.fecha_baja and integrante.motivo_baja.strip():
        return None
    return "Escribe la fecha y el motivo de la baja."


def paso(name: str, label: str, sources: list[str], target: str, *guards: Any, **kw: Any) -> Any:
    """A row of the table; its permission has its name."""
    permission = f"observacion.{name}_integrantered"
    return Transition(name, label, sources, target, permission, guards=guards, **kw)


INTEGRANTE = Workflow(
    "estado",
    [
        paso("registrar", "Registrar", [E.INVITADA], E.REGISTRADA),
        paso(
            "activar",
            "Activar",
            [E.REGISTRADA, E.INACTIVA],
            E.ACTIVA,
            falta_aviso,
            falta_alta,
            icon="check2-circle",
        ),
        paso("suspender", "Dejar inactiva", [E.ACTIVA], E.INACTIVA, icon="pause-circle"),
        paso(
            "dar_de_baja",
            "Dar de baja",
            [E.INVITADA, E.REGISTRADA, E.ACTIVA, E.INACTIVA],
            E.BAJA,
            falta_baja,
            icon="box-arrow-left",
        ),
        paso("reingresar", "Reingresar", [E.BAJA], E.REGISTRADA, icon="arrow-counterclockwise"),
    ],
)
