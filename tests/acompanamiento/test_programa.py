"""The programme on screen: its days, its activities, who goes, and the papers."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from acompanamiento.actions.participacion import inscribir
from acompanamiento.actions.programa import mover_programa
from acompanamiento.enums import EstadoParticipacion, EstadoPrograma, EstadoVisitante
from acompanamiento.models import ActividadPrograma, Participacion, ProgramaAcompanamiento
from acompanamiento.queries.agenda import agenda_de, datos_agenda
from acompanamiento.queries.informe import informe_de
from cuentas.enums import Rol
from tests import pages
from tests.factories.programa_visitantes import (
    ActividadProgramaFactory,
    ParticipacionFactory,
    ProgramaAcompanamientoFactory,
    VisitanteAcreditadaFactory,
)

E = EstadoPrograma


def url(nombre, obj):
    return reverse(f"acompanamiento:{nombre}", args=[obj.pk])


@pytest.fixture
def actividad(db):
    persona = VisitanteAcreditadaFactory()
    programa = ProgramaAcompanamientoFactory(proceso=persona.convocatoria.proceso)
    panel = ActividadProgramaFactory(programa=programa, titulo="Panel de apertura", cupo=1)
    panel.persona = persona
    return panel


def test_the_whole_life_of_a_programme(direccion):
    programa = ProgramaAcompanamientoFactory(estado=E.BORRADOR, aprobo="", fecha_aprobacion=None)
    with pytest.raises(ValidationError, match="Agrega al menos una actividad"):
        mover_programa(programa, "enviar", by=direccion)
    ayer = timezone.now() - dt.timedelta(hours=30)
    ActividadProgramaFactory(
        programa=programa, inicio=ayer + dt.timedelta(hours=8), fin=ayer + dt.timedelta(hours=9)
    )
    mover_programa(programa, "enviar", by=direccion)
    with pytest.raises(ValidationError, match="Escribe quién lo aprobó"):
        mover_programa(programa, "aprobar", by=direccion)

    hoy = timezone.localdate()
    mover_programa(programa, "aprobar", by=direccion, aprobo="COVOE", fecha_aprobacion=hoy)
    mover_programa(programa, "iniciar", by=direccion)
    mover_programa(programa, "concluir", by=direccion)
    final = mover_programa(
        programa, "aprobar_informe", by=direccion, informe_clave="IF/1", fecha_informe=hoy
    )

    assert final.estado == E.INFORME


def test_each_way_back_undoes_what_the_step_wrote(direccion):
    programa = ProgramaAcompanamientoFactory()

    vuelto = mover_programa(programa, "reabrir_revision", by=direccion, motivo="Cambió la sede")

    assert (vuelto.estado, vuelto.aprobo, vuelto.fecha_aprobacion) == (E.EN_REVISION, "", None)


def test_the_page_shows_the_days_and_the_places_left(actividad, cliente):
    ParticipacionFactory(actividad=actividad, visitante=actividad.persona)

    html = cliente.get(url("programaacompanamiento_detail", actividad.programa)).content.decode()

    assert "Panel de apertura" in html
    assert "Sin lugares" in html


def test_queries_of_the_page_do_not_grow(actividad, cliente, django_assert_max_num_queries):
    direccion = url("programaacompanamiento_detail", actividad.programa)
    cliente.get(direccion)
    with django_assert_max_num_queries(40) as antes:
        cliente.get(direccion)
    for _ in range(3):
        ParticipacionFactory(actividad=ActividadProgramaFactory(programa=actividad.programa))

    with django_assert_max_num_queries(len(antes)):
        cliente.get(direccion)


def test_an_activity_is_added_and_kept_within_the_days(cliente):
    programa = ProgramaAcompanamientoFactory()
    lejos = programa.hasta + dt.timedelta(days=9)
    datos = {
        "tipo": "panel",
        "titulo": "Mesa sobre voto en el extranjero",
        "inicio": f"{lejos:%d/%m/%Y} 10:00",
        "fin": f"{lejos:%d/%m/%Y} 12:00",
        "sede": "Auditorio",
        "traslado_minutos": "20",
        "cupo": "30",
    }
    direccion = url("programaacompanamiento_agregar_actividad", programa)

    fuera = cliente.post(direccion, datos)
    dia = programa.hasta
    datos |= {"inicio": f"{dia:%d/%m/%Y} 10:00", "fin": f"{dia:%d/%m/%Y} 12:00"}
    dentro = cliente.post(direccion, datos)

    assert (fuera.status_code, dentro.status_code) == (422, 302)
    assert "dentro de los días del programa" in fuera.content.decode()
    assert "Mesa sobre voto" in fuera.content.decode()
    assert ActividadPrograma.objects.get().cupo == 30


def test_the_same_page_sent_twice_adds_one_activity(cliente):
    programa = ProgramaAcompanamientoFactory()
    direccion = url("programaacompanamiento_agregar_actividad", programa)
    pagina = pages.form_of(cliente.get(direccion), "clave_envio", "titulo")
    dia = programa.hasta
    datos = pagina | {
        "tipo": "panel",
        "titulo": "Mesa",
        "inicio": f"{dia:%d/%m/%Y} 12:00",
        "fin": f"{dia:%d/%m/%Y} 10:00",
        "sede": "Auditorio",
        "traslado_minutos": "20",
        "cupo": "30",
    }

    refusada = cliente.post(direccion, datos)
    datos["fin"] = f"{dia:%d/%m/%Y} 14:00"
    veces = [cliente.post(direccion, datos, follow=True) for _ in range(2)]
    otra = cliente.post(direccion, datos | {"titulo": "Otra mesa"}, follow=True)

    dichos = [pages.text(respuesta) for respuesta in (*veces, otra)]
    assert refusada.status_code == 422
    assert ActividadPrograma.objects.get().titulo == "Mesa"
    assert "Se agregó la actividad." in dichos[0]
    assert "ya se había agregado" in dichos[1]
    assert "con otros datos" in dichos[2]
    nueva = pages.form_of(cliente.get(direccion), "clave_envio")["clave_envio"]
    assert nueva != pagina["clave_envio"]


def test_people_are_found_and_enrolled_together(actividad, cliente):
    otra = VisitanteAcreditadaFactory(
        convocatoria=actividad.persona.convocatoria, apellidos="Zúñiga Ejemplo"
    )
    direccion = url("actividadprograma_inscribir", actividad)

    hallada = cliente.get(direccion, {"q": "zuniga"}).content.decode()
    respuesta = cliente.post(
        direccion, {"personas": [f"v{actividad.persona.pk}", f"v{otra.pk}"]}, follow=True
    )

    assert "Zúñiga Ejemplo" in hallada
    assert str(actividad.persona) not in hallada
    assert "Se inscribió a 1. En lista de espera: 1." in respuesta.content.decode()


def test_a_refusal_keeps_what_was_chosen(actividad, cliente, direccion):
    inscribir(actividad, by=direccion, persona=actividad.persona)
    otra = VisitanteAcreditadaFactory(convocatoria=actividad.persona.convocatoria)
    datos = {"personas": [f"v{otra.pk}", f"v{actividad.persona.pk}"]}

    respuesta = cliente.post(url("actividadprograma_inscribir", actividad), datos)

    html = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert f'value="v{otra.pk}" checked' in html
    assert "ya está en la actividad" in html


def test_one_touch_confirms_and_notes_the_arrival(actividad, cliente):
    fila = ParticipacionFactory(actividad=actividad, visitante=actividad.persona)

    cliente.post(url("participacion_confirmar", fila))
    cliente.post(url("participacion_asistio", fila))

    fila.refresh_from_db()
    assert fila.estado == EstadoParticipacion.ASISTIO


def test_cancelling_says_who_got_the_place(actividad, cliente, direccion):
    fila = inscribir(actividad, by=direccion, persona=actividad.persona)
    otra = VisitanteAcreditadaFactory(convocatoria=actividad.persona.convocatoria)
    inscribir(actividad, by=direccion, persona=otra)

    html = cliente.post(url("participacion_cancelar", fila), {"motivo": ""}, follow=True)

    assert f"Ahora tiene lugar: {otra}." in html.content.decode()


def test_papers_open(actividad, cliente):
    ParticipacionFactory(actividad=actividad, visitante=actividad.persona)

    manifiesto = cliente.get(url("actividadprograma_manifiesto", actividad))
    lista = cliente.get(url("actividadprograma_lista", actividad))
    agenda = cliente.get(url("solicitudvisitante_agenda_pdf", actividad.persona))
    ics = cliente.get(url("solicitudvisitante_agenda_ics", actividad.persona))

    assert manifiesto.content.startswith(b"%PDF")
    assert agenda.content.startswith(b"%PDF")
    assert str(actividad.persona) in lista.content.decode()
    assert b"SUMMARY:Panel de apertura (fran\xc3\xa7ais)" in ics.content


def test_the_agenda_is_in_the_language_of_the_person(actividad):
    ParticipacionFactory(actividad=actividad, visitante=actividad.persona)

    datos = datos_agenda(actividad.persona)

    assert datos["titulo"] == "Agenda personnel"
    assert datos["dias"][0]["actividades"][0]["titulo"] == "Panel de apertura (français)"


def test_a_draft_programme_is_in_nobodys_agenda(actividad):
    ParticipacionFactory(actividad=actividad, visitante=actividad.persona)
    actividad.programa.estado = E.BORRADOR
    actividad.programa.guardar(by=None)

    assert agenda_de(actividad.persona) == []


def test_the_panel_comes_as_a_fragment(actividad, cliente, htmx):
    ParticipacionFactory(actividad=actividad, visitante=actividad.persona)
    direccion = url("solicitudvisitante_agenda", actividad.persona)

    fragmento = cliente.get(direccion, headers=htmx).content.decode()

    assert "<html" not in fragmento
    assert "Panel de apertura" in fragmento
    assert "<html" in cliente.get(direccion).content.decode()


def test_other_areas_neither_see_nor_enrol(actividad, entrar, persona):
    ajena = entrar(persona(Rol.AREA_SOLICITANTE))

    assert ajena.get(url("actividadprograma_detail", actividad)).status_code == 403
    assert ajena.post(url("actividadprograma_inscribir", actividad), {}).status_code == 403
    assert Participacion.objects.count() == 0


def test_a_programme_with_activities_stays(actividad, cliente):
    cliente.post(url("programaacompanamiento_delete", actividad.programa), {"motivo": "Prueba"})

    assert ProgramaAcompanamiento.objects.vivos().count() == 1


def test_the_final_report_counts_who_came_and_not_who_was_only_accredited(actividad, cliente):
    """Case 52."""
    ParticipacionFactory(
        actividad=actividad,
        visitante=actividad.persona,
        estado=EstadoParticipacion.ASISTIO,
        asistio_en=timezone.now(),
    )
    VisitanteAcreditadaFactory(
        convocatoria=actividad.persona.convocatoria, estado=EstadoVisitante.GAFETE_LISTO
    )

    informe = informe_de(actividad.programa)
    pdf = cliente.get(url("programaacompanamiento_informe", actividad.programa))

    assert [fila.valor for fila in informe.totales] == [2, 2, 1, 1, 0]
    paises = next(c for c in informe.cortes if c.titulo == "País")
    assert [(f.texto, f.valor) for f in paises.filas] == [("Francia", 1)]
    asistencia = next(c for c in informe.cortes if c.titulo == "Asistencia por actividad")
    assert [f.valor for f in asistencia.filas] == [1]
    assert pdf.content.startswith(b"%PDF")
