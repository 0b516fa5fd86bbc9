"""Leave the local installation ready to serve: tables, catalogues and, once, the demo."""

import os
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from core import startup
from core.search_index import analizar


class Command(BaseCommand):
    help = "Migra la base y, la primera vez, carga los datos de muestra."
    requires_system_checks = []  # migrate runs the ones that concern the database

    def handle(self, *args, **options):
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if settings.DEMO:
            call_command("cargar_demo", una_vez=True, stdout=self.stdout)
        elif not self.people().exists():
            call_command("cargar_areas", stdout=StringIO())
            call_command("cargar_programa", stdout=StringIO())
            call_command("cargar_convocatorias", stdout=StringIO())
        analizar(connection)
        startup.refuse_unsafe()
        address = f"http://127.0.0.1:{os.environ.get('VINCULO_PUERTO', '8000')}/"
        self.stdout.write(f"\nVínculo estará en {address}\n")
        self.stdout.write(self.accounts())
        self.stdout.write("Ctrl+C detiene todo. Los datos se conservan.\n")
        self.stdout.flush()

    def people(self):
        return get_user_model()._default_manager.all()

    def accounts(self):
        """How to get in: the demo accounts, or how to make the first one."""
        file = settings.VAR_DIR / "cuentas_demo.txt"
        if settings.DEMO and file.exists():
            return f"\n{file.read_text(encoding='utf-8')}"
        if self.people().exists():
            return ""
        return (
            "\nTodavía no hay cuentas. En otra terminal, crea la primera:\n"
            "  .venv/bin/python manage.py crear_administracion --correo tu@correo\n"
        )
