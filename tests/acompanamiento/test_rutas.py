"""Routes of polling stations: seats, order, and what was found on the day (case 53)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from acompanamiento.actions.depuracion import suprimir_visitantes
from acompanamiento.actions.participacion import inscribir
from acompanamiento.actions.programa import guardar_actividad
from acompanamiento.actions.rutas import (
    corregir_parada,
    guardar_parada,
    guardar_ruta,
    marcar_parada,
    mover_parada,
)
from acompanamiento.enums import (
    EstadoParada,
    EstadoParticipacion,
    EstadoPrograma,
    TipoActividad,
    TipoIncidencia,
)
from acompanamiento.models import ActividadPrograma, Incidencia, ParadaRuta, RutaCasillas
from acompanamiento.queries.informe import informe_de
from acompanamiento.queries.manifiesto import datos_manifiesto
from acompanamiento.queries.rutas import datos_hoja
from cuentas.enums import Rol
from tests.factories.cuentas import UsuarioFactory
from tests.factories.programa_visitantes import (
    ActividadProgramaFactory,
    ParadaRutaFactory,
    ParticipacionFactory,
    ProgramaAcompanamientoFactory,
    RecorridoFactory,
    RutaCasillasFactory,
    VisitanteAcreditadaFactory,
)

E = EstadoParada


def url(nombre, obj):
    return reverse(f"acompanamiento:{nombre}", args=[obj.pk])


@pytest.fixture
def ruta(db):
    """A tour of today, from midnight to midnight, with three stops an hour apart."""
    hoy = timezone.make_aware(dt.datetime.combine(timezone.localdate(), dt.time(0)))
    recorrido = RecorridoFactory(inicio=hoy, fin=hoy + dt.timedelta(hours=23, minutes=59), cupo=4)
    trazada = RutaCasillasFactory(actividad=recorrido, capacidad=4)
    for n in (1, 2, 3):
        ParadaRutaFactory(
            ruta=trazada,
            posicion=n,
            seccion=f"900{n}",
            prevista_en=hoy + dt.timedelta(hours=n),
        )
    return trazada


def secciones(ruta):
    return list(ParadaRuta.objects.vivos().filter(ruta=ruta).values_list("seccion", flat=True))


def test_a_route_is_drawn_from_its_activity(cliente):
    recorrido = RecorridoFactory(cupo=6)
    datos = {
        "nombre": "Ruta sur",
        "vehiculo": "Camioneta 3",
        "capacidad": "6",
        "salida": "Huizaches 25",
        "alcaldia": "Tlalpan",
        "distrito": "16",
    }

    pagina = cliente.get(url("actividadprograma_detail", recorrido)).text
    cliente.post(url("actividadprograma_ruta", recorrido), datos)
    despues = cliente.get(url("actividadprograma_detail", recorrido)).text

    assert "Trazar la ruta" in pagina
    assert RutaCasillas.objects.get().alcaldia == "Tlalpan"
    assert "Camioneta 3" in despues


def test_only_tours_have_a_route(cliente, direccion):
    panel = ActividadProgramaFactory(tipo=TipoActividad.PANEL)

    respuesta = cliente.get(url("actividadprograma_ruta", panel), follow=True)

    assert "Solo los recorridos por casillas" in respuesta.text
    with pytest.raises(ValidationError, match="Solo los recorridos"):
        guardar_ruta(RutaCasillasFactory.build(actividad=panel), by=direccion)


def test_each_tour_has_one(ruta):
    with pytest.raises(IntegrityError), transaction.atomic():
        RutaCasillasFactory(actividad=ruta.actividad)


def test_the_places_never_pass_the_seats_from_either_side(ruta, direccion):
    ruta.capacidad = 3
    with pytest.raises(ValidationError, match="La actividad tiene 4 lugares"):
        guardar_ruta(ruta, by=direccion)

    actividad = ActividadPrograma.objects.get(pk=ruta.actividad_id)
    actividad.cupo = 5
    with pytest.raises(ValidationError, match="El vehículo de su ruta tiene 4 lugares"):
        guardar_actividad(actividad, by=direccion)


def test_who_does_not_fit_in_the_vehicle_waits(direccion):
    persona = VisitanteAcreditadaFactory()
    otra = VisitanteAcreditadaFactory(convocatoria=persona.convocatoria)
    programa = ProgramaAcompanamientoFactory(proceso=persona.convocatoria.proceso)
    recorrido = RecorridoFactory(programa=programa, cupo=1)
    RutaCasillasFactory(actividad=recorrido, capacidad=1)

    estados = [inscribir(recorrido, by=direccion, persona=p).estado for p in (persona, otra)]

    assert estados == [EstadoParticipacion.INSCRITA, EstadoParticipacion.ESPERA]


def test_the_hour_of_a_stop_gives_it_its_place(ruta, direccion):
    medio = ruta.actividad.inicio + dt.timedelta(hours=1, minutes=30)
    nueva = ParadaRuta(ruta=ruta, seccion="9009", direccion="Otra", prevista_en=medio)

    guardar_parada(nueva, by=direccion)

    assert secciones(ruta) == ["9001", "9009", "9002", "9003"]


def test_a_stop_is_within_the_hours_of_its_activity(ruta, direccion):
    lejos = ruta.actividad.fin + dt.timedelta(hours=1)
    nueva = ParadaRuta(ruta=ruta, seccion="9009", direccion="Otra", prevista_en=lejos)

    with pytest.raises(ValidationError, match="Elige una hora dentro de la actividad"):
        guardar_parada(nueva, by=direccion)


def test_moving_a_stop_leaves_the_hours_in_order(ruta, cliente):
    segunda = ruta.paradas.get(seccion="9002")

    cliente.post(url("paradaruta_mover", segunda), {"hacia": "arriba"})
    cliente.post(url("paradaruta_mover", segunda), {"hacia": "arriba"})  # it is first: it stays

    horas = [p.prevista_en for p in ParadaRuta.objects.vivos().filter(ruta=ruta)]
    assert secciones(ruta) == ["9002", "9001", "9003"]
    assert horas == sorted(horas)


def test_a_marked_stop_keeps_its_place(ruta, direccion):
    primera = ruta.paradas.get(seccion="9001")
    marcar_parada(primera, by=direccion, estado=E.VISITADA)

    with pytest.raises(ValidationError, match="conserva su lugar"):
        mover_parada(ruta.paradas.get(seccion="9002"), by=direccion, arriba=True)


def test_one_touch_says_it_was_visited(ruta, cliente, direccion):
    parada = ruta.paradas.get(seccion="9001")

    cliente.post(url("paradaruta_visitada", parada))

    parada.refresh_from_db()
    assert (parada.estado, parada.marcada_por) == (E.VISITADA, direccion)
    assert parada.marcada_en is not None
    assert Incidencia.objects.count() == 0


def test_a_station_not_installed_leaves_hour_who_and_an_incident(ruta, cliente, direccion):
    parada = ruta.paradas.get(seccion="9001")
    ahora = timezone.localtime().replace(second=0, microsecond=0)
    datos = {
        "estado": "no_instalada",
        "cuando": f"{ahora:%d/%m/%Y %H:%M}",
        "nota": "Nadie abrió la escuela.",
    }

    respuesta = cliente.post(url("paradaruta_marcar", parada), datos)

    parada.refresh_from_db()
    incidencia = Incidencia.objects.get()
    assert respuesta.status_code == 302
    assert (parada.estado, parada.marcada_en, parada.marcada_por) == (
        E.NO_INSTALADA,
        ahora,
        direccion,
    )
    assert parada.incidencia == incidencia
    assert (incidencia.tipo, incidencia.ocurrida_en) == (TipoIncidencia.CASILLA, ahora)
    assert incidencia.actividad == ruta.actividad
    assert "Sección 9001, básica" in incidencia.lugar
    assert "Nadie abrió la escuela." in incidencia.nota


def test_a_station_that_moved_keeps_the_planned_address(ruta, cliente):
    parada = ruta.paradas.get(seccion="9001")
    planeada = parada.direccion
    datos = {"estado": "cambiada", "cuando": "ahora", "nota": "Aviso en la puerta."}

    sin_donde = cliente.post(url("paradaruta_marcar", parada), datos)
    cliente.post(
        url("paradaruta_marcar", parada), datos | {"direccion_hallada": "Parque de Ejemplo"}
    )
    pagina = cliente.get(url("rutacasillas_detail", ruta)).text

    parada.refresh_from_db()
    assert (sin_donde.status_code, "Escribe dónde se encontró" in sin_donde.text) == (422, True)
    assert (parada.direccion, parada.direccion_hallada) == (planeada, "Parque de Ejemplo")
    assert {h.direccion for h in parada.history.all()} == {planeada}
    assert f"<s>{planeada}</s>" in pagina
    assert "Parque de Ejemplo" in pagina


@pytest.mark.parametrize(
    ("cambio", "razon"),
    [
        ({"cuando": dt.timedelta(hours=30)}, "Todavía no es esa hora"),
        ({"cuando": dt.timedelta(days=-2)}, "una hora del día del recorrido"),
        ({"estado": "prevista"}, "Elige qué se encontró"),
        ({"estado": "no_instalada"}, "Escribe qué se encontró"),
    ],
)
def test_what_is_marked_wrong_is_refused_and_writes_nothing(ruta, direccion, cambio, razon):
    datos = {"estado": "visitada"} | cambio
    if "cuando" in datos:
        datos["cuando"] = timezone.now() + datos["cuando"]

    with pytest.raises(ValidationError, match=razon):
        marcar_parada(ruta.paradas.first(), by=direccion, **datos)

    assert ParadaRuta.objects.exclude(estado=E.PREVISTA).count() == 0
    assert Incidencia.objects.count() == 0


def test_it_is_marked_only_while_the_programme_runs(ruta, direccion):
    programa = ruta.actividad.programa
    programa.estado = EstadoPrograma.CONCLUIDO
    programa.guardar(by=None)

    with pytest.raises(ValidationError, match="ahora: concluido"):
        marcar_parada(ruta.paradas.first(), by=direccion, estado=E.VISITADA)


def test_a_mistake_is_taken_back_with_its_incident_and_its_history(ruta, direccion):
    parada = marcar_parada(
        ruta.paradas.first(), by=direccion, estado=E.NO_INSTALADA, nota="Cerrada."
    )
    with pytest.raises(ValidationError, match="ya se marcó"):
        marcar_parada(parada, by=direccion, estado=E.VISITADA)

    corregida = corregir_parada(parada, by=direccion, motivo="Era otra calle")

    assert (corregida.estado, corregida.incidencia, corregida.marcada_en) == (
        E.PREVISTA,
        None,
        None,
    )
    assert Incidencia.objects.vivos().count() == 0
    assert [h.estado for h in corregida.history.all()][:2] == [E.PREVISTA, E.NO_INSTALADA]


@pytest.mark.parametrize(
    "datos",
    [
        {"estado": E.VISITADA},
        {"estado": E.NO_INSTALADA, "marcada_en": timezone.now()},
        {"estado": E.PREVISTA, "marcada_en": timezone.now()},
    ],
)
def test_the_base_itself_refuses_a_mark_without_its_hour_or_its_incident(ruta, datos):
    with pytest.raises(IntegrityError), transaction.atomic():
        ParadaRutaFactory(ruta=ruta, **datos)


def test_stops_go_with_the_hour_of_their_activity(ruta, direccion):
    actividad = ActividadPrograma.objects.get(pk=ruta.actividad_id)
    antes = [p.prevista_en for p in ruta.paradas.all()]
    actividad.inicio += dt.timedelta(minutes=30)

    guardar_actividad(actividad, by=direccion)

    despues = [p.prevista_en for p in ParadaRuta.objects.filter(ruta=ruta)]
    assert [d - a for a, d in zip(antes, despues, strict=True)] == [dt.timedelta(minutes=30)] * 3


def test_papers_and_report_tell_the_stops(ruta, cliente, direccion):
    primera, segunda, _tercera = ruta.paradas.all()
    marcar_parada(primera, by=direccion, estado=E.VISITADA)
    marcar_parada(segunda, by=direccion, estado=E.NO_INSTALADA, nota="Cerrada.")
    ParticipacionFactory(actividad=ruta.actividad)

    informe = informe_de(ruta.actividad.programa)
    hoja = cliente.get(url("rutacasillas_hoja", ruta))
    manifiesto = cliente.get(url("actividadprograma_manifiesto", ruta.actividad))

    casillas = next(c for c in informe.cortes if c.titulo == "Casillas de los recorridos")
    assert [(f.texto, f.valor) for f in casillas.filas] == [
        ("Por visitar", 1),
        ("Visitada", 1),
        ("No instalada", 1),
    ]
    assert [p["estado"] for p in datos_hoja(ruta)["paradas"]] == ["Visitada", "No instalada", ""]
    assert [p["seccion"] for p in datos_manifiesto(ruta.actividad)["paradas"]] == secciones(ruta)
    assert hoja.content.startswith(b"%PDF")
    assert manifiesto.content.startswith(b"%PDF")


def test_who_captures_marks_and_does_not_plan(ruta, entrar):
    captura = entrar(UsuarioFactory(roles=[Rol.CAPTURISTA]))
    parada = ruta.paradas.first()

    assert captura.post(url("paradaruta_visitada", parada)).status_code == 302
    assert captura.get(url("paradaruta_editar", parada)).status_code == 403
    assert captura.get(url("actividadprograma_ruta", ruta.actividad)).status_code == 403


def test_queries_of_the_page_do_not_grow(ruta, cliente, direccion, django_assert_max_num_queries):
    direccion_url = url("rutacasillas_detail", ruta)
    cliente.get(direccion_url)
    with django_assert_max_num_queries(30) as antes:
        cliente.get(direccion_url)
    for n in range(4):
        parada = ParadaRutaFactory(ruta=ruta, seccion=f"91{n}")
        marcar_parada(parada, by=direccion, estado=E.NO_INSTALADA, nota="Cerrada.")

    with django_assert_max_num_queries(len(antes)):
        cliente.get(direccion_url)


def test_disposal_forgets_the_notes_and_keeps_the_figures(ruta, direccion):
    parada = marcar_parada(
        ruta.paradas.first(), by=direccion, estado=E.NO_INSTALADA, nota="La abrió la señora Zz."
    )

    suprimir_visitantes(ruta.actividad.programa.proceso)

    parada.refresh_from_db()
    assert (parada.nota, parada.estado) == ("", E.NO_INSTALADA)
    assert set(parada.history.values_list("nota", flat=True)) == {""}
