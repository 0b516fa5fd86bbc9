"""No barrier on any screen: axe, size of targets, visible focus, no sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e import screens

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# WCAG 2.5.8: 24 px, save for links within a sentence and boxes whose whole label is the target.
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
  .filter((el) => el.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
  .filter((el) => !['hidden'].includes(el.type) && !el.closest('.visually-hidden, .skip, dialog:not([open])'))
  .filter((el) => getComputedStyle(el).display !== 'inline')
  .map((el) => [el, (['checkbox', 'radio'].includes(el.type) && el.closest('label')) || el])
  .map(([el, target]) => [el, target.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 23.5 || box.height < 23.5))
  .map(([el, box]) => `${el.outerHTML.slice(0, 90)} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`)
"""
FOCUS = """() => {
  const el = document.activeElement, style = getComputedStyle(el), box = el.getBoundingClientRect();
  const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  const covered = top && !el.contains(top) && !top.contains(el) && !top.closest('label');
  return { text: el.outerHTML.slice(0, 90), body: el === document.body, seen, covered };
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def barriers(page):
    found = violations(page) + page.evaluate(SMALL_TARGETS)
    overflow = page.evaluate(SIDEWAYS)
    return found + ([f"{overflow} px sideways"] if overflow > 0 else [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_screen_has_barriers(abrir_pagina, direccion, width, scheme):
    page = abrir_pagina(direccion, width=width, scheme=scheme)
    found = {}
    for name, address in screens.addresses(screens.prepare(direccion)).items():
        page.ir(address, missing=name == "no existe")
        found[name] = barriers(page)
    page.ir(screens.LIST)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    found["paleta"] = barriers(page)

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert page.quejas == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_forms_with_errors_have_no_barriers(abrir_pagina, direccion, width, scheme):
    page = abrir_pagina(direccion, width=width, scheme=scheme, tolerates=(422,))
    found = {}
    for address in ("/crm/instituciones/crear/", "/crm/contactos/crear/", "/crm/puestos/crear/"):
        page.ir(address)
        page.get_by_role("button", name="Guardar").click()
        expect(page.locator(".error-summary")).to_be_focused()
        found[address] = barriers(page)

    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_entrance_has_no_barriers(abrir_pagina, db, width, scheme):
    page = abrir_pagina(None, width=width, scheme=scheme)
    found = {}
    for address in ("/cuenta/entrar/", "/cuenta/restablecer/"):
        page.ir(address)
        found[address] = barriers(page)

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert page.quejas == []


def lost_from_sight(focus):
    return not focus["body"] and (not focus["seen"] or focus["covered"])


def settled(page):
    """Where the focus is once the page has scrolled to it: at once, or after what it loads."""
    focus = page.evaluate(FOCUS)
    for _ in range(20):
        if not lost_from_sight(focus):
            break
        page.wait_for_timeout(100)
        focus = page.evaluate(FOCUS)
    return focus


@pytest.mark.parametrize("width", [1280, 390])
def test_focus_is_always_seen_and_never_covered(abrir_pagina, direccion, width):
    page = abrir_pagina(direccion, width=width)
    records = screens.prepare(direccion)
    lost = []
    for address in (screens.LIST, f"{screens.LIST}{records.institution.pk}/"):
        page.ir(address)
        for _ in range(30):
            page.keyboard.press("Tab")
            focus = settled(page)
            if lost_from_sight(focus):
                lost.append((address, focus))

    assert lost == []
