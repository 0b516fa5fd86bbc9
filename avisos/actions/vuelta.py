"""One round: what is owed is written down, what is no longer owed is taken back, the rest goes.

The alarm clock (Celery's beat) only says «look»; everything is decided by the rows.
"""

from __future__ import annotations

import datetime as dt
import logging
import time

from django.utils import timezone

from avisos.actions.entregar import entregar
from avisos.actions.planear import planear
from avisos.actions.relevo import relevar
from avisos.actions.vigencia import consolidar, retirar
from avisos.models import Latido
from avisos.queries import fuentes

logger = logging.getLogger(__name__)

PRESUPUESTO = dt.timedelta(seconds=50)  # the next ring comes within a minute


def ultima_completa() -> dt.datetime | None:
    """Since when nothing was looked at: a round that died does not count as one."""
    latido = Latido.objects.filter(pk=1).first()
    return min(filter(None, (latido.tocado_en, latido.terminado_en))) if latido else None


def tocar(ahora: dt.datetime | None = None) -> int:
    """Do one round and leave its pulse. Returns how many notices were handed over."""
    inicio, reloj = ahora or timezone.now(), time.monotonic()
    anterior = ultima_completa() or inicio
    Latido.objects.update_or_create(pk=1, defaults={"tocado_en": inicio})
    todas, problemas = fuentes(), []
    for clave, fuente in todas.items():
        try:
            retirar(fuente, inicio)
            desde = min(anterior, inicio)
            planear(fuente, inicio, desde)
            relevar(fuente, inicio, desde)
        except Exception as error:  # one app's source must not silence the others
            logger.exception("Falló la fuente de avisos %s", clave)
            problemas.append(f"{clave}: {type(error).__name__} {error}")
    consolidar(inicio)
    entregados = entregar(todas, inicio, PRESUPUESTO)
    Latido.objects.filter(pk=1).update(
        terminado_en=timezone.now(),
        milisegundos=int((time.monotonic() - reloj) * 1000),
        problema="; ".join(problemas)[:500],
    )
    return entregados
