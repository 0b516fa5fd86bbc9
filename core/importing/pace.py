"""How much to write at a time, and when to rest.

SQLite lets one write at a time, and who waits asks again every some tens of milliseconds: short
transactions are not enough, there must be gaps between them wide enough to be found.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

MAXIMO, MINIMO = 200, 100  # below, what each batch costs whatever its size would rule
LARGO, CORTO = 0.060, 0.030  # seconds a transaction may hold the others; below, it may grow
HUECO = 0.6  # rest at least this part of what the last transaction took


class Ritmo:
    """The size of the batches of one runner, and its rests."""

    def __init__(self) -> None:
        self.tamano = MAXIMO
        self.comparte = connection.vendor == "sqlite"
        self._duro = 0.0
        self._libre_desde = time.monotonic()

    @contextmanager
    def escribiendo(self) -> Iterator[None]:
        """A transaction, after the rest that those who wait are owed."""
        self._descansar()
        inicio = time.monotonic()
        try:
            with transaction.atomic():
                if self.comparte:
                    inicio = time.monotonic()  # waiting for the lock is not holding it
                yield
        finally:
            self._libre_desde = time.monotonic()
            self._duro = self._libre_desde - inicio
            self._ajustar()

    def _descansar(self) -> None:
        falta = self._duro * HUECO - (time.monotonic() - self._libre_desde)
        if self.comparte and falta > 0:
            time.sleep(falta)

    def _ajustar(self) -> None:
        if not self.comparte:
            return
        if self._duro > LARGO:
            self.tamano = max(MINIMO, self.tamano // 2)
        elif self._duro < CORTO:
            self.tamano = min(MAXIMO, self.tamano * 2)
