"""What each engine needs to search and sort fast and alike; not expressible in a model."""

from django.db.migrations.operations.base import Operation

from core import trigrams

COLUMNAS = (("busqueda", "text"), ("orden", "varchar(300)"))


class preparar_busqueda(Operation):  # noqa: N801 it reads as an operation in a migration
    """Migration operation for the tables of `Buscable` models.

    PostgreSQL: binary order, as SQLite's, a trigram index and one of whole texts. SQLite: a trigram
    index kept by triggers, and a narrow one to scan instead of the table where trigrams cannot
    help. Django drops both when a later migration rebuilds the table, so that migration must repeat
    this operation, which makes them again (a test tells; meanwhile the scan answers).

    An operation of its own and not RunPython, which would build every model again after it.
    """

    reversible = True  # the columns go with their table: there is nothing to undo

    def __init__(self, *tablas):
        self.tablas = tablas

    def deconstruct(self):
        return (type(self).__name__, self.tablas, {})

    def state_forwards(self, app_label, state):
        """Nothing that a model says changes."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        postgresql = schema_editor.connection.vendor == "postgresql"
        if postgresql:
            # Trusted since PostgreSQL 13: the owner of the database may create it.
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for tabla in self.tablas:
            for orden in _en_postgresql(tabla) if postgresql else _en_sqlite(tabla):
                schema_editor.execute(orden)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing to undo."""

    def describe(self):
        return f"Prepara la búsqueda de {', '.join(self.tablas)}"


def _en_postgresql(tabla):
    for columna, tipo in COLUMNAS:
        yield f'ALTER TABLE "{tabla}" ALTER COLUMN "{columna}" TYPE {tipo} COLLATE "C"'
    yield (
        f'CREATE INDEX IF NOT EXISTS "{tabla}_busqueda" ON "{tabla}" '
        "USING gin (busqueda gin_trgm_ops)"
    )
    yield (
        f'CREATE INDEX IF NOT EXISTS "{tabla}_partes" ON "{tabla}" '
        "USING gin (string_to_array(busqueda, ' | '))"
    )


def _en_sqlite(tabla):
    # Both columns, so that the scan never touches the table.
    yield f'CREATE INDEX IF NOT EXISTS "{tabla}_busqueda" ON "{tabla}" (eliminado_en, busqueda)'
    yield f'ANALYZE "{tabla}"'
    yield from _creer(tabla)
    if trigrams.hay_trigramas():
        yield from trigrams.ordenes(tabla)


def _creer(tabla):
    # Nearly every row is alive. Without being told, the planner would take this index for
    # `eliminado_en IS NULL` before the range or the order that another index serves.
    yield f"DELETE FROM sqlite_stat1 WHERE idx = '{tabla}_busqueda'"  # noqa: S608 our own table
    yield (
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) "  # noqa: S608
        f"VALUES ('{tabla}', '{tabla}_busqueda', '100000 100000 1')"
    )


def analizar(connection):
    """Let SQLite's planner know how its tables grew: nobody else tells it.

    With tables of 100,000 rows and no statistics the list of occupations took 90 ms instead of 2;
    with those of a sample, 400.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT tbl_name FROM sqlite_master WHERE name = tbl_name || '_busqueda'")
        for (tabla,) in cursor.fetchall():
            for orden in _creer(tabla):
                cursor.execute(orden)
