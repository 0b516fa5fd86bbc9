"""gunicorn: threads, because the embedded database is best served by one process."""

import os
from pathlib import Path

bind = os.environ.get("GUNICORN_BIND", f"127.0.0.1:{os.environ.get('VINCULO_PUERTO', '8000')}")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 4  # honcho waits five seconds before it kills
keepalive = 5
accesslog = None
loglevel = os.environ.get("NIVEL_REGISTRO", "info").lower()
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - the heartbeat file must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108
