from django.core.management.base import BaseCommand

from cuentas import actions


class Command(BaseCommand):
    help = "Agrega las áreas y los órganos colegiados del instituto que falten."

    def handle(self, *args, **options):
        self.stdout.write(f"Agregados: {actions.cargar_areas(by=None)}")
