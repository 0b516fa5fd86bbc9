"""What the public pages read: the calls, what an application lacks and where it is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from acompanamiento.enums import EstadoDocumento, EstadoVisitante, MotivoRechazo
from acompanamiento.models import SolicitudVisitante
from acompanamiento.workflows.guardas import MEXICO, sustituye_en_plazo
from observacion.enums import ClaveRequisito, TipoConvocatoria
from observacion.models import Convocatoria

E = EstadoVisitante
# The pages of the draft, in their order, and the data without which nobody is accredited.
PASOS = (
    "persona",
    "nacionalidad",
    "pasaporte",
    "institucion",
    "contacto",
    "viaje",
    "documentos",
    "revisar",
)
INDISPENSABLES = {
    "persona": ("nombres", "apellidos", "sexo", "fecha_nacimiento"),
    "nacionalidad": ("nacionalidades", "pais_residencia"),
    "institucion": ("organizacion", "perfil"),
    "contacto": ("correo",),
    "viaje": ("llegada", "salida"),
}
TITULOS = {
    "persona": gettext_noop("Quién eres"),
    "nacionalidad": gettext_noop("Tu nacionalidad"),
    "pasaporte": gettext_noop("Tu pasaporte"),
    "institucion": gettext_noop("Tu institución"),
    "contacto": gettext_noop("Cómo te contactamos"),
    "viaje": gettext_noop("Tu viaje"),
    "documentos": gettext_noop("Tus documentos"),
    "revisar": gettext_noop("Revisa, firma y envía"),
}


@dataclass(frozen=True)
class Situacion:
    """Where an application is, as its owner reads it. ``tono`` picks the colour."""

    titulo: str
    texto: str
    tono: str = "info"


def convocatorias_de_visitantes() -> Any:
    return Convocatoria.objects.publicadas().filter(tipo=TipoConvocatoria.VISITANTES)


def convocatoria_publica(clave: str) -> Convocatoria | None:
    rows = convocatorias_de_visitantes().select_related("aviso", "proceso")
    return rows.filter(clave=clave).first()


def requisitos_de(convocatoria: Convocatoria) -> list[Any]:
    if "requisitos" in getattr(convocatoria, "_prefetched_objects_cache", ()):
        return [uno for uno in convocatoria.requisitos.all() if uno.eliminado_en is None]
    return list(convocatoria.requisitos.vivos())


def es_mexicana(solicitud: SolicitudVisitante) -> bool:
    nacionalidades: Any = solicitud.nacionalidades
    return MEXICO in [pais.code for pais in nacionalidades]


def recibe(solicitud: SolicitudVisitante) -> bool:
    """Whether the call still takes this draft."""
    en_plazo = solicitud.convocatoria.recibe(comenzada_en=solicitud.comenzada_en)
    return en_plazo or sustituye_en_plazo(solicitud) or reenvio_hasta(solicitud) is not None


def espera_folio(solicitud: SolicitudVisitante) -> bool:
    """Sent when many were, and about to be handed in."""
    envio = getattr(solicitud, "envio", None)
    return envio is not None and not envio.falla


def reenvio_hasta(solicitud: SolicitudVisitante) -> Any:
    """Until when what arrived in time and could not be read may be sent again, if that is so."""
    envio = getattr(solicitud, "envio", None)
    if envio is None or not envio.falla or envio.reenviar_hasta < timezone.now():
        return None
    return envio.reenviar_hasta


def se_corrige(solicitud: SolicitudVisitante) -> bool:
    """Returned to the person, and still in time."""
    limite = solicitud.limite_prevencion
    if solicitud.estado != E.PREVENIDA or limite is None:
        return False
    return bool(timezone.now() <= limite + solicitud.convocatoria.gracia)


def se_escribe(solicitud: SolicitudVisitante) -> bool:
    """Whether its pages may be changed now."""
    if solicitud.estado == E.BORRADOR:
        return recibe(solicitud)
    return se_corrige(solicitud)


def pasos_incompletos(solicitud: SolicitudVisitante) -> list[str]:
    """The pages that still lack something, in their order; the last one is not among them."""
    incompletos = {
        paso
        for paso, campos in INDISPENSABLES.items()
        if not all(getattr(solicitud, campo) for campo in campos)
    }
    if solicitud.pasaporte() is None:
        incompletos.add("pasaporte")
    if any(not papel.es_firma for papel in papeles_pendientes(solicitud)):
        incompletos.add("documentos")
    return [paso for paso in PASOS if paso in incompletos]


@dataclass(frozen=True)
class Papel:
    """A requisite of the call, with the paper that answers it, if any."""

    requisito: Any
    documento: Any

    @property
    def nombre(self) -> str:
        return str(self.requisito.en_idioma("nombre", (get_language() or "es")[:2]))

    @property
    def es_firma(self) -> bool:
        return bool(self.requisito.clave == ClaveRequisito.SOLICITUD_FIRMADA)

    @property
    def falta(self) -> bool:
        return self.documento is None and self.requisito.obligatorio

    @property
    def devuelto(self) -> bool:
        return self.documento is not None and self.documento.estado == EstadoDocumento.POR_CORREGIR


def papeles_de(solicitud: SolicitudVisitante) -> list[Papel]:
    dados = {documento.requisito_id: documento for documento in solicitud.documentos_vigentes()}
    return [
        Papel(requisito, dados.get(requisito.pk))
        for requisito in requisitos_de(solicitud.convocatoria)
    ]


def papeles_pendientes(solicitud: SolicitudVisitante) -> list[Papel]:
    """Mandatory and not here, or here and returned."""
    return [papel for papel in papeles_de(solicitud) if papel.falta or papel.devuelto]


def situacion(solicitud: SolicitudVisitante) -> Situacion:
    """In plain words; what the authority decided is not told before its notice."""
    publica = SITUACIONES[EstadoVisitante(solicitud.estado)]
    return Situacion(_(publica.titulo), _(publica.texto), publica.tono)


EN_REVISION = Situacion(
    gettext_noop("En revisión"),
    gettext_noop(
        "Estamos revisando tus datos y tus documentos. Te escribimos en cuanto haya respuesta."
    ),
)
SITUACIONES = {
    E.BORRADOR: Situacion(
        gettext_noop("Sin enviar"), gettext_noop("Todavía no envías tu solicitud."), "warning"
    ),
    E.RECIBIDA: Situacion(
        gettext_noop("Recibida"), gettext_noop("Tenemos tu solicitud. Pronto la revisamos.")
    ),
    E.EN_REVISION: EN_REVISION,
    E.PREVENIDA: Situacion(
        gettext_noop("Falta un documento o un dato"),
        gettext_noop("Para seguir necesitamos que corrijas lo que se indica."),
        "warning",
    ),
    E.APROBADA: EN_REVISION,
    E.RECHAZADA: EN_REVISION,
    E.NOTIFICADA: Situacion(
        gettext_noop("Acreditada"),
        gettext_noop("Tu acreditación fue aprobada. Te avisamos cuando tu gafete esté listo."),
        "success",
    ),
    E.GAFETE_LISTO: Situacion(
        gettext_noop("Acreditada: tu gafete está listo"),
        gettext_noop("Recógelo en persona con tu pasaporte."),
        "success",
    ),
    E.ACREDITADA_ACTIVA: Situacion(
        gettext_noop("Acreditada"),
        gettext_noop("Ya tienes tu gafete. Llévalo siempre a la vista."),
        "success",
    ),
    E.NOTIFICADA_RECHAZO: Situacion(
        gettext_noop("No acreditada"),
        gettext_noop("La autoridad resolvió que no es posible acreditarte."),
        "danger",
    ),
    E.CANCELADA: Situacion(
        gettext_noop("Acreditación cancelada"),
        gettext_noop("La autoridad canceló tu acreditación. Tu gafete ya no es válido."),
        "danger",
    ),
    E.DESISTIDA: Situacion(
        gettext_noop("Retirada"), gettext_noop("Se retiró la solicitud a petición tuya.")
    ),
    E.CONCLUIDA: Situacion(
        gettext_noop("Concluida"),
        gettext_noop("Tu acreditación terminó. Gracias por presenciar la elección."),
        "success",
    ),
}
# What is told of each step; those that are not here are the office's own.
PASOS_PUBLICOS = {
    "presentar": gettext_noop("Recibimos tu solicitud"),
    "asignar": gettext_noop("Comenzó la revisión"),
    "prevenir": gettext_noop("Te pedimos una corrección"),
    "subsanar": gettext_noop("Recibimos tu corrección"),
    "notificar": gettext_noop("Se aprobó tu acreditación"),
    "notificar_rechazo": gettext_noop("Te avisamos del resultado"),
    "preparar_gafete": gettext_noop("Tu gafete está listo"),
    "entregar_gafete": gettext_noop("Recibiste tu gafete"),
    "cancelar": gettext_noop("Se canceló tu acreditación"),
    "desistir": gettext_noop("Se retiró la solicitud"),
    "concluir": gettext_noop("Concluyó tu acreditación"),
}


def recorrido(solicitud: SolicitudVisitante) -> list[tuple[str, Any]]:
    """What has happened, from the first to the last, with its instant."""
    return [
        (_(PASOS_PUBLICOS[paso.verbo]), paso.en)
        for paso in solicitud.pasos.order_by("en", "pk")
        if paso.verbo in PASOS_PUBLICOS
    ]


def motivo_publico(solicitud: SolicitudVisitante) -> str:
    """Why it was refused, once the person was told."""
    if solicitud.estado != E.NOTIFICADA_RECHAZO:
        return ""
    return _(str(MotivoRechazo(solicitud.motivo_rechazo).label))


def personas_de(delegacion: Any) -> Any:
    """Everybody of a group, in the order they were added."""
    rows = delegacion.solicitudes.vivos().select_related("sustituye_a", "convocatoria")
    return rows.order_by("pk")
