"""`exportar instituciones --formato csv|xlsx`: rows that can be imported back."""

import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.exports import columnas_para, escribir_xlsx, lineas_csv
from core.importing.catalog import crud_por_nombre


class Command(BaseCommand):
    help = "Exporta todos los registros de una entidad en un archivo que puede volver a importarse."

    def add_arguments(self, parser):
        parser.add_argument("entidad", help="instituciones, contactos, ocupaciones…")
        parser.add_argument("--formato", choices=["csv", "xlsx"], default="csv")
        parser.add_argument("--salida", default="", help="archivo; si falta, la salida estándar")

    def handle(self, *args, **options):
        try:
            crud = crud_por_nombre(options["entidad"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        rows = crud.model.objects.vivos().order_by(*crud.list_ordering())
        columnas = columnas_para(crud)
        if options["salida"]:
            with Path(options["salida"]).open("wb") as archivo:
                self.escribir(archivo, rows, columnas, options["formato"])
        else:
            self.escribir(sys.stdout.buffer, rows, columnas, options["formato"])

    def escribir(self, archivo, rows, columnas, formato):
        if formato == "xlsx":
            escribir_xlsx(archivo, rows, columnas)
            return
        for trozo in lineas_csv(rows, columnas):
            archivo.write(trozo.encode())
