"""Places of a sitting: never one more than there are, whoever comes at the same time."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError

from observacion.actions import cursos
from observacion.enums import EstadoInscripcion
from observacion.models import InscripcionCurso
from tests.factories.observacion import (
    CursoFactory,
    IntegranteRedFactory,
    SesionCursoFactory,
    SolicitudObservacionFactory,
)
from tests.test_folios import base, migrated  # noqa: F401 fixtures
from tests.test_races import ROOT, run

E = EstadoInscripcion
PROGRAM = ("-m", "tests.faults.cupos")
PROCESSES, EACH, PLACES = 6, 10, 20


def inscribir(sesion, cuantas):
    return [
        cursos.inscribir(sesion, by=None, integrante=IntegranteRedFactory()) for _ in range(cuantas)
    ]


def estados(*inscripciones):
    return [InscripcionCurso.objects.get(pk=i.pk).estado for i in inscripciones]


@pytest.mark.django_db
def test_who_comes_after_the_last_place_waits_in_order():
    sesion = SesionCursoFactory(cupo=2)

    primera, segunda, tercera, cuarta = inscribir(sesion, 4)

    assert estados(primera, segunda, tercera, cuarta) == [
        E.INSCRITA,
        E.INSCRITA,
        E.ESPERA,
        E.ESPERA,
    ]


@pytest.mark.django_db
def test_a_place_given_back_goes_to_the_first_who_waits():
    primera, _segunda, tercera, cuarta = inscribir(sesion := SesionCursoFactory(cupo=2), 4)

    suben = cursos.cancelar(primera, by=None)

    assert suben == [tercera]
    assert estados(primera, tercera, cuarta) == [E.CANCELADA, E.INSCRITA, E.ESPERA]
    assert cursos.ocupados(sesion) == 2


@pytest.mark.django_db
def test_who_comes_back_goes_last_in_the_line():
    sesion = SesionCursoFactory(cupo=1)
    primera, segunda = inscribir(sesion, 2)
    cursos.cancelar(primera, by=None)

    otra = cursos.inscribir(sesion, by=None, integrante=primera.integrante)

    assert estados(segunda, otra) == [E.INSCRITA, E.ESPERA]


@pytest.mark.django_db
def test_nobody_is_twice_in_a_sitting():
    sesion = SesionCursoFactory()
    solicitud = SolicitudObservacionFactory()
    cursos.inscribir(sesion, by=None, solicitud=solicitud)

    with pytest.raises(ValidationError, match="ya está en la sesión"):
        cursos.inscribir(sesion, by=None, solicitud=solicitud)


@pytest.mark.django_db
def test_more_capacity_lets_in_who_waits_and_less_never_puts_out():
    sesion = SesionCursoFactory(cupo=1)
    _primera, segunda = inscribir(sesion, 2)
    sesion.cupo = 2
    cursos.guardar_sesion(sesion, by=None)
    assert estados(segunda) == [E.INSCRITA]
    sesion.cupo = 1

    with pytest.raises(ValidationError, match="Ya hay 2 personas"):
        cursos.guardar_sesion(sesion, by=None)


@pytest.mark.django_db
def test_code_at_the_door_says_what_happens():
    sesion = SesionCursoFactory(cupo=1)
    con_lugar, espera = inscribir(sesion, 2)

    cursos.registrar_llegada(sesion, con_lugar.codigo, by=None)

    assert estados(con_lugar) == [E.ASISTIO]
    for codigo, dice in (
        (con_lugar.codigo, "ya se registró"),
        (espera.codigo, "no tiene lugar"),
        ("otro", "No encontramos"),
    ):
        with pytest.raises(ValidationError, match=dice):
            cursos.registrar_llegada(sesion, codigo, by=None)
    with pytest.raises(ValidationError, match="otra sesión"):
        cursos.registrar_llegada(SesionCursoFactory(), con_lugar.codigo, by=None)


@pytest.mark.django_db
def test_minimum_grade_decides_and_the_folio_is_given_once():
    curso = CursoFactory(calificacion_minima=60)
    sesion = SesionCursoFactory(curso=curso)
    (inscripcion,) = inscribir(sesion, 1)
    with pytest.raises(ValidationError, match="asistencia"):
        cursos.calificar(inscripcion, by=None, calificacion=90)
    cursos.pasar_lista(sesion, {inscripcion.pk}, by=None)

    reprobada = cursos.calificar(inscripcion, by=None, calificacion=59)
    acreditada = cursos.calificar(inscripcion, by=None, calificacion=60)
    folio = acreditada.folio_constancia
    otra_vez = cursos.calificar(inscripcion, by=None, calificacion=95)

    assert (reprobada.estado, reprobada.folio_constancia) == (E.ASISTIO, "")
    assert acreditada.estado == E.ACREDITO
    assert folio.startswith("CO-")
    assert otra_vez.folio_constancia == folio


@pytest.mark.django_db
def test_list_marks_who_came_and_leaves_who_passed():
    sesion = SesionCursoFactory()
    vino, falto, paso = inscribir(sesion, 3)
    cursos.pasar_lista(sesion, {paso.pk}, by=None)
    cursos.calificar(paso, by=None, calificacion=None)

    cuantas = cursos.pasar_lista(sesion, {vino.pk}, by=None)

    assert cuantas == 1
    assert estados(vino, falto, paso) == [E.ASISTIO, E.NO_ASISTIO, E.ACREDITO]


def race(environment, way=""):
    sesion = run(environment, *PROGRAM, "people", str(PLACES), str(PROCESSES * EACH))
    running = [
        subprocess.Popen(  # noqa: S603 our own interpreter and program
            [sys.executable, *PROGRAM, "enrol", sesion, str(n * EACH), str(EACH), way],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(PROCESSES)
    ]
    busy = sum(json.loads(process.communicate(timeout=600)[0]) for process in running)
    return busy, json.loads(run(environment, *PROGRAM, "check", sesion))


@pytest.mark.lento
def test_capacity_holds_when_many_enrol_and_cancel_at_once(base):  # noqa: F811 the fixture
    busy, ended = race(base)

    assert busy <= 3
    assert ended["inscrita"] == PLACES
    assert sum(ended.values()) >= PROCESSES * EACH - busy


@pytest.mark.lento
def test_without_the_lock_capacity_would_not_hold(base):  # noqa: F811 the fixture
    """The control. SQLite writes one at a time, so only PostgreSQL can show it."""
    if not base.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("needs writers at the same time")

    _busy, ended = race(base, "sin_turno")

    assert ended["inscrita"] > PLACES
