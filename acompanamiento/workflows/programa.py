"""The table of a programme of accompaniment (dominio 2.8) and its ways back."""

from typing import Any

from django.utils import timezone

from acompanamiento.enums import EstadoPrograma
from core.workflow import Transition, Workflow

E = EstadoPrograma
APP = "acompanamiento"
FALTA_APROBACION = "Escribe quién lo aprobó y cuándo."
FALTA_INFORME = "Escribe cuándo se aprobó el informe y su clave."


def faltan_actividades(programa: Any) -> str | None:
    if programa.actividades.vivos().exists():
        return None
    return "Agrega al menos una actividad."


def actividades_fuera(programa: Any) -> str | None:
    """An activity outside of the days of the programme is a mistake in one of them."""
    for actividad in programa.actividades.vivos():
        if not programa.desde <= actividad.dia <= programa.hasta:
            return f"«{actividad}» es fuera de los días del programa."
    return None


def falta_aprobacion(programa: Any) -> str | None:
    return None if programa.aprobo and programa.fecha_aprobacion else FALTA_APROBACION


def falta_terminar(programa: Any) -> str | None:
    pendientes = programa.actividades.vivos().filter(fin__gt=timezone.now())
    return "Todavía hay actividades por terminar." if pendientes.exists() else None


def falta_informe(programa: Any) -> str | None:
    return None if programa.fecha_informe and programa.informe_clave else FALTA_INFORME


def paso(name: str, label: str, source: str, target: str, *guards: Any, icon: str) -> Transition:
    permission = f"{APP}.{name}_programaacompanamiento"
    return Transition(name, label, [source], target, permission, guards=guards, icon=icon)


def vuelta(name: str, label: str, source: str, target: str) -> Transition:
    return Transition(
        name,
        label,
        [source],
        target,
        f"{APP}.regresar_programaacompanamiento",
        icon="arrow-counterclockwise",
        requires_reason=True,
    )


PROGRAMA = Workflow(
    "estado",
    [
        paso(
            "enviar",
            "Enviar a revisión",
            E.BORRADOR,
            E.EN_REVISION,
            faltan_actividades,
            actividades_fuera,
            icon="send",
        ),
        paso(
            "aprobar",
            "Registrar la aprobación",
            E.EN_REVISION,
            E.APROBADO,
            actividades_fuera,
            falta_aprobacion,
            icon="check2-circle",
        ),
        paso("iniciar", "Poner en ejecución", E.APROBADO, E.EN_EJECUCION, icon="play"),
        paso("concluir", "Concluir", E.EN_EJECUCION, E.CONCLUIDO, falta_terminar, icon="flag"),
        paso(
            "aprobar_informe",
            "Registrar la aprobación del informe final",
            E.CONCLUIDO,
            E.INFORME,
            falta_informe,
            icon="file-earmark-check",
        ),
        vuelta("regresar_a_borrador", "Regresar a borrador", E.EN_REVISION, E.BORRADOR),
        vuelta("reabrir_revision", "Volver a revisar", E.APROBADO, E.EN_REVISION),
        vuelta("detener", "Regresar a aprobado", E.EN_EJECUCION, E.APROBADO),
        vuelta("reanudar", "Volver a ejecución", E.CONCLUIDO, E.EN_EJECUCION),
        vuelta("reabrir_informe", "Corregir el informe final", E.INFORME, E.CONCLUIDO),
    ],
)
