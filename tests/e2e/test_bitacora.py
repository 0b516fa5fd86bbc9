"""U2: what happened, logged in under half a minute, without touching the mouse."""

import sys
import time

import pytest
from django.db import transaction
from playwright.sync_api import expect

from crm.models import Interaccion
from tests.e2e.test_barreras import barriers
from tests.factories.crm import ContactoFactory, InstitucionFactory
from tests.factories.indicadores import IndicadorFactory
from tests.factories.seguimiento import (
    CompromisoFactory,
    GestionFactory,
    PuntoAgendaFactory,
    ReunionFactory,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NOTE = "Se revisó el calendario y pidieron el convenio por escrito ya"
LOG = "/crm/interacciones/crear/"
# Keystroke-level model: seconds by key and by mental step (with whom, what to say, done).
KEY, MENTAL, STEPS = 0.28, 1.35, 3
TAP = 1.1  # to find a place on the glass and touch it
MAX_KEYS, MAX_SECONDS, MAX_ON_TELEPHONE = 75, 30, 60
COUNT_CLICKS = """addEventListener('pointerdown', () => {
  sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true);"""


class Keyboard:
    """Presses keys and counts them; waits are measured apart."""

    def __init__(self, page):
        self.page, self.keys, self.waits = page, 0, 0.0

    def press(self, combination):
        self.keys += combination.count("+") + 1
        self.page.keyboard.press(combination)

    def type(self, text):
        self.keys += len(text)
        self.page.keyboard.type(text)

    def wait(self, locator):
        start = time.monotonic()
        expect(locator).to_be_visible()
        self.waits += time.monotonic() - start

    @property
    def seconds(self):
        return self.keys * KEY + STEPS * MENTAL + self.waits


class Thumbs(Keyboard):
    """The same on glass: touches cost, and what is typed falls where one touched."""

    taps = 0

    def tap(self, locator):
        self.taps += 1
        self.wait(locator)
        locator.click()

    def write(self, locator, text):
        self.tap(locator)
        self.type(text)

    @property
    def seconds(self):
        return super().seconds + self.taps * TAP


def test_log_a_meeting_by_keyboard(abrir_pagina, direccion):
    InstitucionFactory(nombre="Universidad de Ejemplo", by=direccion)
    ContactoFactory(nombres="Ximena", primer_apellido="Núñez", by=direccion)
    page = abrir_pagina(direccion)
    page.add_init_script(COUNT_CLICKS)  # on every page it goes through
    page.ir("/")
    hands = Keyboard(page)
    note = NOTE[:60]

    hands.press("r")
    hands.wait(page.locator("form.quick"))
    hands.type("nun")
    hands.wait(page.locator(".picker-option").filter(has_text="Núñez"))
    hands.press("Enter")
    while page.evaluate("document.activeElement.name") != "resumen" and hands.keys < 12:
        hands.press("Tab")
    assert page.evaluate("document.activeElement.name") == "resumen"
    hands.type(note)
    hands.press("Control+Enter")
    hands.wait(page.locator(".message-success"))

    sys.stdout.write(f"U2: {hands.keys} keys, {hands.seconds:.1f} s, waits {hands.waits:.1f} s\n")
    logged = Interaccion.objects.get()
    assert (logged.resumen, logged.contactos.count()) == (note, 1)
    assert hands.keys <= MAX_KEYS
    assert page.evaluate("Number(sessionStorage.clicks || 0)") == 0
    assert hands.seconds < MAX_SECONDS
    assert page.quejas == []


def test_log_four_people_and_three_commitments_on_a_telephone(abrir_pagina, direccion):
    names = ("Ana", "Beatriz", "Carla", "Elisa")
    for name in names:
        ContactoFactory(nombres=name, primer_apellido="Zúñiga", by=direccion)
    page = abrir_pagina(direccion, width=390)
    page.ir(LOG)
    hands, option = Thumbs(page), page.locator(".picker-option")
    for name in names:
        hands.write(page.locator("[name=con_quien__q]"), name[:3].lower())
        hands.tap(option.filter(has_text=f"{name} Zúñiga"))
    hands.write(page.locator("[name=resumen]"), "Mesa de trabajo sobre la consulta")
    hands.tap(page.locator("summary").filter(has_text="Compromisos"))
    for number in range(1, 4):
        hands.write(page.locator(f"[name=compromiso_{number}]"), f"Enviar documento {number}")
    hands.tap(page.get_by_role("button", name="Registrar").last)
    hands.wait(page.locator(".message-success"))

    sys.stdout.write(
        f"U2 at 390: {hands.taps} taps, {hands.keys} keys, {hands.seconds:.1f} s, "
        f"waits {hands.waits:.1f} s\n"
    )
    logged = Interaccion.objects.get()
    assert logged.contactos.count() == 4
    assert logged.compromisos.count() == 3
    assert hands.seconds <= MAX_ON_TELEPHONE
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.quejas == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_screen_of_what_happens_has_barriers(abrir_pagina, direccion, width):
    IndicadorFactory(clave="AI3", by=direccion)
    institution = InstitucionFactory(by=direccion)
    meeting = ReunionFactory(instituciones=[institution], by=direccion)
    PuntoAgendaFactory(reunion=meeting, by=direccion)
    CompromisoFactory(institucion=institution, by=direccion)
    with transaction.atomic():
        gestion = GestionFactory(by=direccion)
    page, found = abrir_pagina(direccion, width=width), {}
    for address in (
        LOG,
        f"/crm/reuniones/{meeting.pk}/",
        f"/crm/gestiones/{gestion.pk}/",
        "/crm/gestiones/tablero/",
        "/crm/compromisos/seguimiento/",
        "/indicadores/ai3/",
        "/indicadores/ai3/cerrar/",
        "/indicadores/ai3/informe/",
        "/indicadores/ai3/desglose/",
        "/indicadores/ai3/folios/solicitadas/",
        f"/crm/reuniones/{meeting.pk}/lista-asistencia/",
    ):
        page.ir(address)
        found[address] = barriers(page)

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert page.quejas == []
