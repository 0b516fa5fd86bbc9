from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from core.mail import absolute
from cuentas import actions
from cuentas.models import Usuario


class Command(BaseCommand):
    help = (
        "Crea la primera cuenta de administración técnica y muestra el enlace de invitación. "
        "No hay contraseña por omisión: se define al abrir el enlace."
    )

    def add_arguments(self, parser):
        parser.add_argument("--correo", required=True)
        parser.add_argument("--nombres", default="Administración")
        parser.add_argument("--primer-apellido", default="Técnica")
        parser.add_argument("--segundo-apellido", default="")
        parser.add_argument(
            "--reenviar", action="store_true", help="si ya existe y no ha entrado, otro enlace"
        )

    def handle(self, *args, **options):
        try:
            persona = self.persona(options)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        enlace = absolute(reverse("cuentas:invitacion", args=[persona.token_invitacion]))
        self.stdout.write(f"Invitación para {persona.correo}. Sirve una vez; ábrela pronto:")
        self.stdout.write(enlace)

    def persona(self, options):
        if options["reenviar"]:
            correo = options["correo"].strip().lower()
            persona = Usuario.objects.activos().filter(correo=correo).first()
            if persona is None:
                raise CommandError("No hay una cuenta activa con ese correo.")
            return actions.invitar(persona, by=None)
        return actions.crear_administracion(
            correo=options["correo"],
            nombres=options["nombres"],
            primer_apellido=options["primer_apellido"],
            segundo_apellido=options["segundo_apellido"],
        )
