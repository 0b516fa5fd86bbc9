"""What happens to the time of a signed instrument; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from convenios.actions.convenios import Papel, corregir_convenio, refrescar_familia
from convenios.actions.expediente import agregar_documento
from convenios.enums import EstadoConvenio, Renovacion, TipoDocumento, TipoVigencia
from convenios.models import Convenio


@transaction.atomic
def dar_aviso_no_renovacion(
    convenio: Convenio, *, by: Any, fecha: dt.date, papel: Papel | None = None
) -> Convenio:
    """Note that somebody said it will not be renewed; a late notice ends the next period."""
    tomado = Convenio.objects.select_for_update().get(pk=convenio.pk)
    if tomado.estado != EstadoConvenio.SUSCRITO or tomado.renovacion != Renovacion.AUTOMATICA:
        raise ValidationError("Sólo un convenio suscrito que se renueva solo admite este aviso.")
    if fecha > timezone.localdate():
        raise ValidationError({"fecha": "El aviso no puede ser de un día que no ha llegado."})
    if papel:
        agregar_documento(tomado, by=by, tipo=TipoDocumento.OTRO, **vars(papel))
    tomado.fecha_aviso_no_renovacion = fecha
    avisado = tomado.guardar(by=by, motivo="Aviso de no renovación")
    refrescar_familia(avisado, by=by)
    return avisado


@transaction.atomic
def registrar_evento_fin(convenio: Convenio, *, by: Any, fecha: dt.date) -> Convenio:
    """Note when what it hung on happened: with it the instrument has a last day."""
    tomado = Convenio.objects.select_for_update().get(pk=convenio.pk)
    if tomado.tipo_vigencia != TipoVigencia.CONDICION:
        raise ValidationError("Su vigencia no depende de que algo ocurra.")
    tomado.fecha_evento_fin = fecha
    return corregir_convenio(tomado, by=by)
