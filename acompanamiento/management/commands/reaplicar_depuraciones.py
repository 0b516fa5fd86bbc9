"""`reaplicar_depuraciones LISTA.csv`: what was disposed of after a backup leaves again."""

import csv
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from acompanamiento.actions.reaplicar import COLUMNAS, ejecutadas, reaplicar


class Command(BaseCommand):
    help = (
        "Después de restaurar un respaldo, vuelve a suprimir lo que ya se había suprimido. "
        "Con --listar, escribe la lista que hay que guardar con las actas, fuera del respaldo."
    )

    def add_arguments(self, parser):
        parser.add_argument("lista", nargs="?", help=f"archivo CSV: {', '.join(COLUMNAS)}")
        parser.add_argument("--listar", action="store_true", help="escribe la lista de hoy")
        parser.add_argument("--correo-de", default="", help="correo de quien lo ordena")

    def handle(self, *args, **options):
        if options["listar"]:
            return self.listar()
        if not options["lista"]:
            raise CommandError("Falta la lista. Para escribirla: reaplicar_depuraciones --listar")
        modelo = get_user_model()
        by = modelo.objects.filter(**{modelo.USERNAME_FIELD: options["correo_de"]}).first()
        if by is None:
            raise CommandError("Escribe, con --correo-de, la cuenta de quien lo ordena.")
        try:
            hechas = reaplicar(self.leer(options["lista"]), by=by)
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        for una in hechas:
            cuantas = una.conteos.get("solicitudes", 0)
            nota = " (ya constaba)" if una.ya_constaba else ""
            self.stdout.write(f"{una.depuracion}: se suprimieron {cuantas:,} solicitudes{nota}.")
        return None

    def listar(self):
        tabla = csv.DictWriter(self.stdout, COLUMNAS, lineterminator="\n")
        tabla.writeheader()
        tabla.writerows(ejecutadas())

    def leer(self, nombre):
        try:
            texto = Path(nombre).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"No se puede leer {nombre}: debe ser un CSV en UTF-8.") from error
        tabla = csv.DictReader(texto.splitlines())
        if set(COLUMNAS) - set(tabla.fieldnames or ()):
            raise CommandError(f"El primer renglón debe decir: {','.join(COLUMNAS)}")
        return list(tabla)
