"""Takes an instrument to a stage as three people would; used by the tests of the app."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from convenios.actions import convenios as actos
from convenios.actions import expediente, opiniones
from convenios.actions.compromisos import comprometer
from convenios.actions.convenios import Papel
from convenios.models import Convenio
from crm.enums import TipoFecha
from crm.models import Compromiso
from tests.factories.crm import InstitucionFactory

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ETAPAS = (
    "solicitud",
    "negociacion",
    "proyecto",
    "opinion_pertinencia",
    "validacion_juridica",
    "firma",
    "suscrito",
    "concluido",
)


def pdf(nombre="texto.pdf"):
    """A small file that is what it says."""
    return SimpleUploadedFile(nombre, PDF, content_type="application/pdf")


class Vida:
    """An instrument, the three people who carry it, and the steps up to any stage."""

    def __init__(self, persona, **datos):
        self.enlace = persona("enlace_dvoe")
        self.direccion = persona("direccion_dvoe")
        self.juridico = persona("juridico")
        base = {
            "tipo": "convenio_marco",
            "denominacion": "Convenio marco de colaboración en educación cívica",
            "responsable": self.enlace,
        }
        nuevo = Convenio(**(base | datos))
        self.convenio = actos.registrar_convenio(
            nuevo,
            by=self.enlace,
            instituciones=[InstitucionFactory()],
            solicitud=Papel(referencia="OF/1/2024"),
        )

    def hasta(self, etapa):
        """Take every step up to a stage."""
        for siguiente in ETAPAS[1 : ETAPAS.index(etapa) + 1]:
            getattr(self, siguiente)()
        return self.convenio

    def leer(self):
        self.convenio = Convenio.objects.get(pk=self.convenio.pk)
        return self.convenio

    def negociacion(self):
        papel = Papel(referencia="Ficha 1")
        self.convenio = actos.mover(self.convenio, "admitir", by=self.enlace, papel=papel)

    def proyecto(self):
        convenio = self.leer()
        convenio.objeto = "Colaborar en educación cívica."
        convenio.tipo_vigencia = "indefinida"
        actos.corregir_convenio(convenio, by=self.enlace)
        comprometer(
            convenio,
            Compromiso(texto="Impartir dos cursos", tipo_fecha=TipoFecha.A_SOLICITUD),
            by=self.enlace,
            clausula="Segunda",
        )
        expediente.subir_version(convenio, by=self.enlace, archivo=pdf(), cambios="Borrador")
        papel = Papel(referencia="Minuta 1")
        self.convenio = actos.mover(convenio, "proyectar", by=self.enlace, papel=papel)

    def opinion_pertinencia(self):
        self.convenio = opiniones.enviar_a_opinion(self.leer(), by=self.enlace)

    def validacion_juridica(self, sentido="favorable"):
        opiniones.opinar(self.leer().opinion_actual(), by=self.direccion, sentido=sentido)
        papel = Papel(referencia="Opinión 1")
        self.convenio = actos.mover(self.leer(), "emitir_opinion", by=self.direccion, papel=papel)

    def firma(self):
        for parte in self.leer().partes_vivas():
            parte.personalidad = "Nombramiento del 1 de enero de 2024"
            expediente.guardar_parte(parte, by=self.enlace)
        self.convenio = opiniones.validar(
            self.leer(),
            "validar_y_firmar",
            by=self.juridico,
            papel=Papel(referencia="UTAJ/1/2024"),
            requiere_aprobacion=False,
            motivo_aprobacion="No compromete recursos.",
        )

    def firmar_todas(self):
        for parte in self.leer().partes_vivas():
            expediente.firmar_parte(
                parte, by=self.enlace, fecha=timezone.localdate(), modalidad="autografa"
            )

    def suscrito(self):
        self.firmar_todas()
        papel = Papel(referencia="Ejemplar", archivo=pdf("ejemplar.pdf"))
        self.convenio = actos.suscribir(self.leer(), by=self.enlace, papel=papel)

    def concluido(self):
        self.convenio = actos.concluir(
            self.leer(),
            by=self.enlace,
            motivo_conclusion="vencimiento",
            fecha=timezone.localdate(),
            papel=Papel(referencia="Informe final"),
        )
