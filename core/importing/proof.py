"""Objects in memory, validated as a form would, and proved against the database's constraints."""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models, transaction

from core.models.insercion import insertar
from core.resources import EntidadResource, a_json

logger = logging.getLogger(__name__)


def poner(obj: models.Model, valores: dict[str, Any]) -> None:
    """Set plain values on a record in memory. Many-to-many values wait for it to be saved."""
    for nombre, valor in valores.items():
        campo = obj._meta.get_field(nombre)
        if campo.many_to_many:
            continue
        blanco = valor is None and not campo.null
        setattr(obj, campo.attname, en_blanco(campo) if blanco else valor)


def en_blanco(campo: models.Field) -> Any:
    """What a field without nulls holds when nothing was said."""
    return campo.get_default() if campo.has_default() else campo.to_python("")


def leer(obj: models.Model, nombres: Iterable[str]) -> dict[str, Any]:
    """Plain values of a record, as JSON keeps them."""
    campos = map(obj._meta.get_field, nombres)
    return {c.name: a_json(getattr(obj, c.attname)) for c in campos if not c.many_to_many}


def de_json(modelo: type[models.Model], valores: dict[str, Any]) -> dict[str, Any]:
    """Values read back from JSON, each by its own field."""
    leidos = {}
    for nombre, valor in valores.items():
        campo = modelo._meta.get_field(nombre)
        directo = valor is None or campo.is_relation
        leidos[nombre] = valor if directo else campo.to_python(valor)
    return leidos


def validar(
    recurso: EntidadResource, obj: models.Model, nombres: Iterable[str], *, es_nueva: bool
) -> list[tuple[str, str]]:
    """Problems of one record as (field, message): the named fields, and its own consistency.

    Only fields that came in the file are checked one by one: old records may hold what today's
    rules would refuse, and the file is not to blame for that. Nor are those whose widget already
    proved the value, which would look up every country, or query every relation, again.
    """
    try:
        recurso.preparar(obj, es_nueva=es_nueva)
        if nombres:
            obj.clean_fields(exclude=_los_demas(type(obj), frozenset(nombres)))
        obj.clean()
    except ValidationError as error:
        return mensajes(error)
    return []


@lru_cache(maxsize=32)
def _los_demas(modelo: type[models.Model], nombres: frozenset[str]) -> frozenset[str]:
    return frozenset(campo.name for campo in modelo._meta.fields) - nombres


def por_revisar(modelo: type[models.Model], widgets: dict[str, Any]) -> list[str]:
    """The fields that `clean_fields` must still look at."""
    return [
        campo.name
        for campo in modelo._meta.fields
        if campo.name in widgets and not getattr(widgets[campo.name], "completo", False)
    ]


def mensajes(error: ValidationError) -> list[tuple[str, str]]:
    """(field, message) pairs of a validation error."""
    if not hasattr(error, "error_dict"):
        return [("", texto) for texto in error.messages]
    return [
        ("" if campo == NON_FIELD_ERRORS else campo, texto)
        for campo, textos in error.message_dict.items()
        for texto in textos
    ]


def culpables(
    pares: Sequence[tuple[Any, models.Model]], escribir: Callable[[list[models.Model]], None]
) -> dict[Any, list[tuple[str, str]]]:
    """Write all; if the database refuses, halve until each guilty row is known.

    What can be written stays written in the open transaction, so that two rows that exclude each
    other are told apart: the first goes in, the second is blamed.
    """
    if not pares:
        return {}
    try:
        with transaction.atomic():
            escribir([obj for _, obj in pares])
    except (DatabaseError, ValidationError) as error:
        if len(pares) == 1:
            llave, obj = pares[0]
            return {llave: _explicar(obj, error)}
        mitad = len(pares) // 2
        return culpables(pares[:mitad], escribir) | culpables(pares[mitad:], escribir)
    return {}


def _explicar(obj: models.Model, error: Exception) -> list[tuple[str, str]]:
    if isinstance(error, ValidationError):
        return mensajes(error)
    try:
        obj.validate_constraints()
    except ValidationError as motivo:
        return mensajes(motivo)
    logger.warning("Row refused by the database: %r", error)
    if "UNIQUE" in str(error).upper() or "duplicate key" in str(error):
        return [("", "ya existe otro registro con esos mismos datos")]
    return [("", "la base de datos no admite esta combinación de datos; revisa la fila")]


def probar(
    nuevas: Sequence[tuple[Any, models.Model]],
    cambiadas: Sequence[tuple[Any, models.Model]],
    campos: Sequence[str],
    *,
    uno_por_uno: bool = False,
) -> dict[Any, list[tuple[str, str]]]:
    """Write a chunk, only to see who is refused and why: the caller rolls it back."""

    def escribir(objs: list[models.Model]) -> None:
        _escribir_de_prueba(objs, campos, uno_por_uno)

    return culpables(nuevas, escribir) | culpables(cambiadas, escribir)


def _escribir_de_prueba(objs: list[models.Model], campos: Sequence[str], uno_por_uno: bool) -> None:
    modelo = type(objs[0])
    if uno_por_uno:
        for obj in objs:
            obj.clean()
            obj.save()
    elif objs[0]._state.adding:
        insertar(modelo, objs)
        for obj in objs:
            obj.pk, obj._state.adding = None, True
    elif campos:
        modelo.objects.bulk_update(objs, campos, batch_size=200)
