"""Load the demo: accounts by role, the directory of example and invented people."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo import carga
from demo.equipo import ARCHIVO


class Command(BaseCommand):
    help = "Carga los datos de la demostración: cuentas, instituciones y personas inventadas."
    requires_system_checks = []  # `preparar` runs it at every start: it must cost nothing

    def add_arguments(self, parser):
        parser.add_argument(
            "--una-vez", action="store_true", help="si ya están cargados, no hace nada ni lo dice"
        )

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "Esta instalación no es de demostración (VINCULO_DEMO). No se cargó nada."
            )
        if carga.esta_cargada():
            if not options["una_vez"]:
                self.stdout.write("La demostración ya está cargada.")
            return
        self.stdout.write("Cargando la demostración (785 instituciones, personas inventadas)…")
        carga.cargar(self.importar, hoy=timezone.localdate())
        self.stdout.write("Lista.")
        if not options["una_vez"]:  # `preparar` shows them at the end, after what it does next
            self.stdout.write((settings.VAR_DIR / ARCHIVO).read_text(encoding="utf-8"))

    def importar(self, archivo, *, by):
        # Names alike are different bodies in this file: Mexico's tribunals, for one.
        call_command(
            "importar",
            "instituciones",
            str(archivo),
            correo_de=by.correo,
            parecidas="crear",
            stdout=self.stdout,
        )
