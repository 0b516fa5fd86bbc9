"""Signs of life: the public address of the web process and the pulse of the other two."""

import socket
import time
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.permisos import publico

PULSE_MAX_AGE = 90  # seconds; the processes beat every 15 to 30


@publico
@never_cache
@require_safe
def salud(request):
    """Whether this process can serve: nothing that tells a stranger how it is built."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"estado": "sin base de datos"}, status=503)
    return JsonResponse({"estado": "ok", "version": settings.VERSION})


def pulse_file(process: str) -> Path:
    """One file per process and machine: several workers may share the folder."""
    return settings.VAR_DIR / "latidos" / f"{process}-{socket.gethostname()}"


def pulse(process: str) -> None:
    file = pulse_file(process)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def is_alive(process: str) -> bool:
    try:
        age = time.time() - pulse_file(process).stat().st_mtime
    except FileNotFoundError:
        return False
    return age < PULSE_MAX_AGE
