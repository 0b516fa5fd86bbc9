"""What happens with the institutions."""

import datetime as dt

import factory
from django.utils import timezone

from core.models.folio import folio, siguiente_numero
from crm.enums import (
    LadoCompromiso,
    MedioGestion,
    Repeticion,
    TipoEvidencia,
    TipoFecha,
    TipoGestion,
)
from crm.models import (
    Asistencia,
    Compromiso,
    Evidencia,
    Gestion,
    Interaccion,
    PuntoAgenda,
    Reunion,
    SeguimientoCompromiso,
    SerieReunion,
    TipoReunion,
    Turno,
    VersionMinuta,
)
from tests.factories.crm import ContactoFactory, GuardarFactory, InstitucionFactory


class GestionFactory(GuardarFactory):
    class Meta:
        model = Gestion

    tipo = TipoGestion.OPINION_PERTINENCIA
    medio = MedioGestion.OFICIO
    fecha_solicitud = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=3))
    descripcion = factory.Sequence(lambda n: f"Solicitud de prueba {n}")

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        gestion = model_class(*args, **kwargs)
        anio = timezone.localdate().year
        gestion.folio = gestion.folio or folio("GES", anio, siguiente_numero("GES", anio))
        gestion.guardar(by=by)
        if not gestion.fecha_atencion:
            Turno(gestion=gestion, en_manos_de="nosotros", desde=gestion.fecha_registro).guardar(
                by=by
            )
        return gestion


class TurnoFactory(GuardarFactory):
    class Meta:
        model = Turno

    gestion = factory.SubFactory(GestionFactory, fecha_atencion=factory.LazyFunction(timezone.now))
    en_manos_de = "nosotros"


class EvidenciaFactory(GuardarFactory):
    class Meta:
        model = Evidencia

    gestion = factory.SubFactory(GestionFactory)
    tipo = TipoEvidencia.SOLICITUD
    referencia = factory.Sequence(lambda n: f"OF/{n}/2024")


class TipoReunionFactory(GuardarFactory):
    class Meta:
        model = TipoReunion

    nombre = factory.Sequence(lambda n: f"Tipo de reunión {n}")


class SerieReunionFactory(GuardarFactory):
    class Meta:
        model = SerieReunion

    nombre = factory.Sequence(lambda n: f"Serie {n}")
    repeticion = Repeticion.SEMANAL
    desde = dt.date(2024, 1, 8)
    hasta = dt.date(2024, 3, 25)


class ReunionFactory(GuardarFactory):
    class Meta:
        model = Reunion
        skip_postgeneration_save = True

    asunto = factory.Sequence(lambda n: f"Reunión de prueba {n}")
    tipo = factory.SubFactory(TipoReunionFactory)
    inicio = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    lugar = "Sala de juntas"

    @factory.post_generation
    def instituciones(self, create, extracted, **kwargs):
        if create and extracted:
            self.instituciones.set(extracted)


class InteraccionFactory(GuardarFactory):
    class Meta:
        model = Interaccion
        skip_postgeneration_save = True

    resumen = factory.Sequence(lambda n: f"Se conversó sobre el asunto {n}")

    @classmethod
    def typed(cls):
        """The log asks first with whom it was."""
        return {"con_quien": [f"i-{InstitucionFactory().pk}"]}

    @factory.post_generation
    def instituciones(self, create, extracted, **kwargs):
        if create and extracted:
            self.instituciones.set(extracted)


class AsistenciaFactory(GuardarFactory):
    class Meta:
        model = Asistencia

    reunion = factory.SubFactory(ReunionFactory)
    contacto = factory.SubFactory(ContactoFactory)


class PuntoAgendaFactory(GuardarFactory):
    class Meta:
        model = PuntoAgenda

    reunion = factory.SubFactory(ReunionFactory)
    titulo = factory.Sequence(lambda n: f"Punto {n}")


class VersionMinutaFactory(GuardarFactory):
    class Meta:
        model = VersionMinuta

    reunion = factory.SubFactory(ReunionFactory)
    numero = factory.Sequence(lambda n: n + 1)
    contenido = factory.LazyFunction(dict)
    sha256 = "0" * 64
    firmada_en = factory.LazyFunction(timezone.now)


class CompromisoFactory(GuardarFactory):
    class Meta:
        model = Compromiso

    texto = factory.Sequence(lambda n: f"Enviar el documento {n}")
    lado = LadoCompromiso.NUESTRO
    institucion = factory.SubFactory(InstitucionFactory)
    tipo_fecha = TipoFecha.FIJA
    fecha_limite = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=10))


class SeguimientoCompromisoFactory(GuardarFactory):
    class Meta:
        model = SeguimientoCompromiso

    compromiso = factory.SubFactory(CompromisoFactory)
    nota = "Se envió el oficio"
