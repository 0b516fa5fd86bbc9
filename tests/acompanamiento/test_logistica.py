"""How each visitor arrives, sleeps and moves: written once, told in her language, kept reserved."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from acompanamiento.actions.depuracion import suprimir_visitantes
from acompanamiento.actions.logistica import guardar_logistica, guardar_traslado
from acompanamiento.enums import ClaseTraslado, EstadoVisitante, QuienCubre
from acompanamiento.models import LogisticaVisitante, Traslado
from acompanamiento.queries.agenda import datos_agenda
from acompanamiento.queries.logistica import llegadas_y_salidas, sin_vuelo
from core.models import ConsultaReservada
from cuentas.enums import Rol
from tests.factories.acompanamiento import SolicitudVisitanteFactory
from tests.factories.cuentas import UsuarioFactory
from tests.factories.programa_visitantes import (
    LogisticaVisitanteFactory,
    ProgramaAcompanamientoFactory,
    TrasladoFactory,
    VisitanteAcreditadaFactory,
)

pytestmark = pytest.mark.django_db
SECRETOS = {
    "habitacion": "Cuarto 1204",
    "dieta": "Sin cacahuate",
    "accesibilidad": "Silla de ruedas",
    "seguro": "Póliza 99-AB",
    "emergencia": "Su hermana, +33 1 00 00",
}


def url(nombre, obj):
    return reverse(f"acompanamiento:{nombre}", args=[obj.pk])


@pytest.fixture
def visita():
    return VisitanteAcreditadaFactory(apellidos="Exemplaire", idioma="fr")


@pytest.fixture
def logistica(visita):
    return LogisticaVisitanteFactory(solicitud=visita, **SECRETOS)


@pytest.fixture
def otra(visita):
    acompana = VisitanteAcreditadaFactory(convocatoria=visita.convocatoria, apellidos="Sampleton")
    return LogisticaVisitanteFactory(solicitud=acompana)


def traslado_de(logistica, **datos):
    proceso = logistica.solicitud.convocatoria.proceso
    return TrasladoFactory.build(proceso=proceso, **datos)


def test_it_is_written_from_its_page(visita, cliente, direccion):
    datos = {
        "llegada_en": "28/05/2027 18:40",
        "llegada_vuelo": "EJ 77",
        "recibe": direccion.pk,
        "hotel": "Hotel Maqueta",
        "hotel_desde": "28/05/2027",
        "hotel_hasta": "3/6/2027",
        "vuelo_cubre": "organismo",
        "hotel_cubre": "iecm",
        "seguro_cubre": "propio",
    }

    vacia = cliente.get(url("solicitudvisitante_logistica", visita)).text
    respuesta = cliente.post(url("solicitudvisitante_editar_logistica", visita), datos)
    escrita = cliente.get(url("solicitudvisitante_logistica", visita)).text

    fila = LogisticaVisitante.objects.get()
    assert "Capturar su logística" in vacia
    assert respuesta.status_code == 302
    assert timezone.localtime(fila.llegada_en).hour == 18
    assert (fila.vuelo_cubre, fila.hotel_cubre) == (QuienCubre.ORGANISMO, QuienCubre.IECM)
    assert "EJ 77" in escrita
    assert f"Recibe {direccion}" in escrita


def test_dates_out_of_order_are_refused_with_what_was_written(visita, cliente):
    datos = {
        "llegada_en": "28/05/2027 18:40",
        "salida_en": "27/05/2027 10:00",
        "hotel": "Hotel Maqueta",
        "vuelo_cubre": "propio",
        "hotel_cubre": "propio",
        "seguro_cubre": "propio",
    }

    respuesta = cliente.post(url("solicitudvisitante_editar_logistica", visita), datos)

    assert respuesta.status_code == 422
    assert "La salida debe ser después de la llegada" in respuesta.text
    assert "Hotel Maqueta" in respuesta.text
    assert LogisticaVisitante.objects.count() == 0


def test_nothing_is_arranged_for_who_is_not_accredited(cliente, direccion):
    recibida = SolicitudVisitanteFactory()

    respuesta = cliente.get(url("solicitudvisitante_editar_logistica", recibida), follow=True)

    assert "cuando la acreditación se aprueba" in respuesta.text
    with pytest.raises(ValidationError, match="cuando la acreditación se aprueba"):
        guardar_logistica(LogisticaVisitante(solicitud=recibida), by=direccion)


def test_each_person_has_one(logistica):
    with pytest.raises(IntegrityError), transaction.atomic():
        LogisticaVisitanteFactory(solicitud=logistica.solicitud)


def test_who_edits_an_old_page_is_told(logistica, cliente):
    vieja = logistica.version
    logistica.guardar(by=None)

    respuesta = cliente.post(
        url("solicitudvisitante_editar_logistica", logistica.solicitud),
        {"hotel": "Otro", "version": vieja} | dict.fromkeys(CUBREN, "propio"),
    )

    assert respuesta.status_code == 422
    assert "alguien guardó cambios" in respuesta.text
    assert LogisticaVisitante.objects.get().hotel == "Hotel de Ejemplo"


CUBREN = ("vuelo_cubre", "hotel_cubre", "seguro_cubre")


def test_what_is_reserved_is_shown_only_by_asking_and_leaves_word(logistica, cliente):
    panel = cliente.get(url("solicitudvisitante_logistica", logistica.solicitud)).text
    vistas = cliente.post(url("solicitudvisitante_ver_logistica_reservada", logistica.solicitud))

    assert [v for v in SECRETOS.values() if v in panel] == []
    assert [v for v in SECRETOS.values() if v not in vistas.text] == []
    assert vistas.headers["Cache-Control"] == "no-store"
    assert ConsultaReservada.objects.get().que == "Logística: datos reservados"


def test_what_is_reserved_is_neither_in_the_base_in_clear_nor_in_the_history(logistica):
    en_historia = {f.name for f in LogisticaVisitante.history.model._meta.concrete_fields}

    assert en_historia & set(SECRETOS) == set()
    assert LogisticaVisitante.objects.get().dieta == "Sin cacahuate"


def test_who_may_not_see_what_is_reserved_neither_reads_nor_writes_it(logistica, entrar):
    captura = entrar(UsuarioFactory(roles=[Rol.CAPTURISTA]))
    solicitud = logistica.solicitud

    panel = captura.get(url("solicitudvisitante_logistica", solicitud))
    ver = captura.post(url("solicitudvisitante_ver_logistica_reservada", solicitud))
    editar = captura.get(url("solicitudvisitante_editar_logistica_reservada", solicitud))

    assert (panel.status_code, ver.status_code, editar.status_code) == (200, 403, 403)
    assert ConsultaReservada.objects.count() == 0


def test_what_is_reserved_is_written_apart(logistica, cliente):
    datos = SECRETOS | {"dieta": "Vegetariana", "version": logistica.version}

    cliente.post(url("solicitudvisitante_editar_logistica_reservada", logistica.solicitud), datos)

    logistica.refresh_from_db()
    assert (logistica.dieta, logistica.hotel) == ("Vegetariana", "Hotel de Ejemplo")


def test_a_transfer_takes_several(logistica, otra, cliente):
    datos = {
        "clase": "llegada",
        "en": f"{timezone.localdate():%d/%m/%Y} 19:30",
        "punto": "AICM",
        "destino": "Hotel de Ejemplo",
        "lugares": "4",
        "cubre": "iecm",
        "ocupantes": [logistica.pk, otra.pk],
    }
    direccion = url("solicitudvisitante_agregar_traslado", logistica.solicitud)

    forma = cliente.get(direccion).text
    respuesta = cliente.post(direccion, datos)

    assert "Sampleton" in forma
    assert respuesta.status_code == 302
    assert set(Traslado.objects.get().ocupantes.all()) == {logistica, otra}
    assert "2 de 4 lugares" in cliente.get(url("solicitudvisitante_logistica", otra.solicitud)).text


def test_a_vehicle_never_takes_more_than_its_seats(logistica, otra, direccion):
    chico = traslado_de(logistica, lugares=1)

    with pytest.raises(ValidationError, match="Son 2 personas y el vehículo tiene 1 lugares"):
        guardar_traslado(chico, by=direccion, ocupantes=[logistica, otra])

    assert Traslado.objects.count() == 0


def test_nobody_is_in_two_vehicles_at_once(logistica, otra, direccion):
    primero = guardar_traslado(traslado_de(logistica), by=direccion, ocupantes=[logistica])
    segundo = traslado_de(logistica, en=primero.en)

    with pytest.raises(ValidationError, match="ya va en otro vehículo a esa hora"):
        guardar_traslado(segundo, by=direccion, ocupantes=[logistica, otra])


def test_people_of_another_process_do_not_ride(logistica, direccion):
    ajena = LogisticaVisitanteFactory()

    with pytest.raises(ValidationError, match="acreditación para otro proceso"):
        guardar_traslado(traslado_de(logistica), by=direccion, ocupantes=[ajena])


def test_the_list_tells_who_arrives_each_day_and_how_many_are_missing(logistica, otra, cliente):
    proceso = logistica.solicitud.convocatoria.proceso
    programa = ProgramaAcompanamientoFactory(proceso=proceso)
    logistica.llegada_en = otra.llegada_en + dt.timedelta(hours=2)
    logistica.salida_en = otra.llegada_en + dt.timedelta(days=3)
    logistica.guardar(by=None)
    VisitanteAcreditadaFactory(convocatoria=logistica.solicitud.convocatoria)
    VisitanteAcreditadaFactory(
        convocatoria=logistica.solicitud.convocatoria, estado=EstadoVisitante.CANCELADA
    )

    dias = llegadas_y_salidas(programa)
    pagina = cliente.get(url("programaacompanamiento_llegadas", programa)).text

    personas = [fila["persona"].apellidos for dia in dias for fila in dia["llegan"]]
    assert personas == ["Sampleton", "Exemplaire"]
    assert [len(dia["salen"]) for dia in dias if dia["salen"]] == [1]
    assert sin_vuelo(programa) == 1
    assert "<b>1</b> persona acreditada sin llegada" in pagina
    assert [v for v in SECRETOS.values() if v in pagina] == []


def test_one_day_is_printed_alone(logistica, otra, cliente):
    proceso = logistica.solicitud.convocatoria.proceso
    otra.llegada_en = logistica.llegada_en + dt.timedelta(days=2)
    otra.guardar(by=None)
    pagina = url("programaacompanamiento_llegadas", ProgramaAcompanamientoFactory(proceso=proceso))
    dia = timezone.localdate(otra.llegada_en)

    sola = cliente.get(f"{pagina}?dia={dia:%Y-%m-%d}")
    de_nadie = cliente.get(f"{pagina}?dia=2020-13-45")

    assert [d["dia"] for d in sola.context["dias"]] == [dia]
    assert len(de_nadie.context["dias"]) == 2


def test_queries_of_the_list_do_not_grow(logistica, otra, cliente, django_assert_max_num_queries):
    proceso = logistica.solicitud.convocatoria.proceso
    direccion = url(
        "programaacompanamiento_llegadas", ProgramaAcompanamientoFactory(proceso=proceso)
    )
    TrasladoFactory(proceso=proceso, ocupantes=[logistica])
    cliente.get(direccion)
    with django_assert_max_num_queries(30) as antes:
        cliente.get(direccion)
    for _ in range(4):
        nueva = VisitanteAcreditadaFactory(convocatoria=logistica.solicitud.convocatoria)
        TrasladoFactory(
            proceso=proceso, ocupantes=[LogisticaVisitanteFactory(solicitud=nueva), otra]
        )

    with django_assert_max_num_queries(len(antes)):
        cliente.get(direccion)


def test_the_agenda_tells_the_trip_in_her_language_and_nothing_reserved(
    logistica, cliente, direccion
):
    traslado = traslado_de(logistica, en=logistica.llegada_en + dt.timedelta(hours=1))
    guardar_traslado(traslado, by=direccion, ocupantes=[logistica])
    logistica.hotel_desde = timezone.localdate(logistica.llegada_en)
    logistica.recibe = direccion
    logistica.guardar(by=None)

    datos = datos_agenda(logistica.solicitud)
    pdf = cliente.get(url("solicitudvisitante_agenda_pdf", logistica.solicitud))
    ics = cliente.get(url("solicitudvisitante_agenda_ics", logistica.solicitud))

    titulos = [linea["titulo"] for dia in datos["dias"] for linea in dia["actividades"]]
    assert titulos == [
        "Arrivée: Aerolínea de Ejemplo EJ 123",
        "Transfert: AICM, terminal 2 → Hotel de Ejemplo",
    ]
    assert datos["pares"][0][0] == "Hôtel"
    assert pdf.content.startswith(b"%PDF")
    texto = ics.content.decode().replace("\r\n ", "")
    assert f"{direccion} vous accueille" in texto
    assert "SUMMARY:Hôtel: Hotel de Ejemplo" in texto
    assert [v for v in SECRETOS.values() if v in texto or v in str(datos)] == []


def test_disposal_takes_the_trip_and_leaves_its_figures(logistica, otra, direccion):
    proceso = logistica.solicitud.convocatoria.proceso
    traslado = traslado_de(logistica, operador="Quien conduce")
    guardar_traslado(traslado, by=direccion, ocupantes=[logistica, otra])

    conteos, _sobran = suprimir_visitantes(proceso)

    quedo = LogisticaVisitante.objects.get(pk=logistica.pk)
    viaje = Traslado.objects.get()
    assert (conteos["viajes"], conteos["traslados"]) == (2, 1)
    assert [getattr(quedo, campo) for campo in SECRETOS] == [""] * 5
    assert (quedo.hotel, quedo.llegada_vuelo, quedo.llegada_en) == ("", "", logistica.llegada_en)
    assert (viaje.operador, viaje.clase, viaje.ocupantes.count()) == ("", ClaseTraslado.LLEGADA, 2)
    historia = LogisticaVisitante.history.filter(id=logistica.pk)
    assert set(historia.values_list("hotel", flat=True)) == {""}
