"""How much to write at a time, and when to rest.

SQLite lets one write at a time, and who waits asks again every some tens of milliseconds: short
transactions are not enough, there must be gaps between them wide enough to be found.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

MAXIMO, MINIMO = 200, 100  # below, what each batch costs whatever its size would rule
SIN_COMPARTIR = 1000  # where writers do not wait for each other
LARGO, CORTO = 0.060, 0.030  # seconds a transaction may hold the others; below, it may grow
HUECO = 0.6  # rest at least this part of what the last transaction took


OBJETOS = 50_000  # new ones between two looks for cycles, instead of Python's 700


@contextmanager
def sin_recoger() -> Iterator[None]:
    """Rows live and die together, with no cycles among them: looking for some is a fifth of it."""
    antes = gc.get_threshold()
    gc.set_threshold(OBJETOS, *antes[1:])
    try:
        yield
    finally:
        gc.set_threshold(*antes)


class Ritmo:
    """The size of the batches of one runner, and its rests."""

    def __init__(self) -> None:
        self.comparte = connection.vendor == "sqlite"
        self.tamano = MAXIMO if self.comparte else SIN_COMPARTIR
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
