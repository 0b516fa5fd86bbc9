"""What a mail says: plain text and HTML of the same words, and a subject anybody may read."""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from avisos.enums import Canal
from avisos.queries.vigentes import Revision
from core.mail import absolute


def message_id(huella: str) -> str:
    """The same for every try of a letter, so that a mail client shows it once."""
    dominio = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{huella}@{dominio}>"


def redactar(revisiones: list[Revision], ahora: dt.datetime) -> tuple[str, Any]:
    """The fingerprint of the letter and the message ready to hand over."""
    primera = revisiones[0]
    aviso = primera.aviso
    es_resumen = aviso.canal == Canal.RESUMEN
    hoy = timezone.localdate(ahora)
    asunto = f"Vínculo: tus avisos del {hoy:%d/%m/%Y}" if es_resumen else uno(primera)
    ordenadas = sorted(revisiones, key=lambda r: (nombre(r), r.aviso.objetivo))
    context = {
        "asunto": asunto,
        "persona": aviso.destinatario,
        "grupos": [
            (titulo, [linea(r) for r in filas]) for titulo, filas in groupby(ordenadas, nombre)
        ],
        "posible_duplicado": any(r.aviso.posible_duplicado for r in revisiones),
        "bandeja": absolute(reverse("avisos:bandeja")),
        "preferencias": absolute(reverse("avisos:preferencias")),
    }
    headers = {"Message-ID": message_id(aviso.huella), "Auto-Submitted": "auto-generated"}
    para = aviso.destinatario.correo if aviso.destinatario else aviso.direccion
    texto = render_to_string("emails/avisos/carta.txt", context)
    mensaje = EmailMultiAlternatives(asunto, texto, to=[para], headers=headers)
    mensaje.attach_alternative(render_to_string("emails/avisos/carta.html", context), "text/html")
    if archivo := None if es_resumen else adjunto(primera):
        nombre_archivo, contenido, tipo = archivo
        if tipo.startswith("text/"):  # mail programs act on it, and people can keep it too
            mensaje.attach_alternative(contenido.decode(), tipo)
            tipo = "application/octet-stream"
        mensaje.attach(nombre_archivo, contenido, tipo)
    return aviso.huella, mensaje


def nombre(revision: Revision) -> str:
    return revision.fuente.nombre if revision.fuente else ""


def uno(revision: Revision) -> str:
    """The subject of a single notice: what kind of thing, never whose."""
    return f"Vínculo: {revision.fuente.asunto(revision.obj) if revision.fuente else 'un aviso'}"


def adjunto(revision: Revision) -> tuple[str, bytes, str] | None:
    return revision.fuente.adjunto(revision.aviso, revision.obj) if revision.fuente else None


def linea(revision: Revision) -> dict[str, str]:
    return {
        "texto": revision.texto,
        "detalle": revision.detalle,
        "url": absolute(revision.url) if revision.url else "",
    }
