"""How each engine is asked to behave. Read by settings: nothing of Django is ready yet."""

from __future__ import annotations

from typing import Any

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
        # Rare checkpoints: who commits after 4 MB of an import would wait for its pages.
        "PRAGMA cache_size=-20000; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=8000;"
    ),
}


def preparada(base: dict[str, Any], *, conexiones: int = 0) -> dict[str, Any]:
    """A database of Django with our options; its own, from the address, come first.

    With ``conexiones``, the threads of a process share that many to PostgreSQL: those of a web
    process, which are many and mostly wait. Without, each thread keeps its own for a minute.
    """
    if base["ENGINE"] == "django.db.backends.sqlite3":
        return base | {"OPTIONS": SQLITE}
    pool = {"min_size": 1, "max_size": conexiones} if conexiones else False
    options = {"connect_timeout": 5, "pool": pool} | base.get("OPTIONS", {})
    edad = 0 if pool else 60  # seconds; who shares keeps nothing
    return base | {"OPTIONS": options, "CONN_MAX_AGE": edad, "CONN_HEALTH_CHECKS": True}
