"""Whose turn it is to work on a batch: one runner at a time, and a dead one loses its turn."""

import datetime as dt
import uuid

from django.db.models import Q
from django.utils import timezone

from core.models import Lote

DURACION = dt.timedelta(seconds=60)


class TurnoPerdido(Exception):  # noqa: N818 it is not an error: somebody else goes on
    """Another runner has the batch, or it was cancelled."""


def tomar(lote: Lote, estado: str) -> uuid.UUID | None:
    """Take the turn if nobody alive has it; the batch must still be in this state."""
    turno, ahora = uuid.uuid4(), timezone.now()
    libres = Lote.objects.filter(pk=lote.pk, estado=estado).filter(
        Q(turno=None) | Q(turno_vence__lt=ahora)
    )
    return turno if libres.update(turno=turno, turno_vence=ahora + DURACION) else None


def sostener(lote: Lote, turno: uuid.UUID, estado: str, **cambios) -> None:
    """Renew the turn and save progress, inside the transaction of the batch being written.

    The update locks the row: if the turn was lost, nothing of this transaction remains.
    """
    propio = Lote.objects.filter(pk=lote.pk, turno=turno, estado=estado)
    if not propio.update(turno_vence=timezone.now() + DURACION, **cambios):
        raise TurnoPerdido


def soltar(lote: Lote, turno: uuid.UUID, **cambios) -> None:
    """Give the turn back."""
    Lote.objects.filter(pk=lote.pk, turno=turno).update(turno=None, turno_vence=None, **cambios)
