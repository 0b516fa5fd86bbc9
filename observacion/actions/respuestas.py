"""The answers of the INE, written as a batch that can be undone."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from core.batches import anotar, stored
from core.importing.run import terminar
from core.models import ClaveIdempotencia, Lote, RenglonImportacion
from core.models.lote import AccionCambio, EstadoLote, EstadoRenglon, TipoLote
from observacion.actions.solicitudes import mover
from observacion.models import SolicitudObservacion
from observacion.queries.respuestas import CAMPOS, Prevista

TROZO = 10  # applications a transaction: who else writes waits some 150 ms (ADR 0008)
TURNO = dt.timedelta(minutes=10)
DESHACER = "observacion.regresar_solicitudobservacion"
CAMBIO = "Cambió después de la vista previa: revísala y sube el archivo otra vez."


def registrar_respuestas(
    previstas: Sequence[Prevista],
    *,
    versiones: dict[int, int],
    archivo: str,
    columnas: Sequence[str],
    clave: uuid.UUID,
    by: Any,
) -> Lote:
    """Write what was previewed; each application goes whole or not at all, with its reason.

    ``versiones`` are those that the preview showed, by row: what changed since stays as it is.
    The same ``clave`` again returns the batch of the first time.
    """
    lote, nuevo = abrir(clave, archivo=archivo, columnas=columnas, by=by)
    if not nuevo:
        return lote
    for prevista in previstas:
        if prevista.version != versiones.get(prevista.renglon.numero):
            devolver(prevista, CAMBIO)
        prevista.renglon.lote = lote
    RenglonImportacion.objects.bulk_create([p.renglon for p in previstas])
    por_hacer = [p for p in previstas if p.renglon.estado == EstadoRenglon.CAMBIA]
    for start in range(0, len(por_hacer), TROZO):
        with transaction.atomic():
            for prevista in por_hacer[start : start + TROZO]:
                registrar_una(lote, prevista, by=by)
    Lote.objects.filter(pk=lote.pk).update(leidas=len(previstas))
    terminar(lote, lote.turno)
    lote.refresh_from_db()
    return lote


@transaction.atomic
def abrir(clave: uuid.UUID, *, archivo: str, columnas: Sequence[str], by: Any) -> tuple[Lote, bool]:
    envio, nuevo = ClaveIdempotencia.objects.get_or_create(
        clave=clave, defaults={"huella": "observacion.respuestas", "creado_por": by}
    )
    if not nuevo:
        return Lote.objects.get(pk=envio.destino), False
    lote = Lote.objects.create(
        tipo=TipoLote.TRAMITE,
        modelo=SolicitudObservacion._meta.label_lower,
        estado=EstadoLote.EN_CURSO,
        creado_por=by,
        motivo="Respuestas del INE",
        nombre_archivo=archivo[:255],
        opciones={"encabezados": list(columnas), "permiso": DESHACER},
        iniciado_en=timezone.now(),
        turno=uuid.uuid4(),
        turno_vence=timezone.now() + TURNO,
    )
    ClaveIdempotencia.objects.filter(pk=clave).update(destino=str(lote.pk))
    return lote, True


def devolver(prevista: Prevista, *motivos: str) -> None:
    """The row stays out; a reason it already had stays too."""
    renglon = prevista.renglon
    if renglon.estado != EstadoRenglon.PROBLEMA:
        renglon.estado, renglon.cambios = EstadoRenglon.PROBLEMA, {}
        renglon.problemas = [["", motivo] for motivo in motivos]


def tomar(prevista: Prevista, *, by: Any) -> SolicitudObservacion:
    """The application, locked. Raises ValidationError when it is not as the preview showed it."""
    rows = SolicitudObservacion.objects.visibles_para(by).select_for_update(of=("self",))
    solicitud = rows.filter(pk=prevista.renglon.objeto_id, version=prevista.version).first()
    if solicitud is None:
        raise ValidationError(CAMBIO)
    return solicitud


def registrar_una(lote: Lote, prevista: Prevista, *, by: Any) -> None:
    """The steps of one answer, with what the application was before. Caller's transaction."""
    renglon = prevista.renglon
    try:
        with transaction.atomic():
            solicitud = tomar(prevista, by=by)
            antes = stored(solicitud, CAMPOS)
            for paso in prevista.pasos:
                solicitud = mover(solicitud, paso.verbo, by=by, motivo=paso.motivo, **paso.valores)
            anotar(lote, [solicitud], AccionCambio.ACTUALIZADO, {solicitud.pk: antes})
            renglon.aplicado = True
    except ValidationError as error:
        devolver(prevista, *error.messages)
    except PermissionDenied:
        devolver(prevista, "Este resultado lo registra la coordinación.")
    renglon.save(update_fields=["estado", "cambios", "problemas", "aplicado"])
