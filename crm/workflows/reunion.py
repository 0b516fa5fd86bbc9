"""The life of a meeting and its minutes (dominio 2.3.2)."""

from typing import Any

from django.utils import timezone

from core.formats import fecha_hora
from core.workflow import Transition, Workflow
from crm.enums import EstadoReunion


def falta_lugar(reunion: Any) -> str | None:
    """Nobody can be called to nowhere."""
    if reunion.lugar or reunion.liga:
        return None
    return "Escribe el lugar o la liga de la reunión."


def falta_convocar(reunion: Any) -> str | None:
    if reunion.asistencias.vivos().exists():
        return None
    return "Agrega a las personas convocadas."


def todavia_no_ocurre(reunion: Any) -> str | None:
    if reunion.inicio <= timezone.now():
        return None
    return f"Todavía no ocurre: empieza el {fecha_hora(timezone.localtime(reunion.inicio))}."


def falta_asistencia(reunion: Any) -> str | None:
    """Minutes say who was there."""
    if reunion.asistencias.vivos().filter(asistio=True).exists():
        return None
    return "Marca quién asistió."


def falta_minuta(reunion: Any) -> str | None:
    puntos = reunion.puntos.vivos()
    if puntos.exclude(minuta="", acuerdo="").exists() or reunion.compromisos.vivos().exists():
        return None
    return "Escribe al menos lo que se dijo o se acordó en un punto."


REUNION = Workflow(
    "estado",
    [
        Transition(
            "convocar",
            "Convocar",
            [EstadoReunion.PROGRAMADA],
            EstadoReunion.CONVOCADA,
            "crm.convocar_reunion",
            guards=[falta_lugar, falta_convocar],
            icon="megaphone",
        ),
        Transition(
            "celebrar",
            "Registrar que se celebró",
            [EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA],
            EstadoReunion.CELEBRADA,
            "crm.celebrar_reunion",
            guards=[todavia_no_ocurre],
            icon="check2-circle",
        ),
        Transition(
            "revisar_minuta",
            "Pasar la minuta a revisión",
            [EstadoReunion.CELEBRADA],
            EstadoReunion.MINUTA_EN_REVISION,
            "crm.revisar_minuta_reunion",
            guards=[falta_asistencia, falta_minuta],
            icon="file-earmark-text",
        ),
        Transition(
            "devolver_minuta",
            "Devolver la minuta",
            [EstadoReunion.MINUTA_EN_REVISION],
            EstadoReunion.CELEBRADA,
            "crm.revisar_minuta_reunion",
            icon="arrow-return-left",
            requires_reason=True,
        ),
        Transition(
            "firmar_minuta",
            "Registrar la firma de la minuta",
            [EstadoReunion.MINUTA_EN_REVISION],
            EstadoReunion.MINUTA_FIRMADA,
            "crm.firmar_minuta_reunion",
            guards=[falta_asistencia, falta_minuta],
            icon="pen",
        ),
        Transition(
            "corregir_minuta",
            "Abrir una versión nueva de la minuta",
            [EstadoReunion.MINUTA_FIRMADA],
            EstadoReunion.MINUTA_EN_REVISION,
            "crm.firmar_minuta_reunion",
            icon="files",
            requires_reason=True,
        ),
        Transition(
            "reprogramar",
            "Reprogramar",
            [EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA],
            EstadoReunion.PROGRAMADA,
            "crm.convocar_reunion",
            icon="calendar2-week",
            requires_reason=True,
        ),
        Transition(
            "cancelar",
            "Cancelar",
            [EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA],
            EstadoReunion.CANCELADA,
            "crm.convocar_reunion",
            icon="x-circle",
            requires_reason=True,
            danger=True,
        ),
    ],
)
