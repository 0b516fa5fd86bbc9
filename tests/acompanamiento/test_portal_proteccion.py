"""What keeps the public pages from robots, from guessing and from telling (T13, T14, T15)."""

import datetime as dt
import logging
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from acompanamiento.actions.enlaces import renovar_enlace
from acompanamiento.models import CartaVisitante, PeticionEnlace, SolicitudVisitante
from acompanamiento.views.publico import puerta
from core.logs import SinSecretos
from tests import pages
from tests.acompanamiento.portal import Visita, en_portal, leyendo, lista, respuestas
from tests.acompanamiento.vida import borrador, convocatoria
from tests.factories.acompanamiento import DelegacionFactory

pytestmark = pytest.mark.django_db
RECORDAR = "/publico/en/enlace/"


def inicio(llamada):
    """The address of a call and what its button would send."""
    url = reverse("publico:convocatoria_detail", kwargs={"idioma": "es", "clave": llamada.clave})
    campos = pages.read(Client().get(url)).forms[0]["fields"]
    return url, {name: values[0] for name, values in campos.items()}


def test_who_fills_the_trap_begins_nothing():
    url, data = inicio(convocatoria())

    with leyendo():
        response = Client().post(url, data | {"sitio_web": "https://example.org"})

    assert response.status_code == 422
    assert not SolicitudVisitante.objects.exists()


@pytest.mark.parametrize("sello", [None, "", "MQ:1x:falso"])
def test_who_reads_nothing_begins_nothing(sello):
    url, data = inicio(convocatoria())

    response = Client().post(url, data if sello is None else data | {"abierta": sello})

    assert response.status_code == 422
    assert "Espera un momento" in pages.text(response)
    assert not SolicitudVisitante.objects.exists()


def test_sending_at_once_waits():
    visita = lista()
    SolicitudVisitante.objects.update(comenzada_en=timezone.now())

    data = visita.archivos("solicitud_firmada") | {"normas": "on", "aviso": "on"}
    response = visita.post(visita.url("solicitud_revisar"), data)

    assert "Espera un momento" in pages.text(response)


def test_beginnings_have_a_limit_by_neighbourhood(monkeypatch):
    monkeypatch.setattr("acompanamiento.views.publico.entrada.COMIENZOS_POR_HORA", 3)
    llamada, client, codes = convocatoria(), Client(), []

    for n in range(5):
        url, data = inicio(llamada)
        with leyendo():
            codes.append(client.post(url, data, REMOTE_ADDR=f"203.0.113.{n}"))
    otra = client.post(url, data, REMOTE_ADDR="198.51.100.7")

    assert [response.status_code for response in codes] == [302, 302, 302, 429, 429]
    assert int(codes[-1].headers["Retry-After"]) > 0
    assert "Hay muchos intentos" in pages.text(codes[-1])
    assert otra.status_code != 429
    assert SolicitudVisitante.objects.count() == 3


def test_links_by_mail_have_a_limit_by_address():
    client = Client()

    codes = [client.post(RECORDAR, {"correo": "a@example.org"}).status_code for _ in range(6)]

    assert codes == [200] * 6
    assert PeticionEnlace.objects.count() == puerta.PETICIONES_POR_CORREO


def test_a_draft_bombs_nobody():
    """Writing one address after another mails a few links, not one each time."""
    visita = en_portal()

    for n in range(9):
        datos = respuestas()["contacto"] | {"correo": f"tercera{n}@example.org"}
        assert visita.post(visita.paso("contacto"), datos).status_code == 302

    assert CartaVisitante.objects.count() == puerta.CARTAS_POR_ENLACE


def medidas(response):
    """Each header and how long it is: a nonce is another one each time."""
    return {name: len(value) for name, value in response.headers.items()}


def test_known_and_unknown_are_answered_alike(django_assert_num_queries):
    conocida = borrador(correo="conocida@example.org")
    renovar_enlace(conocida, by=None)
    renovar_enlace(DelegacionFactory(correo="encabeza@example.org"), by=None)
    client, answers = Client(), []

    for correo in ("conocida@example.org", "encabeza@example.org", "ajena@example.org"):
        with django_assert_num_queries(3):
            answers.append(client.post(RECORDAR, {"correo": correo}))

    assert len({answer.content for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {200}
    assert medidas(answers[0]) == medidas(answers[1]) == medidas(answers[2])
    assert PeticionEnlace.objects.count() == 3


def test_the_link_arrives_only_to_whom_applied(django_capture_on_commit_callbacks):
    conocida = borrador(correo="Conocida@example.org")
    token = renovar_enlace(conocida, by=None)

    with django_capture_on_commit_callbacks(execute=True):
        Client().post(RECORDAR, {"correo": "conocida@EXAMPLE.org"})
        Client().post(RECORDAR, {"correo": "ajena@example.org"})

    assert [carta.to for carta in mail.outbox] == [["Conocida@example.org"]]
    assert token in mail.outbox[0].body
    assert not PeticionEnlace.objects.exists()


def test_who_heads_a_delegation_asks_for_its_link_the_same_way(django_capture_on_commit_callbacks):
    """By its own page, in the language of the delegation and with the link it already had."""
    suya = DelegacionFactory(correo="Encabeza@example.org", idioma="fr")
    token = renovar_enlace(suya, by=None)
    vencida = DelegacionFactory(correo="encabeza@example.org")
    renovar_enlace(vencida, by=None)
    type(vencida).objects.filter(pk=vencida.pk).update(enlace_hasta=timezone.now())
    DelegacionFactory(correo="encabeza@example.org")  # nobody ever gave it a link

    with django_capture_on_commit_callbacks(execute=True):
        Client().post(RECORDAR, {"correo": "encabeza@EXAMPLE.org"})
    [carta] = mail.outbox
    destino = re.search(r"http\S+", carta.body)[0]
    response = Client().get(destino)

    assert carta.to == ["Encabeza@example.org"]
    assert carta.subject == "Le lien de votre délégation"
    assert f"/publico/fr/delegacion/{token}/" in destino
    assert response.status_code == 200
    assert suya.nombre in pages.text(response)


def test_false_over_and_foreign_links_look_the_same():
    vencida = borrador()
    token = renovar_enlace(vencida, by=None)
    SolicitudVisitante.objects.update(enlace_hasta=timezone.now() - dt.timedelta(days=1))
    ajeno = renovar_enlace(DelegacionFactory(), by=None)
    client = Client()

    answers = [client.get(f"/publico/es/solicitud/{t}/estado/") for t in (token, ajeno, "x" * 32)]
    bodies = {re.sub(r"/solicitud/[^/]+/", "/solicitud/…/", pages.text(a)) for a in answers}

    assert {answer.status_code for answer in answers} == {404}
    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
    assert len(bodies) == 1


def test_guessing_links_has_a_limit(monkeypatch):
    monkeypatch.setattr(puerta, "FALLAS_POR_HORA", 3)
    client = Client()

    codes = [client.get(f"/publico/es/solicitud/falso{n}/").status_code for n in range(5)]

    assert codes == [404, 404, 404, 429, 429]


def test_reading_a_link_never_spends_it():
    """Mail programs open every link before the person does."""
    visita = en_portal()
    before = SolicitudVisitante.objects.values().get()
    url = visita.url("solicitud_retomar")

    for _ in range(10):
        visita.client.head(url)
        assert visita.get(url).status_code == 302
    visita.get(visita.paso("persona"))
    visita.get(visita.url("solicitud_retirar"))

    assert SolicitudVisitante.objects.values().get() == before
    assert not CartaVisitante.objects.exists()


def test_personal_pages_are_kept_nowhere_and_name_no_other_site():
    visita = lista()
    documento = visita.solicitud().documentos_vigentes()[0]

    for url in (
        visita.paso("persona"),
        visita.url("solicitud_revisar"),
        visita.url("documento_ver", pk=documento.pk),
        visita.url("solicitud_impresa"),
    ):
        response = visita.get(url)
        assert "no-store" in response.headers["Cache-Control"], url
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert not re.search(rb'href="https?:', response.content)


def test_the_secret_of_an_address_is_in_no_log():
    visita = en_portal()
    lines = []

    class Escucha(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    escucha, logger = Escucha(), logging.getLogger("django.request")
    escucha.addFilter(SinSecretos())
    logger.addHandler(escucha)
    visita.post(visita.paso("persona"))
    logger.removeHandler(escucha)

    assert lines == ["Unprocessable Entity: /publico/es/solicitud/…/persona/"]


def test_papers_of_others_are_not_opened_with_this_link():
    visita = lista()
    ajena = lista()

    ajeno = Visita("es")
    ajeno.token = visita.token
    response = ajeno.get(
        ajeno.url("documento_ver", pk=ajena.solicitud().documentos_vigentes()[0].pk)
    )

    assert response.status_code == 404


def test_unknown_places_are_told_in_their_language():
    client = Client()

    assert client.get("/publico/").status_code == 302
    assert client.get("/publico/", headers={"Accept-Language": "fr-CA"}).url == "/publico/fr/"
    assert client.get("/publico/", headers={"Accept-Language": "de"}).url == "/publico/es/"
    assert "We cannot find this page" in pages.text(client.get("/publico/en/no-existe/"))
    assert client.get("/publico/de/").status_code == 404


@pytest.mark.parametrize(
    ("idioma", "caduca", "falla", "perdida"),
    [
        ("es", "La página caducó", "No pudimos completar", "No encontramos"),
        ("en", "The page expired", "We could not complete", "We cannot find"),
        ("fr", "La page a expiré", "pas pu traiter", "Nous ne trouvons pas"),
    ],
)
def test_what_goes_wrong_is_told_in_the_language(idioma, caduca, falla, perdida, monkeypatch):
    def romper(request):
        raise ZeroDivisionError

    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    old = client.post(f"/publico/{idioma}/enlace/", {"correo": "a@example.org"})
    nowhere = client.get(f"/publico/{idioma}/a/b/c/d/e/")
    monkeypatch.setattr("acompanamiento.views.publico.entrada.convocatorias_de_visitantes", romper)
    broken = client.get(f"/publico/{idioma}/")

    found = [(r.status_code, pages.text(r)) for r in (old, nowhere, broken)]
    assert [code for code, _html in found] == [403, 404, 500]
    for (_code, html), texto in zip(found, (caduca, perdida, falla), strict=True):
        assert texto in html
        assert f'<html lang="{idioma}">' in html
