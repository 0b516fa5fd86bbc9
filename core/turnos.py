"""Turns for the public pages, so that the last minute of a call does not stop the office.

The server has a thread for each visitor, which is cheap while it waits. Those of the public pages
hand over what they bring and then go in a few at a time: however many come together, whoever works
inside shares the machine with those few and not with all of them.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable
from typing import Any

EN_MEMORIA = 64 * 1024
PEDAZO = 1024 * 1024  # in smaller ones the server copies the rest once for each
FORMADOS = "vinculo.formados"  # in the environment of the request: nobody outside can write it


class Turnos:
    """A WSGI application before another: of ``prefijo``, only ``a_la_vez`` requests at a time."""

    def __init__(self, app: Callable[..., Any], *, prefijo: str, a_la_vez: int = 2) -> None:
        self.app, self.prefijo = app, prefijo
        self.turno = threading.BoundedSemaphore(a_la_vez)
        self.candado = threading.Lock()
        self.formados = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(self.prefijo):
            return self.app(environ, start_response)
        with recibir(environ) as cuerpo:
            environ["wsgi.input"] = cuerpo
            self.formar(1)
            with self.turno:
                environ[FORMADOS] = self.formar(-1)
                return self.app(environ, start_response)

    def formar(self, cuantos: int) -> int:
        """How many wait for their turn after counting one more or one less."""
        with self.candado:
            self.formados += cuantos
            return self.formados


def recibir(environ: dict[str, Any]) -> Any:
    """What the request brings, here before its turn: a slow telephone holds nobody's place."""
    cuerpo = tempfile.SpooledTemporaryFile(max_size=EN_MEMORIA)  # noqa: SIM115 the caller closes
    while pedazo := environ["wsgi.input"].read(PEDAZO):
        cuerpo.write(pedazo)
    cuerpo.seek(0)
    return cuerpo
