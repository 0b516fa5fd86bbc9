"""What the workbench leaves for later; the rows say how far it got, so any runner can go on."""

import logging

from celery import shared_task

from core.batches import deshacer
from core.importing import leases
from core.importing.preview import previsualizar
from core.importing.run import ejecutar
from core.importing.tables import ArchivoError
from core.models import Lote
from core.models.lote import EstadoLote

logger = logging.getLogger(__name__)


@shared_task(name="core.avanzar_lote")
def avanzar_lote(lote_id: int) -> None:
    """Do what the batch is waiting for, from where it was left."""
    lote = Lote.objects.get(pk=lote_id)
    try:
        avanzar(lote)
    except ArchivoError as error:
        fallar(lote, error.message)
    except Exception:
        fallar(lote, "La importación se detuvo por una falla del sistema. Puedes continuarla.")
        raise


def avanzar(lote: Lote) -> None:
    pasos = {
        EstadoLote.REVISANDO: previsualizar,
        EstadoLote.EN_CURSO: ejecutar,
        EstadoLote.DESHACIENDO: deshacer_con_turno,
    }
    if paso := pasos.get(EstadoLote(lote.estado)):
        paso(lote)


def deshacer_con_turno(lote: Lote) -> None:
    """Undo, once at a time; each chunk is safe on its own, so a lost turn harms nothing."""
    turno = leases.tomar(lote, EstadoLote.DESHACIENDO)
    if turno is not None:
        deshacer(lote, by=lote.creado_por)
        leases.soltar(lote, turno)


def fallar(lote: Lote, mensaje: str) -> None:
    """Say that it stopped, where the person looks; what was written stays listed and undoable."""
    logger.error("Batch %s stopped: %s", lote.pk, mensaje)
    Lote.objects.filter(pk=lote.pk).update(
        estado=EstadoLote.FALLIDO, mensaje=mensaje, turno=None, turno_vence=None
    )


@shared_task(name="core.reanudar_lotes")
def reanudar_lotes() -> None:
    """Go on with the batches whose runner died or whose message was lost."""
    for lote_id in Lote.objects.interrumpidos().values_list("pk", flat=True):
        avanzar_lote(lote_id)
