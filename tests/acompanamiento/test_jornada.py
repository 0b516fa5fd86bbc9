"""The mode of the day, as the server sees it: the list, a badge, the queue that answers once."""

import base64
import datetime as dt
import hashlib
import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from acompanamiento.enums import EstadoParticipacion, EstadoVisitante
from acompanamiento.models import Incidencia, Participacion
from core.models import ConsultaReservada
from cuentas.enums import Rol
from observacion.actions.gafetes import anular
from tests.acompanamiento.vida import imagen
from tests.factories.observacion import GafeteFactory
from tests.factories.programa_visitantes import (
    ActividadProgramaFactory,
    ParticipacionFactory,
    ProgramaAcompanamientoFactory,
    VisitanteAcreditadaFactory,
)


def hoy_a_las(hora):
    return timezone.localtime().replace(hour=hora, minute=0, second=0, microsecond=0)


@pytest.fixture
def puerta(db):
    """A visitor with her badge, enrolled in an activity of today."""
    visitante = VisitanteAcreditadaFactory(nombres="Aminata", apellidos="Ejemplo")
    programa = ProgramaAcompanamientoFactory(proceso=visitante.convocatoria.proceso)
    actividad = ActividadProgramaFactory(
        programa=programa, inicio=hoy_a_las(10), fin=hoy_a_las(12), titulo="Recorrido"
    )
    fila = ParticipacionFactory(actividad=actividad, visitante=visitante)
    gafete = GafeteFactory(
        titular=visitante,
        tipo="visitante",
        folio=visitante.folio,
        nombre="Aminata Ejemplo",
        entregado_en=timezone.now(),
    )
    fila.gafete = gafete
    return fila


def llegada(fila, **datos):
    return {
        "clave": str(uuid.uuid4()),
        "clase": "llegada",
        "actividad": str(fila.actividad_id),
        "codigo": fila.gafete.codigo,
        "cuando": timezone.now().isoformat(),
    } | datos


def incidencia(**datos):
    return {
        "clave": str(uuid.uuid4()),
        "clase": "incidencia",
        "tipo": "traslado",
        "lugar": "Acceso norte",
        "nota": "El vehículo llegó tarde.",
        "cuando": timezone.now().isoformat(),
    } | datos


def enviar(cliente, *envios, sello=""):
    respuesta = cliente.post(
        reverse("acompanamiento:jornada_cola"),
        json.dumps({"envios": envios, "sello": sello}),
        content_type="application/json",
    )
    return respuesta.json()["resultados"]


def test_an_arrival_is_noted_and_the_second_says_who(puerta, cliente, direccion):
    primera = enviar(cliente, llegada(puerta))[0]
    segunda = enviar(cliente, llegada(puerta))[0]

    puerta.refresh_from_db()
    hora = f"{timezone.localtime(puerta.asistio_en):%H:%M}"
    assert primera["resultado"] == "hecho"
    assert segunda["resultado"] == "ya"
    assert segunda["mensaje"] == f"Ya entró a las {hora} h, lo registró {direccion}."


def test_the_same_key_twice_answers_the_same_and_does_it_once(puerta, cliente):
    envio, suceso = llegada(puerta), incidencia()

    primera = enviar(cliente, envio, suceso)
    segunda = enviar(cliente, envio, suceso)

    assert primera == segunda
    assert Incidencia.objects.count() == 1
    assert puerta.history.filter(history_change_reason="Llegada").count() == 1


def test_the_same_key_with_another_body_is_refused(puerta, cliente):
    suceso = incidencia()
    enviar(cliente, suceso)

    otra = enviar(cliente, suceso | {"nota": "Otra cosa."})[0]

    assert otra["resultado"] == "rechazado"
    assert otra["mensaje"] == "Esa clave ya se usó para otro registro."
    assert Incidencia.objects.get().nota == "El vehículo llegó tarde."


def test_each_thing_has_its_own_answer(puerta, cliente):
    resultados = enviar(
        cliente, llegada(puerta, codigo="no-existe"), incidencia(lugar=""), llegada(puerta)
    )

    assert [r["resultado"] for r in resultados] == ["rechazado", "rechazado", "hecho"]


def test_a_revoked_badge_does_not_enter(puerta, cliente, direccion):
    anular(puerta.gafete, by=direccion, motivo="Extravío")

    resultado = enviar(cliente, llegada(puerta))[0]

    assert resultado["mensaje"] == "Este gafete no tiene validez."


def test_not_activated_is_not_an_attendee(puerta, cliente):
    """Case 52."""
    puerta.visitante.estado = EstadoVisitante.GAFETE_LISTO
    puerta.visitante.guardar(by=None)

    resultado = enviar(cliente, llegada(puerta))[0]

    assert "no está activa (gafete listo)" in resultado["mensaje"]
    assert not Participacion.objects.filter(estado=EstadoParticipacion.ASISTIO).exists()


def test_what_was_read_without_network_brings_our_list(puerta, cliente, entrar, persona):
    lista = cliente.get(reverse("acompanamiento:jornada_lista")).json()
    ajena = entrar(persona(Rol.DIRECCION_DVOE))
    envio = llegada(puerta, sin_conexion=True)

    sin_lista = enviar(cliente, envio)[0]
    de_otra = enviar(ajena, llegada(puerta, sin_conexion=True), sello=lista["sello"])[0]
    propia = enviar(cliente, envio, sello=lista["sello"])[0]

    assert [r["resultado"] for r in (sin_lista, de_otra, propia)] == [
        "rechazado",
        "rechazado",
        "hecho",
    ]


def test_the_clock_of_a_telephone_is_not_believed_ahead_nor_too_late(puerta, cliente):
    manana = timezone.now() + dt.timedelta(days=1)
    antier = timezone.now() - dt.timedelta(days=3)

    vieja = enviar(cliente, llegada(puerta, cuando=antier.isoformat()))[0]
    enviar(cliente, llegada(puerta, cuando=manana.isoformat()))

    puerta.refresh_from_db()
    assert "más de dos días" in vieja["mensaje"]
    assert puerta.asistio_en <= timezone.now()


def test_the_list_reveals_no_code_photograph_telephone_or_passport(puerta, cliente):
    texto = cliente.get(reverse("acompanamiento:jornada_lista")).content.decode()
    lista = json.loads(texto)

    quien = lista["personas"][0]
    assert quien["h"] == hashlib.sha256(puerta.gafete.codigo.encode()).hexdigest()
    assert quien["nombre"] == "Aminata Ejemplo"
    assert quien["actividades"][str(puerta.actividad_id)]["estado"] == "inscrita"
    assert puerta.gafete.codigo not in texto
    assert puerta.visitante.telefono not in texto
    assert {"foto", "telefono", "pasaporte", "codigo"}.isdisjoint(quien)


def test_queries_of_the_list_do_not_grow(puerta, cliente, django_assert_max_num_queries):
    direccion = reverse("acompanamiento:jornada_lista")
    cliente.get(direccion)
    with django_assert_max_num_queries(30) as antes:
        cliente.get(direccion)
    for _ in range(3):
        otra = VisitanteAcreditadaFactory(convocatoria=puerta.visitante.convocatoria)
        ParticipacionFactory(actividad=puerta.actividad, visitante=otra)
        GafeteFactory(titular=otra, tipo="visitante", folio=otra.folio)

    with django_assert_max_num_queries(len(antes)):
        cliente.get(direccion)


def test_a_badge_shows_its_photograph_only_to_who_may(puerta, cliente, entrar, persona):
    puerta.gafete.foto.save("f.jpg", imagen(), save=True)
    datos = {"codigo": puerta.gafete.codigo}
    direccion = reverse("acompanamiento:jornada_codigo")

    con = cliente.post(direccion, datos).json()
    sin = entrar(persona(Rol.CAPTURISTA)).post(direccion, datos).json()
    foto = cliente.get(con["foto"])

    assert con["situacion"] == "vigente"
    assert "foto" not in sin
    assert foto.headers["Content-Type"] == "image/jpeg"
    assert ConsultaReservada.objects.filter(que="Fotografía, en modo jornada").count() == 1


def test_an_unknown_code_is_not_found(puerta, cliente):
    for codigo in ("", "x" * 500, "señal", "nada"):
        respuesta = cliente.post(reverse("acompanamiento:jornada_codigo"), {"codigo": codigo})

        assert respuesta.status_code == 404


def test_a_telephone_is_shown_once_and_written_down(puerta, cliente, entrar, persona):
    direccion = reverse("acompanamiento:jornada_contacto", args=[puerta.visitante_id])

    datos = cliente.post(direccion).json()

    assert datos["whatsapp"] == "https://wa.me/33123456789"
    assert ConsultaReservada.objects.filter(que="Teléfono, en modo jornada").count() == 1
    assert entrar(persona(Rol.CAPTURISTA)).post(direccion).status_code == 403


def test_an_incident_keeps_its_picture_rewritten_and_reserved(puerta, cliente, entrar, persona):
    foto = base64.b64encode(imagen(lado=300).read()).decode()

    resultado = enviar(cliente, incidencia(foto=foto, actividad=str(puerta.actividad_id)))[0]

    guardada = Incidencia.objects.get()
    ver = reverse("acompanamiento:incidencia_foto", args=[guardada.pk])
    assert resultado["resultado"] == "hecho"
    assert guardada.proceso == puerta.actividad.programa.proceso
    assert cliente.get(ver).headers["Content-Type"] == "image/jpeg"
    assert entrar(persona(Rol.CAPTURISTA)).get(ver).status_code == 403


@pytest.mark.parametrize("foto", ["%%%", base64.b64encode(b"no es imagen").decode()])
def test_a_broken_picture_is_said_and_nothing_is_kept(puerta, cliente, foto):
    resultado = enviar(cliente, incidencia(foto=foto))[0]

    assert resultado["resultado"] == "rechazado"
    assert Incidencia.objects.count() == 0


@pytest.mark.parametrize(
    "cuerpo", ["", "[]", '{"envios": 3}', '{"envios": [{}]}', '{"envios": "ab"}']
)
def test_nonsense_in_the_queue_is_refused(cliente, cuerpo):
    respuesta = cliente.post(
        reverse("acompanamiento:jornada_cola"), cuerpo, content_type="application/json"
    )

    assert respuesta.status_code == 400


def test_the_worker_is_public_and_holds_no_data(client, puerta):
    respuesta = client.get(reverse("acompanamiento:jornada_sw"))

    assert respuesta.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "css/jornada.css" in respuesta.content.decode()
    assert "Aminata" not in respuesta.content.decode()


def test_other_areas_do_not_enter(entrar, persona):
    ajena = entrar(persona(Rol.AREA_SOLICITANTE))

    for nombre in ("jornada_inicio", "jornada_lista"):
        assert ajena.get(reverse(f"acompanamiento:{nombre}")).status_code == 403
