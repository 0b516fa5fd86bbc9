"""Health check of one process, for whoever supervises it (exit code 0 or 1)."""

import http.client
import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.health import is_alive


class Command(BaseCommand):
    help = "Dice si vive el proceso: web, worker o beat."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("proceso", choices=["web", "worker", "beat"])

    def handle(self, *args, **options):
        process = options["proceso"]
        if not (self.web() if process == "web" else is_alive(process)):
            message = f"{process} no responde."
            raise CommandError(message)
        self.stdout.write(f"{process} vive.")

    def web(self):
        """Ask the process itself, under a name it accepts."""
        host = next(
            (name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost"
        )
        bind = os.environ.get(
            "GUNICORN_BIND", "127.0.0.1:" + os.environ.get("VINCULO_PUERTO", "8000")
        )
        port = int(bind.rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/salud", headers={"Host": host})
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
