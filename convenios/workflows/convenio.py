"""The table of dominio 2.2.3: sixteen rows, the other order of review, and the ways back."""

from typing import Any

from convenios.enums import EN_TRAMITE, EstadoConvenio, TipoDocumento
from convenios.workflows import guardas as g
from core.workflow import Transition, Workflow

E = EstadoConvenio
D = TipoDocumento


def paso(
    name: str, label: str, sources: Any, target: str, *guards: Any, **kwargs: Any
) -> Transition:
    """A row of the table; its permission has its name."""
    origen = [sources] if isinstance(sources, str) else list(sources)
    permission = f"convenios.{name}_convenio"
    return Transition(name, label, origen, target, permission, guards=guards, **kwargs)


def vuelta(name: str, label: str, source: str, target: str) -> Transition:
    """A way back: it undoes a step made by mistake, with its reason, as a step of its own."""
    return Transition(
        name,
        label,
        [source],
        target,
        "convenios.regresar_convenio",
        icon="arrow-counterclockwise",
        requires_reason=True,
    )


# The document each step takes with it (column «Documento obligatorio»).
DOCUMENTO_DE: dict[str, TipoDocumento] = {
    "admitir": D.FICHA_TECNICA,
    "rechazar": D.RESPUESTA,
    "proyectar": D.MINUTA,
    "emitir_opinion": D.OPINION,
    "opinar_y_aprobar": D.OPINION,
    "opinar_y_firmar": D.OPINION,
    "declarar_no_procedente": D.OPINION,
    "devolver_a_negociacion": D.OPINION,
    "observar": D.OBSERVACIONES,
    "validar_y_aprobar": D.VALIDACION,
    "validar_y_firmar": D.VALIDACION,
    "validar_y_opinar": D.VALIDACION,
    "aprobar": D.ACUERDO,
    "engrosar": D.ACUERDO,
    "suscribir": D.EJEMPLAR,
    "concluir": D.INFORME_FINAL,
    "desistir": D.COMUNICACION,
    "cancelar": D.NOTA,
}


def con_documento(name: str) -> Any:
    """The guard that asks for the document of a step."""
    return g.falta_documento(DOCUMENTO_DE[name])


OPINAR = (g.falta_opinion, g.opinion_no_favorable, g.observaciones_pendientes)
VALIDAR = (g.falta_personalidad, g.observaciones_pendientes)
A_ORGANO = (g.no_requiere_aprobacion, g.falta_organo, g.falta_motivo_aprobacion)
A_FIRMA = (g.requiere_aprobacion, g.falta_motivo_aprobacion)

CONVENIO = Workflow(
    "estado",
    [
        paso(
            "admitir",
            "Admitir y pasar a negociación",
            E.SOLICITUD,
            E.NEGOCIACION,
            g.falta_institucion,
            g.parte_por_identificar,
            g.falta_responsable,
            con_documento("admitir"),
        ),
        paso(
            "rechazar",
            "Declarar no procedente",
            E.SOLICITUD,
            E.NO_PROCEDENTE,
            con_documento("rechazar"),
            icon="slash-circle",
            requires_reason=True,
        ),
        paso(
            "proyectar",
            "Pasar a proyecto",
            E.NEGOCIACION,
            E.PROYECTO,
            g.falta_objeto,
            g.falta_vigencia,
            g.faltan_compromisos,
            g.falta_version,
            con_documento("proyectar"),
        ),
        paso(
            "enviar_a_opinion",
            "Enviar a opinión de pertinencia",
            E.PROYECTO,
            E.OPINION,
            g.falta_version_nueva,
            applies=g.opinion_primero,
        ),
        paso(
            "emitir_opinion",
            "Emitir opinión y enviar a validación",
            E.OPINION,
            E.VALIDACION,
            *OPINAR,
            con_documento("emitir_opinion"),
            people=[g.la_solicito],
            applies=g.opinion_primero,
        ),
        paso(
            "declarar_no_procedente",
            "Declarar no procedente",
            E.OPINION,
            E.NO_PROCEDENTE,
            g.falta_opinion,
            g.opinion_favorable,
            con_documento("declarar_no_procedente"),
            people=[g.la_solicito],
            icon="slash-circle",
            requires_reason=True,
        ),
        paso(
            "devolver_a_negociacion",
            "Devolver a negociación",
            E.OPINION,
            E.NEGOCIACION,
            g.falta_opinion,
            g.opinion_favorable,
            con_documento("devolver_a_negociacion"),
            people=[g.la_solicito],
            icon="arrow-return-left",
        ),
        paso(
            "observar",
            "Devolver con observaciones",
            E.VALIDACION,
            E.PROYECTO,
            g.faltan_observaciones,
            con_documento("observar"),
            people=[g.la_solicito],
            icon="arrow-return-left",
        ),
        paso(
            "validar_y_aprobar",
            "Validar y enviar a aprobación",
            E.VALIDACION,
            E.APROBACION,
            *VALIDAR,
            *A_ORGANO,
            con_documento("validar_y_aprobar"),
            people=[g.la_solicito, g.opino],
            applies=g.opinion_primero,
        ),
        paso(
            "validar_y_firmar",
            "Validar y pasar a firma",
            E.VALIDACION,
            E.FIRMA,
            *VALIDAR,
            *A_FIRMA,
            con_documento("validar_y_firmar"),
            people=[g.la_solicito, g.opino],
            applies=g.opinion_primero,
        ),
        paso(
            "aprobar",
            "Registrar aprobación y pasar a firma",
            E.APROBACION,
            E.FIRMA,
            g.falta_aprobacion,
            con_documento("aprobar"),
        ),
        paso(
            "engrosar",
            "Devolver para engrose",
            E.APROBACION,
            E.PROYECTO,
            con_documento("engrosar"),
            icon="arrow-return-left",
            requires_reason=True,
        ),
        paso(
            "suscribir",
            "Registrar suscripción",
            E.FIRMA,
            E.SUSCRITO,
            g.falta_parte_firmante,
            g.falta_firma,
            con_documento("suscribir"),
            icon="pen",
        ),
        paso(
            "concluir",
            "Concluir",
            E.SUSCRITO,
            E.CONCLUIDO,
            g.falta_motivo_conclusion,
            con_documento("concluir"),
            icon="flag",
        ),
        paso(
            "desistir",
            "Registrar desistimiento",
            EN_TRAMITE,
            E.DESISTIDO,
            con_documento("desistir"),
            icon="arrow-return-left",
            requires_reason=True,
        ),
        paso(
            "cancelar",
            "Cancelar por error de registro",
            [*EN_TRAMITE, E.SUSCRITO, E.CONCLUIDO, E.NO_PROCEDENTE, E.DESISTIDO],
            E.CANCELADO,
            con_documento("cancelar"),
            icon="x-circle",
            requires_reason=True,
            danger=True,
        ),
        # The other order [K-media]: legal validation first, then the opinion.
        paso(
            "enviar_a_validacion",
            "Enviar a validación jurídica",
            E.PROYECTO,
            E.VALIDACION,
            g.falta_version_nueva,
            applies=g.validacion_primero,
        ),
        paso(
            "validar_y_opinar",
            "Validar y enviar a opinión",
            E.VALIDACION,
            E.OPINION,
            *VALIDAR,
            g.falta_motivo_aprobacion,
            con_documento("validar_y_opinar"),
            people=[g.la_solicito],
            applies=g.validacion_primero,
        ),
        paso(
            "opinar_y_aprobar",
            "Emitir opinión y enviar a aprobación",
            E.OPINION,
            E.APROBACION,
            *OPINAR,
            *A_ORGANO,
            con_documento("opinar_y_aprobar"),
            people=[g.la_solicito],
            applies=g.validacion_primero,
        ),
        paso(
            "opinar_y_firmar",
            "Emitir opinión y pasar a firma",
            E.OPINION,
            E.FIRMA,
            *OPINAR,
            *A_FIRMA,
            con_documento("opinar_y_firmar"),
            people=[g.la_solicito],
            applies=g.validacion_primero,
        ),
        vuelta("regresar_a_solicitud", "Regresar a solicitud", E.NEGOCIACION, E.SOLICITUD),
        vuelta("regresar_a_negociacion", "Regresar a negociación", E.PROYECTO, E.NEGOCIACION),
        vuelta("retirar_de_opinion", "Retirar de opinión", E.OPINION, E.PROYECTO),
        vuelta("retirar_de_validacion", "Retirar de validación", E.VALIDACION, E.PROYECTO),
        vuelta("retirar_de_aprobacion", "Retirar de aprobación", E.APROBACION, E.VALIDACION),
        vuelta("retirar_de_firma", "Retirar de firma", E.FIRMA, E.VALIDACION),
        vuelta("reabrir", "Reabrir", E.CONCLUIDO, E.SUSCRITO),
    ],
)
