"""The table of dominio 2.6.6 and its ways back."""

from typing import Any

from django.utils import timezone

from core.workflow import Transition, Workflow
from observacion.enums import (
    ClaseActividad,
    EstadoInscripcion,
    EstadoSolicitudObservacion,
    JustificacionNegativa,
)

E = EstadoSolicitudObservacion
MAYORIA_DE_EDAD = 18


def faltan_declaraciones(solicitud: Any) -> str | None:
    faltan = solicitud.declaraciones_pendientes()
    return f"Falta declarar: {'; '.join(faltan)}." if faltan else None


def es_menor(solicitud: Any) -> str | None:
    """Case 47: eighteen on election day, not today."""
    anios = solicitud.edad_en_jornada
    if anios >= MAYORIA_DE_EDAD:
        return None
    return f"El día de la elección tendrá {anios} años: la ciudadanía se adquiere a los 18."


def falta_clave(solicitud: Any) -> str | None:
    return None if solicitud.clave_elector else "Falta la clave de elector."


def falta_curso(solicitud: Any) -> str | None:
    """The course is a precondition; where it was taken is not (dominio 2.6.3, case 45)."""
    acreditadas = solicitud.inscripciones.vivos().filter(estado=EstadoInscripcion.ACREDITO)
    if acreditadas.filter(sesion__curso__clase=ClaseActividad.CURSO).exists():
        return None
    return "Falta acreditar el curso."


def falta_prevencion(solicitud: Any) -> str | None:
    limite = solicitud.limite_prevencion
    if not solicitud.prevencion.strip():
        return "Escribe qué falta."
    return None if limite and limite > timezone.now() else "Escribe hasta cuándo puede subsanar."


def en_plazo(solicitud: Any) -> str | None:
    limite = solicitud.limite_prevencion
    return "Todavía está en plazo para subsanar." if limite and limite > timezone.now() else None


def vencio(solicitud: Any) -> str | None:
    return None if en_plazo(solicitud) else "El plazo para subsanar ya venció."


def falta_oficio(solicitud: Any) -> str | None:
    if solicitud.oficio_remision.strip() and solicitud.fecha_remision:
        return None
    return "Escribe el oficio y la fecha de remisión."


def falta_folio_externo(solicitud: Any) -> str | None:
    return None if solicitud.folio_externo.strip() else "Escribe el folio que dio el INE."


def falta_sesion(solicitud: Any) -> str | None:
    if solicitud.fecha_sesion and solicitud.acuerdo.strip():
        return None
    return "Escribe la sesión y el acuerdo del consejo."


def falta_justificacion(solicitud: Any) -> str | None:
    if solicitud.justificacion in JustificacionNegativa.values:
        return None
    return "Elige la justificación."


def falta_informe(solicitud: Any) -> str | None:
    return None if solicitud.informes.vivos().exists() else "Registra el informe."


def paso(name: str, label: str, sources: Any, target: str, *guards: Any, **kw: Any) -> Transition:
    """A row of the table; its permission has its name."""
    origen = [sources] if isinstance(sources, str) else list(sources)
    permission = f"observacion.{name}_solicitudobservacion"
    return Transition(name, label, origen, target, permission, guards=guards, **kw)


def vuelta(name: str, label: str, source: str, target: str) -> Transition:
    """A way back, with its reason, as a step of its own."""
    return Transition(
        name,
        label,
        [source],
        target,
        "observacion.regresar_solicitudobservacion",
        icon="arrow-counterclockwise",
        requires_reason=True,
    )


SOLICITUD = Workflow(
    "estado",
    [
        paso(
            "prevenir",
            "Prevenir",
            E.RECIBIDA,
            E.PREVENIDA,
            falta_prevencion,
            icon="arrow-return-left",
        ),
        paso("subsanar", "Registrar que subsanó", E.PREVENIDA, E.RECIBIDA, vencio, icon="check2"),
        paso(
            "tener_por_no_presentada",
            "Tener por no presentada",
            E.PREVENIDA,
            E.NO_PRESENTADA,
            en_plazo,
            icon="slash-circle",
        ),
        paso(
            "remitir",
            "Remitir al INE",
            E.RECIBIDA,
            E.REMITIDA_INE,
            faltan_declaraciones,
            es_menor,
            falta_clave,
            falta_oficio,
            icon="send",
        ),
        paso(
            "admitir",
            "Pasar a curso",
            E.REMITIDA_INE,
            E.CURSO_PENDIENTE,
            falta_folio_externo,
            icon="mortarboard",
        ),
        paso(
            "acreditar_curso",
            "Curso acreditado",
            E.CURSO_PENDIENTE,
            E.CURSO_ACREDITADO,
            falta_curso,
            icon="award",
        ),
        paso(
            "acreditar",
            "Registrar acreditación",
            E.CURSO_ACREDITADO,
            E.ACREDITADA,
            falta_curso,
            falta_sesion,
            icon="check2-circle",
        ),
        paso(
            "negar",
            "Registrar negativa",
            [E.CURSO_ACREDITADO, E.RECIBIDA],
            E.NEGADA,
            falta_justificacion,
            icon="slash-circle",
            requires_reason=True,
        ),
        paso(
            "entregar_gafete",
            "Entregar gafete",
            E.ACREDITADA,
            E.GAFETE_ENTREGADO,
            icon="hand-index",
        ),
        paso(
            "cancelar",
            "Cancelar la acreditación",
            [E.ACREDITADA, E.GAFETE_ENTREGADO],
            E.CANCELADA,
            falta_justificacion,
            icon="x-circle",
            requires_reason=True,
            danger=True,
        ),
        paso(
            "entregar_informe",
            "Registrar informe",
            E.GAFETE_ENTREGADO,
            E.INFORME_ENTREGADO,
            falta_informe,
            icon="file-earmark-text",
        ),
        vuelta("regresar_a_recibida", "Regresar a recibida", E.REMITIDA_INE, E.RECIBIDA),
        vuelta("regresar_a_remitida", "Regresar a remitida", E.CURSO_PENDIENTE, E.REMITIDA_INE),
        vuelta("regresar_a_curso", "Regresar a curso", E.CURSO_ACREDITADO, E.CURSO_PENDIENTE),
        vuelta("retirar_acreditacion", "Retirar acreditación", E.ACREDITADA, E.CURSO_ACREDITADO),
        vuelta("retirar_negativa", "Retirar la negativa", E.NEGADA, E.RECIBIDA),
    ],
)
