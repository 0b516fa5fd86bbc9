"""Many new rows in few statements, without Django's expression per value.

`bulk_create` resolves and compiles each value of each row apart; with forty columns that is half
of what an import costs. Here each column is prepared whole, and the columns that say the same in
every row travel once.
"""

import sqlite3
from itertools import chain
from typing import Any

from django.db import connection, models
from django_countries.fields import CountryField

TROZO = 500


def insertar(modelo, objs, *, repetidas: bool = False) -> list[Any]:
    """Insert new records and give them the keys of the database. The caller owns the transaction.

    With ``repetidas`` those that another row excludes are left out, and no key is given.
    """
    objs = list(objs)
    campos = [c for c in modelo._meta.local_concrete_fields if c is not modelo._meta.auto_field]
    trozo = _cuantas_caben(len(campos))
    for inicio in range(0, len(objs), trozo):
        _insertar_trozo(modelo, campos, objs[inicio : inicio + trozo], repetidas)
    return objs


def _cuantas_caben(columnas: int) -> int:
    if connection.vendor != "sqlite":
        return TROZO
    connection.ensure_connection()
    parametros = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return max(1, min(TROZO, parametros // (columnas + 1)))


def _insertar_trozo(modelo, campos, objs, repetidas: bool) -> None:
    distintas, comunes = _columnas(campos, objs)
    comillas = connection.ops.quote_name
    columnas = [comillas(campo.column) for campo, _ in [*distintas, *comunes]]
    lectura = [f"column{numero}" for numero in range(1, len(distintas) + 1)]
    lectura += ["%s"] * len(comunes)
    origen, valores = _origen(distintas, len(objs))
    # Only names of our own tables and columns are pasted; every value is a parameter.
    sql = (
        f"INSERT INTO {comillas(modelo._meta.db_table)} ({', '.join(columnas)})"  # noqa: S608
        f" SELECT {', '.join(lectura)} FROM {origen} WHERE true"
    )
    llave = modelo._meta.auto_field if not repetidas else None
    if repetidas:
        sql += " ON CONFLICT DO NOTHING"
    elif llave:
        sql += f" RETURNING {comillas(llave.column)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(valor for _, valor in comunes), *valores])
        llaves = cursor.fetchall() if llave else ()
    for obj, (pk,) in zip(objs, llaves, strict=False):
        obj.pk, obj._state.adding, obj._state.db = pk, False, connection.alias


def _columnas(campos, objs):
    """Columns whose values differ, prepared one by one, and those all alike, prepared once."""
    distintas, comunes = [], []
    for campo in campos:
        valores = _leidos(campo, objs)
        if len(objs) > 1 and _iguales(valores):
            comunes.append((campo, campo.get_db_prep_save(valores[0], connection)))
        else:
            preparados = [campo.get_db_prep_save(valor, connection) for valor in valores]
            distintas.append((campo, preparados))
    if not distintas:
        campo, valor = comunes.pop()
        distintas.append((campo, [valor] * len(objs)))
    return distintas, comunes


def _leidos(campo, objs) -> list[Any]:
    """What each record holds. Only a field that says so has something to do before it is saved.

    A country's only builds an object to take its code out again.
    """
    if type(campo).pre_save in (models.Field.pre_save, CountryField.pre_save):
        return [obj.__dict__[campo.attname] for obj in objs]
    return [campo.pre_save(obj, add=True) for obj in objs]


def _iguales(valores) -> bool:
    primero = valores[0]
    clase = type(primero)
    return all(valor is primero or (type(valor) is clase and valor == primero) for valor in valores)


def _origen(distintas, cuantas: int) -> tuple[str, list[Any]]:
    """The new rows as a table, and its parameters: one a value, or one a column where there are
    arrays, which spares reading a mark for each value."""
    if connection.vendor == "sqlite":
        marcas = f"({', '.join(['%s'] * len(distintas))})"
        filas = zip(*(valores for _, valores in distintas), strict=True)
        tabla = f"(VALUES {', '.join([marcas] * cuantas)}) AS nuevas"
        return tabla, list(chain.from_iterable(filas))
    nombres = ", ".join(f"column{numero}" for numero in range(1, len(distintas) + 1))
    arreglos = ", ".join(f"%s::{_tipo(campo)}[]" for campo, _ in distintas)
    return f"unnest({arreglos}) AS nuevas({nombres})", [list(valores) for _, valores in distintas]


def _tipo(campo) -> str:
    """The type of a column. Without its length, or a long text is cut instead of refused."""
    return str(campo.db_type(connection).split("(")[0])
