"""`importar instituciones ARCHIVO`: the workbench from the shell."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.importing.catalog import crud_por_nombre
from core.importing.mapping import aplicar_texto
from core.importing.opening import Abierto, abrir, decidir, descartar
from core.importing.preview import previsualizar
from core.importing.run import confirmar, ejecutar
from core.models import Lote
from core.models.lote import Decision, EstadoRenglon

MAX_PROBLEMAS = 20


class Command(BaseCommand):
    requires_system_checks = []  # of the house, not of the file: `preparar` and the suite run them
    help = "Importa un archivo .xlsx, .xls o .csv; muestra qué entró, qué no y por qué."

    def add_arguments(self, parser):
        parser.add_argument("entidad", help="instituciones, contactos, ocupaciones…")
        parser.add_argument("archivo")
        parser.add_argument("--mapa", default="", help="«columna=campo,otra=campo»")
        parser.add_argument("--clave", default="", help="campo o campos (a+b) que identifican")
        parser.add_argument("--hoja", default="", help="hoja del libro")
        parser.add_argument(
            "--vaciar", default="", help="campos cuyas celdas vacías borran el dato"
        )
        parser.add_argument("--parecidas", choices=["omitir", "crear"], default="omitir")
        parser.add_argument("--simular", action="store_true", help="sólo muestra qué pasaría")
        parser.add_argument("--json", action="store_true", help="escribe el resultado como JSON")
        parser.add_argument("--correo-de", default="", help="correo de la persona que importa")

    def handle(self, *args, **options):
        try:
            lote = self.importar(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.mostrar(lote, options)

    def importar(self, options) -> Lote:
        crud = crud_por_nombre(options["entidad"])
        by = self.persona(options["correo_de"], crud)
        ruta = Path(options["archivo"])
        try:
            contenido = ruta.read_bytes()
        except OSError as error:
            raise CommandError(f"No se pudo leer {ruta}: {error.strerror}") from error
        abierto = abrir(crud, contenido, ruta.name, by=by, hoja=options["hoja"])
        try:
            self.relacionar(abierto, options)
            decidir(abierto)
        except ValidationError:
            descartar(abierto.lote)
            raise
        lote = abierto.lote
        previsualizar(lote, abierto.tabla)
        lote.refresh_from_db()
        if not options["simular"] and confirmar(lote, parecidas=Decision(options["parecidas"])):
            ejecutar(lote)
            lote.refresh_from_db()
        return lote

    def persona(self, correo: str, crud):
        if not correo:
            return None
        modelo = get_user_model()
        persona = modelo.objects.filter(
            **{modelo.USERNAME_FIELD: correo, "is_active": True}
        ).first()
        if persona is None:
            raise CommandError(f"No hay una cuenta activa con el correo {correo}.")
        if not persona.has_perm(crud.perm("import")):
            raise CommandError(f"{correo} no tiene permiso de importar {crud.verbose_name_plural}.")
        return persona

    def relacionar(self, abierto: Abierto, options) -> None:
        relacion = abierto.relacion
        if options["mapa"]:
            aplicar_texto(relacion, options["mapa"], abierto.tabla, abierto.columnas)
            relacion.clave = (abierto.opciones_de_clave() or [("", "")])[0][0]
        if options["clave"]:
            relacion.clave = options["clave"]
        relacion.vaciar = [nombre.strip() for nombre in options["vaciar"].split(",") if nombre]
        if relacion.ambiguas and not options["json"]:
            nombres = ", ".join(relacion.ambiguas)
            self.stderr.write(f"Fechas leídas con el día primero (día/mes/año): {nombres}")

    def mostrar(self, lote: Lote, options) -> None:
        simulado = options["simular"]
        resultado = {
            "leidas": lote.leidas,
            "nuevas": lote.nuevas,
            "actualizadas": lote.actualizadas,
            "sin_cambio": lote.sin_cambio,
            "con_problema": lote.con_problema + (lote.posibles if simulado else 0),
            "lote": lote.pk,
        }
        if simulado:
            descartar_simulacion = lote.renglones.filter(estado=EstadoRenglon.PROBLEMA)
            self.problemas = list(descartar_simulacion[:MAX_PROBLEMAS])
            descartar(lote)
        else:
            self.problemas = list(devueltas(lote)[:MAX_PROBLEMAS])
        if options["json"]:
            self.stdout.write(json.dumps(resultado))
            return
        verbo = "Se importaría" if simulado else "Se importó"
        self.stdout.write(
            f"{verbo} «{lote.nombre_archivo}» (lote {lote.pk}): {lote.leidas:,} filas leídas,"
            f" {lote.nuevas:,} nuevas, {lote.actualizadas:,} con cambios,"
            f" {lote.sin_cambio:,} sin cambio, {resultado['con_problema']:,} con problema."
        )
        for aviso in lote.opciones.get("avisos", ()):
            self.stdout.write(f"  Aviso: {aviso}")
        for renglon in self.problemas:
            for motivo in renglon.motivos():
                self.stdout.write(f"  {motivo}")
        if lote.con_problema > len(self.problemas):
            self.stdout.write(f"  … y {lote.con_problema - len(self.problemas):,} más.")


def devueltas(lote: Lote):
    """Rows that did not get in."""
    return lote.renglones.filter(aplicado=False).exclude(estado=EstadoRenglon.IGUAL)
