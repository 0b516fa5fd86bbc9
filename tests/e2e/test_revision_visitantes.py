"""U9: ten applications reviewed, papers beside what was typed, with the keyboard and by touch."""

import time

import pytest
from playwright.sync_api import expect

from acompanamiento import actions
from acompanamiento.enums import EstadoVisitante
from acompanamiento.models import SolicitudVisitante
from cuentas.enums import Rol
from observacion.actions.gafetes import armar_lote
from tests.acompanamiento.vida import borrador, convocatoria
from tests.e2e.test_barreras import barriers
from tests.factories.observacion import GafeteFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
COLA, LISTA = "/visitantes/revisar/", "/visitantes/solicitudes-de-visitantes/"
TEN, SECONDS = 10, 120


@pytest.fixture
def coordina(persona):
    return persona(Rol.COORDINACION_ACOMPANAMIENTO)


@pytest.fixture
def por_revisar(coordina):
    def build(count):
        llamada = convocatoria()
        for number in range(count):
            recibida = actions.presentar(
                borrador(convocatoria=llamada, nombres=f"Persona {number}")
            )
            actions.mover(recibida, "asignar", by=coordina, responsable=coordina)

    return build


def estados():
    return list(SolicitudVisitante.objects.order_by("pk").values_list("estado", flat=True))


def test_ten_are_reviewed_with_the_keyboard(abrir_pagina, coordina, por_revisar):
    por_revisar(TEN)
    page = abrir_pagina(coordina)
    page.ir(COLA)
    started = time.monotonic()

    page.keyboard.press("p")  # the first one asks for the key of the resolution
    page.keyboard.type("IECM/ACU-CG-001/2024")
    page.keyboard.press("Enter")
    for number in range(1, TEN):
        expect(page.locator("h1")).to_contain_text(f"Revisar a Persona {number} ")
        page.keyboard.press("p")  # K = 1
    expect(page.get_by_text("No queda ninguna solicitud por revisar")).to_be_visible()

    assert estados() == [EstadoVisitante.APROBADA] * TEN
    assert time.monotonic() - started < SECONDS
    assert page.quejas == []


def test_returned_paper_and_its_correction_take_four_keys(abrir_pagina, coordina, por_revisar):
    por_revisar(1)
    page = abrir_pagina(coordina)
    page.ir(COLA)

    page.keyboard.press("d")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".paper").first).to_contain_text("No se lee bien")
    page.keyboard.press("c")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("No queda ninguna solicitud por revisar")).to_be_visible()

    assert estados() == [EstadoVisitante.PREVENIDA]
    assert page.quejas == []


@pytest.fixture
def pantallas(coordina, por_revisar):
    """The screens of one application and of one badge, by name."""
    por_revisar(1)
    solicitud, gafete = SolicitudVisitante.objects.get(), GafeteFactory(by=coordina)
    lote = armar_lote([gafete], by=coordina)
    base = f"{LISTA}{solicitud.pk}/"
    return {
        "revisión": COLA,
        "lista": LISTA,
        "expediente": base,
        "rechazo": f"{base}rechazar/",
        "captura": f"{LISTA}crear/",
        "invitación": f"{LISTA}invitar/",
        "varias": f"{LISTA}varias/aprobar/?pk={solicitud.pk}",
        "exportación": f"{LISTA}exportar-reservados/",
        "gafetes": "/observacion/gafetes/",
        "gafete": f"/observacion/gafetes/{gafete.pk}/",
        "reimpresión": f"/observacion/gafetes/{gafete.pk}/reimprimir/",
        "lote": f"/observacion/lotes-de-gafetes/{lote.pk}/",
        "verificación": f"/verificar/{gafete.codigo}/?lang=es",
    }


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_have_no_barriers(width, scheme, abrir_pagina, coordina, pantallas):
    page = abrir_pagina(coordina, width=width, scheme=scheme)
    found = {}
    for name, address in pantallas.items():
        page.ir(address)
        if problems := barriers(page):
            found[name] = problems

    assert found == {}
    assert page.quejas == []


def test_motive_proposes_its_grounds_and_keeps_what_was_written(
    abrir_pagina, coordina, por_revisar
):
    por_revisar(1)
    page = abrir_pagina(coordina)
    page.ir(COLA)

    page.keyboard.press("x")
    motive, grounds = (
        page.locator("#id_rechazar-motivo_rechazo"),
        page.locator("#id_rechazar-fundamento"),
    )
    motive.select_option("firma_no_coincide")
    expect(grounds).to_have_value("La firma de la solicitud no coincide con la del pasaporte.")
    grounds.fill("Texto propio")
    motive.select_option("otro")

    expect(grounds).to_have_value("Texto propio")
    assert page.quejas == []
