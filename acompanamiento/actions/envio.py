"""The letters that are owed leave, in the person's language, and are marked as they go."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging

from django.db import connection, transaction
from django.utils import timezone

from acompanamiento.models import CartaVisitante
from acompanamiento.queries.cartas import redactar
from avisos.clients import correo

logger = logging.getLogger(__name__)


@transaction.atomic
def tomar(ahora: dt.datetime) -> CartaVisitante | None:
    """The next one that is owed, put off for whoever looks next; if this one dies, it returns."""
    rows = CartaVisitante.objects.por_enviar(ahora).order_by("enviar_desde", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    carta = rows.first()
    if carta:
        carta.enviar_desde = ahora + carta.espera
        carta.intentos += 1
        carta.save(update_fields=["enviar_desde", "intentos"])
    return carta


def huella(carta: CartaVisitante) -> str:
    """The same for every try, so that a mail program shows the letter once."""
    return hashlib.sha256(f"acompanamiento.carta.{carta.pk}".encode()).hexdigest()[:40]


def enviar_debidas() -> int:
    """Send every letter that is owed now; returns how many left."""
    enviadas = 0
    while carta := tomar(timezone.now()):
        rows = CartaVisitante.objects.filter(pk=carta.pk)
        try:
            despedida = correo.entregar(huella(carta), redactar(carta, huella(carta)))
        except correo.Rechazado as error:
            # Nobody will take it: it is not tried again, and its file says so.
            rows.update(error=str(error)[:200], enviar_desde=timezone.now() + dt.timedelta(days=3))
        except Exception as error:  # the server is away: the row remains, with its next try
            logger.warning("No salió la carta %s", carta.pk)
            rows.update(error=type(error).__name__)
        else:
            with despedida:
                rows.update(enviada_en=timezone.now(), error="")
            enviadas += 1
    return enviadas
