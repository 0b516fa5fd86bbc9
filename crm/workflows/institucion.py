"""When an institution changes status. The permissions say who; this table says when."""

from typing import Any

from core.models import Adjunto
from core.workflow import Transition, Workflow
from crm.enums import EstatusInstitucion


def falta_documento(institucion: Any) -> str | None:
    """The end of an institution is proved with a document."""
    if Adjunto.objects.de(institucion).exists():
        return None
    return "Adjunta el documento que lo acredita, por ejemplo el decreto."


def falta_sucesora(institucion: Any) -> str | None:
    """Whoever merges, merges into somebody that is still there."""
    sucesora = institucion.sucesora
    if sucesora is None:
        return "Elige en qué institución se fusionó."
    return sucesora_no_sirve(institucion)


def sucesora_no_sirve(institucion: Any) -> str | None:
    sucesora = institucion.sucesora
    if sucesora is None:
        return None
    if sucesora.pk == institucion.pk:
        return "Una institución no puede ser su propia sucesora."
    if sucesora.eliminado_en or sucesora.estatus != EstatusInstitucion.ACTIVA:
        return f"La sucesora debe estar activa: «{sucesora}» no lo está."
    return None


ESTATUS_INSTITUCION = Workflow(
    "estatus",
    [
        Transition(
            name="aprobar",
            label="Aprobar",
            sources=[EstatusInstitucion.PROPUESTA],
            target=EstatusInstitucion.ACTIVA,
            permission="crm.aprobar_institucion",
            icon="check-lg",
        ),
        Transition(
            name="inactivar",
            label="Inactivar",
            sources=[EstatusInstitucion.ACTIVA],
            target=EstatusInstitucion.INACTIVA,
            permission="crm.inactivar_institucion",
            icon="pause-circle",
            requires_reason=True,
        ),
        Transition(
            name="reactivar",
            label="Reactivar",
            sources=[EstatusInstitucion.INACTIVA],
            target=EstatusInstitucion.ACTIVA,
            permission="crm.reactivar_institucion",
            icon="play-circle",
            requires_reason=True,
        ),
        Transition(
            name="fusionar",
            label="Registrar fusión",
            sources=[EstatusInstitucion.ACTIVA],
            target=EstatusInstitucion.FUSIONADA,
            permission="crm.fusionar_institucion",
            guards=[falta_sucesora, falta_documento],
            icon="sign-merge-right",
            requires_reason=True,
            danger=True,
        ),
        Transition(
            name="extinguir",
            label="Registrar extinción",
            sources=[EstatusInstitucion.ACTIVA],
            target=EstatusInstitucion.EXTINTA,
            permission="crm.extinguir_institucion",
            guards=[sucesora_no_sirve, falta_documento],
            icon="x-octagon",
            requires_reason=True,
            danger=True,
        ),
    ],
)
