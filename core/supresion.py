"""Taking personal values away for good: from the rows, their history, their words and their files.

A record that is deleted elsewhere is only hidden; here nothing comes back, and who calls it has
checked that it may (dominio 2.10).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models, transaction

from core.models.palabra import VOCABULARIOS, Palabra, registrar_palabras

TROZO = 500


def trozos(pks: Iterable[int]) -> list[list[int]]:
    todas = list(pks)
    return [todas[i : i + TROZO] for i in range(0, len(todas), TROZO)]


def a_fondo() -> None:
    """SQLite writes over what is deleted instead of leaving it in free pages."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


@transaction.atomic
def vaciar(modelo: Any, pks: Iterable[int], valores: dict[str, Any]) -> None:
    """Put these values in the rows and in every version of them; the reasons of changes go too."""
    propios = {campo.name for campo in modelo.history.model.tracked_fields}
    derivados = {"busqueda": " ", "orden": ""}
    campos = {campo.name for campo in modelo._meta.concrete_fields}
    todos = valores | {name: value for name, value in derivados.items() if name in campos}
    de_historia = {name: value for name, value in valores.items() if name in propios}
    for trozo in trozos(pks):
        modelo._base_manager.filter(pk__in=trozo).update(**todos)
        versiones = modelo.history.filter(**{f"{modelo._meta.pk.name}__in": trozo})
        versiones.update(**de_historia, history_change_reason="")


@transaction.atomic
def borrar(modelo: Any, pks: Iterable[int], archivos: Sequence[str] = ()) -> list[tuple[Any, str]]:
    """Delete rows and their history; returns the files that are left to delete after commit."""
    sobran: list[tuple[Any, str]] = []
    for trozo in trozos(pks):
        rows = modelo._base_manager.filter(pk__in=trozo)
        for nombre in archivos:
            campo = modelo._meta.get_field(nombre)
            sobran += [
                (campo.storage, path) for path in rows.values_list(nombre, flat=True) if path
            ]
        rows.delete()
        if hasattr(modelo, "history"):  # after: deleting a row leaves its last version there
            modelo.history.filter(**{f"{modelo._meta.pk.name}__in": trozo}).delete()
    return sobran


def borrar_archivos(sobran: Iterable[tuple[Any, str]]) -> None:
    """Once the rows are gone: a file that stays behind is worse than a row without its file."""
    for almacen, nombre in sobran:
        almacen.delete(nombre)


def olvidar_palabras(modelo: type[models.Model]) -> None:
    """Write again the vocabulary of searches from what the rows say now."""
    etiqueta = modelo._meta.label_lower
    Palabra.objects.filter(modelo=etiqueta).delete()
    VOCABULARIOS.pop(etiqueta, None)
    rows = modelo._base_manager.values_list("busqueda", flat=True).order_by("pk")
    for inicio in range(0, rows.count(), TROZO):
        registrar_palabras(modelo, rows[inicio : inicio + TROZO])
