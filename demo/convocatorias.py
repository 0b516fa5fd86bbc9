"""The calls of the demo: those of 2023-2024 with their people, and one that is open today."""

import datetime as dt
from itertools import cycle

from django.core.files.base import ContentFile
from django.utils import timezone

from acompanamiento.actions.documentos import recibir_documento
from acompanamiento.actions.solicitudes import presentar
from acompanamiento.enums import CalidadMigratoria, Perfil
from acompanamiento.models import PasaporteVisitante, SolicitudVisitante
from calendario.calculations import OFICINA
from calendario.models import ProcesoElectoral
from cuentas.enums import Rol
from demo import dibujos, observacion, visitantes
from observacion.actions.catalogo import cargar_convocatorias
from observacion.enums import Autoridad, Sexo
from observacion.models import Convocatoria, Gafete, RequisitoConvocatoria

MOTIVO = "Datos de la demostración"
CON_FOTO = 36  # badges of 2024 with a drawn photograph
TEXTOS = [
    f"{texto}_{idioma}"
    for texto in ("presentacion", "prohibiciones")
    for idioma in ("es", "en", "fr")
]
DE_REQUISITO = ["clave", "obligatorio", "posicion"]
DE_REQUISITO += [
    f"{texto}_{idioma}" for texto in ("nombre", "ayuda") for idioma in ("es", "en", "fr")
]
# Who is waiting today in the open call: name, surname, country, category, language.
ESPERAN = (
    ("Ana Clara", "Amostra", "BR", Perfil.ACADEMIA, "es"),
    ("Benoît", "Exemplaire", "FR", Perfil.AUTORIDAD, "fr"),
    ("Charlotte", "Sampleton", "GB", Perfil.ONG, "en"),
    ("Diego", "Boceto Ensayo", "CO", Perfil.PARLAMENTO, "es"),
    ("Elif", "Taslak", "TR", Perfil.ACADEMIA, "en"),
    ("Fatou", "Brouillon", "SN", Perfil.DEMOCRACIA, "fr"),
    ("Greta", "Mustermann", "DE", Perfil.AUTORIDAD, "en"),
    ("Hiroshi", "Mihon", "JP", Perfil.DIPLOMACIA, "en"),
)


def cargar(equipo, *, hoy):
    """Load the calls and everybody who answered them."""
    direccion = equipo[Rol.DIRECCION_DVOE]
    cargar_convocatorias(by=direccion)
    de_2024 = {c.tipo: c for c in Convocatoria.objects.vivos().select_related("proceso", "aviso")}
    for convocatoria in de_2024.values():
        convocatoria.publicada = True
        convocatoria.guardar(by=direccion, motivo=MOTIVO)
    todas = visitantes.cargar(de_2024["visitantes"], by=direccion)
    observacion.cargar(de_2024["observacion"], by=direccion)
    retratar(todas, by=direccion)
    abierta = abrir(de_2024["visitantes"], hoy=hoy, by=direccion)
    if abierta is not None:
        esperar(abierta, hoy=hoy, by=equipo[Rol.ENLACE_DVOE])


def retratar(solicitudes, *, by):
    """Drawn photographs on some of the badges."""
    folios = [s.folio for s in solicitudes if s.carpeta_en][:CON_FOTO]
    gafetes = list(Gafete.objects.filter(folio__in=folios).order_by("folio"))
    for gafete, foto in zip(gafetes, cycle(dibujos.retratos(12)), strict=False):
        gafete.foto.save("foto.jpg", ContentFile(foto), save=False)
    Gafete.objects.guardar_varios(gafetes, ["foto"], by=by, motivo=MOTIVO)


def abrir(modelo, *, hoy, by):
    """A call that anybody may answer today, of the process that comes; texts as those of 2024."""
    proceso = ProcesoElectoral.objects.vivos().filter(jornada__gt=hoy).order_by("jornada").first()
    if proceso is None:
        return None
    ahora = timezone.now()
    anio = proceso.jornada.year
    abierta = Convocatoria(
        proceso=proceso,
        tipo=modelo.tipo,
        clave=f"visitantes-{anio}",
        nombre_es=f"Convocatoria de ejemplo para visitantes, proceso electoral {anio}",
        nombre_en=f"Sample call for foreign visitors, {anio} electoral process",
        nombre_fr=f"Appel d’exemple aux visiteurs étrangers, processus électoral {anio}",
        autoridad=Autoridad.IECM,
        abre_en=ahora - dt.timedelta(days=20),
        cierra_en=dt.datetime.combine(
            max(hoy + dt.timedelta(days=45), proceso.jornada - dt.timedelta(days=11)),
            dt.time(23, 59, 59),
            tzinfo=OFICINA,
        ),
        limite_sustituciones=hoy + dt.timedelta(days=30),
        contacto_correo="visitantes@demo.invalid",
        aviso=modelo.aviso,
        publicada=True,
        notas="Convocatoria de ejemplo de la demostración, con los textos de 2024.",
        **{campo: getattr(modelo, campo) for campo in TEXTOS},
    ).guardar(by=by, motivo=MOTIVO)
    for requisito in modelo.requisitos.vivos():
        RequisitoConvocatoria(
            convocatoria=abierta,
            **{campo: getattr(requisito, campo) for campo in DE_REQUISITO},
        ).guardar(by=by, motivo=MOTIVO)
    return abierta


def esperar(convocatoria, *, hoy, by):
    """A few people with every paper, to be reviewed: drawn, and handed in as anybody would."""
    requisitos = list(convocatoria.requisitos.vivos())
    retratos = dibujos.retratos(len(ESPERAN))
    for numero, (nombres, apellidos, pais, perfil, idioma) in enumerate(ESPERAN):
        solicitud = una(convocatoria, numero, (nombres, apellidos, pais, perfil, idioma))
        solicitud.guardar(by=None, motivo=MOTIVO)
        PasaporteVisitante(
            solicitud=solicitud,
            numero=f"DEMO9{numero:03d}",
            pais_emisor=pais,
            emision=hoy - dt.timedelta(days=900),
            vencimiento=convocatoria.proceso.jornada + dt.timedelta(days=400 + numero),
        ).guardar(by=None, motivo=MOTIVO)
        for requisito in requisitos:
            contenido = retratos[numero]
            if requisito.clave != "fotografia":
                renglones = (f"{nombres} {apellidos}", f"Folio de ejemplo {numero + 1}")
                contenido = dibujos.hoja(requisito.nombre_es[:34], renglones)
            archivo = ContentFile(contenido, name=f"{requisito.clave}.jpg")
            recibir_documento(solicitud, requisito, archivo, by=None)
        presentar(solicitud, by=None)


def una(convocatoria, numero, persona):
    nombres, apellidos, pais, perfil, idioma = persona
    jornada = convocatoria.proceso.jornada
    return SolicitudVisitante(
        convocatoria=convocatoria,
        idioma=idioma,
        nombres=nombres,
        apellidos=apellidos,
        sexo=Sexo.MUJER if numero % 2 == 0 else Sexo.HOMBRE,
        fecha_nacimiento=dt.date(1970 + numero * 3, 4, 12),
        lugar_nacimiento="Ciudad de ejemplo",
        nacionalidades=[pais],
        pais_residencia=pais,
        organizacion="Institución de Ejemplo",
        cargo="Integrante",
        perfil=perfil,
        correo=f"espera{numero}@example.org",
        telefono=f"+000 111 {numero:04d}",
        llegada=jornada - dt.timedelta(days=5),
        salida=jornada + dt.timedelta(days=3),
        calidad_migratoria=CalidadMigratoria.VISITANTE,
        acepta_normas_en=timezone.now(),
        aviso=convocatoria.aviso,
        aviso_en=timezone.now(),
    )
