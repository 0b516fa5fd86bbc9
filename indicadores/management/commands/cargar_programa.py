"""Load the programme 2024 and its indicators, literally; what is there is left as it is."""

from django.core.management.base import BaseCommand

from indicadores.actions import cargar_mir
from programa.actions import cargar_programa


class Command(BaseCommand):
    help = "Carga el Plan, el Programa 2024 y los siete indicadores de su MIR."

    def handle(self, *args, **options):
        registros = cargar_programa(by=None)
        indicadores = cargar_mir(by=None)
        self.stdout.write(f"Se cargaron {registros} registros y {indicadores} indicadores.")
