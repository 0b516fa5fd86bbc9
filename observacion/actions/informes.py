"""The report of an observer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from observacion.actions.solicitudes import mover
from observacion.enums import EstadoSolicitudObservacion
from observacion.models import InformeObservacion, SolicitudObservacion

E = EstadoSolicitudObservacion


@transaction.atomic
def registrar_informe(informe: InformeObservacion, *, by: Any) -> InformeObservacion:
    """Receive a report. A late one is accepted and marked: it takes nothing away (case 61).

    Raises ValidationError while the person has no badge: they have nothing to report yet.
    """
    solicitud = SolicitudObservacion.objects.select_for_update().get(pk=informe.solicitud_id)
    if solicitud.estado not in (E.GAFETE_ENTREGADO, E.INFORME_ENTREGADO):
        raise ValidationError("El informe se recibe después de entregar el gafete.")
    informe.full_clean(exclude=["solicitud"])
    informe.guardar(by=by, motivo="Informe")
    if solicitud.estado == E.GAFETE_ENTREGADO:
        mover(solicitud, "entregar_informe", by=by)
    return informe
