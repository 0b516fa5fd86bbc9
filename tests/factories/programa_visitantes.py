import datetime as dt

import factory
from django.utils import timezone

from acompanamiento.enums import (
    ClaseTraslado,
    EstadoParticipacion,
    EstadoPrograma,
    EstadoVisitante,
    TipoActividad,
    TipoIncidencia,
)
from acompanamiento.models import (
    ActividadPrograma,
    Incidencia,
    LogisticaVisitante,
    ParadaRuta,
    Participacion,
    ProgramaAcompanamiento,
    RutaCasillas,
    Traslado,
)
from tests.factories.acompanamiento import SolicitudVisitanteFactory
from tests.factories.crm import GuardarFactory
from tests.factories.observacion import ProcesoEnCursoFactory, en


class ProgramaAcompanamientoFactory(GuardarFactory):
    """Approved: people may be enrolled in its activities."""

    class Meta:
        model = ProgramaAcompanamiento

    proceso = factory.SubFactory(ProcesoEnCursoFactory)
    titulo = factory.Sequence(lambda n: f"Programa de acompañamiento {n}")
    desde = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1))
    hasta = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=10))
    estado = EstadoPrograma.APROBADO
    aprobo = "Comisión de Vinculación con Organismos Externos"
    fecha_aprobacion = dt.date(2024, 3, 1)


class ActividadProgramaFactory(GuardarFactory):
    class Meta:
        model = ActividadPrograma

    programa = factory.SubFactory(ProgramaAcompanamientoFactory)
    titulo = factory.Sequence(lambda n: f"Panel {n}")
    titulo_en = factory.LazyAttribute(lambda o: f"{o.titulo} (English)")
    titulo_fr = factory.LazyAttribute(lambda o: f"{o.titulo} (français)")
    tipo = TipoActividad.PANEL
    inicio = en(1)
    fin = factory.LazyAttribute(lambda o: o.inicio + dt.timedelta(hours=2))
    sede = "Sala de Consejo"
    cupo = 2
    traslado_minutos = 30


class VisitanteAcreditadaFactory(SolicitudVisitanteFactory):
    """Accredited, with the badge in her hands."""

    estado = EstadoVisitante.ACREDITADA_ACTIVA
    fecha_resolucion = dt.date(2024, 5, 1)
    clave_resolucion = "DVOE/001/2024"


class ParticipacionFactory(GuardarFactory):
    class Meta:
        model = Participacion

    actividad = factory.SubFactory(ActividadProgramaFactory)
    visitante = factory.SubFactory(VisitanteAcreditadaFactory)
    estado = EstadoParticipacion.INSCRITA


class IncidenciaFactory(GuardarFactory):
    class Meta:
        model = Incidencia

    proceso = factory.SubFactory(ProcesoEnCursoFactory)
    tipo = TipoIncidencia.TRASLADO
    lugar = "Acceso principal"
    nota = "El vehículo llegó tarde."


class LogisticaVisitanteFactory(GuardarFactory):
    class Meta:
        model = LogisticaVisitante

    solicitud = factory.SubFactory(VisitanteAcreditadaFactory)
    llegada_aerolinea = "Aerolínea de Ejemplo"
    llegada_vuelo = "EJ 123"
    llegada_en = en(1)
    llegada_lugar = "AICM, terminal 2"
    hotel = "Hotel de Ejemplo"


class TrasladoFactory(GuardarFactory):
    class Meta:
        model = Traslado
        skip_postgeneration_save = True

    proceso = factory.SubFactory(ProcesoEnCursoFactory)
    clase = ClaseTraslado.LLEGADA
    en = en(1)
    punto = "AICM, terminal 2"
    destino = "Hotel de Ejemplo"
    vehiculo = "Camioneta 1"
    lugares = 2

    @factory.post_generation
    def ocupantes(self, create, extracted, **kwargs):
        if create and extracted:
            self.ocupantes.set(extracted)


class RecorridoFactory(ActividadProgramaFactory):
    """A tour of polling stations."""

    titulo = factory.Sequence(lambda n: f"Recorrido {n}")
    tipo = TipoActividad.CASILLAS


class RutaCasillasFactory(GuardarFactory):
    class Meta:
        model = RutaCasillas

    actividad = factory.SubFactory(RecorridoFactory)
    nombre = factory.Sequence(lambda n: f"Ruta {n}")
    alcaldia = "Coyoacán"
    distrito = 26
    vehiculo = "Camioneta 1"
    capacidad = 8
    salida = "Sede del Instituto"


class ParadaRutaFactory(GuardarFactory):
    class Meta:
        model = ParadaRuta

    ruta = factory.SubFactory(RutaCasillasFactory)
    posicion = factory.Sequence(lambda n: n + 1)
    seccion = factory.Sequence(lambda n: f"{n + 1:04d}")
    direccion = "Escuela de Ejemplo, calle de la Muestra 1"
    prevista_en = factory.LazyAttribute(lambda o: o.ruta.actividad.inicio)
