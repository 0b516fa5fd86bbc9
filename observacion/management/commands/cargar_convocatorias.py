from django.core.management.base import BaseCommand

from observacion.actions.catalogo import cargar_convocatorias


class Command(BaseCommand):
    help = "Carga los avisos de privacidad iniciales y las convocatorias de 2023-2024."

    def handle(self, *args, **options):
        self.stdout.write(f"Agregados: {cargar_convocatorias(by=None)}")
