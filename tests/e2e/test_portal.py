"""U11: a foreign visitor applies at 360 px, in English, with an error and a Back (B2.8)."""

import datetime as dt

import pytest
from django.utils import timezone

from acompanamiento.enums import EstadoVisitante
from acompanamiento.models import SolicitudVisitante
from tests.acompanamiento.vida import convocatoria, imagen

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
MAX_PAGINAS, MAX_PREGUNTAS = 9, 26
SEGUNDOS_DE_LECTURA = 3200  # milliseconds: longer than a robot takes to press the button


class Persona:
    """Somebody who writes each thing once, and what it cost."""

    def __init__(self, page):
        self.page = page
        self.escritos = []
        self.paginas = set()

    def escribir(self, **campos):
        for name, value in campos.items():
            self.escritos.append(name)
            box = self.page.locator(f"[name={name}]").first
            if box.evaluate("e => e.tagName") == "SELECT":
                box.select_option(value)
            elif box.get_attribute("type") == "radio":
                self.page.check(f"[name={name}][value={value}]")
            else:
                box.fill(value)

    def continuar(self):
        self.paginas.add(self.page.url.partition("?")[0])
        self.page.click("main button.btn-primary")

    def subir(self, n, nombre):
        self.escritos.append(nombre)
        archivo = imagen(nombre)
        payload = {"name": nombre, "mimeType": "image/jpeg", "buffer": archivo.read()}
        self.page.locator("input[type=file]").nth(n).set_input_files(payload)

    def a_lo_ancho(self):
        ancho = self.page.evaluate("document.documentElement.scrollWidth")
        assert ancho <= 360, self.page.url


def dia(dias):
    return (timezone.localdate() + dt.timedelta(days=dias)).isoformat()


@pytest.mark.parametrize("con_js", [True, False], ids=["js", "sin_js"])
def test_u11_applies_in_nine_pages_and_types_nothing_twice(browser, live_server, con_js):
    llamada = convocatoria()
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=con_js, locale="en-GB"
    )
    page = context.new_page()
    quien = Persona(page)

    page.goto(f"{live_server.url}/publico/")
    assert page.url.endswith("/publico/en/")
    page.click(f"a[href$='/{llamada.clave}/']")
    page.wait_for_timeout(SEGUNDOS_DE_LECTURA)
    quien.continuar()
    # One error: a page left half empty keeps what it has.
    quien.escribir(nombres="Marie", apellidos="Exemple", sexo="mujer")
    quien.continuar()
    assert page.locator(".error-summary li").count() == 2
    assert page.input_value("[name=nombres]") == "Marie"
    quien.escribir(fecha_nacimiento="1985-03-14", lugar_nacimiento="Lyon, France")
    quien.continuar()
    # One Back: the page is as it was left.
    page.go_back()
    assert page.input_value("[name=nombres]") == "Marie"
    page.go_forward()
    quien.escribir(nacionalidad_1="FR", pais_residencia="CA")
    quien.continuar()
    assert page.input_value("[name=pais_emisor]") == "FR"
    quien.escribir(numero="12AB34567", emision="2020-01-01", vencimiento=dia(900))
    quien.continuar()
    quien.escribir(organizacion="Université d'Exemple", perfil="academia")
    quien.continuar()
    quien.escribir(
        correo="marie@example.org", telefono="+33 1 23 45 67 89", emergencia="Jean, +33 6 00"
    )
    quien.continuar()
    quien.escribir(llegada=dia(20), salida=dia(28), calidad_migratoria="visitante")
    quien.continuar()
    quien.subir(0, "passport.jpg")
    quien.subir(1, "photo.jpg")
    quien.continuar()
    with page.expect_download() as papel:
        page.click("a[href$='solicitud.pdf']")
    quien.subir(0, "signed.jpg")
    page.check("[name=normas]")
    page.check("[name=aviso]")
    quien.a_lo_ancho()
    quien.continuar()

    solicitud = SolicitudVisitante.objects.get()
    assert papel.value.suggested_filename == "application.pdf"
    assert solicitud.estado == EstadoVisitante.RECIBIDA
    assert solicitud.folio in page.inner_text(".portal-folio")
    assert len(quien.paginas) <= MAX_PAGINAS
    assert len(quien.escritos) + 2 <= MAX_PREGUNTAS
    assert len(quien.escritos) == len(set(quien.escritos))
    # Back and sending again: the same folio, no second one.
    page.goto(page.url.replace("/acuse/", "/revisar/"))
    assert solicitud.folio in page.inner_text("main")
    assert "already sent" in page.inner_text("main")
    context.close()


def test_a_language_changed_half_way_keeps_what_was_typed(browser, live_server):
    llamada = convocatoria()
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{live_server.url}/publico/es/{llamada.clave}/")
    page.wait_for_timeout(SEGUNDOS_DE_LECTURA)
    page.click("main button.btn-primary")
    page.fill("[name=nombres]", "Marie")

    page.click("button[lang=fr]")

    assert page.inner_text("h1") == "Qui vous êtes"
    assert page.input_value("[name=nombres]") == "Marie"
    page.context.close()
