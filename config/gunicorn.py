"""gunicorn: two processes of threads. What they read to start is read once and shared."""

import os
from pathlib import Path

from django.db import connections

bind = os.environ.get("GUNICORN_BIND", f"127.0.0.1:{os.environ.get('VINCULO_PUERTO', '8000')}")
worker_class = "gthread"
# Two, because Python runs one thread of a process at a time: alone, the last minute of a call took
# three times as long. The second one shares its pages with the first and adds little.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
preload_app = True
# One for each visitor of the last minute of a call: they wait for their turn (core.turnos), made
# when they are needed and not before. All of them share a few connections to the database.
threads = int(os.environ.get("WEB_THREADS", "600"))
os.environ.setdefault("CONEXIONES", "12")
timeout = 60
graceful_timeout = 4  # honcho waits five seconds before it kills
keepalive = 5
accesslog = None
loglevel = os.environ.get("NIVEL_REGISTRO", "info").lower()
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - the heartbeat file must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def pre_fork(_server, _worker):
    """Connections are of one process."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()
