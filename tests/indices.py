"""Whether an index says what its table says."""

from django.db import connection

from core import trigrams


def revisar(tabla="crm_institucion"):
    """SQLite compares its trigram index with the table, and fails if they differ."""
    indice = trigrams.nombre(tabla)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {indice} ({indice}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
            )
