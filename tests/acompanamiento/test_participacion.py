"""Places in an activity: capacity, the line, travel time, and who may be enrolled."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from acompanamiento.actions.entradas import cerrar_lista, deshacer_asistencia, marcar_asistencia
from acompanamiento.actions.participacion import (
    cancelar_participacion,
    confirmar,
    inscribir,
    inscribir_varias,
)
from acompanamiento.actions.programa import guardar_actividad
from acompanamiento.calculations.traslapes import Tramo, choques, se_traslapan
from acompanamiento.enums import EstadoParticipacion, EstadoPrograma, EstadoVisitante
from acompanamiento.models import Participacion
from observacion.enums import EstadoSolicitudObservacion, TipoConvocatoria
from tests.factories.observacion import ConvocatoriaFactory, SolicitudObservacionFactory
from tests.factories.programa_visitantes import (
    ActividadProgramaFactory,
    ParticipacionFactory,
    ProgramaAcompanamientoFactory,
    VisitanteAcreditadaFactory,
)

E = EstadoParticipacion


def a_las(hora, minuto=0, dia=2):
    return dt.datetime(2027, 6, dia, hora, minuto, tzinfo=dt.UTC)


@pytest.mark.sin_base
@pytest.mark.parametrize(
    ("uno", "otro", "chocan"),
    [
        (Tramo(a_las(9), a_las(10)), Tramo(a_las(10), a_las(11)), False),
        (Tramo(a_las(9), a_las(10)), Tramo(a_las(10), a_las(11), 1), True),
        (Tramo(a_las(9), a_las(10)), Tramo(a_las(10, 30), a_las(11), 30), False),
        (Tramo(a_las(9), a_las(10)), Tramo(a_las(10, 30), a_las(11), 31), True),
        (Tramo(a_las(9), a_las(10), 90), Tramo(a_las(10, 30), a_las(11)), False),
        (Tramo(a_las(9), a_las(12)), Tramo(a_las(10), a_las(11)), True),
        (Tramo(a_las(9), a_las(10)), Tramo(a_las(9), a_las(10)), True),
        (Tramo(a_las(9), a_las(10)), Tramo(a_las(9, dia=3), a_las(10, dia=3), 60), False),
        (Tramo(a_las(23), a_las(1, dia=3)), Tramo(a_las(0, 30, dia=3), a_las(2, dia=3)), True),
    ],
)
def test_time_to_arrive_counts_only_before_the_later(uno, otro, chocan):
    assert se_traslapan(uno, otro) is chocan
    assert se_traslapan(otro, uno) is chocan


@pytest.mark.sin_base
def test_clashes_come_in_order():
    nuevo = Tramo(a_las(9), a_las(12))
    otros = [Tramo(a_las(11), a_las(13)), Tramo(a_las(8), a_las(10)), Tramo(a_las(15), a_las(16))]

    assert choques(nuevo, otros) == [otros[1], otros[0]]


@pytest.fixture
def proceso(db):
    return ConvocatoriaFactory()


@pytest.fixture
def visitante(proceso):
    def build(**datos):
        return VisitanteAcreditadaFactory(convocatoria=proceso, **datos)

    return build


@pytest.fixture
def actividad(proceso):
    def build(programa=None, **datos):
        programa = programa or ProgramaAcompanamientoFactory(proceso=proceso.proceso)
        return ActividadProgramaFactory(programa=programa, **datos)

    return build


def test_who_does_not_fit_waits_and_enters_in_order(visitante, actividad, direccion):
    panel = actividad(cupo=1)
    filas = [inscribir(panel, by=direccion, persona=visitante()) for _ in range(4)]

    assert [f.estado for f in filas] == [E.INSCRITA, E.ESPERA, E.ESPERA, E.ESPERA]
    assert cancelar_participacion(filas[0], by=direccion) == [filas[1]]
    assert cancelar_participacion(filas[2], by=direccion) == []
    assert cancelar_participacion(filas[1], by=direccion) == [filas[3]]


def test_who_now_has_something_else_lets_the_next_one_in(visitante, actividad, direccion):
    panel = actividad(cupo=1)
    otra = actividad(programa=panel.programa, cupo=9)
    primera, segunda, tercera = visitante(), visitante(), visitante()
    dentro = inscribir(panel, by=direccion, persona=primera)
    espera = inscribir(panel, by=direccion, persona=segunda)
    ultima = inscribir(panel, by=direccion, persona=tercera)
    inscribir(otra, by=direccion, persona=segunda)

    assert cancelar_participacion(dentro, by=direccion) == [ultima]
    espera.refresh_from_db()
    assert espera.estado == E.ESPERA


def test_nobody_is_in_two_places(visitante, actividad, direccion):
    persona, panel = visitante(), actividad()
    seguida = actividad(
        programa=panel.programa, inicio=panel.fin + dt.timedelta(minutes=20), traslado_minutos=30
    )
    inscribir(panel, by=direccion, persona=persona)

    with pytest.raises(ValidationError, match=f"ya tiene «{panel}».*no alcanza a llegar"):
        inscribir(seguida, by=direccion, persona=persona)


def test_all_or_none_with_each_reason(visitante, actividad, direccion):
    panel = actividad(cupo=5)
    buena = visitante()
    sin_resolver = visitante(estado=EstadoVisitante.EN_REVISION)
    dentro = visitante()
    inscribir(panel, by=direccion, persona=dentro)

    with pytest.raises(ValidationError) as caught:
        inscribir_varias(panel, by=direccion, personas=[buena, sin_resolver, dentro])

    assert caught.value.messages == [
        f"{sin_resolver} no tiene acreditación en curso (en revisión).",
        f"{dentro} ya está en la actividad (inscrita).",
    ]
    assert Participacion.objects.count() == 1


def test_enrolled_without_badge_does_not_attend(visitante, actividad, direccion):
    """Case 52: granted is not the same as active."""
    persona = visitante(estado=EstadoVisitante.GAFETE_LISTO)
    fila = inscribir(actividad(), by=direccion, persona=persona)

    with pytest.raises(ValidationError, match=r"no está activa \(gafete listo\)"):
        marcar_asistencia(fila, by=direccion)


def test_another_process_and_a_draft_do_not_enrol(visitante, actividad, direccion):
    ajena = ActividadProgramaFactory()
    borrador = actividad()
    borrador.programa.estado = EstadoPrograma.BORRADOR
    borrador.programa.guardar(by=None)

    with pytest.raises(ValidationError, match="para otro proceso"):
        inscribir(ajena, by=direccion, persona=visitante())
    with pytest.raises(ValidationError, match="ahora: borrador"):
        inscribir(borrador, by=direccion, persona=visitante())


def test_an_observer_takes_part_too(proceso, actividad, direccion):
    convocatoria = ConvocatoriaFactory(proceso=proceso.proceso, tipo=TipoConvocatoria.OBSERVACION)
    persona = SolicitudObservacionFactory(
        convocatoria=convocatoria,
        estado=EstadoSolicitudObservacion.GAFETE_ENTREGADO,
        fecha_sesion=dt.date(2024, 5, 1),
        acuerdo="A01/2024",
    )
    fila = inscribir(actividad(), by=direccion, persona=persona)

    assert marcar_asistencia(fila, by=direccion).participacion.estado == E.ASISTIO


def test_confirmed_keeps_the_place_and_returns_at_the_end(visitante, actividad, direccion):
    panel = actividad(cupo=1)
    primera = inscribir(panel, by=direccion, persona=visitante())
    confirmar(primera, by=direccion)
    segunda = inscribir(panel, by=direccion, persona=visitante())
    cancelar_participacion(primera, by=direccion)

    otra_vez = inscribir(panel, by=direccion, persona=primera.persona)

    segunda.refresh_from_db()
    assert (segunda.estado, otra_vez.estado) == (E.INSCRITA, E.ESPERA)


def test_more_places_let_in_who_waits_and_fewer_are_refused(visitante, actividad, direccion):
    panel = actividad(cupo=1)
    inscribir(panel, by=direccion, persona=visitante())
    espera = inscribir(panel, by=direccion, persona=visitante())
    panel.cupo = 2
    guardar_actividad(panel, by=direccion)

    espera.refresh_from_db()
    assert espera.estado == E.INSCRITA
    panel.cupo = 1
    with pytest.raises(ValidationError, match="Ya hay 2 personas con lugar"):
        guardar_actividad(panel, by=direccion)


def test_moving_an_activity_puts_nobody_in_two_places(visitante, actividad, direccion):
    persona, panel = visitante(), actividad()
    tarde = actividad(programa=panel.programa, inicio=panel.fin + dt.timedelta(hours=3))
    inscribir(panel, by=direccion, persona=persona)
    inscribir(tarde, by=direccion, persona=persona)
    tarde.inicio, tarde.fin = panel.inicio, panel.fin

    with pytest.raises(ValidationError, match=f"Quedarían en dos actividades a la vez: {persona}"):
        guardar_actividad(tarde, by=direccion)


def test_an_arrival_is_noted_once_and_can_be_taken_back(visitante, actividad, direccion):
    fila = inscribir(actividad(), by=direccion, persona=visitante())
    primera = marcar_asistencia(fila, by=direccion)
    segunda = marcar_asistencia(fila, by=direccion)

    assert (primera.ya, segunda.ya) == (False, True)
    assert str(direccion) in segunda.mensaje
    assert deshacer_asistencia(fila, by=direccion, motivo="Era otra").estado == E.INSCRITA


def test_closing_the_list_notes_who_did_not_come(actividad, direccion):
    ayer = timezone.now() - dt.timedelta(hours=5)
    panel = actividad(inicio=ayer, fin=ayer + dt.timedelta(hours=1))
    fila = ParticipacionFactory(actividad=panel)

    assert cerrar_lista(panel, by=direccion) == 1
    fila.refresh_from_db()
    assert fila.estado == E.NO_ASISTIO
