import hashlib
import uuid

import factory
from django.core.files.base import ContentFile

from core.models import (
    Adjunto,
    CambioLote,
    ClaveIdempotencia,
    ConsultaReservada,
    Lote,
    Palabra,
    Parametro,
    PlantillaDocumento,
    RenglonImportacion,
)
from core.models.folio import ContadorFolio
from core.models.lote import AccionCambio, EstadoLote, EstadoRenglon, TipoLote
from crm.queries.documentos import MinutaWord
from tests.factories.crm import EtiquetaFactory, GuardarFactory
from tests.factories.cuentas import UsuarioFactory


class AdjuntoFactory(GuardarFactory):
    """A small text file of a tag."""

    class Meta:
        model = Adjunto

    objeto = factory.SubFactory(EtiquetaFactory)
    archivo = factory.LazyFunction(lambda: ContentFile(b"hola", name="nota.txt"))
    nombre_original = "nota.txt"
    tamano = 4
    tipo_mime = "text/plain"
    sha256 = "b221d9dbb083a7f33428d7c2a3c3198ae925614d70210e28716ccaa7cd4ddb79"


class ParametroFactory(GuardarFactory):
    class Meta:
        model = Parametro

    clave = factory.Sequence(lambda n: f"plazo-{n}")
    valor = 5
    desde = "2024-01-01"


class PlantillaDocumentoFactory(GuardarFactory):
    """Our own template of the minutes, as if the office had uploaded it."""

    class Meta:
        model = PlantillaDocumento

    clave = MinutaWord.clave
    nombre = "minuta-oficina.docx"
    archivo = factory.LazyFunction(
        lambda: ContentFile(MinutaWord.propia.read_bytes(), name="minuta.docx")
    )
    tamano = factory.LazyFunction(lambda: MinutaWord.propia.stat().st_size)
    sha256 = factory.LazyFunction(
        lambda: hashlib.sha256(MinutaWord.propia.read_bytes()).hexdigest()
    )


class LoteFactory(factory.django.DjangoModelFactory):
    """A bulk edit of tags that has ended."""

    class Meta:
        model = Lote

    tipo = TipoLote.EDICION_MASIVA
    modelo = "crm.etiqueta"
    estado = EstadoLote.TERMINADO
    creado_por = factory.SubFactory(UsuarioFactory)


class CambioLoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CambioLote

    lote = factory.SubFactory(LoteFactory)
    objeto_id = factory.Sequence(lambda n: n + 1)
    accion = AccionCambio.ACTUALIZADO
    version_despues = 2


class RenglonImportacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RenglonImportacion

    lote = factory.SubFactory(LoteFactory, tipo=TipoLote.IMPORTACION, estado=EstadoLote.REVISADO)
    numero = factory.Sequence(lambda n: n + 2)
    estado = EstadoRenglon.NUEVA


class ClaveIdempotenciaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClaveIdempotencia

    clave = factory.LazyFunction(uuid.uuid4)
    creado_por = factory.SubFactory(UsuarioFactory)
    huella = "0" * 64


class PalabraFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Palabra
        django_get_or_create = ("modelo", "texto")

    modelo = "crm.etiqueta"
    texto = factory.Sequence(lambda n: f"palabra{n}")


class ContadorFolioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContadorFolio

    serie = factory.Sequence(lambda n: f"S{n}")
    anio = 2024


class ConsultaReservadaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConsultaReservada
        exclude = ("by",)  # it says itself who looked

    by = None

    usuario = factory.SubFactory(UsuarioFactory)
    objeto = factory.SubFactory(UsuarioFactory)
    que = "Pasaporte"
