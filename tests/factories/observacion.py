import datetime as dt

import factory
from django.utils import timezone

from observacion.enums import (
    Autoridad,
    ClaveRequisito,
    DerechoARCO,
    Modalidad,
    OrigenCurso,
    OrigenSolicitud,
    Sexo,
    SistemaDatos,
    TipoConvocatoria,
    TipoGafete,
)
from observacion.models import (
    AfiliacionObservacion,
    AvisoPrivacidad,
    Convocatoria,
    Curso,
    DepuracionDatos,
    Gafete,
    InformeObservacion,
    InscripcionCurso,
    IntegranteRed,
    LoteGafetes,
    ProrrogaConvocatoria,
    RequisitoConvocatoria,
    SesionCurso,
    SolicitudARCO,
    SolicitudObservacion,
)
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.crm import GuardarFactory


def en(dias):
    return factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=dias))


def modalidad_de(obj):
    return Modalidad.ORGANIZACION if obj.organizacion else Modalidad.INDIVIDUAL


class ProcesoEnCursoFactory(ProcesoElectoralFactory):
    """Election day in a month."""

    inicio = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=200))
    jornada = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))
    fin = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=150))


class AvisoPrivacidadFactory(GuardarFactory):
    class Meta:
        model = AvisoPrivacidad

    sistema = SistemaDatos.VISITANTES
    numero = factory.Sequence(lambda n: n + 1)
    desde = dt.date(2024, 1, 1)
    texto_es = "Tus datos se usan para resolver tu solicitud."
    texto_en = "Your data are used to decide on your application."
    texto_fr = "Vos données servent à traiter votre demande."


class ConvocatoriaFactory(GuardarFactory):
    """Open, published, for foreign visitors."""

    class Meta:
        model = Convocatoria

    proceso = factory.SubFactory(ProcesoEnCursoFactory)
    tipo = TipoConvocatoria.VISITANTES
    clave = factory.Sequence(lambda n: f"visitantes-{n}")
    nombre_es = factory.Sequence(lambda n: f"Convocatoria de pruebas {n}")
    nombre_en = factory.Sequence(lambda n: f"Test call {n}")
    nombre_fr = factory.Sequence(lambda n: f"Appel d'essai {n}")
    autoridad = Autoridad.IECM
    abre_en = en(-10)
    cierra_en = en(10)
    aviso = factory.SubFactory(AvisoPrivacidadFactory)
    publicada = True


class RequisitoConvocatoriaFactory(GuardarFactory):
    class Meta:
        model = RequisitoConvocatoria

    convocatoria = factory.SubFactory(ConvocatoriaFactory)
    clave = ClaveRequisito.PASAPORTE
    nombre_es = "Páginas principales del pasaporte"
    nombre_en = "Main pages of the passport"
    nombre_fr = "Pages principales du passeport"


class ProrrogaConvocatoriaFactory(GuardarFactory):
    class Meta:
        model = ProrrogaConvocatoria

    convocatoria = factory.SubFactory(ConvocatoriaFactory)
    cierre_anterior = en(5)
    cierre_nuevo = en(10)
    motivo = "Acuerdo de prueba"


class IntegranteRedFactory(GuardarFactory):
    class Meta:
        model = IntegranteRed

    nombres = "Ana"
    primer_apellido = factory.Sequence(lambda n: f"Ejemplo {n}")
    sexo = Sexo.MUJER
    correo = factory.Sequence(lambda n: f"red{n}@example.org")
    organizacion = None
    modalidad = factory.LazyAttribute(modalidad_de)
    fecha_alta = dt.date(2024, 1, 15)
    aviso = factory.SubFactory(AvisoPrivacidadFactory, sistema=SistemaDatos.RED)
    aviso_fecha = dt.date(2024, 1, 15)


class CursoFactory(GuardarFactory):
    class Meta:
        model = Curso

    nombre = factory.Sequence(lambda n: f"Curso de observación {n}")
    proceso = factory.SubFactory(ProcesoEnCursoFactory)
    origen = OrigenCurso.AUTORIDAD


class SesionCursoFactory(GuardarFactory):
    class Meta:
        model = SesionCurso

    curso = factory.SubFactory(CursoFactory)
    inicio = en(2)
    fin = factory.LazyAttribute(lambda o: o.inicio + dt.timedelta(hours=2))
    sede = "En línea"


class SolicitudObservacionFactory(GuardarFactory):
    """Individual, adult, with every declaration."""

    class Meta:
        model = SolicitudObservacion

    folio = factory.Sequence(lambda n: f"OE-2024-{n:04d}")
    convocatoria = factory.SubFactory(ConvocatoriaFactory, tipo=TipoConvocatoria.OBSERVACION)
    nombres = "Luz"
    primer_apellido = factory.Sequence(lambda n: f"Muestra {n}")
    sexo = Sexo.MUJER
    fecha_nacimiento = dt.date(1990, 5, 5)
    clave_elector = factory.Sequence(lambda n: f"MUESLZ90050509M{n % 1000:03d}")
    organizacion = None
    modalidad = factory.LazyAttribute(modalidad_de)
    origen = OrigenSolicitud.OPL
    fecha_recepcion = en(-1)
    es_ciudadania_mexicana = True
    declara_sin_dirigencia = True
    declara_sin_candidatura = True
    declara_sin_programas = True
    declara_sin_militancia = True


class InscripcionCursoFactory(GuardarFactory):
    class Meta:
        model = InscripcionCurso

    sesion = factory.SubFactory(SesionCursoFactory)
    integrante = factory.SubFactory(IntegranteRedFactory)


class AfiliacionObservacionFactory(GuardarFactory):
    class Meta:
        model = AfiliacionObservacion

    solicitud = factory.SubFactory(SolicitudObservacionFactory)
    modalidad = Modalidad.INDIVIDUAL
    desde = dt.date(2024, 1, 1)


class InformeObservacionFactory(GuardarFactory):
    class Meta:
        model = InformeObservacion

    solicitud = factory.SubFactory(SolicitudObservacionFactory)
    fecha = dt.date(2024, 6, 20)
    etapas = "Instalación y cómputo"


class LoteGafetesFactory(GuardarFactory):
    class Meta:
        model = LoteGafetes

    folio = factory.Sequence(lambda n: f"LG-2024-{n:04d}")
    proceso = factory.SubFactory(ProcesoEnCursoFactory)
    tipo = TipoGafete.VISITANTE


class GafeteFactory(GuardarFactory):
    """Valid from yesterday, not delivered, of an observer."""

    class Meta:
        model = Gafete

    titular = factory.SubFactory(SolicitudObservacionFactory)
    proceso = factory.LazyAttribute(lambda o: o.titular.convocatoria.proceso)
    tipo = TipoGafete.OBSERVACION
    folio = factory.Sequence(lambda n: f"OE-2024-{n:04d}")
    nombre = "Luz Muestra"
    desde = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1))
    hasta = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=40))


class SolicitudARCOFactory(GuardarFactory):
    class Meta:
        model = SolicitudARCO

    folio = factory.Sequence(lambda n: f"ARCO-2001-{n:04d}")  # no test receives one that year
    derecho = DerechoARCO.ACCESO
    sistema = SistemaDatos.VISITANTES
    titular = factory.Sequence(lambda n: f"Titular de Ejemplo {n}")
    que_pide = "Qué datos suyos se conservan."
    fecha_recepcion = dt.date(2024, 5, 6)
    fecha_limite = dt.date(2024, 5, 27)


class DepuracionDatosFactory(GuardarFactory):
    """Of a process that ended long ago."""

    class Meta:
        model = DepuracionDatos

    sistema = SistemaDatos.VISITANTES
    proceso = factory.SubFactory(
        ProcesoElectoralFactory,
        inicio=dt.date(2020, 9, 7),
        jornada=dt.date(2021, 6, 6),
        fin=dt.date(2021, 9, 1),
    )
    acta = factory.Sequence(lambda n: f"Acta de baja {n}")
