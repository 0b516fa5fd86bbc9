"""What a person does with their notices, and what administration sees of everybody's."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from avisos import views
from avisos.models import Aviso, Latido, PreferenciaAvisos
from avisos.queries.salud import esta_callado
from cuentas.enums import Rol
from tests.factories.avisos import AvisoFactory, LatidoFactory
from tests.factories.cuentas import AreaFactory
from tests.factories.seguimiento import CompromisoFactory, GestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def aviso(direccion):
    return AvisoFactory(
        destinatario=direccion,
        objeto_id=CompromisoFactory().pk,
        estado="entregado",
        entregado_en=timezone.now(),
        texto="El compromiso «Enviar el acta» vence mañana",
        url="/crm/compromisos/1/",
    )


def pagina(cliente, ver=""):
    return cliente.get(reverse("avisos:bandeja"), {"ver": ver}).content.decode()


def test_bell_counts_what_waits_and_the_list_shows_it(cliente, aviso):
    page = pagina(cliente)

    assert "Tus avisos: 1 por atender" in page
    assert aviso.texto in page
    assert f'href="{aviso.url}"' in page


def test_done_goes_away_and_comes_back(cliente, aviso):
    cliente.post(reverse("avisos:aviso_hecho", args=[aviso.pk]))
    sin, hechos = pagina(cliente), pagina(cliente, "hechos")
    cliente.post(reverse("avisos:aviso_reabrir", args=[aviso.pk]))

    assert aviso.texto not in sin
    assert aviso.texto in hechos
    assert aviso.texto in pagina(cliente)


@pytest.mark.parametrize(
    ("datos", "dias"),
    [({"cuando": "manana"}, 1), ({"cuando": "fecha", "fecha": "en 10 días"}, 10)],
)
def test_put_off_until_a_day(cliente, aviso, datos, dias):
    answer = cliente.post(reverse("avisos:aviso_posponer", args=[aviso.pk]), datos)

    aviso.refresh_from_db()
    hoy = timezone.localdate()
    assert answer.status_code == 302
    assert timezone.localdate(aviso.pospuesto_hasta) == hoy + dt.timedelta(days=dias)
    assert aviso.texto not in pagina(cliente)
    assert aviso.texto in pagina(cliente, "pospuestos")


def test_monday_is_the_next_one(cliente, aviso):
    cliente.post(reverse("avisos:aviso_posponer", args=[aviso.pk]), {"cuando": "lunes"})

    aviso.refresh_from_db()
    dia = timezone.localdate(aviso.pospuesto_hasta)
    assert dia.weekday() == 0
    assert 1 <= (dia - timezone.localdate()).days <= 7


@pytest.mark.parametrize("fecha", ["", "ayer", "31/02/2030", "en 900 días"])
def test_a_wrong_day_is_said_and_nothing_moves(cliente, aviso, fecha):
    datos = {"cuando": "fecha", "fecha": fecha}
    answer = cliente.post(reverse("avisos:aviso_posponer", args=[aviso.pk]), datos)

    aviso.refresh_from_db()
    assert answer.status_code == 422
    assert aviso.pospuesto_hasta is None


def test_notices_of_others_are_nobody_elses(entrar, persona, aviso):
    otra = entrar(persona(Rol.ADMINISTRACION))

    for name in ("aviso_hecho", "aviso_reabrir", "aviso_posponer"):
        assert otra.post(reverse(f"avisos:{name}", args=[aviso.pk])).status_code == 404


def test_preferences_are_kept_and_half_a_silence_is_refused(cliente, direccion):
    url = reverse("avisos:preferencias")
    datos = {"correo": "todo_en_resumen", "hora_resumen": "06:30"}
    mal = cliente.post(url, datos | {"silencio_desde": "22:00"})
    bien = cliente.post(url, datos | {"silencio_desde": "22:00", "silencio_hasta": "06:00"})

    assert mal.status_code == 422
    assert "deja las dos vacías" in mal.content.decode()
    assert bien.status_code == 302
    guardada = PreferenciaAvisos.objects.get(persona=direccion)
    assert (guardada.correo, guardada.hora_resumen) == ("todo_en_resumen", dt.time(6, 30))


def test_administration_is_told_when_the_clock_is_silent(entrar, persona):
    administra = entrar(persona(Rol.ADMINISTRACION))
    LatidoFactory(tocado_en=timezone.now() - dt.timedelta(minutes=6))
    callado = pagina(administra)
    Latido.objects.update(tocado_en=timezone.now())

    assert "Los avisos están en espera" in callado
    assert "Los avisos están en espera" not in pagina(administra)


def test_a_new_installation_has_five_minutes_for_its_first_ring(entrar, persona):
    administra = entrar(persona(Rol.ADMINISTRACION))
    nueva, salud = pagina(administra), administra.get(reverse("avisos:salud")).content.decode()

    assert "Los avisos están en espera" not in nueva
    assert "está por tocar por primera vez" in salud
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
        assert "Los avisos están en espera" in pagina(administra)


def test_the_ring_is_asked_again_only_when_its_five_minutes_are_over(
    direccion, django_assert_num_queries
):
    LatidoFactory(tocado_en=timezone.now() - dt.timedelta(minutes=1))
    ahora = timezone.now()

    with django_assert_num_queries(1):
        assert not esta_callado(ahora)
        assert not esta_callado(ahora + dt.timedelta(minutes=3))
    Latido.objects.update(tocado_en=ahora)
    with django_assert_num_queries(1):
        assert not esta_callado(ahora + dt.timedelta(minutes=4, seconds=1))
        assert not esta_callado(ahora + dt.timedelta(minutes=5))
    assert esta_callado(ahora + dt.timedelta(minutes=5, seconds=1))


def test_two_first_preferences_at_once_are_both_answered(cliente, direccion, monkeypatch):
    url = reverse("avisos:preferencias")
    leer = views.preferencias_de

    def read_while_another_saves(pks):
        found = leer(pks)
        monkeypatch.undo()
        cliente.post(url, {"correo": "nada", "hora_resumen": "06:30"})
        return found

    monkeypatch.setattr(views, "preferencias_de", read_while_another_saves)
    answer = cliente.post(url, {"correo": "todo_en_resumen", "hora_resumen": "08:00"})

    assert answer.status_code == 302
    guardada = PreferenciaAvisos.objects.get(persona=direccion)
    assert (guardada.correo, guardada.hora_resumen) == ("todo_en_resumen", dt.time(8))


def test_what_one_may_not_see_any_more_loses_its_words(entrar, persona):
    """F09, after it was delivered: looked at again each time it is shown."""
    area = AreaFactory()
    quien = persona(Rol.AREA_SOLICITANTE, area=area)
    gestion = GestionFactory(area_solicitante=area)
    aviso = AvisoFactory(
        destinatario=quien,
        fuente="crm.gestion",
        objeto_id=gestion.pk,
        estado="entregado",
        entregado_en=timezone.now(),
        texto="Gestión reservada",
        detalle="Con detalle",
        url="/crm/gestiones/1/",
    )
    cliente = entrar(quien)
    antes = pagina(cliente)
    gestion.area_solicitante = AreaFactory()
    gestion.guardar(by=None)
    posponer = cliente.get(reverse("avisos:aviso_posponer", args=[aviso.pk])).content.decode()
    despues = pagina(cliente)

    assert "Gestión reservada" in antes
    for page in (despues, posponer):
        assert "ya no está a tu alcance" in page
        assert "reservada" not in page
        assert "Con detalle" not in page
        assert aviso.url not in page


def test_the_bell_asks_once_for_each_source(cliente, direccion):
    def entregado():
        AvisoFactory(
            destinatario=direccion,
            objeto_id=CompromisoFactory().pk,
            estado="entregado",
            entregado_en=timezone.now(),
        )

    def consultas():
        with CaptureQueriesContext(connection) as hechas:
            pagina(cliente)
        return len(hechas)

    entregado()
    pagina(cliente)
    una = consultas()
    for _ in range(5):
        entregado()

    assert consultas() == una


def test_health_tells_what_bounced_and_tries_it_again(entrar, persona):
    administra = entrar(persona(Rol.ADMINISTRACION))
    LatidoFactory()
    roto = AvisoFactory(canal="correo", estado="rechazado", motivo="El servidor dijo 550")

    page = administra.get(reverse("avisos:salud")).content.decode()
    administra.post(reverse("avisos:aviso_reintentar", args=[roto.pk]))

    roto.refresh_from_db()
    assert "El servidor dijo 550" in page
    assert (roto.estado, roto.motivo, roto.intentos) == ("pendiente", "", 0)


def test_what_was_looked_at_leaves_the_list_and_stays_in_the_ledger(entrar, persona):
    administra = entrar(persona(Rol.ADMINISTRACION))
    roto = AvisoFactory(canal="correo", estado="cuarentena", motivo="ValueError")

    administra.post(reverse("avisos:aviso_descartar", args=[roto.pk]))

    assert not Aviso.objects.detenidos().exists()
    assert Aviso.objects.get(pk=roto.pk).estado == "cuarentena"
