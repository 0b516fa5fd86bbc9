"""What people come to do, from end to end, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from crm.models import Institucion
from tests.e2e import screens
from tests.factories.crm import InstitucionFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LIST = screens.LIST


@pytest.fixture(params=[1280, 390], ids=["1280", "390"])
def page(request, abrir_pagina, direccion):
    page = abrir_pagina(direccion, width=request.param, tolerates=(409, 422))
    yield page
    assert page.quejas == []


def heading(page):
    return page.get_by_role("heading", level=1)


def test_find_with_filters_and_open(page):
    InstitucionFactory(nombre="Instituto Electoral de Núñez", tipo="gubernamental")
    InstitucionFactory(nombre="Universidad de Ejemplo", tipo="academica")
    page.ir(LIST)
    page.get_by_role("link", name="Filtros").click()
    panel = page.locator(".filter-panel")
    panel.locator("summary").filter(has_text="Tipo").first.click()
    panel.get_by_label("Académica").first.check()
    panel.get_by_role("button", name="Aplicar filtros").click()

    expect(page.locator(".filter-chip")).to_contain_text("Académica")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert "tipo=academica" in page.url
    page.get_by_role("link", name="Universidad de Ejemplo").click()
    expect(heading(page)).to_contain_text("Universidad de Ejemplo")


def test_open_from_the_palette(page):
    InstitucionFactory(nombre="Instituto Electoral de Núñez")
    page.ir("/")
    page.keyboard.press("Control+k")
    page.locator("#paleta-q").fill("nunez")
    expect(page.get_by_role("option").first).to_contain_text("Núñez")
    page.keyboard.press("Enter")

    expect(heading(page)).to_contain_text("Instituto Electoral de Núñez")


def test_register_and_correct(page):
    page.ir(f"{LIST}crear/")
    page.locator("[name=nombre]").fill("Instituto de la Prueba")
    page.locator("[name=tipo]").select_option("gubernamental")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator(".message-success")).to_contain_text("Instituto de la Prueba")
    page.get_by_role("link", name="Editar", exact=True).first.click()
    page.locator("[name=siglas]").fill("IDP")
    page.get_by_role("button", name="Guardar").click()

    expect(page.locator(".message-success")).to_be_visible()
    created = Institucion.objects.get(nombre="Instituto de la Prueba")
    assert (created.siglas, created.version) == ("IDP", 2)


def test_somebody_saved_meanwhile(page, direccion):
    record = InstitucionFactory(nombre="Instituto Electoral", siglas="IE")
    page.ir(f"{LIST}{record.pk}/editar/")
    record.siglas = "IEX"
    record.guardar(by=direccion)
    page.locator("[name=siglas]").fill("<b>IEZ</b>")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Lo que ya se guardó")).to_be_visible()
    expect(page.get_by_text("<b>IEZ</b>")).to_be_visible()
    page.get_by_label("Lo que escribiste").check()
    page.get_by_role("button", name="Guardar con lo elegido").click()

    expect(page.locator(".message-success")).to_be_visible()
    record.refresh_from_db()
    assert record.siglas == "<b>IEZ</b>"


def test_change_several_and_undo(page):
    records = [InstitucionFactory(nombre=f"Instituto {letter}") for letter in "ABC"]
    page.ir(LIST)
    for record in records[:2]:
        page.locator(f"input[name=pk][value='{record.pk}']").check()
    page.get_by_role("button", name="Editar juntas").click()
    page.locator("[name=ambito]").select_option(index=1)
    page.get_by_role("button", name="Revisar los cambios").click()
    expect(page.get_by_text("2 de 2")).to_be_visible()
    page.get_by_role("button", name="Aplicar a 2").click()
    expect(page.locator(".message-success")).to_be_visible()
    changed = set(Institucion.objects.exclude(ambito="").values_list("pk", flat=True))
    assert changed == {record.pk for record in records[:2]}
    page.get_by_text("Deshacer el lote…").click()
    page.locator("details[open]").get_by_role("button", name=re.compile("Deshacer")).click()

    expect(page.get_by_text("Deshecho").first).to_be_visible()
    assert not Institucion.objects.exclude(ambito="").exists()


def test_import_with_problems(page, tmp_path):
    InstitucionFactory(nombre="Instituto Electoral de Núñez", siglas="IEN")
    file = tmp_path / "instituciones.csv"
    file.write_text(
        "Nombre,Siglas,Tipo,País,Entidad\n"
        "Instituto Electoral de Núñez,IENU,Gubernamental,México,Ciudad de México\n"
        "Escuela de la Prueba,EP,academica,México,Jalisco\n"
        "Sin tipo,ST,planeta,México,Jalisco\n",
        encoding="utf-8",
    )
    page.ir(f"{LIST}importar/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Subir y revisar").click()
    expect(heading(page)).to_contain_text("Columnas")
    page.locator("main form.form button[type=submit], main form button.btn-primary").first.click()
    expect(page.get_by_text("planeta").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Importar 2")).first.click()

    expect(page.get_by_role("link", name=re.compile("Descargar las 1"))).to_be_visible()
    assert Institucion.objects.get(nombre="Instituto Electoral de Núñez").siglas == "IENU"
    assert Institucion.objects.filter(nombre="Escuela de la Prueba").count() == 1
    assert not Institucion.objects.filter(nombre="Sin tipo").exists()


def test_files_are_attached_and_taken_away(page, tmp_path):
    record = InstitucionFactory()
    file = tmp_path / "acta.txt"
    file.write_text("Acta de instalación")
    page.ir(f"/archivos/de/crm.institucion/{record.pk}/")
    page.locator("summary").filter(has_text="Agregar archivo").click()
    page.locator("input[type=file]").set_input_files(file)
    page.locator("#adjuntos").get_by_role("button", name="Agregar archivo").click()
    expect(page.get_by_role("link", name="acta.txt")).to_be_visible()
    page.get_by_role("button", name="Quitar acta.txt").click()

    expect(page.get_by_text("Todavía no hay archivos.")).to_be_visible()


def test_works_without_scripts(browser, live_server, entrar, direccion):
    """Reading and saving need no script; only palettes and drafts do."""
    record = InstitucionFactory(nombre="Instituto sin guiones")
    context = browser.new_context(java_script_enabled=False)
    cookie = entrar(direccion).cookies["sesion"].value
    context.add_cookies([{"name": "sesion", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{LIST}?q=guiones")
    page.get_by_role("link", name="Instituto sin guiones").first.click()
    page.get_by_role("link", name="Editar", exact=True).first.click()
    page.locator("[name=siglas]").fill("ISG")
    page.get_by_role("button", name="Guardar").click()
    expect(heading(page)).to_contain_text("Instituto sin guiones")
    context.close()

    record.refresh_from_db()
    assert record.siglas == "ISG"
