"""Badges as paper: what each one prints, with its photograph and its code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.documents.pdf import compilar_con_archivos
from core.formats import fecha_corta
from core.mail import absolute
from core.qr import svg
from observacion.enums import TipoGafete
from observacion.models import Gafete

CASA = "Instituto Electoral de la Ciudad de México"
PLANTILLA = "observacion/gafetes.typ"
FORMATOS = ("carta", "individual")
COLORES = {
    TipoGafete.VISITANTE: ("PERSONA VISITANTE EXTRANJERA", "FOREIGN VISITOR", "#6b1e5e"),
    TipoGafete.OBSERVACION: ("OBSERVACIÓN ELECTORAL", "ELECTION OBSERVER", "#0f5f63"),
    TipoGafete.STAFF: ("PERSONAL DEL INSTITUTO", "STAFF", "#35506b"),
    TipoGafete.ACOMPANANTE: ("ACOMPAÑANTE", "ESCORT", "#87431d"),
}
LARGO_NOMBRE = 100  # sixty fit at a good size; a longer one shrinks


def direccion_de(gafete: Gafete) -> str:
    """Where anybody may check it: the code, and nothing of the person."""
    return absolute(reverse("verificar:gafete", args=[gafete.codigo]))


def datos_de(gafete: Gafete, numero: int) -> dict[str, Any]:
    """What one badge prints; its pictures are files beside the template."""
    palabra, english, color = COLORES[TipoGafete(gafete.tipo)]
    return {
        "palabra": palabra,
        "english": english,
        "color": color,
        "nombre": gafete.nombre[:LARGO_NOMBRE],
        "organizacion": gafete.organizacion[:120],
        "pais": gafete.pais,
        "folio": gafete.folio,
        "generacion": gafete.generacion,
        "vigencia": f"{fecha_corta(gafete.desde)} – {fecha_corta(gafete.hasta)}",
        "proceso": gafete.proceso.nombre,
        "foto": f"foto-{numero}.jpg" if gafete.foto else "",
        "qr": f"qr-{numero}.svg",
    }


def pdf(gafetes: Iterable[Gafete], *, formato: str = "carta") -> bytes:
    """The badges on letter sheets with cut marks, or one for each page of its own size."""
    datos, archivos = [], {}
    for numero, gafete in enumerate(gafetes):
        datos.append(datos_de(gafete, numero))
        archivos[f"qr-{numero}.svg"] = svg(direccion_de(gafete), margen=2).encode()
        if gafete.foto:
            with gafete.foto.open("rb") as foto:
                archivos[f"foto-{numero}.jpg"] = foto.read()
    contenido = {"casa": CASA, "formato": formato, "gafetes": datos}
    return compilar_con_archivos(PLANTILLA, contenido, archivos)
