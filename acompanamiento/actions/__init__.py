"""What the office and the person do with an application."""

from acompanamiento.actions.documentos import (
    aceptar_documento,
    devolver_documento,
    recibir_documento,
)
from acompanamiento.actions.enlaces import renovar_enlace
from acompanamiento.actions.gafetes import (
    cancelar,
    concluir,
    emitir_gafete_visitante,
    entregar_gafete,
    reponer_gafete,
    retirar_gafete,
)
from acompanamiento.actions.pasaportes import registrar_pasaporte
from acompanamiento.actions.resolver import (
    aprobar,
    notificar,
    prevenir,
    rechazar,
    reconsiderar,
)
from acompanamiento.actions.solicitudes import (
    comenzar,
    desistir,
    guardar_borrador,
    invitar,
    mover,
    presentar,
    subsanar,
)

__all__ = [
    "aceptar_documento",
    "aprobar",
    "cancelar",
    "comenzar",
    "concluir",
    "desistir",
    "devolver_documento",
    "emitir_gafete_visitante",
    "entregar_gafete",
    "guardar_borrador",
    "invitar",
    "mover",
    "notificar",
    "presentar",
    "prevenir",
    "rechazar",
    "recibir_documento",
    "reconsiderar",
    "registrar_pasaporte",
    "renovar_enlace",
    "reponer_gafete",
    "retirar_gafete",
    "subsanar",
]
