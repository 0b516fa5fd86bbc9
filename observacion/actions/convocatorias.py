"""What is done with a call: its closing moves with history, and its papers are kept in order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from observacion.models import Convocatoria, ProrrogaConvocatoria, RequisitoConvocatoria


@transaction.atomic
def prorrogar(
    convocatoria: Convocatoria, *, by: Any, cierre: dt.datetime, motivo: str
) -> ProrrogaConvocatoria:
    """Move the closing of a call, at once and for every door.

    Raises ValidationError without a motive, when it does not move, or when it would leave out
    somebody who is in time today.
    """
    tomada = Convocatoria.objects.select_for_update().get(pk=convocatoria.pk)
    if not motivo.strip():
        raise ValidationError({"motivo": "Escribe quién lo dispone y por qué."})
    if cierre == tomada.cierra_en:
        raise ValidationError({"cierre": "Elige un cierre distinto del que tiene."})
    if cierre <= tomada.abre_en:
        raise ValidationError({"cierre": "El cierre debe ser posterior a la apertura."})
    if cierre < tomada.cierra_en and cierre < timezone.now():
        raise ValidationError(
            {"cierre": "No se puede cerrar hacia atrás: elige un momento futuro."}
        )
    prorroga = ProrrogaConvocatoria(
        convocatoria=tomada,
        cierre_anterior=tomada.cierra_en,
        cierre_nuevo=cierre,
        motivo=motivo,
    )
    prorroga.full_clean(exclude=["convocatoria"])
    tomada.cierra_en = cierre
    tomada.guardar(by=by, motivo=f"Prórroga: {motivo}")
    return prorroga.guardar(by=by, motivo=motivo)


@transaction.atomic
def guardar_requisito(requisito: RequisitoConvocatoria, *, by: Any) -> RequisitoConvocatoria:
    """Ask for a paper; a new one goes last. Raises ValidationError when it is already asked."""
    hermanos = RequisitoConvocatoria.objects.vivos().filter(convocatoria=requisito.convocatoria_id)
    if requisito.pk is None:
        ultimo = hermanos.order_by("-posicion").values_list("posicion", flat=True).first()
        requisito.posicion = (ultimo or 0) + 1
    requisito.full_clean()
    return requisito.guardar(by=by)


@transaction.atomic
def quitar_requisito(requisito: RequisitoConvocatoria, *, by: Any) -> None:
    """Stop asking for a paper. Raises ValidationError when somebody already handed it in."""
    if requisito.documentos.filter(eliminado_en=None).exists():
        raise ValidationError(
            "Ya hay personas que entregaron este documento: márcalo como no obligatorio."
        )
    requisito.eliminar(by=by)


@transaction.atomic
def mover_requisito(requisito: RequisitoConvocatoria, *, by: Any, arriba: bool) -> None:
    """One place up or down among those of its call; at the end it stays where it is."""
    filas = list(
        RequisitoConvocatoria.objects.select_for_update()
        .vivos()
        .filter(convocatoria=requisito.convocatoria_id)
    )
    lugar = next(i for i, fila in enumerate(filas) if fila.pk == requisito.pk)
    otro = lugar - 1 if arriba else lugar + 1
    if not 0 <= otro < len(filas):
        return
    filas[lugar], filas[otro] = filas[otro], filas[lugar]
    for posicion, fila in enumerate(filas, 1):
        fila.posicion = posicion
    RequisitoConvocatoria.objects.guardar_varios(filas, ["posicion"], by=by, motivo="Orden")
