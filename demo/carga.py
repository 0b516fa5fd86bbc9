"""The demo's directory, loaded once: accounts, catalogues, the import, and what is invented."""

import csv
import datetime as dt
from itertools import cycle
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core.attachments import adjuntar
from core.models import Parametro
from crm.actions import cargar_catalogos, extinguir, inactivar
from crm.models import (
    Contacto,
    Etiqueta,
    Institucion,
    NombreAlterno,
    Ocupacion,
    Puesto,
    Subtipo,
)
from cuentas.actions import cargar_areas
from cuentas.enums import Rol
from demo import (
    clasificacion,
    convenios,
    convocatorias,
    personas,
    puestos,
    seguimiento,
    tramite,
)
from demo.equipo import crear_cuentas

DATOS = Path(__file__).parent / "datos"
INSTITUCIONES = DATOS / "instituciones.csv"
MARCA = "demo-cargada"
MOTIVO = "Datos de la demostración"
A_CARGO = (Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE, Rol.COORDINACION_ACOMPANAMIENTO, Rol.CAPTURISTA)
COMPLETADOS = ["subtipo", "ambito", "linea_trabajo", "institucion_padre", "responsable", "notas"]
NOTAS = {
    "Universidad Nacional Autónoma de México": (
        "Nota de ejemplo: la UNAM firma «a través de» sus facultades; la contraparte es la UNAM."
    ),
    "Instituto Nacional Electoral": "Nota de ejemplo: confirmar el enlace antes de cada proceso.",
    "Facultad de Estudios Superiores Aragón, UNAM": "Nota de ejemplo: unidad que opera, no firma.",
}
ETIQUETAS = (
    ("Observación electoral", "Ejemplo: a quién se invita a observar.", "emb_extranjera"),
    ("Voto desde el extranjero", "Ejemplo: difusión en el exterior.", "consulado"),
    ("Educación cívica", "Ejemplo: actividades con universidades.", "centro_investigacion"),
    ("Reunión nacional de OPL", "Ejemplo: convocatoria conjunta.", "ople"),
)
ECUADOR = "Embajada de Ecuador en México"
INAI = (
    "Instituto Nacional de Transparencia, Acceso a la Información y Protección de Datos Personales"
)

DOCUMENTO = "Documento de ejemplo. En su lugar iría el decreto publicado."


def esta_cargada():
    return Parametro.objects.filter(clave=MARCA).exists()


def cargar(importar, *, hoy):
    """Load everything that is missing. ``importar(archivo, by=)`` runs the import workbench.

    The import writes in its own short batches; the rest is one transaction marked at the end,
    so a load that was cut short starts again without repeating anything.
    """
    cargar_areas(by=None)
    cargar_catalogos(by=None)
    equipo = crear_cuentas()
    direccion = equipo[Rol.DIRECCION_DVOE]
    importar(INSTITUCIONES, by=direccion)
    with transaction.atomic():
        completar_instituciones([equipo[rol] for rol in A_CARGO], by=direccion)
        agregar_nombres_alternos(by=direccion)
        cambiar_estatus(by=direccion)
        inventar_directorio(hoy=hoy, by=equipo[Rol.ENLACE_DVOE])
        etiquetar(by=equipo[Rol.CAPTURISTA])
        seguimiento.cargar(equipo, hoy=hoy)
        convenios.cargar(equipo, hoy=hoy)
        tramite.cargar(equipo, hoy=hoy)
        convocatorias.cargar(equipo, hoy=hoy)
        Parametro(clave=MARCA, valor=True, desde=hoy, procedencia=MOTIVO).guardar(by=None)


def completar_instituciones(encargados, *, by):
    """Fill what the file does not bring and the name says; who is in charge is dealt in turn."""
    subtipos = {subtipo.clave: subtipo for subtipo in Subtipo.objects.vivos()}
    instituciones = list(Institucion.objects.vivos().order_by("pk"))
    por_nombre = {institucion.nombre: institucion for institucion in instituciones}
    turno = cycle([*encargados, None])  # one in five has nobody: home shows them as missing
    for institucion in instituciones:
        datos = (institucion.nombre, institucion.tipo, str(institucion.pais))
        institucion.subtipo = subtipos.get(clasificacion.subtipo(*datos))
        institucion.ambito = clasificacion.ambito(*datos, institucion.entidad)
        institucion.linea_trabajo = clasificacion.linea_trabajo(*datos)
        padre = clasificacion.nombre_del_padre(institucion.nombre)
        institucion.institucion_padre = por_nombre.get(padre)
        institucion.responsable = next(turno)
        institucion.notas = NOTAS.get(institucion.nombre, "")
    Institucion.objects.guardar_varios(instituciones, COMPLETADOS, by=by, motivo=MOTIVO)


def agregar_nombres_alternos(*, by):
    """Former names, acronyms and translations that are public knowledge."""
    por_nombre = {i.nombre: i for i in Institucion.objects.vivos()}
    with (DATOS / "nombres_alternos.csv").open(encoding="utf-8", newline="") as archivo:
        for fila in csv.DictReader(archivo):
            hasta = dt.date.fromisoformat(fila["hasta"]) if fila["hasta"] else None
            NombreAlterno(
                institucion=por_nombre[fila["institucion"]],
                texto=fila["texto"],
                tipo=fila["tipo"],
                hasta=hasta,
            ).guardar(by=by, motivo=MOTIVO)


def cambiar_estatus(*, by):
    """Two bodies of the 2023 file that are not what they were (dominio, cases 15 and 63)."""
    ecuador = Institucion.objects.vivos().get(nombre=ECUADOR)
    inactivar(ecuador, by=by, motivo="Relaciones diplomáticas suspendidas desde abril de 2024.")
    inai = Institucion.objects.vivos().get(nombre=INAI)
    documento = SimpleUploadedFile("documento_de_ejemplo.txt", DOCUMENTO.encode(), "text/plain")
    adjuntar(inai, documento, by=by, descripcion="Ejemplo de documento que lo acredita")
    extinguir(
        inai, by=by, motivo="Reforma constitucional en simplificación.", fecha=dt.date(2025, 3, 20)
    )


def inventar_directorio(*, hoy, by):
    """People, posts and who holds or held them: all invented."""
    contactos = Contacto.objects.crear_varios(personas.inventar(), by=by, motivo=MOTIVO)
    asientos, ocupaciones = puestos.repartir(contactos, hoy=hoy)
    Puesto.objects.crear_varios(asientos, by=by, motivo=MOTIVO)
    for ocupacion in ocupaciones:
        ocupacion.puesto_id = ocupacion.puesto.pk
    Ocupacion.objects.crear_varios(ocupaciones, by=by, motivo=MOTIVO)
    _fechar_novedades(ocupaciones, hoy)


def _fechar_novedades(ocupaciones, hoy):
    """Half of the institutions with people were heard of lately; the rest, long ago."""
    con_personas = {ocupacion.puesto.institucion_id for ocupacion in ocupaciones}
    for dias, resto in ((20, 0), (400, 1)):
        claves = [clave for clave in con_personas if clave % 2 == resto]
        fecha = hoy - dt.timedelta(days=dias)
        Institucion.objects.filter(pk__in=claves).update(ultimo_contacto_en=fecha)


def etiquetar(*, by):
    """Tags of example, each on the first institutions of one subtype."""
    for nombre, descripcion, subtipo in ETIQUETAS:
        etiqueta = Etiqueta(nombre=nombre, descripcion=descripcion).guardar(by=by, motivo=MOTIVO)
        etiqueta.instituciones.set(
            Institucion.objects.vivos().filter(subtipo__clave=subtipo).order_by("pk")[:12]
        )
