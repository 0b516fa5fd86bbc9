"""What a letter says: made when it is sent, in the language of the person."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from acompanamiento.enums import ClaseCarta, MotivoDocumento
from acompanamiento.models import CartaVisitante, Delegacion, SolicitudVisitante
from acompanamiento.queries.acuse import contacto
from acompanamiento.queries.enlaces import token_de
from acompanamiento.queries.momentos import instante
from acompanamiento.queries.portal import papeles_pendientes, reenvio_hasta
from avisos.queries.cartas import message_id
from core.mail import absolute

PAGINAS = {
    SolicitudVisitante: "publico:solicitud_retomar",
    Delegacion: "publico:delegacion_detail",
}


def asunto(clase: str) -> str:
    """What it is about: never whose (it is read on locked screens)."""
    asuntos = {
        ClaseCarta.INVITACION: _("Te invitamos a presenciar la elección"),
        ClaseCarta.ENLACE: _("Tu enlace para continuar"),
        ClaseCarta.DELEGACION: _("El enlace de tu delegación"),
        ClaseCarta.ACUSE: _("Recibimos tu solicitud"),
        ClaseCarta.REENVIO: _("Vuelve a enviar tu solicitud"),
        ClaseCarta.PREVENCION: _("Tu solicitud necesita una corrección"),
        ClaseCarta.CORRECCION: _("Recibimos tu corrección"),
        ClaseCarta.APROBACION: _("Tu acreditación fue aprobada"),
        ClaseCarta.RECHAZO: _("Resultado de tu solicitud"),
        ClaseCarta.GAFETE: _("Tu gafete está listo"),
        ClaseCarta.CONSTANCIA: _("Tu constancia"),
    }
    return str(asuntos[ClaseCarta(clase)])


def momentos(solicitud: Any) -> dict[str, str]:
    """The instants a letter may name, with the zone of the call."""
    zona = solicitud.convocatoria.zona
    return {
        "cierre": instante(solicitud.convocatoria.cierra_en, zona),
        "recibida": instante(solicitud.recibida_en, zona),
        "limite": instante(solicitud.limite_prevencion, zona),
    }


def pedidos(solicitud: Any) -> list[tuple[str, str]]:
    """Each paper to be sent again, and why."""
    filas = []
    for papel in papeles_pendientes(solicitud):
        motivo = papel.documento.motivo if papel.documento else ""
        texto = str(MotivoDocumento(motivo).label) if motivo else ""
        filas.append((papel.nombre, _(texto) if texto else _("Falta subirlo")))
    return filas


def de_solicitud(carta: CartaVisitante) -> dict[str, Any]:
    """What only the letters of an application say."""
    solicitud: Any = carta.solicitud
    return {
        "solicitud": solicitud,
        "reenvio": instante(reenvio_hasta(solicitud), solicitud.convocatoria.zona),
        "pedidos": pedidos(solicitud) if carta.clase == ClaseCarta.PREVENCION else [],
        **momentos(solicitud),
    }


def redactar(carta: CartaVisitante, huella: str) -> EmailMultiAlternatives:
    """The letter, with the personal link made again for it."""
    obj = carta.de
    with translation.override(obj.idioma):
        titulo = asunto(carta.clase)
        context: dict[str, Any] = {
            "asunto": titulo,
            "convocatoria": obj.convocatoria,
            "nombre_convocatoria": obj.convocatoria.en_idioma("nombre", obj.idioma),
            "contacto": contacto(obj.convocatoria),
            **(de_solicitud(carta) if carta.solicitud else {}),
            "enlace": absolute(reverse(PAGINAS[obj._meta.model], args=[obj.idioma, token_de(obj)])),
            "idioma": obj.idioma,
        }
        base = f"publico/cartas/{carta.clase}"
        headers = {"Message-ID": message_id(huella), "Auto-Submitted": "auto-generated"}
        mensaje = EmailMultiAlternatives(
            titulo, render_to_string(f"{base}.txt", context), to=[obj.correo], headers=headers
        )
        mensaje.attach_alternative(render_to_string(f"{base}.html", context), "text/html")
    return mensaje
