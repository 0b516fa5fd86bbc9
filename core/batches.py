"""What a batch wrote, told and undone: bulk edits and imports share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.models import CambioLote, Lote
from core.models.insercion import insertar
from core.models.lote import AccionCambio, EstadoLote, TipoLote

CHUNK = 200
PLAIN = (str, int, float, bool, list, dict, type(None))
CHANGED_LATER = "Cambió después del lote"


def stored(obj, names: Iterable[str]) -> dict[str, Any]:
    """The named fields of a record as plain JSON values."""
    return {name: plain(getattr(obj, obj._meta.get_field(name).attname)) for name in names}


def plain(value):
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, PLAIN) else str(value)


def put_back(obj, values: dict[str, Any]) -> None:
    """Set stored values on a record, in memory."""
    for name, value in values.items():
        field = obj._meta.get_field(name)
        if field.many_to_many:
            getattr(obj, name).set(value)
            continue
        setattr(obj, field.attname, value if field.is_relation else field.to_python(value))


def abrir_edicion(model, *, by, motivo: str) -> Lote:
    """The batch of a bulk edit."""
    return Lote.objects.create(
        tipo=TipoLote.EDICION_MASIVA,
        modelo=model._meta.label_lower,
        estado=EstadoLote.EN_CURSO,
        creado_por=by,
        motivo=motivo[:100],
    )


def anotar(lote: Lote, objs, accion: AccionCambio, antes: dict[int, dict[str, Any]]) -> None:
    """Remember what each written record was before. ``antes`` is by primary key."""
    cambios = [
        CambioLote(
            lote=lote,
            objeto_id=obj.pk,
            accion=accion,
            antes=antes.get(obj.pk, {}),
            version_despues=obj.version,
        )
        for obj in objs
    ]
    insertar(CambioLote, cambios)


def editar_varios(lote: Lote, objs, values: dict[str, Any], *, by) -> int:
    """Give the same values to many records, in short transactions; returns how many changed.

    Records that already had them are left alone.
    """
    count = 0
    model = apps.get_model(lote.modelo)
    keys = [obj.pk for obj in objs]
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic():
            locked = model.objects.select_for_update().filter(pk__in=keys[start : start + CHUNK])
            changed = [o for o in locked if any(getattr(o, k) != v for k, v in values.items())]
            before = {o.pk: stored(o, values) for o in changed}
            for obj in changed:
                for name, value in values.items():
                    setattr(obj, name, value)
            model.objects.guardar_varios(changed, list(values), by=by, motivo=str(lote))
            anotar(lote, changed, AccionCambio.ACTUALIZADO, before)
            count += len(changed)
    Lote.objects.filter(pk=lote.pk).update(
        estado=EstadoLote.TERMINADO, actualizadas=count, terminado_en=timezone.now()
    )
    return count


def abandonar_edicion(lote: Lote, *, by) -> None:
    """Take back what an edit had changed before one of its records refused."""
    Lote.objects.filter(pk=lote.pk).update(estado=EstadoLote.TERMINADO, terminado_en=timezone.now())
    lote.refresh_from_db()
    deshacer(lote, by=by)


def deshacer(lote: Lote, *, by) -> tuple[int, list[CambioLote]]:
    """Undo a batch: what nobody touched since goes back; the rest is listed with its reason.

    Works in short transactions and may be repeated after an interruption: each change says
    whether it was undone. Returns how many went back and the changes that were left.
    Raises ValidationError when the batch has nothing to undo.
    """
    if lote.estado not in (*Lote.CON_CAMBIOS, EstadoLote.DESHACIENDO):
        raise ValidationError("Este lote ya no tiene cambios que deshacer.")
    Lote.objects.filter(pk=lote.pk).update(estado=EstadoLote.DESHACIENDO)
    model = apps.get_model(lote.modelo)
    pending = lote.cambios.filter(deshecho_en=None, dejado_por="").order_by("-pk")
    while undo_chunk(model, pending, by=by, motivo=f"Se deshizo: {lote}"):
        pass
    lote.estado = EstadoLote.DESHECHO
    lote.terminado_en = timezone.now()
    lote.save(update_fields=["estado", "terminado_en"])
    left = list(lote.cambios.exclude(dejado_por=""))
    return lote.cambios.exclude(deshecho_en=None).count(), left


@transaction.atomic
def undo_chunk(model, pending, *, by, motivo) -> bool:
    """Undo up to 200 changes; False when none is left. Two at once wait for each other."""
    chunk = list(pending.select_for_update()[:CHUNK])
    if not chunk:
        return False
    found = model.objects.select_for_update().in_bulk([c.objeto_id for c in chunk])
    restored, removed, now = [], [], timezone.now()
    for cambio in chunk:
        obj = found.get(cambio.objeto_id)
        cambio.dejado_por = reason_to_leave(cambio, obj)
        if cambio.dejado_por:
            continue
        cambio.deshecho_en = now
        if cambio.accion == AccionCambio.CREADO:
            obj.eliminado_en, obj.eliminado_por = now, by
            removed.append(obj)
        else:
            put_back(obj, cambio.antes)
            restored.append((obj, cambio.antes))
    names = {name for _obj, antes in restored for name in antes}
    names = sorted(n for n in names if not model._meta.get_field(n).many_to_many)
    if restored:
        model.objects.guardar_varios([o for o, _ in restored], names, by=by, motivo=motivo)
    if removed:
        fields = ["eliminado_en", "eliminado_por"]
        model.objects.guardar_varios(removed, fields, by=by, motivo=motivo)
    CambioLote.objects.bulk_update(chunk, ["deshecho_en", "dejado_por"])
    return True


def reason_to_leave(cambio, obj) -> str:
    """Why a change cannot be undone, or nothing."""
    if obj is None:
        return "Ya no existe"
    if impedimentos := obj.impedimentos_para_deshacer(cambio.antes):
        return " ".join(impedimentos)
    if obj.version != cambio.version_despues:
        return CHANGED_LATER
    if cambio.accion == AccionCambio.CREADO:
        return " ".join(obj.impedimentos_para_eliminar())
    return ""
