"""The last minute: what is sent in a line counts from its instant and gets its folio afterwards."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from acompanamiento.actions import desistir, espera
from acompanamiento.actions.espera import ARRIENDO, INTENTOS, RESPIRO, atender_envios, tomar
from acompanamiento.enums import ClaseCarta, EstadoVisitante
from acompanamiento.models import CartaVisitante, DocumentoVisitante, EnvioEnEspera
from acompanamiento.queries.cartas import redactar
from core.turnos import FORMADOS
from tablero.queries.verificacion import verificar
from tests import pages
from tests.acompanamiento.portal import HACE_RATO, lista
from tests.acompanamiento.vida import PIDE

pytestmark = pytest.mark.django_db
FIRMADA = PIDE[2]
PASO = RESPIRO + dt.timedelta(seconds=1)


def abrir(visita):
    """The last page as it is shown; what it keeps hidden."""
    solicitud = visita.solicitud()
    type(solicitud).objects.filter(pk=solicitud.pk).update(comenzada_en=timezone.now() - HACE_RATO)
    hallado = re.search(
        r'name="sello" value="([^"]+)"',
        visita.get(visita.url("solicitud_revisar")).content.decode(),
    )
    return hallado[1] if hallado else ""


def enviar(visita, *, formados=9, upload=None, **cambios):
    """Press the button of the last page while others wait behind."""
    sello = cambios.pop("sello", None) or abrir(visita)
    data = {
        "normas": "on",
        "aviso": "on",
        "sello": sello,
        **visita.archivos(FIRMADA, upload=upload),
    }
    data = {name: value for name, value in (data | cambios).items() if value is not None}
    return visita.client.post(visita.url("solicitud_revisar"), data, **{FORMADOS: formados})


def rota():
    """A picture that begins well and is cut."""
    salida = io.BytesIO()
    Image.effect_noise((900, 900), 80).save(salida, "JPEG")
    return SimpleUploadedFile("firma.jpg", salida.getvalue()[:2000], content_type="image/jpeg")


def despues(cuanto=PASO):
    return time_machine.travel(timezone.now() + cuanto, tick=True)


def campo(visita):
    return next(iter(visita.archivos(FIRMADA)))


def test_it_is_received_at_once_and_gets_its_folio_later(django_capture_on_commit_callbacks):
    visita = lista("en")

    response = enviar(visita)

    assert response.url == visita.url("solicitud_acuse")
    envio = EnvioEnEspera.objects.get()
    assert visita.solicitud().estado == EstadoVisitante.BORRADOR
    espera_pagina = visita.get(visita.url("solicitud_acuse"))
    assert "Your reference number is on its way" in pages.text(espera_pagina)
    for nombre in ("solicitud_retomar", "solicitud_revisar", "solicitud_documentos"):
        assert visita.get(visita.url(nombre)).url == visita.url("solicitud_acuse")

    with despues(), django_capture_on_commit_callbacks(execute=True):
        assert atender_envios() == 1

    solicitud = visita.solicitud()
    assert (solicitud.estado, solicitud.recibida_en) == (
        EstadoVisitante.RECIBIDA,
        envio.recibido_en,
    )
    assert solicitud.acepta_normas_en == solicitud.aviso_en == envio.recibido_en
    hoja = DocumentoVisitante.objects.get(requisito__clave=FIRMADA)
    assert hoja.tipo_mime == "image/jpeg"
    assert hoja.nombre_original == "solicitud_firmada.jpg"
    assert not EnvioEnEspera.objects.exists()
    assert not envio.archivo.storage.exists(envio.archivo.name)
    assert CartaVisitante.objects.filter(clase=ClaseCarta.ACUSE).count() == 1
    assert solicitud.folio in pages.text(visita.get(visita.url("solicitud_acuse")))


def test_without_a_line_the_folio_is_there_and_then():
    visita = lista()

    enviar(visita, formados=0)

    assert visita.solicitud().folio
    assert not EnvioEnEspera.objects.exists()


def test_nobody_is_made_to_wait_by_a_header():
    visita = lista()
    data = {"normas": "on", "aviso": "on", "sello": abrir(visita), **visita.archivos(FIRMADA)}

    visita.client.post(
        visita.url("solicitud_revisar"), data, headers={"vinculo.formados": "9"}, HTTP_FORMADOS="9"
    )

    assert visita.solicitud().folio


def test_pressing_twice_is_once_with_the_first_instant():
    visita = lista()
    sello = abrir(visita)
    enviar(visita, sello=sello)
    primero = EnvioEnEspera.objects.get()

    with despues(dt.timedelta(seconds=5)):
        assert enviar(visita, sello=sello).url == visita.url("solicitud_acuse")

    ahora = EnvioEnEspera.objects.get()
    assert (ahora.recibido_en, ahora.archivo.name) == (primero.recibido_en, primero.archivo.name)


def test_a_press_that_raced_leaves_no_file():
    """Both looked before either wrote: the second finds the row, and its file goes."""
    visita = lista()
    solicitud = visita.solicitud()
    requisito = solicitud.convocatoria.requisitos.get(clave=FIRMADA)
    almacen = EnvioEnEspera._meta.get_field("archivo").storage
    guardados = []
    for _ in range(2):
        espera.apartar(solicitud, requisito.pk, visita.archivos(FIRMADA)[campo(visita)])
        guardados.append(EnvioEnEspera.objects.get().archivo.name)

    assert guardados[0] == guardados[1]
    assert almacen.exists(guardados[0])


FALTAS = {
    "the signed sheet": {"papel": None},
    "the rules": {"normas": None},
    "the notice": {"aviso": None},
    "a sheet that is a picture": {"papel": SimpleUploadedFile("firma.jpg", b"<html>")},
}


@pytest.mark.parametrize("falta", FALTAS)
def test_what_lacks_is_said_there_and_then(falta):
    visita = lista()
    cambios = {campo(visita) if k == "papel" else k: v for k, v in FALTAS[falta].items()}

    response = enviar(visita, **cambios)

    assert response.status_code == 422
    assert not EnvioEnEspera.objects.exists()


def test_who_lacks_a_page_is_not_put_in_the_line():
    visita = lista()
    visita.solicitud().pasaportes.all().update(es_vigente=False)

    assert abrir(visita) == ""
    assert enviar(visita, sello="inventado").status_code == 422
    assert not EnvioEnEspera.objects.exists()


def test_the_seal_of_another_application_is_worth_nothing():
    ajena = abrir(lista())
    visita = lista()
    abrir(visita)

    enviar(visita, sello=ajena)

    assert not EnvioEnEspera.objects.exists()
    assert visita.solicitud().folio  # the ordinary way received it


def test_received_in_time_and_handed_in_after_the_closing():
    visita = lista()
    solicitud = visita.solicitud()
    llamada = solicitud.convocatoria
    with time_machine.travel(llamada.cierra_en + dt.timedelta(minutes=1), tick=True):
        enviar(visita)
        envio = EnvioEnEspera.objects.get()
        assert llamada.cierra_en < envio.recibido_en < llamada.cierra_en + llamada.gracia

    with time_machine.travel(llamada.cierra_en + llamada.gracia + dt.timedelta(hours=1)):
        assert atender_envios() == 1

    assert visita.solicitud().recibida_en == envio.recibido_en


def test_after_the_grace_nobody_enters_the_line():
    visita = lista()
    sello = abrir(visita)
    llamada = visita.solicitud().convocatoria

    with time_machine.travel(llamada.cierra_en + llamada.gracia + dt.timedelta(minutes=1)):
        response = enviar(visita, sello=sello)

    assert response.status_code == 200
    assert not EnvioEnEspera.objects.exists()
    assert visita.solicitud().estado == EstadoVisitante.BORRADOR


@pytest.fixture
def falla_y_cierra(django_capture_on_commit_callbacks):
    """Sent in time with a sheet that does not open; now the call is closed."""

    def do(visita):
        with django_capture_on_commit_callbacks(execute=True):
            return enviar_rota(visita)

    return do


def enviar_rota(visita):
    enviar(visita, upload=rota())
    enviado = EnvioEnEspera.objects.get()
    with despues():
        assert atender_envios() == 0
    llamada = visita.solicitud().convocatoria
    type(llamada).objects.filter(pk=llamada.pk).update(
        cierra_en=enviado.recibido_en + dt.timedelta(seconds=1), gracia_minutos=0
    )
    return enviado


@pytest.mark.parametrize("formados", [0, 9])
def test_a_sheet_that_does_not_open_may_be_sent_again(formados, falla_y_cierra):
    visita = lista("fr")

    enviado = falla_y_cierra(visita)

    fallido = EnvioEnEspera.objects.get()
    assert fallido.falla
    assert not enviado.archivo.storage.exists(enviado.archivo.name)
    carta = CartaVisitante.objects.get(clase=ClaseCarta.REENVIO)
    assert "pas pu terminer de la recevoir" in redactar(carta, "huella").body
    with despues(dt.timedelta(hours=1)):
        pagina = visita.get(visita.url("solicitud_revisar"))
        assert "pas pu terminer de la recevoir" in pages.text(pagina)
        enviar(visita, formados=formados)
    with despues(dt.timedelta(hours=2)):
        atender_envios()

    solicitud = visita.solicitud()
    assert (solicitud.estado, solicitud.recibida_en) == (
        EstadoVisitante.RECIBIDA,
        enviado.recibido_en,
    )
    assert not EnvioEnEspera.objects.exists()


def test_after_its_limit_it_is_closed_for_them_too(falla_y_cierra):
    visita = lista()
    falla_y_cierra(visita)
    horas = visita.solicitud().convocatoria.prevencion_horas

    with despues(dt.timedelta(hours=horas, minutes=1)):
        response = visita.get(visita.url("solicitud_revisar"))

    assert "ya no es posible recibirla" in pages.text(response)


def test_what_was_taken_back_meanwhile_is_not_handed_in():
    visita = lista()
    enviar(visita)
    desistir(visita.solicitud(), motivo="Ya no viaja")

    with despues():
        assert atender_envios() == 0

    assert not EnvioEnEspera.objects.exists()
    assert visita.solicitud().estado == EstadoVisitante.DESISTIDA


def test_what_one_has_in_hand_nobody_else_takes():
    enviar(lista())
    luego = timezone.now() + PASO

    assert tomar(luego) is not None
    assert tomar(luego) is None
    assert tomar(luego + ARRIENDO) is not None  # whoever had it died


def test_whoever_watches_is_told_of_a_folio_that_does_not_come():
    enviar(lista())

    assert "folio" not in " ".join(verificar())
    with despues(dt.timedelta(minutes=61)):
        assert "Portal: solicitudes que esperan su folio desde hace más de una hora: 1." in list(
            verificar()
        )


def test_what_breaks_is_tried_farther_and_farther_and_then_sent_again(monkeypatch):
    """A disk comes back in hours; what never will is told to its person, who has time to resend."""

    def romper(*_args, **_kwargs):
        raise RuntimeError

    visita = lista()
    enviar(visita)
    monkeypatch.setattr(espera, "presentar", romper)
    esperas, cuando = [], timezone.now() + PASO
    while not (envio := EnvioEnEspera.objects.get()).falla:
        assert len(esperas) <= INTENTOS
        cuando = max(cuando, envio.atender_desde)
        with time_machine.travel(cuando, tick=False):
            assert atender_envios() == 0
        esperas.append(EnvioEnEspera.objects.get().atender_desde - cuando)

    assert esperas[:INTENTOS] == [ARRIENDO * 2**vez for vez in range(INTENTOS)]
    assert CartaVisitante.objects.filter(clase=ClaseCarta.REENVIO).count() == 1
    assert DocumentoVisitante.objects.filter(requisito__clave=FIRMADA).count() == 0
    monkeypatch.undo()
    with time_machine.travel(cuando):
        dicho = pages.text(visita.get(visita.url("solicitud_revisar")))
        assert "no pudimos terminar de recibirla" in dicho
        enviar(visita, formados=0)
    solicitud = visita.solicitud()
    assert solicitud.estado == EstadoVisitante.RECIBIDA
    assert solicitud.recibida_en == envio.recibido_en
