import datetime as dt

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from acompanamiento.enums import CalidadMigratoria, ClaseCarta, EstadoVisitante, Perfil
from acompanamiento.models import (
    CartaVisitante,
    Delegacion,
    DocumentoVisitante,
    EnvioEnEspera,
    PasaporteVisitante,
    PasoVisitante,
    PeticionEnlace,
    SolicitudVisitante,
)
from observacion.enums import Sexo
from tests.factories.crm import GuardarFactory
from tests.factories.observacion import (
    AvisoPrivacidadFactory,
    ConvocatoriaFactory,
    RequisitoConvocatoriaFactory,
    en,
)


class DelegacionFactory(GuardarFactory):
    class Meta:
        model = Delegacion

    nombre = factory.Sequence(lambda n: f"Misión de prueba {n}")
    convocatoria = factory.SubFactory(ConvocatoriaFactory)
    correo = factory.Sequence(lambda n: f"mision{n}@example.org")


class SolicitudVisitanteFactory(GuardarFactory):
    """Handed in yesterday, with every datum, without papers."""

    class Meta:
        model = SolicitudVisitante

    convocatoria = factory.SubFactory(ConvocatoriaFactory)
    folio = factory.Sequence(lambda n: f"VE-2024-{n:04d}")
    estado = EstadoVisitante.RECIBIDA
    recibida_en = en(-1)
    nombres = "Marie"
    apellidos = factory.Sequence(lambda n: f"Exemple {n}")
    sexo = Sexo.MUJER
    fecha_nacimiento = dt.date(1985, 3, 14)
    lugar_nacimiento = "Lyon"
    nacionalidades = ["FR"]
    pais_residencia = "FR"
    organizacion = "Université d'Exemple"
    cargo = "Investigadora"
    perfil = Perfil.ACADEMIA
    correo = factory.Sequence(lambda n: f"marie{n}@example.org")
    telefono = "+33 1 23 45 67 89"
    llegada = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=25))
    salida = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=33))
    calidad_migratoria = CalidadMigratoria.VISITANTE
    acepta_normas_en = en(-1)
    aviso = factory.SubFactory(AvisoPrivacidadFactory)
    aviso_en = en(-1)
    idioma = "fr"


class PasaporteVisitanteFactory(GuardarFactory):
    class Meta:
        model = PasaporteVisitante

    solicitud = factory.SubFactory(SolicitudVisitanteFactory)
    numero = factory.Sequence(lambda n: f"12AB{n:05d}")
    pais_emisor = "FR"
    emision = dt.date(2020, 1, 1)
    vencimiento = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=900))


class DocumentoVisitanteFactory(GuardarFactory):
    class Meta:
        model = DocumentoVisitante

    solicitud = factory.SubFactory(SolicitudVisitanteFactory)
    requisito = factory.SubFactory(
        RequisitoConvocatoriaFactory, convocatoria=factory.SelfAttribute("..solicitud.convocatoria")
    )
    archivo = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4 prueba", name="pasaporte.pdf"))
    nombre_original = "pasaporte.pdf"
    tipo_mime = "application/pdf"
    tamano = 15
    sha256 = "0" * 64
    recibido_en = en(-1)


class PasoVisitanteFactory(GuardarFactory):
    class Meta:
        model = PasoVisitante

    solicitud = factory.SubFactory(SolicitudVisitanteFactory)
    verbo = "presentar"
    nombre = "Registrar como recibida"
    destino = EstadoVisitante.RECIBIDA


class CartaVisitanteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CartaVisitante

    solicitud = factory.SubFactory(SolicitudVisitanteFactory)
    clase = ClaseCarta.ACUSE
    enviar_desde = en(0)

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return model_class.objects.create(*args, **kwargs)


class PeticionEnlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PeticionEnlace

    correo = factory.Sequence(lambda n: f"perdida{n}@example.org")


class EnvioEnEsperaFactory(factory.django.DjangoModelFactory):
    """Just sent, with others in the line; nobody has it in hand."""

    class Meta:
        model = EnvioEnEspera

    solicitud = factory.SubFactory(
        SolicitudVisitanteFactory, estado=EstadoVisitante.BORRADOR, folio="", recibida_en=None
    )
    recibido_en = factory.LazyFunction(timezone.now)
    atender_desde = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return model_class.objects.create(*args, **kwargs)
