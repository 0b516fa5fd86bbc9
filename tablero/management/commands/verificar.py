"""`manage.py verificar`: whether what is stored is whole."""

from django.core.management.base import BaseCommand, CommandError

from tablero.queries.verificacion import verificar


class Command(BaseCommand):
    help = (
        "Revisa folios, cierres, minutas, archivos, turnos, historial y avisos; dice qué está mal."
    )

    def handle(self, *args, **options):
        hallazgos = 0
        for hallazgo in verificar():
            hallazgos += 1
            self.stdout.write(hallazgo)
        if hallazgos:
            raise CommandError(f"Se encontraron {hallazgos} problemas.", returncode=1)
        self.stdout.write("Todo está en orden.")
