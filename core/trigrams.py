"""The trigram index of SQLite: its tables and triggers, what it is asked, whether it may be trusted.

It only proposes rows: the conditions of `core.search` are checked in each one, so it may offer too
many and is never believed. It must not offer too few, and that depends on its triggers: who loses
one (Django makes a table again to alter a column) falls back to reading the whole column.
"""

import sqlite3
from functools import cache, lru_cache

from django.db import connection

LARGO = 3
SUCESOS = ("alta", "baja", "cambio")


@cache
def hay_trigramas():
    """Whether this SQLite was built with the tokenizer (3.34 and FTS5)."""
    prueba = sqlite3.connect(":memory:")
    try:
        prueba.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='trigram')")
    except sqlite3.OperationalError:
        return False
    finally:
        prueba.close()
    return True


def nombre(tabla):
    """The index of a table."""
    return f"{tabla}_trigramas"


def ordenes(tabla):
    """Statements that make the index of a table again, whatever was left of it."""
    indice = nombre(tabla)
    quitar = f'INSERT INTO "{indice}" ("{indice}", rowid, busqueda)'
    quitar += " VALUES ('delete', old.id, old.busqueda)"
    poner = f'INSERT INTO "{indice}" (rowid, busqueda) VALUES (new.id, new.busqueda)'  # noqa: S608
    for suceso in SUCESOS:
        yield f'DROP TRIGGER IF EXISTS "{indice}_{suceso}"'
    yield f'DROP TABLE IF EXISTS "{indice}"'
    # The text stays in its table alone; without positions or sizes, a third of the room.
    yield (
        f"CREATE VIRTUAL TABLE \"{indice}\" USING fts5(busqueda, content='{tabla}',"
        " content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
    )
    yield f'INSERT INTO "{indice}" ("{indice}") VALUES (\'rebuild\')'  # noqa: S608
    yield f'CREATE TRIGGER "{indice}_alta" AFTER INSERT ON "{tabla}" BEGIN {poner}; END'
    yield f'CREATE TRIGGER "{indice}_baja" AFTER DELETE ON "{tabla}" BEGIN {quitar}; END'
    yield (
        f'CREATE TRIGGER "{indice}_cambio" AFTER UPDATE OF busqueda ON "{tabla}"'
        f" WHEN old.busqueda IS NOT new.busqueda BEGIN {quitar}; {poner}; END"
    )


def pregunta(alternativas):
    """What the index is asked for rows with some text of each group; blank when it cannot help."""
    grupos = [
        " OR ".join(f"({_cada_tercio(texto)})" for texto in textos)
        for textos in alternativas
        if all(len(texto) >= LARGO for texto in textos)
    ]
    return " AND ".join(f"({grupo})" for grupo in grupos)


def _cada_tercio(texto):
    # Every third one and the last cover the text; the rest would be read for nothing.
    inicios = [*range(0, len(texto) - LARGO, LARGO), len(texto) - LARGO]
    return " AND ".join(dict.fromkeys(f'"{texto[i : i + LARGO]}"' for i in inicios))


def limitar(queryset, asunto):
    """The rows of the queryset that the index proposes, read in its order and only while needed.

    A join and not a subquery, which SQLite would fill whole before looking at the first row.
    """
    tabla, indice = queryset.model._meta.db_table, nombre(queryset.model._meta.db_table)
    union = f'"{indice}".rowid = "{tabla}"."id" AND "{indice}" MATCH %s'
    return queryset.extra(tables=[indice], where=[union], params=[asunto])  # noqa: S610


def sirven(modelo):
    """Whether the model's table has its whole index here."""
    if connection.vendor != "sqlite":
        return False
    connection.ensure_connection()
    # It changes with every CREATE and DROP of any process; asking is cheaper than any query.
    version = connection.connection.execute("PRAGMA schema_version").fetchone()[0]
    return modelo._meta.db_table in _con_indice(str(connection.settings_dict["NAME"]), version)


@lru_cache(maxsize=8)
def _con_indice(_base, _version):
    """Tables with an index and all the triggers that keep it."""
    nombres = ", ".join(f"d.tbl_name || '_trigramas_{suceso}'" for suceso in SUCESOS)
    filas = connection.connection.execute(
        "SELECT d.tbl_name FROM sqlite_master d JOIN sqlite_master i"  # noqa: S608 our own names
        " ON i.name = d.tbl_name || '_trigramas' AND i.type = 'table'"
        f" WHERE d.type = 'trigger' AND d.name IN ({nombres})"
        " GROUP BY d.tbl_name HAVING count(*) = ?",
        [len(SUCESOS)],
    )
    return frozenset(tabla for (tabla,) in filas)
