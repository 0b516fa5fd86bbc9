"""The life of a gestión (dominio 2.5.1). Without evidence nothing is attended (case 33)."""

import datetime as dt
from typing import Any

from core.parameters import parametro
from core.workflow import Transition, Workflow
from crm.enums import ABIERTAS, EstadoGestion

CERRADO_HASTA = "ai3.cerrado_hasta"  # written by the quarter's close, read here as data
TERMINADAS = (EstadoGestion.ATENDIDA, EstadoGestion.IMPROCEDENTE, EstadoGestion.DESISTIDA)


def falta_evidencia_de_solicitud(gestion: Any) -> str | None:
    if gestion.evidencias.de_solicitud().exists():
        return None
    return "Agrega la evidencia de la solicitud: el oficio, correo o constancia con que se pidió."


def falta_evidencia_de_atencion(gestion: Any) -> str | None:
    if gestion.evidencias.de_atencion().exists():
        return None
    return "Agrega la evidencia de la atención: el documento con que se respondió."


def atencion_anterior(gestion: Any) -> str | None:
    """Attention cannot come before the request."""
    if gestion.fecha_atencion is None or gestion.fecha_atencion >= gestion.fecha_solicitud:
        return None
    return "La fecha de atención no puede ser anterior a la de solicitud."


def respuesta_sin_fecha(gestion: Any) -> str | None:
    """A formal answer has a date, because with it the request counts as attended."""
    if gestion.con_respuesta and gestion.fecha_atencion is None:
        return "Escribe la fecha de la respuesta formal."
    return atencion_anterior(gestion)


def original_no_sirve(gestion: Any) -> str | None:
    """A duplicate points to another gestión that is not itself a duplicate (case 32)."""
    original = gestion.original
    if original is None:
        return "Elige la gestión original."
    if original.pk == gestion.pk:
        return "Una gestión no puede ser duplicada de sí misma."
    if original.estado == EstadoGestion.DUPLICADA:
        return f"«{original}» también es duplicada: elige la original, «{original.original}»."
    return None


def reportada(gestion: Any) -> str | None:
    """What a closed quarter reported is reopened only by who may adjust it (case 34)."""
    hasta = parametro(CERRADO_HASTA)
    # The stored date: reopening clears it in memory before the guards are asked.
    stored = type(gestion).objects.filter(pk=gestion.pk)
    atendida = stored.values_list("fecha_atencion", flat=True).first()
    if not hasta or atendida is None or atendida >= dt.datetime.fromisoformat(hasta):
        return None
    return "Su trimestre ya se cerró. La dirección puede reabrirla con ajuste."


def sin_reportar(gestion: Any) -> str | None:
    """The adjustment is only for what a close already reported."""
    return None if reportada(gestion) else "Su trimestre sigue abierto: usa «Reabrir»."


def abierta(name: str, label: str, target: str, **kwargs: Any) -> Transition:
    """A transition that leaves any open state."""
    permission = f"crm.{name}_gestion"
    return Transition(name, label, ABIERTAS, target, permission, **kwargs)


GESTION = Workflow(
    "estado",
    [
        abierta("turnar", "Turnar", EstadoGestion.TURNADA, icon="send"),
        Transition(
            name="iniciar",
            label="Iniciar atención",
            sources=[EstadoGestion.REGISTRADA, EstadoGestion.TURNADA],
            target=EstadoGestion.EN_ATENCION,
            permission="crm.iniciar_gestion",
            icon="play",
        ),
        abierta(
            "atender",
            "Registrar atención",
            EstadoGestion.ATENDIDA,
            guards=[falta_evidencia_de_solicitud, falta_evidencia_de_atencion, atencion_anterior],
            icon="check-lg",
        ),
        abierta(
            "declarar_improcedente",
            "Declarar improcedente",
            EstadoGestion.IMPROCEDENTE,
            guards=[respuesta_sin_fecha],
            icon="slash-circle",
            requires_reason=True,
        ),
        abierta(
            "marcar_duplicada",
            "Marcar como duplicada",
            EstadoGestion.DUPLICADA,
            guards=[original_no_sirve],
            icon="files",
        ),
        abierta(
            "desistir",
            "Registrar desistimiento",
            EstadoGestion.DESISTIDA,
            guards=[respuesta_sin_fecha],
            icon="arrow-return-left",
            requires_reason=True,
        ),
        abierta(
            "cancelar",
            "Cancelar por error de registro",
            EstadoGestion.CANCELADA,
            icon="x-circle",
            requires_reason=True,
            danger=True,
        ),
        Transition(
            name="reabrir",
            label="Reabrir",
            sources=TERMINADAS,
            target=EstadoGestion.EN_ATENCION,
            permission="crm.reabrir_gestion",
            guards=[reportada],
            icon="arrow-counterclockwise",
            requires_reason=True,
        ),
        Transition(
            name="reabrir_con_ajuste",
            label="Reabrir con ajuste",
            sources=TERMINADAS,
            target=EstadoGestion.EN_ATENCION,
            permission="crm.reabrir_gestion_reportada",
            guards=[sin_reportar],
            icon="arrow-counterclockwise",
            requires_reason=True,
            danger=True,
        ),
    ],
)
