"""The receipt of an application: what the server got, when, and what follows."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.momentos import instante

HUELLA = 12


def idioma() -> str:
    return (get_language() or "es")[:2]


def hoja() -> dict[str, Any]:
    """What every sheet of the portal says of itself."""
    return {
        "idioma": idioma(),
        "casa": _("Instituto Electoral de la Ciudad de México"),
        "hojas": [_("Página"), _("de")],
    }


def siguientes() -> list[str]:
    return [
        _("Revisamos tus datos y tus documentos."),
        _("Si falta algo, te escribimos y lo corriges con tu mismo enlace."),
        _("Cuando la autoridad resuelva, te avisamos por correo."),
        _("Si se aprueba, recoges tu gafete en persona con tu pasaporte."),
    ]


def recibidos(solicitud: SolicitudVisitante) -> list[dict[str, str]]:
    return [
        {
            "documento": documento.requisito.en_idioma("nombre", idioma()),
            "archivo": documento.nombre_original,
            "tamano": filesizeformat(documento.tamano).replace("\xa0", " "),
            "huella": documento.sha256[:HUELLA],
        }
        for documento in solicitud.documentos_vigentes()
    ]


def contacto(convocatoria: Any) -> str:
    partes = (convocatoria.contacto_correo, convocatoria.contacto_telefono)
    return " · ".join(parte for parte in partes if parte)


def datos_del_acuse(solicitud: SolicitudVisitante) -> dict[str, Any]:
    """The same words for the page and for the paper, in the active language."""
    convocatoria = solicitud.convocatoria
    quien = contacto(convocatoria)
    cuando = instante(solicitud.recibida_en, convocatoria.zona)
    return {
        **hoja(),
        "titulo": _("Acuse de recibo"),
        "pie": solicitud.folio,
        "fichas": [
            [_("Folio"), solicitud.folio],
            [_("Recibida"), cuando],
            [_("Nombre"), solicitud.nombre],
            [_("Convocatoria"), convocatoria.en_idioma("nombre", idioma())],
        ],
        "folio": solicitud.folio,
        "cuando": cuando,
        "recibimos": _("Qué recibimos"),
        "columnas": [_("Documento"), _("Archivo"), _("Tamaño"), _("Huella SHA-256")],
        "documentos": recibidos(solicitud),
        "que_sigue": _("Qué sigue"),
        "siguientes": siguientes(),
        "contacto_titulo": _("Contacto") if quien else "",
        "contacto": quien,
    }
