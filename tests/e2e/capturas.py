"""Pictures of the screens, to look at: `pytest -n 0 tests/e2e/capturas.py` writes var/capturas.

CAPTURAS names another folder. Not a test of the suite: nothing here is compared.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import screens

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
FOLDER = Path(os.environ.get("CAPTURAS") or Path(__file__).parents[2] / "var" / "capturas")
SIZES = [(1280, "light"), (390, "light"), (1280, "dark")]


def picture(page, name, width, scheme):
    FOLDER.mkdir(parents=True, exist_ok=True)
    suffix = "" if scheme == "light" else "-oscuro"
    file = FOLDER / f"{name.replace(' ', '-')}-{width}{suffix}.png"
    page.screenshot(path=file, full_page=name != "paleta")


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_pictures(abrir_pagina, direccion, width, scheme):
    visitor = abrir_pagina(None, width=width, scheme=scheme)
    visitor.ir("/cuenta/entrar/")
    picture(visitor, "entrar", width, scheme)
    page = abrir_pagina(direccion, width=width, scheme=scheme, tolerates=(422,))
    for name, address in screens.addresses(screens.prepare(direccion)).items():
        page.ir(address, missing=name == "no existe")
        page.wait_for_load_state("networkidle")
        picture(page, name, width, scheme)
    page.ir("/crm/instituciones/crear/")
    page.get_by_role("button", name="Guardar").click()
    picture(page, "formulario con errores", width, scheme)
    page.ir(screens.LIST)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("#paleta-q").fill("instituto")
    page.wait_for_timeout(600)
    picture(page, "paleta", width, scheme)
