"""`manage.py tocar_avisos`: one round by hand, or from cron where there is no Celery."""

from django.core.management.base import BaseCommand

from avisos.actions import tocar


class Command(BaseCommand):
    help = "Planea y entrega los avisos que tocan ahora; se puede repetir sin duplicar nada."

    def handle(self, *args, **options):
        self.stdout.write(f"Avisos entregados: {tocar()}.")
