"""Personal links: the server can make one again; the database alone cannot (T15)."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from acompanamiento.enums import EstadoVisitante
from acompanamiento.models import Delegacion, SolicitudVisitante

BYTES = 24  # 192 bits
SAL = "acompanamiento.enlace"
DE_UN_BORRADOR = (
    "comenzada_en",
    "recibida_en",
    "sustituye_a_id",
    "convocatoria__abre_en",
    "convocatoria__cierra_en",
    "convocatoria__gracia_minutos",
    "convocatoria__limite_sustituciones",
    "envio__falla",
    "envio__reenviar_hasta",
)
MAX_ENLACES = 10  # who heads a delegation may have written one address for all of it


def token_de(obj: Any) -> str:
    """The secret of a link; another one after `enlace_generacion` grows."""
    texto = f"{obj._meta.model_name}.{obj.pk}.{obj.enlace_generacion}"
    digest = salted_hmac(SAL, texto, algorithm="sha256").digest()[:BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def huella_de(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def solicitud_de(token: str) -> SolicitudVisitante | None:
    """The application a link opens; none when it is false or over, with no hint of which."""
    return vigente(SolicitudVisitante, token, "convocatoria", "envio")


def borrador_de(token: str, pk: int) -> SolicitudVisitante | None:
    """The draft of a link, with no more than what tells whether it can still be sent."""
    rows = SolicitudVisitante.objects.vivos().filter(pk=pk, estado=EstadoVisitante.BORRADOR)
    rows = rows.filter(enlace_hash=huella_de(token), enlace_hasta__gte=timezone.now())
    return rows.select_related("convocatoria", "envio").only(*DE_UN_BORRADOR).first()


def delegacion_de(token: str) -> Delegacion | None:
    """The group a link opens, for who heads it."""
    return vigente(Delegacion, token, "convocatoria")


def con_enlace(modelo: Any, correo: str) -> Any:
    """What an address may enter by link today, newest first, up to a limit."""
    rows = modelo.objects.vivos().filter(correo__iexact=correo)
    return rows.filter(enlace_hasta__gte=timezone.now()).order_by("-pk")[:MAX_ENLACES]


def vigente(modelo: Any, token: str, *con: str) -> Any:
    rows = modelo.objects.vivos().filter(enlace_hash=huella_de(token))
    return rows.filter(enlace_hasta__gte=timezone.now()).select_related(*con).first()
