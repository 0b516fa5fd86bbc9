"""Activities of the network that are no courses: people come, and nothing is passed (2.6.2)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from observacion.actions import cursos
from observacion.enums import ClaseActividad
from observacion.models import Curso, InscripcionCurso
from observacion.workflows.solicitud import falta_curso
from tests import pages
from tests.factories.observacion import (
    CursoFactory,
    InscripcionCursoFactory,
    IntegranteRedFactory,
    SesionCursoFactory,
    SolicitudObservacionFactory,
)

pytestmark = pytest.mark.django_db
NO_CURSOS = sorted(set(ClaseActividad) - {ClaseActividad.CURSO})


@pytest.mark.parametrize("clase", NO_CURSOS)
def test_people_enrol_and_attend_and_nobody_is_evaluated(clase):
    sesion = SesionCursoFactory(curso=CursoFactory(clase=clase, proceso=None), cupo=1)
    una = cursos.inscribir(sesion, by=None, integrante=IntegranteRedFactory())
    espera = cursos.inscribir(sesion, by=None, integrante=IntegranteRedFactory())

    cursos.pasar_lista(sesion, {una.pk}, by=None)

    una.refresh_from_db()
    assert (una.estado, espera.estado) == ("asistio", "lista_espera")
    with pytest.raises(ValidationError, match="basta con asistir"):
        cursos.calificar(una, by=None, calificacion=100)
    assert InscripcionCurso.objects.get(pk=una.pk).folio_constancia == ""


@pytest.mark.parametrize(("clase", "falta"), [("curso", None), ("foro", "Falta acreditar")])
def test_only_a_course_opens_the_accreditation(clase, falta):
    solicitud = SolicitudObservacionFactory()
    sesion = SesionCursoFactory(curso=CursoFactory(clase=clase))
    inscripcion = InscripcionCursoFactory(sesion=sesion, integrante=None, solicitud=solicitud)
    InscripcionCurso.objects.filter(pk=inscripcion.pk).update(estado="acredito")

    razon = falta_curso(solicitud)

    assert razon is None if falta is None else razon.startswith(falta)


def test_only_a_course_has_a_minimum():
    with pytest.raises(IntegrityError, match="solo_el_curso_se_evalua"), transaction.atomic():
        CursoFactory(clase="taller", calificacion_minima=60)


def test_a_course_that_somebody_passed_stays_a_course(cliente):
    sesion = SesionCursoFactory()
    inscripcion = InscripcionCursoFactory(sesion=sesion)
    InscripcionCurso.objects.filter(pk=inscripcion.pk).update(estado="acredito")
    url = f"/observacion/cursos/{sesion.curso_id}/editar/"
    datos = pages.form_of(cliente.get(url), "clase") | {"clase": "conferencia"}

    respuesta = cliente.post(url, datos)

    assert respuesta.status_code == 422
    assert "sigue siendo un curso" in pages.text(respuesta)
    assert Curso.objects.get().clase == "curso"


def test_its_pages_speak_of_attending_only(cliente):
    sesion = SesionCursoFactory(curso=CursoFactory(clase="conferencia", nombre="Voto informado"))
    InscripcionCursoFactory(sesion=sesion)
    otra = SesionCursoFactory()
    InscripcionCursoFactory(sesion=otra)

    paginas = [cliente.get(f"/observacion/sesiones/{s.pk}/") for s in (sesion, otra)]
    lista = pages.text(cliente.get("/observacion/cursos/?clase=conferencia"))

    evaluan = ["/evaluar/" in pages.text(p) and "Constancia" in pages.text(p) for p in paginas]
    assert evaluan == [False, True]
    assert "Constancia" not in pages.text(paginas[0])
    assert "Voto informado" in lista
    assert str(otra.curso) not in lista
