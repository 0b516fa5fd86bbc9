"""The private feed: what two readers see, what it hides, and when it goes dark."""

import datetime as dt
import re
import time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from calendario.actions import crear_enlace, revocar_enlace
from crm.actions import reuniones as acciones
from crm.models import Compromiso, Gestion, Reunion
from crm.queries.invitacion import invitacion
from cuentas.actions import desactivar
from cuentas.enums import Rol
from tablero.views import feed
from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import AreaFactory
from tests.factories.seguimiento import (
    AsistenciaFactory,
    CompromisoFactory,
    GestionFactory,
    InteraccionFactory,
    ReunionFactory,
)
from tests.lectores_ics import por_nombre_de_zona, por_reglas_escritas

pytestmark = pytest.mark.django_db


def direccion_de(token):
    return reverse("tablero:feed", args=[token])


@pytest.fixture
def leer(direccion):
    """Read the feed of dirección as a calendar program does: without any session."""
    _, token = crear_enlace("Mi teléfono", by=direccion)

    def read(**headers):
        return Client().get(direccion_de(token), headers=headers)

    read.token = token
    return read


def por_titulo(response):
    """Appointments by title, as each reader understands them; both must agree on which."""
    unos = por_nombre_de_zona(response.content).walk("VEVENT")
    otros = getattr(por_reglas_escritas(response.content), "vevent_list", [])
    primeros = {str(e["summary"]): e for e in unos}
    segundos = {e.summary.value: e for e in otros}
    assert set(primeros) == set(segundos)
    return {titulo: (primeros[titulo], segundos[titulo]) for titulo in primeros}


def test_both_readers_see_meetings_limits_and_commitments(leer, direccion):
    inicio = dt.datetime.combine(
        timezone.localdate() + dt.timedelta(days=3),
        dt.time(16),
        ZoneInfo("America/Tijuana"),
    )
    ReunionFactory(asunto="Anexo, técnico", inicio=inicio, zona="America/Tijuana", by=direccion)
    limite = timezone.localdate() + dt.timedelta(days=5)
    gestion = GestionFactory(responsable=direccion, fecha_limite=limite)
    compromiso = CompromisoFactory(
        texto="Enviar; el oficio", responsable=direccion, fecha_limite=limite
    )

    citas = por_titulo(leer())

    uno, otro = citas["Anexo, técnico"]
    assert uno.decoded("dtstart") == otro.dtstart.value == inicio
    assert uno["dtstart"].params["tzid"] == "America/Tijuana"
    for titulo in (f"Vence {gestion.folio}", f"Compromiso: {compromiso.texto}"):
        uno, otro = citas[titulo]
        assert uno.decoded("dtstart") == otro.dtstart.value == limite
        assert uno.decoded("dtend") == otro.dtend.value == limite + dt.timedelta(days=1)
        assert uno["transp"] == "TRANSPARENT"
    assert f"/crm/gestiones/{gestion.pk}/" in citas[f"Vence {gestion.folio}"][0]["url"]


def test_a_change_keeps_the_name_and_raises_the_sequence(leer, direccion):
    reunion = ReunionFactory(asunto="Junta", by=direccion)
    compromiso = CompromisoFactory(texto="Enviar", responsable=direccion)
    antes = por_titulo(leer())
    movida = acciones.reprogramar(
        reunion,
        by=direccion,
        inicio=(reunion.inicio + dt.timedelta(days=1)).replace(microsecond=0),
        fin=None,
        motivo="Otra fecha",
    )
    guardado = Compromiso.objects.get(pk=compromiso.pk)
    guardado.fecha_limite += dt.timedelta(days=1)
    guardado.guardar(by=direccion)

    despues = por_titulo(leer())

    for titulo in ("Junta", "Compromiso: Enviar"):
        (uno, _), (otro, segundo) = antes[titulo], despues[titulo]
        assert otro["uid"] == uno["uid"] == segundo.uid.value
        assert otro["sequence"] > uno["sequence"]
        assert otro.decoded("last-modified") >= uno.decoded("last-modified")
    assert despues["Junta"][1].dtstart.value == movida.inicio


def test_a_cancelled_meeting_stays_as_cancelled_and_shares_its_name_with_the_invitation(
    leer, direccion
):
    reunion = ReunionFactory(asunto="Junta", by=direccion)
    cancelada = acciones.avanzar(reunion, "cancelar", by=direccion, motivo="No hay quórum")

    uno, otro = por_titulo(leer())["Junta"]

    por_correo = por_nombre_de_zona(invitacion(cancelada, "CANCEL")).walk("VEVENT")[0]
    assert uno["status"] == otro.status.value == "CANCELLED"
    assert (uno["uid"], uno["sequence"]) == (por_correo["uid"], por_correo["sequence"])


def test_what_is_reserved_goes_without_words(leer, direccion):
    reunion = ReunionFactory(
        asunto="Asunto delicado", lugar="Lugar secreto", convoca="Alguien", by=direccion
    )
    InteraccionFactory(reunion=reunion, reservada=True, by=direccion)

    response = leer()

    (uno, _otro) = por_titulo(response)["Reservado"]
    assert uno.decoded("dtstart") == reunion.inicio.replace(microsecond=0)
    for palabra in (b"delicado", b"secreto", b"Alguien", b"/crm/"):
        assert palabra not in response.content


def test_only_what_is_mine_and_i_may_see(leer, direccion, persona):
    otra = persona(Rol.ENLACE_DVOE)
    ReunionFactory(asunto="De otra persona", by=otra)
    convocada = ReunionFactory(asunto="Me convocan", by=otra)
    AsistenciaFactory(reunion=convocada, contacto=None, integrante=direccion)
    CompromisoFactory(responsable=otra)
    GestionFactory(responsable=otra, fecha_limite=timezone.localdate())
    Compromiso.objects.get(pk=CompromisoFactory(responsable=direccion).pk).eliminar(by=direccion)

    assert list(por_titulo(leer())) == ["Me convocan"]


def test_losing_the_permission_empties_it(leer, direccion):
    ReunionFactory(asunto="Junta", by=direccion)
    assert list(por_titulo(leer())) == ["Junta"]

    direccion.roles = [Rol.TRANSPARENCIA.value]
    direccion.guardar(by=None)

    assert por_titulo(leer()) == {}


def test_from_ninety_days_ago_to_a_year_ahead(leer, direccion):
    hoy = timezone.localdate()
    for dias in (-91, -90, 0, 364, 365):
        CompromisoFactory(
            texto=f"a {dias}", responsable=direccion, fecha_limite=hoy + dt.timedelta(days=dias)
        )

    assert set(por_titulo(leer())) == {f"Compromiso: a {n}" for n in (-90, 0, 364)}


def test_an_area_s_feed_has_what_its_people_have(persona):
    area = AreaFactory()
    autora, otra = (persona(Rol.ENLACE_DVOE, area=area) for _ in range(2))
    CompromisoFactory(texto="de otra", responsable=otra)
    CompromisoFactory(texto="del área", responsable=None, area=area)
    CompromisoFactory(texto="ajeno", responsable=persona(Rol.ENLACE_DVOE, area=AreaFactory()))
    _, token = crear_enlace("Pantalla", by=autora, de_area=True)

    citas = por_titulo(Client().get(direccion_de(token)))

    assert set(citas) == {"Compromiso: de otra", "Compromiso: del área"}


def test_hostile_text_adds_no_appointments(leer, direccion):
    malo = "Junta\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:colada\x0b" + "ñ🎉" * 60
    ReunionFactory(asunto=malo[:200], lugar=malo, by=direccion)
    GestionFactory(descripcion=malo, responsable=direccion, fecha_limite=timezone.localdate())

    response = leer()

    assert len(por_titulo(response)) == 2
    assert response.content.count(b"\r\nBEGIN:VEVENT") == 2
    assert max(len(renglon) for renglon in response.content.split(b"\r\n")) <= 75
    assert b"\x0b" not in response.content


def test_it_is_dark_within_a_second_of_the_account_s_end(leer, direccion, persona):
    administracion = persona(Rol.ADMINISTRACION)
    antes = leer()
    assert (antes.status_code, antes["Cache-Control"]) == (
        200,
        "private, no-cache, must-revalidate",
    )

    desactivar(direccion, by=administracion)
    comienzo = time.monotonic()
    despues = leer(if_none_match=antes["ETag"], if_modified_since="Mon, 01 Jan 2035 00:00:00 GMT")

    assert despues.status_code == 404
    assert time.monotonic() - comienzo < 1


def test_revoked_and_invented_answer_the_same(leer, direccion):
    enlace, token = crear_enlace("Otro", by=direccion)
    revocar_enlace(enlace, by=direccion)

    revocado, inventado = (Client().get(direccion_de(t)) for t in (token, "x" * len(token)))

    assert revocado.status_code == inventado.status_code == 404
    neutro = re.compile(rb'nonce="[^"]*"')
    assert neutro.sub(b"", revocado.content) == neutro.sub(b"", inventado.content)


def test_the_same_content_is_not_sent_twice(leer, direccion):
    ReunionFactory(asunto="Junta", by=direccion)
    primera = leer()

    igual = leer(if_none_match=primera["ETag"])
    reunion = Reunion.objects.get()
    reunion.asunto = "Junta con otro nombre"
    reunion.guardar(by=direccion)
    distinta = leer(if_none_match=primera["ETag"])

    assert (igual.status_code, igual.content) == (304, b"")
    assert distinta.status_code == 200
    assert distinta["ETag"] != primera["ETag"]


def test_guessing_is_slowed_and_so_is_reading_too_much(leer, monkeypatch):
    monkeypatch.setattr(feed, "FALLAS_POR_HORA", 3)
    monkeypatch.setattr(feed, "LECTURAS_POR_HORA", 5)

    lecturas = [leer().status_code for _ in range(6)]
    fallas = [Client().get(direccion_de(f"falso{n}")).status_code for n in range(4)]

    assert lecturas == [200] * 5 + [429]
    assert fallas == [404] * 3 + [429]


def test_queries_do_not_grow(leer, direccion):
    def consultas():
        with CaptureQueriesContext(connection) as hechas:
            assert leer().status_code == 200
        return len(hechas)

    leer()
    institucion = InstitucionFactory()
    ReunionFactory(instituciones=[institucion], by=direccion)
    CompromisoFactory(responsable=direccion, institucion=institucion)
    GestionFactory(responsable=direccion, fecha_limite=timezone.localdate())
    pocas = consultas()
    for _ in range(5):
        ReunionFactory(instituciones=[institucion], by=direccion)
        CompromisoFactory(responsable=direccion)
        GestionFactory(responsable=direccion, fecha_limite=timezone.localdate())

    assert consultas() == pocas <= 8
    assert Gestion.objects.count() == 6


def test_screen_says_the_address_once_lists_and_revokes(cliente, direccion):
    url = reverse("tablero:conectar")

    html = cliente.post(url, {"nombre": "Mi teléfono"}).content.decode()
    ruta = re.search(r'value="https?://[^/]+(/agenda/feed/[^"]+\.ics)"', html)[1]
    token = ruta.removeprefix("/agenda/feed/").removesuffix(".ics")
    otra_vez = cliente.get(url).content.decode()

    assert Client().get(ruta).status_code == 200
    assert token not in otra_vez
    assert "Mi teléfono" in otra_vez
    boton = re.search(r'action="(/agenda/enlaces/\d+/revocar/)"', otra_vez)[1]
    assert cliente.post(boton).status_code == 302
    assert Client().get(ruta).status_code == 404
    assert "Mi teléfono" not in cliente.get(url).content.decode().split("Enlaces que funcionan")[1]
    assert cliente.post(url, {"nombre": ""}).status_code == 422


def test_nobody_revokes_what_is_not_theirs(entrar, persona):
    area = AreaFactory()
    autora = persona(Rol.ENLACE_DVOE, area=area)
    propio, _ = crear_enlace("Uno", by=autora)
    comun, _ = crear_enlace("Pantalla", by=autora, de_area=True)
    captura = entrar(persona(Rol.CAPTURISTA, area=area))

    codigos = [
        captura.post(reverse("tablero:enlacecalendario_revocar", args=[e.pk])).status_code
        for e in (propio, comun)
    ]

    assert codigos == [404, 403]
