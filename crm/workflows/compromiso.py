"""How a commitment ends. «Vencido» is what its date tells, never a state."""

from core.workflow import Transition, Workflow
from crm.enums import COMPROMISO_ABIERTO, EstadoCompromiso

COMPROMISO = Workflow(
    "estado",
    [
        Transition(
            "iniciar",
            "Poner en proceso",
            [EstadoCompromiso.PENDIENTE],
            EstadoCompromiso.EN_PROCESO,
            "crm.iniciar_compromiso",
            icon="play",
        ),
        Transition(
            "cumplir",
            "Registrar que se cumplió",
            COMPROMISO_ABIERTO,
            EstadoCompromiso.CUMPLIDO,
            "crm.cumplir_compromiso",
            icon="check-lg",
        ),
        Transition(
            "incumplir",
            "Registrar incumplimiento",
            COMPROMISO_ABIERTO,
            EstadoCompromiso.INCUMPLIDO,
            "crm.incumplir_compromiso",
            icon="x-lg",
            requires_reason=True,
            danger=True,
        ),
        Transition(
            "liberar",
            "Declarar no exigible",
            COMPROMISO_ABIERTO,
            EstadoCompromiso.NO_EXIGIBLE,
            "crm.liberar_compromiso",
            icon="slash-circle",
            requires_reason=True,
        ),
        Transition(
            "reabrir",
            "Reabrir",
            [
                EstadoCompromiso.CUMPLIDO,
                EstadoCompromiso.INCUMPLIDO,
                EstadoCompromiso.NO_EXIGIBLE,
            ],
            EstadoCompromiso.PENDIENTE,
            "crm.reabrir_compromiso",
            icon="arrow-counterclockwise",
            requires_reason=True,
        ),
    ],
)
