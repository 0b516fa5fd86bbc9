"""An instrument from the request to its renewal, by three people, in a real browser."""

import datetime as dt
import re
import sys
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone
from playwright.sync_api import expect

from convenios.enums import CriterioOpinion
from convenios.models import Convenio
from tests.convenios.vida import PDF, Vida
from tests.e2e.test_barreras import barriers
from tests.e2e.test_bitacora import COUNT_CLICKS, KEY, MENTAL, TAP, Keyboard
from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import OrganoColegiadoFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LIST = "/convenios/convenios/"
BOARD = f"{LIST}tablero/"
CLICKS = "Number(sessionStorage.clicks || 0)"
U4 = {"clicks": 3, "keys": 90, "seconds": 45}
U5 = {"clicks": 2, "keys": 4, "seconds": 5}


@pytest.fixture(autouse=True)
def _rules(transactional_db):
    """The rules of the notices come with a migration, and browser tests empty every table."""
    import_module("convenios.migrations.0003_reglas_de_aviso").cargar(apps, None)


def written(day):
    return f"{day:%d/%m/%Y}"


def fill(page, values):
    """Put each value in the field of that name, whatever kind of field it is."""
    for name, value in values.items():
        field = page.locator(f"form.form [name='{name}']")
        kind = field.first.evaluate("(el) => el.type")
        if kind == "file":
            field.set_input_files(value)
        elif kind == "select-one":
            field.select_option(value)
        elif kind in ("radio", "checkbox"):
            page.locator(f"form.form [name='{name}'][value='{value}']").check()
        else:
            field.fill(value)


class Desk:
    """One of the people, with the instrument in front."""

    def __init__(self, page):
        self.page = page

    def open(self, pk):
        self.page.ir(f"{LIST}{pk}/")
        return self

    def unfold(self):
        """Read the record to its end: its panels load as they come into sight."""
        loading = self.page.locator(".panel > .loading")
        while loading.count():
            self.page.evaluate("document.querySelector('.panel > .loading')?.scrollIntoView()")
            self.page.wait_for_timeout(20)
        return self

    def do(self, link, **values):
        """Follow a link of the record, fill in its form, send it, and be told that it was done."""
        found = self.page.get_by_role("link", name=link).first
        if not found.count():
            self.unfold()
        found.click()
        self.send(**values)

    def send(self, **values):
        fill(self.page, values)
        self.page.locator("form.form [type=submit]").last.click()
        expect(self.page.locator(".message-success").first).to_be_visible()

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)


def text_of(version):
    content = f"PRIMERA. Se colabora.\nSEGUNDA. Dos cursos, versión {version}.\n".encode()
    return {"name": f"convenio-{version}.txt", "mimeType": "text/plain", "buffer": content}


def signed_copy():
    return {"name": "ejemplar.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def desks(abrir_pagina, persona):
    """Who requests and carries it, who gives the opinion and registers what the body said, who validates."""
    roles = ("enlace_dvoe", "direccion_dvoe", "juridico")
    found = [Desk(abrir_pagina(persona(role), tolerates=(422,))) for role in roles]
    yield found
    assert [desk.page.quejas for desk in found] == [[], [], []]


def request(enlace, day, end):
    """From the page of the institution, with a second one, and all that a project asks for."""
    first = InstitucionFactory(nombre="Universidad de Ejemplo")
    InstitucionFactory(nombre="Fundación Ñandú")
    page = enlace.page
    page.ir(f"/crm/instituciones/{first.pk}/")
    page.get_by_role("link", name="Registrar convenio").click()
    expect(page.locator(".picker-option")).to_contain_text("Universidad de Ejemplo")
    enlace.send(
        tipo="convenio_marco",
        denominacion="Convenio marco de educación cívica",
        solicitud="OF/12/2025",
        fecha_solicitud=written(day),
    )
    convenio = Convenio.objects.get()
    enlace.open(convenio.pk)
    page.get_by_role("link", name="Agregar parte").first.click()
    page.locator("[name=institucion__q]").fill("ñandú")
    page.locator(".picker-option").filter(has_text="Ñandú").click()
    enlace.send()
    enlace.do(
        "Editar",
        objeto="Colaborar en educación cívica.",
        responsable=str(convenio.creado_por_id),
        tipo_vigencia="fecha_determinada",
        fecha_inicio=written(day),
        fecha_fin=written(end),
        renovacion="automatica",
        periodo_meses="12",
        aviso_dias="30",
    )
    return convenio


def to_opinion(enlace, pk):
    enlace.open(pk)
    enlace.do("Admitir y pasar a negociación", referencia="Ficha 12")
    enlace.do("Agregar compromiso", texto="Impartir dos cursos", tipo_fecha="relativa", dias="30")
    enlace.do("Subir versión", archivo=text_of(1))
    enlace.do("Pasar a proyecto", referencia="Minuta 12")
    enlace.do("Enviar a opinión de pertinencia")


def opine(direccion, pk, **more):
    """Weigh each criterion, give the sense and send it to validation."""
    direccion.open(pk)
    criteria = {f"v_{criterio.value}": "cumple" for criterio in CriterioOpinion}
    direccion.do("Analizar y opinar", **criteria, sentido="favorable", **more)
    direccion.do("Emitir opinión y enviar a validación", referencia="Opinión 12")


def answer(enlace, pk, observation, **values):
    """Say of one observation whether it is taken."""
    enlace.open(pk).unfold()
    row = enlace.page.locator("#observaciones li").filter(has_text=observation)
    row.get_by_role("link", name="Responder").click()
    enlace.send(**values)


def test_a_whole_life_by_three_people(desks):
    enlace, direccion, juridico = desks
    today = timezone.localdate()
    asked, end = today - dt.timedelta(days=400), (today - dt.timedelta(days=30)).replace(day=15)
    body = OrganoColegiadoFactory(nombre="Comisión de Vinculación")
    convenio = request(enlace, asked, end)
    pk = convenio.pk
    to_opinion(enlace, pk)

    # The opinion, by another person, with two observations that block it until they are answered.
    enlace.sees("Lo hace otra persona: tú registraste la solicitud.")
    direccion.open(pk)
    for observation in ("Citar la línea de acción.", "Decir quién paga el salón."):
        direccion.do("Agregar observación", texto=observation)
    direccion.sees("Responde antes 2 observaciones")
    answer(enlace, pk, "Citar la línea", estado="aceptada")
    answer(enlace, pk, "Decir quién", estado="rechazada", respuesta="No hay gasto.")
    opine(direccion, pk)

    # The validation comes back once, and asks for another text and another opinion.
    juridico.open(pk).do(
        "Agregar observación", texto="Fundar la competencia.", clausula="Antecedentes"
    )
    juridico.do("Devolver con observaciones", referencia="UTAJ/1")
    answer(enlace, pk, "Fundar", estado="aceptada")
    enlace.open(pk)
    enlace.sees("La versión 1 ya se revisó")
    enlace.do("Subir versión", archivo=text_of(2), cambios="Se funda la competencia")
    enlace.do("Enviar a opinión de pertinencia")
    opine(direccion, pk)
    for party in convenio.partes.vivos():
        juridico.page.ir(f"/convenios/partes/{party.pk}/editar/")
        juridico.send(personalidad="Nombramiento del 2 de enero de 2024")
    juridico.open(pk).do(
        "Validar y enviar a aprobación",
        referencia="UTAJ/2",
        organo=str(body.pk),
        motivo_aprobacion="Compromete al Instituto.",
    )
    direccion.open(pk).do(
        "Registrar aprobación y pasar a firma", clave="CV/3/2025", fecha=written(today)
    )

    # Three signatures on three days; the last one dates it, and its commitments count from there.
    days = [asked + dt.timedelta(days=30 + n) for n in range(3)]
    enlace.open(pk)
    for day in days:
        enlace.sees("Falta la fecha de firma")
        enlace.do(re.compile("^Registrar firma"), fecha=written(day), modalidad="autografa")
    enlace.do("Registrar suscripción", referencia="Ejemplar", archivo=signed_copy())

    convenio.refresh_from_db()
    commitment = convenio.compromisos.get().compromiso
    assert (convenio.estado, convenio.fecha_suscripcion) == ("suscrito", days[2])
    assert commitment.fecha_limite == days[2] + dt.timedelta(days=30)
    assert convenio.versiones.filter(es_final=True).count() == 1
    assert list(convenio.pasos.order_by("pk").values_list("verbo", flat=True)) == [
        "registrar",
        "admitir",
        "proyectar",
        "enviar_a_opinion",
        "emitir_opinion",
        "observar",
        "enviar_a_opinion",
        "emitir_opinion",
        "validar_y_aprobar",
        "aprobar",
        "suscribir",
    ]
    # Its last day has passed and nobody gave notice: it renewed itself, and the record says until when.
    assert convenio.fin_efectivo == end.replace(year=end.year + 1)
    enlace.sees("Se renueva solo")
    enlace.sees(str((convenio.fin_efectivo - today).days))


def test_register_from_the_page_of_an_institution(abrir_pagina, persona):
    """U4: with six data, in under 45 seconds."""
    institution = InstitucionFactory(nombre="Universidad de Ejemplo")
    page = abrir_pagina(persona("enlace_dvoe"))
    page.add_init_script(COUNT_CLICKS)
    page.ir(f"/crm/instituciones/{institution.pk}/")
    hands = Keyboard(page)

    page.get_by_role("link", name="Registrar convenio").click()
    hands.wait(page.locator("form.form [name=tipo]"))
    assert page.evaluate("document.activeElement.name") == "tipo"
    hands.press("ArrowDown")
    for name, text in (
        ("denominacion", "Convenio marco de educación cívica"),
        ("objeto", "Impartir cursos"),
        ("solicitud", "OF/123/2026"),
    ):
        while page.evaluate("document.activeElement.name") != name and hands.keys < U4["keys"]:
            hands.press("Tab")
        hands.type(text)
    hands.press("Control+Enter")
    hands.wait(page.locator(".message-success"))

    clicks = page.evaluate(CLICKS)
    seconds = hands.seconds + clicks * TAP
    sys.stdout.write(f"U4: {clicks} clicks, {hands.keys} keys, {seconds:.1f} s\n")
    convenio = Convenio.objects.get()
    assert convenio.tipo == "convenio_marco"
    assert convenio.objeto == "Impartir cursos"
    assert convenio.contrapartes == "Universidad de Ejemplo"
    assert convenio.documentos.get().referencia == "OF/123/2026"
    assert clicks <= U4["clicks"]
    assert hands.keys <= U4["keys"]
    assert seconds <= U4["seconds"]
    assert page.quejas == []


def move_by_keyboard(page, hands, card):
    card.get_by_role("link", name=re.compile("^Convenio")).focus()
    hands.press("Alt+ArrowRight")
    hands.wait(page.locator("form.form"))
    hands.press("Control+Enter")


def move_by_menu(page, hands, card):
    card.locator("summary").click()
    hands.wait(card.get_by_role("link", name="Enviar a opinión de pertinencia"))
    card.get_by_role("link", name="Enviar a opinión de pertinencia").click()
    page.locator("form.form [type=submit]").click()


def move_by_arrow(page, _hands, card):
    card.get_by_role("link", name="Avanzar").click()
    page.locator("form.form [type=submit]").click()


def move_by_dragging(page, _hands, card):
    card.drag_to(page.locator("[data-stage=opinion_pertinencia]"))
    page.locator("form.form [type=submit]").click()


@pytest.mark.parametrize(
    ("way", "clicks"),
    [(move_by_keyboard, 0), (move_by_arrow, 2), (move_by_menu, 3), (move_by_dragging, 2)],
)
def test_move_a_stage_from_the_board(abrir_pagina, persona, way, clicks):
    """U5: by keyboard, with its arrow or dragging in two clicks; by the menu, which also chooses."""
    convenio = Vida(persona).hasta("proyecto")
    page = abrir_pagina(persona("enlace_dvoe"))
    page.add_init_script(COUNT_CLICKS)
    page.ir(BOARD)
    hands = Keyboard(page)
    card = page.locator("[data-stage=proyecto] .board-card")

    way(page, hands, card)
    hands.wait(page.locator(".message-success"))

    made = page.evaluate(CLICKS)
    seconds = hands.keys * KEY + MENTAL + made * TAP
    name = way.__name__.replace("_", " ")
    sys.stdout.write(
        f"U5, {name}: {made} clicks, {hands.keys} keys, {seconds:.1f} s, waits {hands.waits:.1f} s\n"
    )
    convenio.refresh_from_db()
    assert convenio.estado == "opinion_pertinencia"
    assert made == clicks
    assert hands.keys <= U5["keys"]
    assert seconds <= U5["seconds"]
    assert page.quejas == []


def test_a_move_that_cannot_be_says_why(abrir_pagina, persona):
    Vida(persona).hasta("negociacion")
    page = abrir_pagina(persona("enlace_dvoe"))
    page.ir(BOARD)
    card = page.locator("[data-stage=negociacion] .board-card")

    card.drag_to(page.locator("[data-stage=proyecto]"))
    expect(page.locator(".notice-missing li")).to_have_text(
        [
            "Escribe el objeto.",
            "Escribe la vigencia propuesta.",
            "Captura al menos un compromiso.",
            "Sube el borrador: la versión 1 del texto.",
        ]
    )
    page.ir(BOARD)
    card.drag_to(page.locator("[data-stage=opinion_pertinencia]"))
    expect(page.locator("main")).to_contain_text(
        "De «Negociación» no se pasa directamente a «Opinión de pertinencia»."
    )
    page.ir(BOARD)
    card.locator("summary").click()
    expect(card.locator(".menu-note").first).to_contain_text("Escribe el objeto.")
    cut = card.evaluate(
        """(card) => {
          const menu = card.querySelector('.menu-list').getBoundingClientRect();
          const board = card.closest('.kanban').getBoundingClientRect();
          return menu.bottom > board.bottom || menu.right > board.right + 1;
        }"""
    )
    assert cut is False
    assert page.quejas == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_screen_of_instruments_has_barriers(abrir_pagina, persona, width):
    vida = Vida(persona)
    convenio = vida.hasta("opinion_pertinencia")
    page, found = abrir_pagina(vida.direccion, width=width), {}
    record = f"{LIST}{convenio.pk}/"
    for address in (
        LIST,
        BOARD,
        record,
        f"{LIST}crear/",
        f"{record}editar/",
        f"{record}turnar/",
        f"{record}emitir-opinion/",
        f"{record}mover-a/firma/",
        f"{record}movimientos/",
        f"{record}texto/",
        f"{record}compromisos/",
        f"{record}recorrido/",
        f"/convenios/opiniones/{convenio.opinion_actual().pk}/editar/",
    ):
        page.ir(address)
        found[address] = barriers(page)

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert page.quejas == []
