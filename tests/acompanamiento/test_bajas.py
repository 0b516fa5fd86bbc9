"""Who loses the accreditation leaves the places and seats still to come; what was stays."""

import datetime as dt

import pytest
import time_machine

from acompanamiento import actions
from acompanamiento.actions.bajas import MOTIVO, liberar_lugares
from acompanamiento.actions.participacion import inscribir
from acompanamiento.enums import EstadoParticipacion, EstadoVisitante
from acompanamiento.models import Participacion
from acompanamiento.tasks import liberar
from observacion.enums import EstadoSolicitudObservacion, TipoConvocatoria
from tests.factories.observacion import ConvocatoriaFactory, SolicitudObservacionFactory
from tests.factories.programa_visitantes import (
    ActividadProgramaFactory,
    LogisticaVisitanteFactory,
    ProgramaAcompanamientoFactory,
    TrasladoFactory,
    VisitanteAcreditadaFactory,
)

pytestmark = pytest.mark.django_db
E = EstadoParticipacion


@pytest.fixture
def proceso():
    return ConvocatoriaFactory()


@pytest.fixture
def panel(proceso):
    programa = ProgramaAcompanamientoFactory(proceso=proceso.proceso)
    return ActividadProgramaFactory(programa=programa, cupo=1)


def estado(fila):
    return Participacion.objects.get(pk=fila.pk).estado


def test_the_place_of_a_cancelled_accreditation_goes_to_who_waits(proceso, panel, direccion):
    sale, sigue = (VisitanteAcreditadaFactory(convocatoria=proceso) for _ in range(2))
    suya = inscribir(panel, by=direccion, persona=sale)
    espera = inscribir(panel, by=direccion, persona=sigue)
    actions.cancelar(sale, by=direccion, motivo="Faltó a las reglas")

    liberar()

    assert (estado(suya), estado(espera)) == (E.CANCELADA, E.INSCRITA)
    assert suya.history.first().history_change_reason == MOTIVO
    assert liberar_lugares() == 0


def test_who_waits_without_accreditation_waits_no_more(proceso, panel, direccion):
    dentro, sale = (VisitanteAcreditadaFactory(convocatoria=proceso) for _ in range(2))
    suya = inscribir(panel, by=direccion, persona=dentro)
    espera = inscribir(panel, by=direccion, persona=sale)
    type(sale).objects.filter(pk=sale.pk).update(estado=EstadoVisitante.DESISTIDA)

    assert liberar_lugares() == 1
    assert (estado(suya), estado(espera)) == (E.INSCRITA, E.CANCELADA)


def test_an_observer_leaves_hers_too(proceso, panel, direccion):
    convocatoria = ConvocatoriaFactory(proceso=proceso.proceso, tipo=TipoConvocatoria.OBSERVACION)
    observa = SolicitudObservacionFactory(
        convocatoria=convocatoria,
        estado=EstadoSolicitudObservacion.GAFETE_ENTREGADO,
        fecha_sesion=dt.date(2024, 5, 1),
        acuerdo="A01/2024",
    )
    suya = inscribir(panel, by=direccion, persona=observa)
    type(observa).objects.filter(pk=observa.pk).update(estado=EstadoSolicitudObservacion.CANCELADA)

    assert liberar_lugares() == 1
    assert estado(suya) == E.CANCELADA


def test_one_back_in_review_keeps_the_place(proceso, panel, direccion):
    vuelve = VisitanteAcreditadaFactory(convocatoria=proceso)
    suya = inscribir(panel, by=direccion, persona=vuelve)
    type(vuelve).objects.filter(pk=vuelve.pk).update(estado=EstadoVisitante.EN_REVISION)

    assert liberar_lugares() == 0
    assert estado(suya) == E.INSCRITA


def test_what_began_already_is_not_touched(proceso, panel, direccion):
    sale = VisitanteAcreditadaFactory(convocatoria=proceso)
    suya = inscribir(panel, by=direccion, persona=sale)
    actions.cancelar(sale, by=direccion, motivo="Faltó a las reglas")

    with time_machine.travel(panel.inicio + dt.timedelta(minutes=1)):
        assert liberar_lugares() == 0
    assert estado(suya) == E.INSCRITA


def test_the_seat_is_given_back_and_the_others_stay(proceso, direccion):
    sale, sigue = (VisitanteAcreditadaFactory(convocatoria=proceso) for _ in range(2))
    logisticas = [LogisticaVisitanteFactory(solicitud=persona) for persona in (sale, sigue)]
    viaje = TrasladoFactory(proceso=proceso.proceso, ocupantes=logisticas)
    pasado = TrasladoFactory(
        proceso=proceso.proceso, en=viaje.en - dt.timedelta(days=5), ocupantes=logisticas
    )
    assert liberar_lugares() == 0
    actions.cancelar(sale, by=direccion, motivo="Faltó a las reglas")

    assert liberar_lugares() == 1

    assert list(viaje.ocupantes.all()) == [logisticas[1]]
    assert pasado.ocupantes.count() == 2
    assert viaje.history.first().history_change_reason == f"{MOTIVO}: 1"
