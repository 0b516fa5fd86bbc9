"""Acceptance 1: one visitor's whole life in a browser, and what it costs each (U9, U11, U12).

In English at 390 px for the person, at 1280 for the office, at 390 without network at the door.
Time is moved once, from the last day of the stay to the next, as the night task sees it. With
``-s`` it prints what was measured; CAPTURAS names a folder for the pictures and the papers.
"""

import datetime as dt
import re
import statistics
import time

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from acompanamiento.actions.cierre import concluir_terminadas
from acompanamiento.enums import EstadoParticipacion, EstadoVisitante
from acompanamiento.models import Incidencia, Participacion, SolicitudVisitante
from cuentas.enums import Rol
from observacion.models import Gafete, LoteGafetes
from tests.acompanamiento.vida import convocatoria
from tests.e2e.persona import (
    Mano,
    Publico,
    cara,
    decir,
    guardar,
    hoja_firmada,
    pasaporte,
    retrato,
    texto,
)
from tests.factories.programa_visitantes import (
    ActividadProgramaFactory,
    ProgramaAcompanamientoFactory,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LECTURA = 2200  # milliseconds: nobody presses the button in less
NOTA = "The page with your photo is out of focus: place it flat, with daylight."
LECTURAS = 20
HOY = timezone.localdate


def dia(dias):
    return (HOY() + dt.timedelta(days=dias)).isoformat()


PAGINAS = (
    {"nombres": "Marie Claire", "apellidos": "Exemple", "sexo": "mujer"},
    {"fecha_nacimiento": "1985-03-14", "lugar_nacimiento": "Lyon, France"},
    {"nacionalidad_1": "FR", "pais_residencia": "CA"},
    {"numero": "12AB34567", "emision": "2020-01-01", "vencimiento": dia(900)},
    {"organizacion": "Université d'Exemple", "perfil": "academia"},
    {
        "correo": "marie@example.org",
        "telefono": "+33 1 23 45 67 89",
        "emergencia": "Jean, +33 6 00",
    },
    {"llegada": dia(0), "salida": dia(8), "calidad_migratoria": "visitante"},
)


def solicitar(persona, llamada):
    """From the portal to the receipt, with one error and one Back (U11). Returns the folio."""
    page = persona.page
    page.goto("/publico/")
    assert page.url.endswith("/publico/en/")
    retrato(page, "01-portal")
    persona.mano.tocar(f"a[href$='/{llamada.clave}/']")
    retrato(page, "02-convocatoria")
    page.wait_for_timeout(LECTURA)
    persona.continuar()
    persona.llenar(PAGINAS[0])
    persona.continuar()
    assert page.locator(".error-summary li").count() == 2
    retrato(page, "03-error")
    persona.llenar(PAGINAS[1])
    persona.continuar()
    page.go_back()
    assert page.input_value("[name=nombres]") == "Marie Claire"
    page.go_forward()
    for numero, datos in enumerate(PAGINAS[2:], start=4):
        persona.llenar(datos)
        retrato(page, f"{numero:02}-pagina")
        persona.continuar()
    persona.mano.subir("input[type=file] >> nth=0", "passport.jpg", pasaporte(borroso=True))
    persona.mano.subir("input[type=file] >> nth=1", "photo.jpg", cara())
    retrato(page, "09-papeles")
    persona.continuar()
    impresa = persona.bajar("a[href$='solicitud.pdf']", "application.pdf")
    dicho = texto(impresa)
    for dato in (
        "Marie Claire",
        "Exemple",
        "12AB34567",
        "Université d'Exemple",
        "Handwritten signature",
    ):
        assert dato in dicho
    persona.mano.subir("input[type=file] >> nth=0", "signed.jpg", hoja_firmada())
    persona.mano.tocar("[name=normas]")
    persona.mano.tocar("[name=aviso]")
    persona.mano.escritos += ["normas", "aviso"]
    retrato(page, "10-revisar")
    persona.continuar()
    folio = page.inner_text(".portal-folio")
    retrato(page, "11-acuse")
    assert folio in texto(persona.bajar("a[href$='acuse.pdf']", "receipt.pdf"))
    return folio


def medir_u11(persona, que):
    """≤ 9 pages, ≤ 26 inputs, T ≤ 6 min, no value typed twice."""
    mano = persona.mano
    decir(f"U11 {que}: {len(persona.paginas)} páginas, {mano.cuenta()}")
    assert len(persona.paginas) <= 9
    assert len(mano.escritos) == len(set(mano.escritos)) + 1  # two papers share the box, by page
    assert len(mano.escritos) <= 26
    assert mano.segundos() <= 360


def devolver(page):
    """The passport is returned with a reason and a note, and the correction asked for."""
    mano = Mano(page)
    page.ir("/visitantes/revisar/")
    mano.tocar("[data-review=take]")
    retrato(page, "20-revision")
    papel = page.locator("[data-paper]").first
    mano.tocar("[data-return] summary", donde=papel)
    mano.tocar("input[name=motivo] >> nth=0", donde=papel)
    mano.escribir("[data-paper] >> nth=0 >> input[name=nota]", NOTA)
    retrato(page, "21-devolver")
    mano.tocar(papel.get_by_role("button", name="Devolver documento"))
    mano.tocar("[data-decision=prevenir] summary")
    expect(page.locator("[data-decision=prevenir] button[type=submit]")).to_be_in_viewport()
    retrato(page, "22-prevenir", entera=False)
    mano.tocar("[data-decision=prevenir] button[type=submit]")
    expect(page.get_by_text("No queda ninguna solicitud por revisar")).to_be_visible()
    decir(f"Devolver y pedir la corrección: {mano.cuenta()}")


def aprobar(page):
    """U9: the application again, its new paper beside what was typed, approved."""
    page.ir("/visitantes/revisar/")
    mano = Mano(page)
    page.locator("[name=aprobar-clave]").fill("IECM/ACU-CG-001/2024")  # once for a whole session
    retrato(page, "24-aprobar")
    mano.tocar("[data-decide=aprobar] button[type=submit]")
    expect(page.get_by_text("No queda ninguna solicitud por revisar")).to_be_visible()
    decir(f"U9 aprobar una solicitud: {mano.cuenta()}")
    assert mano.toques <= 4
    assert mano.segundos() <= 12


def enlace_del_correo(live_server, asunto):
    """The personal link that the last letter of that subject brings."""
    carta = next(c for c in reversed(mail.outbox) if asunto in c.subject)
    assert carta.to == ["marie@example.org"]
    camino = re.search(r"https?://[^/\s]+(/publico/en/solicitud/[^\s]+)", carta.body)[1]
    return f"{live_server.url}{camino}"


def corregir(persona, enlace):
    """By the same link: only the paper that was returned, and nothing typed."""
    page, mano = persona.page, persona.mano
    mano.cero()
    page.goto(enlace)
    assert "out of focus" not in page.inner_text("h1")
    retrato(page, "30-estado")
    mano.tocar("main a.btn-primary")
    assert NOTA in page.inner_text("main")
    retrato(page, "31-corregir")
    assert page.locator("#paso input[type=file]").count() == 1
    assert page.locator("#paso :is(input:not([type=hidden], [type=file]), select)").count() == 0
    comprobar_lo_escrito(page)
    mano.subir("#paso input[type=file]", "passport-2.jpg", pasaporte())
    mano.tocar("main button.btn-primary")
    retrato(page, "32-corregido")
    decir(f"Corregir por el mismo enlace: {mano.cuenta()}")
    assert (mano.teclas, len(mano.escritos)) == (0, 1)


def comprobar_lo_escrito(page):
    """Every field of every page holds what was typed; then back to the correction."""
    aqui = page.url
    page.locator("details.portal-more summary").click()
    cambiar = page.locator("details.portal-more .portal-summary a")
    direcciones = cambiar.evaluate_all("nodos => nodos.map((n) => n.href)")
    escrito = {nombre: valor for datos in PAGINAS for nombre, valor in datos.items()}
    visto = {}
    for direccion in direcciones:
        page.goto(direccion)
        for nombre in escrito:
            caja = page.locator(f"[name={nombre}]")
            if caja.count() > 1:
                visto[nombre] = page.locator(f"[name={nombre}]:checked").get_attribute("value")
            elif caja.count():
                visto[nombre] = caja.input_value()
    page.goto(aqui)
    assert visto == escrito


def hasta_el_gafete(page, solicitud, folio):
    """Notice, badge, batch, print and delivery, from the buttons of the record."""
    ficha = reverse("acompanamiento:solicitudvisitante_detail", args=[solicitud.pk])
    for paso in ("notificar", "preparar_gafete"):
        page.ir(ficha)
        page.locator(f"main a[href$='/{paso.replace('_', '-')}/']").first.click()
        enviar(page)
    page.ir(ficha)
    page.wait_for_load_state("networkidle")
    retrato(page, "40-ficha")
    gafete = Gafete.objects.get()
    page.ir(f"/observacion/gafetes/armar-lote/?pk={gafete.pk}")
    page.get_by_role("button", name="Armar lote").click()
    lote = LoteGafetes.objects.get()
    with page.expect_download() as hoja:
        page.get_by_role("link", name="Uno por página").click()
    impreso = hoja.value.path().read_bytes()
    guardar(impreso, "badge.pdf")
    assert folio in texto(impreso)
    page.get_by_role("button", name="Marcar como impreso").click()
    assert lote.folio in page.inner_text("main")
    retrato(page, "41-lote")
    page.ir(ficha)
    page.locator("main a[href$='/entregar-gafete/']").first.click()
    page.check("[name=identidad]")
    acuse = {"name": "acuse.jpg", "mimeType": "image/jpeg", "buffer": hoja_firmada()}
    page.set_input_files("[name=acuse]", acuse)
    retrato(page, "42-entregar")
    enviar(page)
    return gafete


def enviar(page):
    """Press the button of the step, and wait for the record to say that it was registered."""
    page.locator("main form.form button[type=submit]").first.click()
    expect(page.get_by_text(": se registró.")).to_be_visible()


def inscribir(page, actividad):
    page.ir(reverse("acompanamiento:actividadprograma_inscribir", args=[actividad.pk]))
    page.check("[name=personas]")
    page.get_by_role("button", name="Inscribir").click()
    expect(page.get_by_text("Se inscribió a Marie Claire")).to_be_visible()


def en_la_puerta(page, codigo):
    """U12 without network: verify, note the arrival, an incident; everything is sent later."""
    page.ir("/visitantes/jornada/")
    expect(page.locator("#pie")).to_contain_text("1 gafete.")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    retrato_sin_red(page, "50-jornada")
    page.get_by_role("link", name="Verificar gafete").click()
    tardan = [verificar(page, codigo) for _ in range(LECTURAS)]
    p95 = statistics.quantiles(tardan, n=20)[-1]
    retrato_sin_red(page, "51-valido")
    page.get_by_role("link", name="Volver").click()
    page.get_by_role("link", name="Registrar llegada").click()
    verificar(page, codigo)
    retrato_sin_red(page, "52-llegada")
    page.get_by_role("button", name="Confirmar llegada").click()  # the one tap after the scan
    expect(page.locator("#cola")).to_have_text("1 por enviar")
    page.get_by_role("link", name="Volver").click()
    mano = Mano(page)
    mano.tocar(page.get_by_role("link", name="Registrar incidencia"))
    escribir_seguido(page, mano)
    mano.tocar("#forma-incidencia button[type=submit]")
    expect(page.locator("#cola")).to_have_text("2 por enviar")
    decir(
        f"U12 sin red: verificar p95 {p95 * 1000:.0f} ms ({LECTURAS} lecturas), 1 toque tras leer"
    )
    decir(f"U12 sin red: incidencia {mano.cuenta()}")
    assert p95 <= 1
    assert (mano.toques <= 3, mano.teclas <= 40, mano.segundos() <= 20) == (True, True, True)
    assert Participacion.objects.get().asistio_en is None
    page.context.set_offline(False)
    expect(page.locator("#cola")).to_have_text("Nada por enviar", timeout=15000)


def escribir_seguido(page, mano):
    """One touch on the first box, and on to the next with the keyboard."""
    page.locator("#lugar").click()
    mano._tocar(1)
    page.keyboard.type("Acceso 2")
    page.keyboard.press("Tab")
    page.keyboard.type("Llegó tarde el vehículo.")
    mano._usar("teclas")
    mano.teclas += len("Acceso 2" + "Llegó tarde el vehículo.") + 1


def verificar(page, codigo):
    """What it takes to answer after the scan."""
    page.locator("#leido").fill(codigo)
    desde = time.monotonic()
    page.locator("#forma-codigo button[type=submit]").click()
    expect(page.locator("#respuesta")).to_contain_text("Marie Claire")
    return time.monotonic() - desde


def retrato_sin_red(page, nombre):
    page.wait_for_timeout(300)
    retrato(page, nombre)


def test_a_whole_life(browser, live_server, abrir_pagina, persona):
    llamada = convocatoria()
    programa = ProgramaAcompanamientoFactory(proceso=llamada.proceso)
    inicio = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    actividad = ActividadProgramaFactory(
        programa=programa, titulo="Recorrido", inicio=inicio, fin=inicio + dt.timedelta(hours=2)
    )
    quien = Publico(browser, live_server)

    folio = solicitar(quien, llamada)
    medir_u11(quien, "con JavaScript")
    solicitud = SolicitudVisitante.objects.get()
    assert (solicitud.folio, solicitud.estado) == (folio, EstadoVisitante.RECIBIDA)

    coordina = persona(Rol.COORDINACION_ACOMPANAMIENTO)
    oficina = abrir_pagina(coordina)
    devolver(oficina)
    corregir(quien, enlace_del_correo(live_server, "needs a correction"))
    aprobar(oficina)
    gafete = hasta_el_gafete(oficina, solicitud, folio)
    solicitud.refresh_from_db()
    assert solicitud.estado == EstadoVisitante.ACREDITADA_ACTIVA
    inscribir(oficina, actividad)

    telefono = abrir_pagina(coordina, width=390)
    en_la_puerta(telefono, gafete.codigo)
    assert Participacion.objects.get().estado == EstadoParticipacion.ASISTIO
    assert Incidencia.objects.count() == 1

    with time_machine.travel(timezone.now() + dt.timedelta(days=9), tick=True):
        assert concluir_terminadas() == 1
        constancia(quien, abrir_pagina(coordina), solicitud, live_server)
    assert oficina.quejas == []
    assert [q for q in telefono.quejas if "INTERNET_DISCONNECTED" not in q] == []


def constancia(quien, oficina, solicitud, live_server):
    """The paper, and what anybody who doubts it reads at its address."""
    url = reverse("acompanamiento:solicitudvisitante_constancia", args=[solicitud.pk])
    oficina.ir(reverse("acompanamiento:solicitudvisitante_detail", args=[solicitud.pk]))
    oficina.get_by_title("Más acciones").click()
    with oficina.expect_download() as papel:
        oficina.locator(f"a[href='{url}']").click()
    pdf = papel.value.path().read_bytes()
    dicho = texto(pdf)
    direccion = re.search(r"/verificar/[\w-]+/", dicho)[0]
    assert "This is to certify that" in " ".join(dicho.split())
    quien.page.goto(f"{live_server.url}{direccion}?lang=en")
    retrato(quien.page, "60-verificar")
    assert "Marie Claire Exemple" in quien.page.inner_text("main")
    quien.page.goto(enlace_del_correo(live_server, "certificate"))
    retrato(quien.page, "61-concluida")
    assert quien.bajar("main a.btn-primary", "certificate.pdf") == pdf
    oficina.ir(reverse("acompanamiento:solicitudvisitante_detail", args=[solicitud.pk]))
    retrato(oficina, "62-ficha-concluida")


def test_u11_and_its_correction_without_javascript(browser, live_server, abrir_pagina, persona):
    llamada = convocatoria()
    quien = Publico(browser, live_server, java_script_enabled=False)

    solicitar(quien, llamada)
    medir_u11(quien, "sin JavaScript")
    devolver(abrir_pagina(persona(Rol.COORDINACION_ACOMPANAMIENTO)))
    corregir(quien, enlace_del_correo(live_server, "needs a correction"))

    assert SolicitudVisitante.objects.get().estado == EstadoVisitante.EN_REVISION
