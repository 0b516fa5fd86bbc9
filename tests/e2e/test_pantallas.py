"""What the screens promise beyond showing: keyboard, errors, drafts, one sending, both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from crm.models import Institucion
from tests.factories.crm import InstitucionFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LIST = "/crm/instituciones/"


@pytest.fixture
def dentro(page, live_server, entrar, direccion):
    """A page already signed in, with ``ir`` to open an address."""
    cookie = entrar(direccion).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.ir = lambda address: page.goto(live_server.url + address)
    return page


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def wait_for_drafts(page, count):
    """Until this computer keeps so many drafts (the policy forbids waiting by evaluation)."""
    for _ in range(50):
        if page.evaluate("Object.keys(localStorage).length") == count:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"localStorage never held {count} drafts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_states_have_no_barrier(dentro, sin_errores, width, scheme):
    record = InstitucionFactory(nombre="Instituto Electoral de Núñez")
    dentro.set_viewport_size({"width": width, "height": 800})
    dentro.emulate_media(color_scheme=scheme)
    found = {}
    for address in (LIST, f"{LIST}?q=nada+asi", f"{LIST}?filtros=1", f"{LIST}{record.pk}/"):
        dentro.ir(address)
        found[address] = violations(dentro)
    dentro.keyboard.press("Control+k")
    expect(dentro.get_by_role("option").first).to_be_visible()
    found["palette"] = violations(dentro)

    assert found == {address: [] for address in found}


def test_errors_are_said_on_top_and_beside(dentro):
    dentro.ir(f"{LIST}crear/")
    dentro.get_by_role("button", name="Guardar").click()

    summary = dentro.locator(".error-summary")
    expect(summary).to_be_focused()
    assert dentro.title().startswith("Error: ")
    beside = dentro.locator(".field-error span").all_inner_texts()
    assert summary.get_by_role("link").all_inner_texts() == beside
    summary.get_by_role("link").first.click()
    expect(dentro.locator("[name=nombre]")).to_be_focused()


def test_rows_are_walked_and_chosen_with_keys(dentro, sin_errores):
    names = ["Alfa de Prueba", "Beta de Prueba", "Gama de Prueba"]
    for name in names:
        InstitucionFactory(nombre=name)
    dentro.ir(LIST)
    for key in ("j", "j", "x"):
        dentro.keyboard.press(key)

    expect(dentro.get_by_role("link", name=names[1])).to_be_focused()
    expect(dentro.locator("[data-picked]")).to_have_text("1")
    dentro.keyboard.press("e")
    expect(dentro.locator("[name=nombre]")).to_have_value(names[1])


def test_letters_keep_quiet_when_switched_off(dentro, direccion):
    direccion.puede_atajos = False
    direccion.guardar(by=direccion)
    InstitucionFactory()
    dentro.ir(LIST)
    dentro.keyboard.press("j")

    assert dentro.evaluate("document.activeElement.tagName") == "BODY"


def test_what_was_typed_comes_back(dentro, sin_errores):
    dentro.ir(f"{LIST}crear/")
    dentro.locator("[name=nombre]").fill("Instituto a medio escribir")
    wait_for_drafts(dentro, 1)
    dentro.ir(LIST)
    dentro.ir(f"{LIST}crear/")
    dentro.get_by_role("button", name="Recuperar").click()
    expect(dentro.locator("[name=nombre]")).to_have_value("Instituto a medio escribir")
    dentro.locator("[name=tipo]").select_option("osc")
    dentro.locator("[name=nombre]").press("Control+Enter")
    expect(dentro.locator(".message-success")).to_be_visible()

    wait_for_drafts(dentro, 0)


def test_three_clicks_send_once(dentro, sin_errores):
    dentro.ir(f"{LIST}crear/")
    dentro.locator("[name=nombre]").fill("Instituto de una vez")
    dentro.locator("[name=tipo]").select_option("osc")
    dentro.evaluate(
        "for (const _ of [1, 2, 3]) document.querySelector('form.form').requestSubmit()"
    )
    expect(dentro.locator(".message-success")).to_be_visible()

    assert Institucion.objects.filter(nombre="Instituto de una vez").count() == 1
