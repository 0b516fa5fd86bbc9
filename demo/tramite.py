"""Seven instruments in process, one at each stage, taken there by three people as they would.

One has been stuck for months, one has open observations, one came back from the legal area and has
two versions of its text.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from convenios.actions import convenios as actos
from convenios.actions import expediente, opiniones
from convenios.actions.compromisos import comprometer
from convenios.actions.convenios import Papel
from convenios.actions.turnos import pasar_turno
from convenios.enums import (
    CriterioOpinion,
    EnManosDe,
    EstadoConvenio,
    TipoInstrumento,
    TipoVigencia,
    Valoracion,
)
from convenios.models import Convenio
from convenios.queries.reloj import limite_de_etapa
from crm.enums import LadoCompromiso, TipoFecha
from crm.models import Compromiso, Institucion
from cuentas.enums import Rol
from cuentas.models import Area, OrganoColegiado
from demo.convenios import MARCA

E = EstadoConvenio
# Stage, counterpart, subject, days ago it was asked for, days in its stage.
CASOS = (
    (E.SOLICITUD, "Alianza Cívica, A.C.", "promoción del voto de las juventudes", 3, 3),
    (E.NEGOCIACION, "Alcaldía Tláhuac", "préstamo de urnas electrónicas", 130, 96),
    (E.PROYECTO, "Universidad Rosario Castellanos", "servicio social y prácticas", 41, 9),
    (E.OPINION, "Comisión de Derechos Humanos de la Ciudad de México", "igualdad", 52, 6),
    (E.VALIDACION, "Organización de los Estados Americanos", "observación electoral", 74, 12),
    (E.APROBACION, "Instituto Electoral del Estado de México", "voto en el extranjero", 80, 8),
    (E.FIRMA, "Universidad Autónoma de la Ciudad de México", "educación cívica", 95, 5),
)
TEXTO = """CONVENIO DE APOYO Y COLABORACIÓN (texto de ejemplo)

PRIMERA. Objeto. Realizar acciones conjuntas en materia de {tema}.
SEGUNDA. Compromisos del Instituto. Impartir dos cursos cada año.
TERCERA. Compromisos de la contraparte. Facilitar sus espacios.
CUARTA. Vigencia. {vigencia}
"""
VIGENCIAS = ("Tres años a partir de su firma.", "Tres años a partir de su firma, prorrogables.")
CORRECCION = "Precisar en la cláusula cuarta si la vigencia puede prorrogarse."


def cargar(equipo, *, hoy):
    """Each case to its stage, then back in time to the day it would have begun."""
    for etapa, nombre, tema, hace, en_etapa in CASOS:
        institucion = Institucion.objects.vivos().get(nombre=nombre)
        caso = Caso(equipo, institucion, tema, hoy)
        caso.hasta(etapa)
        caso.fechar(hace, en_etapa)


def archivo(tema, numero):
    texto = TEXTO.format(tema=tema, vigencia=VIGENCIAS[numero - 1])
    nombre = f"convenio_de_ejemplo_v{numero}.txt"
    return SimpleUploadedFile(nombre, texto.encode(), "text/plain")


class Caso:
    """One instrument, and the people who carry it."""

    def __init__(self, equipo, institucion, tema, hoy):
        self.enlace, self.direccion = equipo[Rol.ENLACE_DVOE], equipo[Rol.DIRECCION_DVOE]
        self.juridico, self.tema, self.hoy = equipo[Rol.JURIDICO], tema, hoy
        self.numero = 0
        convenio = Convenio(
            tipo=TipoInstrumento.APOYO_COLABORACION,
            denominacion=f"Convenio de Apoyo y Colaboración en materia de {tema} {MARCA}",
            responsable=self.enlace,
            area_solicitante=Area.objects.vivos().get(siglas="DEOEyG"),
        )
        self.pk = actos.registrar_convenio(
            convenio,
            by=self.enlace,
            instituciones=[institucion],
            solicitud=self.papel("Oficio de solicitud"),
        ).pk

    @property
    def convenio(self):
        """As it is now: its guards read it fresh."""
        return Convenio.objects.get(pk=self.pk)

    def papel(self, nombre):
        return Papel(referencia=f"{nombre} de ejemplo", fecha=self.hoy)

    def mover(self, verbo, nombre, by):
        actos.mover(self.convenio, verbo, by=by, papel=self.papel(nombre))

    def hasta(self, etapa):
        """Every step up to a stage, and what waits in it."""
        if etapa != E.SOLICITUD:
            self.mover("admitir", "Ficha técnica", self.enlace)
        if etapa == E.NEGOCIACION:
            nota = "Falta que confirmen el número de urnas"
            manos = EnManosDe.NOSOTROS
            pasar_turno(self.convenio, by=self.enlace, en_manos_de=manos, nota=nota)
        if etapa in (E.SOLICITUD, E.NEGOCIACION):
            return
        self.proyectar()
        if etapa == E.PROYECTO:
            return
        opiniones.enviar_a_opinion(self.convenio, by=self.enlace, responsable=self.direccion)
        if etapa == E.OPINION:
            self.observar()
            return
        self.opinar()
        if etapa != E.VALIDACION:
            self.validar(etapa)

    def proyectar(self):
        """What the project needs: object, validity, commitments and a text."""
        convenio = self.convenio
        convenio.objeto = f"Realizar acciones conjuntas en materia de {self.tema}."
        convenio.tipo_vigencia = TipoVigencia.FECHA
        convenio.termino_texto = VIGENCIAS[0]
        actos.corregir_convenio(convenio, by=self.enlace)
        compromiso = Compromiso(
            texto=f"Impartir dos cursos cada año sobre {self.tema}",
            lado=LadoCompromiso.NUESTRO,
            responsable=self.enlace,
            tipo_fecha=TipoFecha.A_SOLICITUD,
        )
        comprometer(self.convenio, compromiso, by=self.enlace, clausula="Segunda")
        self.subir("Borrador")
        self.mover("proyectar", "Minuta de negociación", self.enlace)

    def subir(self, cambios):
        self.numero += 1
        texto = archivo(self.tema, self.numero)
        expediente.subir_version(self.convenio, by=self.enlace, archivo=texto, cambios=cambios)

    def observar(self):
        """Two observations wait for an answer; a third one was accepted."""
        for clausula, texto in (
            ("Tercera", "Decir qué espacios, y quién los solicita."),
            ("Cuarta", CORRECCION),
            ("Primera", "Citar la línea de acción."),
        ):
            observacion = opiniones.observar_texto(
                self.convenio, by=self.direccion, texto=texto, clausula=clausula
            )
        opiniones.responder_observacion(
            observacion, by=self.enlace, estado="aceptada", respuesta="Se agrega la cita."
        )

    def opinar(self):
        opinion = self.convenio.opinion_actual()
        opinion.criterios = {
            criterio.value: {"valoracion": Valoracion.CUMPLE.value, "comentario": ""}
            for criterio in CriterioOpinion
        }
        opiniones.opinar(opinion, by=self.direccion, sentido="favorable")
        self.mover("emitir_opinion", "Opinión de pertinencia", self.direccion)

    def validar(self, etapa):
        """The legal area validates; what goes to signature had come back once with observations."""
        if etapa == E.FIRMA:
            self.corregir()
        for parte in self.convenio.partes_vivas():
            parte.personalidad = "Nombramiento de ejemplo"
            expediente.guardar_parte(parte, by=self.enlace)
        organo = OrganoColegiado.objects.vivos().get(siglas="CG")
        con_organo = etapa == E.APROBACION
        opiniones.validar(
            self.convenio,
            "validar_y_aprobar" if con_organo else "validar_y_firmar",
            by=self.juridico,
            papel=self.papel("Validación jurídica"),
            requiere_aprobacion=con_organo,
            organo=organo if con_organo else None,
            motivo_aprobacion="Ejemplo: así lo pide su objeto." if con_organo else "Sin recursos.",
        )
        if etapa == E.FIRMA:
            self.firmar_una()

    def corregir(self):
        observacion = opiniones.observar_texto(
            self.convenio, by=self.juridico, texto=CORRECCION, clausula="Cuarta"
        )
        papel = self.papel("Oficio con observaciones")
        opiniones.validar(self.convenio, "observar", by=self.juridico, papel=papel)
        opiniones.responder_observacion(
            observacion, by=self.enlace, estado="aceptada", respuesta="Se precisa."
        )
        self.subir("Atiende la observación a la cláusula cuarta")
        opiniones.enviar_a_opinion(self.convenio, by=self.enlace, responsable=self.direccion)
        self.opinar()

    def firmar_una(self):
        """The counterpart signed first; ours is missing (case 10)."""
        suya = next(p for p in self.convenio.partes_vivas() if p.institucion_id)
        expediente.firmar_parte(suya, by=self.enlace, fecha=self.hoy, modalidad="autografa")

    def fechar(self, hace, en_etapa):
        """Put its days where they would have been: the steps, evenly, up to the stage it is in."""
        inicio, llego = (self.hoy - dt.timedelta(days=n) for n in (hace, en_etapa))
        pasos = list(self.convenio.pasos.order_by("pk"))
        ultimo = max(1, len(pasos) - 1)
        for numero, paso in enumerate(pasos):
            dia = inicio + (llego - inicio) * numero // ultimo
            hora = dt.datetime.combine(dia, dt.time(12), timezone.get_default_timezone())
            type(paso).objects.filter(pk=paso.pk).update(en=hora)
        convenio = self.convenio
        convenio.turno_desde = llego
        Convenio.objects.filter(pk=self.pk).update(
            fecha_solicitud=inicio,
            etapa_desde=llego,
            turno_desde=llego,
            etapa_limite=limite_de_etapa(convenio),
        )
        turnos = self.convenio.turnos
        turnos.exclude(hasta=None).update(desde=inicio, hasta=llego)
        turnos.en_curso().update(desde=llego)
