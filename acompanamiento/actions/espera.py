"""The last minute of a call: what is sent while many wait counts from its instant, and waits.

To receive is to keep the signed page, sealed, and the instant; it takes a tenth of handing it in.
The folio and the receipt follow in their order, a minute later at most, done by the clock.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from acompanamiento.actions.cartas import escribir
from acompanamiento.actions.documentos import guardar_documento, preparar, se_reconoce
from acompanamiento.actions.portal import aceptar
from acompanamiento.actions.solicitudes import presentar, soltar
from acompanamiento.enums import ClaseCarta, EstadoVisitante
from acompanamiento.models import EnvioEnEspera, SolicitudVisitante
from core.attachments import safe_name

logger = logging.getLogger(__name__)
RESPIRO = dt.timedelta(seconds=15)  # the wave passes before the machine is asked for more
ARRIENDO = dt.timedelta(minutes=2)  # whoever had it in hand died: another takes it
# Each twice as far as the one before, four hours in all: a disk or a database comes back by then.
INTENTOS = 8
NO_SE_PUDO = "No se pudo terminar de recibir."


def apartar(solicitud: SolicitudVisitante, requisito_id: int, upload: Any) -> bool:
    """Receive now, hand in later. Pressing twice is once, with the first instant.

    Raises ValidationError with a code when the file is none of those that are asked for.
    """
    ahora = timezone.now()
    envio = EnvioEnEspera(solicitud=solicitud, recibido_en=ahora, atender_desde=ahora + RESPIRO)
    fallido = EnvioEnEspera.objects.filter(solicitud=solicitud).exclude(falla="")
    if upload is not None:
        se_reconoce(upload)
        envio.requisito_id, envio.nombre_original = requisito_id, safe_name(upload.name)
        envio.archivo.save("envio.bin", ContentFile(upload.read()), save=False)
    try:
        with transaction.atomic():
            envio.save()
    except IntegrityError:  # another press arrived first, or it was sent before and failed
        reintentado = fallido.update(
            falla="",
            reenviar_hasta=None,
            intentos=0,
            atender_desde=envio.atender_desde,
            archivo=envio.archivo.name,
            nombre_original=envio.nombre_original,
            requisito_id=envio.requisito_id,
        )
        if envio.archivo.name and not reintentado:
            envio.archivo.storage.delete(envio.archivo.name)
    return True


def atender_envios() -> int:
    """Hand in whatever waits, in its order; returns how many got their folio."""
    atendidas = 0
    while envio := tomar(timezone.now()):
        try:
            if envio.intentos > INTENTOS:  # whoever had it the last time died
                fallar(envio, NO_SE_PUDO)
            else:
                atendidas += atender(envio)
        except ValidationError as error:
            fallar(envio, "; ".join(error.messages))
        except Exception:  # the row remains, with its next try
            logger.exception("No se atendió el envío %s", envio.pk)
            if envio.intentos == INTENTOS:
                fallar(envio, NO_SE_PUDO)
    return atendidas


@transaction.atomic
def tomar(ahora: dt.datetime) -> EnvioEnEspera | None:
    """The first one, put off for whoever looks next, twice as far as the time before."""
    rows = EnvioEnEspera.objects.por_atender(ahora).order_by("recibido_en", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    envio = rows.first()
    if envio:
        envio.atender_desde = ahora + ARRIENDO * 2 ** min(envio.intentos, INTENTOS)
        envio.intentos += 1
        envio.save(update_fields=["atender_desde", "intentos"])
    return envio


def atender(envio: EnvioEnEspera) -> bool:
    """Keep its page, accept and hand in, all or nothing. Raises ValidationError when it cannot be."""
    solicitud = envio.solicitud
    if solicitud.estado != EstadoVisitante.BORRADOR:  # taken back meanwhile, or handed in
        soltar(envio)
        return False
    papel = preparar_hoja(envio)
    with transaction.atomic():
        if papel:
            requisito, hoja = papel
            guardar_documento(solicitud, requisito, envio.nombre_original, hoja, by=None)
        aceptar(solicitud, en=envio.recibido_en)
        presentar(solicitud)
    return True


def preparar_hoja(envio: EnvioEnEspera) -> tuple[Any, Any] | None:
    """Of what, and the page drawn again, outside of any transaction: it takes long."""
    requisito = envio.requisito
    if requisito is None:
        return None
    with envio.archivo.open("rb") as archivo:
        return requisito, preparar(requisito, archivo)


@transaction.atomic
def fallar(envio: EnvioEnEspera, falla: str) -> None:
    """It arrived in time and cannot be handed in: its person is told, and has time to send it again.

    Whether it is its page that cannot be read, or everything else that broke time and again.
    """
    if not SolicitudVisitante.objects.filter(
        pk=envio.solicitud_id, estado=EstadoVisitante.BORRADOR
    ).exists():  # taken back while it was being handed in: nobody has to send it again
        soltar(envio)
        return
    archivo, almacen = envio.archivo.name, envio.archivo.storage
    envio.falla, envio.archivo, envio.requisito = falla[:200], "", None
    horas = envio.solicitud.convocatoria.prevencion_horas
    envio.reenviar_hasta = timezone.now() + dt.timedelta(hours=horas)
    envio.save()
    if archivo:
        transaction.on_commit(lambda: almacen.delete(archivo))
    escribir(envio.solicitud, ClaseCarta.REENVIO)
