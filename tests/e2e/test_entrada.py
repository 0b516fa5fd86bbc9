"""A person signs in, finds an institution and opens its record, at both widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import CONTRASENA

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def sign_in(page, live_server, person):
    page.goto(f"{live_server.url}/crm/instituciones/")
    page.get_by_label("Correo").fill(person.correo)
    page.get_by_label("Contraseña", exact=True).fill(CONTRASENA)
    page.get_by_role("button", name="Entrar").click()


def test_sign_in_find_and_open(page_at, live_server, direccion, sin_errores):
    InstitucionFactory(nombre="Instituto Electoral de Núñez")
    InstitucionFactory(nombre="Universidad de Ejemplo")

    sign_in(page_at, live_server, direccion)
    expect(page_at.get_by_role("heading", level=1)).to_contain_text("Instituciones")
    listed = violations(page_at)
    page_at.goto(f"{live_server.url}/crm/instituciones/?q=nunez")
    expect(page_at.get_by_text("Universidad de Ejemplo")).to_have_count(0)
    page_at.get_by_role("link", name="Instituto Electoral de Núñez").first.click()
    expect(page_at.get_by_role("heading", level=1)).to_contain_text("Núñez")

    assert (listed, violations(page_at)) == ([], [])


def test_the_entrance_has_no_barrier(page_at, live_server, sin_errores):
    page_at.goto(f"{live_server.url}/")

    expect(page_at.get_by_role("button", name="Entrar")).to_be_visible()
    assert violations(page_at) == []
