"""U12 and T41: the day's mode in a real browser, with the network and without it."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from acompanamiento.enums import EstadoParticipacion
from acompanamiento.models import Incidencia, Participacion
from cuentas.enums import Rol
from tests.factories.observacion import GafeteFactory
from tests.factories.programa_visitantes import (
    ActividadProgramaFactory,
    ParticipacionFactory,
    ProgramaAcompanamientoFactory,
    VisitanteAcreditadaFactory,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
JORNADA = "/visitantes/jornada/"
GUARDADO = """async () => {
  const bases = (await indexedDB.databases()).map((b) => b.name);
  const cajas = (await caches.keys()).filter((n) => n.startsWith("jornada-"));
  const local = Object.keys(localStorage).filter((n) => n.startsWith("jornada:"));
  return { bases, cajas, local };
}"""
EN_CLARO = """async () => new Promise((resolve) => {
  const abrir = indexedDB.open("jornada");
  abrir.onsuccess = () => {
    const caja = abrir.result.transaction("datos").objectStore("datos");
    const todo = caja.getAll();
    todo.onsuccess = () => {
      const textos = todo.result.map((x) => x.data ? new TextDecoder().decode(x.data) : "");
      abrir.result.close();
      resolve(textos.join(" "));
    };
  };
})"""


@pytest.fixture
def puerta():
    visitante = VisitanteAcreditadaFactory(nombres="Aminata", apellidos="Ejemplo")
    programa = ProgramaAcompanamientoFactory(proceso=visitante.convocatoria.proceso)
    inicio = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    actividad = ActividadProgramaFactory(
        programa=programa, titulo="Recorrido", inicio=inicio, fin=inicio + dt.timedelta(hours=2)
    )
    fila = ParticipacionFactory(actividad=actividad, visitante=visitante)
    fila.gafete = GafeteFactory(
        titular=visitante,
        tipo="visitante",
        folio=visitante.folio,
        nombre="Aminata Ejemplo",
        entregado_en=timezone.now(),
    )
    return fila


@pytest.fixture
def telefono(abrir_pagina, persona, puerta):
    """A telephone that opened the mode once, with network."""
    page = abrir_pagina(persona(Rol.COORDINACION_ACOMPANAMIENTO), width=390)
    page.ir(JORNADA)
    expect(page.locator("#pie")).to_contain_text("1 gafete.")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def leer(page, codigo):
    page.locator("#leido").fill(codigo)
    page.locator("#forma-codigo").get_by_role("button", name="Verificar").click()


def test_with_network_the_second_reading_says_when_and_who(telefono, puerta):
    telefono.get_by_role("link", name="Registrar llegada").click()
    leer(telefono, f"https://vinculo.example.org/verificar/{puerta.gafete.codigo}/?lang=es")
    telefono.get_by_role("button", name="Confirmar llegada").click()
    expect(telefono.locator("#cola")).to_have_text("Nada por enviar")
    leer(telefono, puerta.gafete.codigo)

    expect(telefono.locator(".field-stop")).to_contain_text("Ya entró a las")
    assert Participacion.objects.get().estado == EstadoParticipacion.ASISTIO
    assert telefono.quejas == []


def test_without_network_everything_waits_and_is_sent_once(telefono, puerta):
    telefono.context.set_offline(True)
    telefono.reload()
    telefono.get_by_role("link", name="Verificar gafete").click()
    leer(telefono, puerta.gafete.codigo)
    expect(telefono.locator(".field-word")).to_have_text("Válido")
    expect(telefono.locator(".field-initials")).to_have_text("AE")
    leer(telefono, "codigo-inventado")
    expect(telefono.locator(".field-answer")).to_contain_text("No está en la lista")

    telefono.get_by_role("link", name="Volver").click()
    telefono.get_by_role("link", name="Registrar llegada").click()
    leer(telefono, puerta.gafete.codigo)
    telefono.get_by_role("button", name="Confirmar llegada").click()
    expect(telefono.locator("#cola")).to_have_text("1 por enviar")
    leer(telefono, puerta.gafete.codigo)
    expect(telefono.locator(".field-stop")).to_contain_text("lo registró este equipo")

    telefono.get_by_role("link", name="Volver").click()
    telefono.get_by_role("link", name="Registrar incidencia").click()
    telefono.locator("#lugar").fill("Acceso norte")
    telefono.locator("#nota").fill("El vehículo llegó tarde.")
    telefono.locator("#forma-incidencia").get_by_role("button", name="Registrar").click()
    expect(telefono.locator("#cola")).to_have_text("2 por enviar")
    assert Participacion.objects.get().asistio_en is None
    claro = telefono.evaluate(EN_CLARO)
    assert "Aminata" not in claro
    assert puerta.gafete.codigo not in claro

    telefono.context.set_offline(False)
    expect(telefono.locator("#cola")).to_have_text("Nada por enviar", timeout=15000)
    telefono.reload()
    expect(telefono.locator("#cola")).to_have_text("Nada por enviar")
    assert Participacion.objects.get().estado == EstadoParticipacion.ASISTIO
    assert Incidencia.objects.count() == 1


def test_signing_out_leaves_nothing(telefono):
    assert telefono.evaluate(GUARDADO)["bases"] == ["jornada"]

    telefono.get_by_role("button", name="Cerrar sesión").click()
    telefono.wait_for_url("**/cuenta/**")

    assert telefono.evaluate(GUARDADO) == {"bases": [], "cajas": [], "local": []}


def test_signing_out_with_something_to_send_asks_first(telefono, puerta):
    telefono.context.set_offline(True)
    telefono.get_by_role("link", name="Registrar incidencia").click()
    telefono.locator("#lugar").fill("Acceso norte")
    telefono.locator("#nota").fill("Se fue la luz.")
    telefono.locator("#forma-incidencia").get_by_role("button", name="Registrar").click()
    expect(telefono.locator("#cola")).to_have_text("1 por enviar")
    preguntas = []
    telefono.on("dialog", lambda d: (preguntas.append(d.message), d.dismiss()))

    with telefono.expect_event("dialog"):
        telefono.get_by_role("button", name="Cerrar sesión").click()

    expect(telefono.locator("#cola")).to_have_text("1 por enviar")
    assert preguntas == ["Tienes 1 por enviar: si cierras sesión, se borran. ¿Cerrar sesión?"]


def test_from_any_page_signing_out_leaves_nothing(telefono):
    telefono.ir("/")
    telefono.set_viewport_size({"width": 1280, "height": 800})
    telefono.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    telefono.wait_for_url("**/cuenta/**")

    assert telefono.evaluate(GUARDADO) == {"bases": [], "cajas": [], "local": []}


def test_what_another_person_left_is_not_read(telefono, entrar, persona, live_server):
    otra = entrar(persona(Rol.CAPTURISTA)).cookies["sesion"].value
    telefono.context.add_cookies([{"name": "sesion", "value": otra, "url": live_server.url}])

    telefono.ir(JORNADA)

    expect(telefono.locator("#pie")).to_contain_text("1 gafete.")
    assert telefono.evaluate("localStorage.getItem('jornada:persona')") == str(
        telefono.evaluate("document.body.dataset.person")
    )
