"""The table of dominio 2.7.3 and its ways back."""

from typing import Any

from acompanamiento.enums import DESISTIBLES, EstadoVisitante
from acompanamiento.workflows import guardas as g
from core.workflow import Transition, Workflow

E = EstadoVisitante


def paso(
    name: str, label: str, source: Any, target: str, *guards: Any, **kwargs: Any
) -> Transition:
    """A row of the table; its permission has its name."""
    origen = [source] if isinstance(source, str) else list(source)
    permission = f"acompanamiento.{name}_solicitudvisitante"
    return Transition(name, label, origen, target, permission, guards=guards, **kwargs)


def vuelta(name: str, label: str, source: str, target: str, *guards: Any) -> Transition:
    """A way back: it undoes a step made by mistake, with its reason, as a step of its own."""
    return Transition(
        name,
        label,
        [source],
        target,
        "acompanamiento.regresar_solicitudvisitante",
        guards=guards,
        icon="arrow-counterclockwise",
        requires_reason=True,
    )


VISITANTE = Workflow(
    "estado",
    [
        paso(
            "presentar",
            "Registrar como recibida",
            E.BORRADOR,
            E.RECIBIDA,
            g.mexicana_por_el_portal,
            g.faltan_datos,
            g.faltan_documentos,
            g.fuera_de_plazo,
            icon="inbox",
            without_account=True,
        ),
        paso("asignar", "Pasar a revisión", E.RECIBIDA, E.EN_REVISION, g.falta_responsable),
        paso(
            "prevenir",
            "Pedir correcciones",
            E.EN_REVISION,
            E.PREVENIDA,
            g.nada_por_corregir,
            g.falta_limite,
            icon="arrow-return-left",
        ),
        paso(
            "subsanar",
            "Registrar la corrección",
            E.PREVENIDA,
            E.EN_REVISION,
            g.vencio_la_prevencion,
            g.sigue_por_corregir,
            icon="check2",
            without_account=True,
        ),
        paso(
            "vencer_prevencion",
            "Rechazar por no corregir a tiempo",
            E.PREVENIDA,
            E.RECHAZADA,
            g.prevencion_en_curso,
            g.falta_motivo,
            icon="slash-circle",
        ),
        paso(
            "aprobar",
            "Aprobar",
            E.EN_REVISION,
            E.APROBADA,
            g.es_mexicana,
            g.extemporanea,
            g.documentos_sin_aceptar,
            g.falta_firma,
            g.pasaporte_no_cubre,
            g.tiene_motivo_de_rechazo,
            g.falta_resolucion,
            icon="check2-circle",
        ),
        paso(
            "rechazar",
            "Rechazar",
            E.EN_REVISION,
            E.RECHAZADA,
            g.falta_motivo,
            icon="slash-circle",
        ),
        paso("notificar", "Avisar del resultado", E.APROBADA, E.NOTIFICADA, icon="envelope"),
        paso(
            "notificar_rechazo",
            "Avisar del rechazo",
            E.RECHAZADA,
            E.NOTIFICADA_RECHAZO,
            icon="envelope",
        ),
        paso(
            "preparar_gafete",
            "Gafete listo",
            E.NOTIFICADA,
            E.GAFETE_LISTO,
            g.falta_gafete,
            icon="person-vcard",
        ),
        paso(
            "entregar_gafete",
            "Entregar gafete",
            E.GAFETE_LISTO,
            E.ACREDITADA_ACTIVA,
            g.falta_acuse,
            icon="hand-index",
        ),
        paso(
            "cancelar",
            "Cancelar la acreditación",
            E.ACREDITADA_ACTIVA,
            E.CANCELADA,
            icon="x-circle",
            requires_reason=True,
            danger=True,
        ),
        paso(
            "desistir",
            "Registrar desistimiento",
            DESISTIBLES,
            E.DESISTIDA,
            icon="arrow-return-left",
            requires_reason=True,
            without_account=True,
        ),
        paso(
            "concluir",
            "Concluir",
            E.ACREDITADA_ACTIVA,
            E.CONCLUIDA,
            g.no_ha_terminado,
            icon="flag",
            without_account=True,
        ),
        vuelta("regresar_a_recibida", "Quitar de revisión", E.EN_REVISION, E.RECIBIDA),
        vuelta("reabrir_revision", "Volver a revisar", E.APROBADA, E.EN_REVISION, g.tiene_gafete),
        vuelta("reconsiderar", "Reconsiderar el rechazo", E.RECHAZADA, E.EN_REVISION),
        vuelta(
            "reconsiderar_notificado",
            "Reconsiderar el rechazo notificado",
            E.NOTIFICADA_RECHAZO,
            E.EN_REVISION,
        ),
        vuelta("retirar_gafete", "Retirar el gafete", E.GAFETE_LISTO, E.NOTIFICADA, g.tiene_gafete),
        vuelta("reactivar", "Reactivar la acreditación", E.CANCELADA, E.ACREDITADA_ACTIVA),
    ],
)
