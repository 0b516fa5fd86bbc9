"""`deshacer_importacion LOTE`: put back what a batch wrote."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.batches import deshacer
from core.models import Lote


class Command(BaseCommand):
    help = "Deshace un lote: lo que nadie tocó después vuelve a como estaba; lo demás se lista."

    def add_arguments(self, parser):
        parser.add_argument("lote", type=int)
        parser.add_argument("--correo-de", default="", help="correo de la persona que deshace")

    def handle(self, *args, **options):
        lote = Lote.objects.filter(pk=options["lote"]).first()
        if lote is None:
            raise CommandError(f"No existe el lote {options['lote']}.")
        modelo = get_user_model()
        by = modelo.objects.filter(**{modelo.USERNAME_FIELD: options["correo_de"]}).first()
        if options["correo_de"] and by is None:
            raise CommandError(f"No hay una cuenta con el correo {options['correo_de']}.")
        try:
            cuantos, dejados = deshacer(lote, by=by)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Se deshizo el lote {lote.pk}: {cuantos:,} registros volvieron atrás.")
        for cambio in dejados:
            self.stdout.write(f"  Se dejó {cambio.objeto_id}: {cambio.dejado_por}")
