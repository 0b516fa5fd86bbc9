"""A whole application by the public pages, without JavaScript, in the three languages."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from acompanamiento.actions import (
    devolver_documento,
    mover,
    presentar,
    prevenir,
    recibir_documento,
)
from acompanamiento.actions.enlaces import renovar_enlace
from acompanamiento.actions.portal import aceptar
from acompanamiento.enums import EstadoVisitante, MotivoDocumento
from acompanamiento.models import SolicitudVisitante
from acompanamiento.views.publico import envio
from cuentas.enums import Rol
from tests import pages
from tests.acompanamiento.portal import Visita, en_portal, leyendo, lista, respuestas
from tests.acompanamiento.vida import PIDE, convocatoria, imagen
from tests.factories.acompanamiento import SolicitudVisitanteFactory
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db
IDIOMAS = ("es", "en", "fr")
ZONA = "P<FRAEXEMPLE<<MARIE<<<<<<<<<<<<<<<<<<<<<<<<<"


@pytest.mark.parametrize("idioma", IDIOMAS)
def test_a_whole_application(idioma, django_capture_on_commit_callbacks):
    visita = lista(idioma)

    with django_capture_on_commit_callbacks(execute=True):
        response = visita.enviar()
    solicitud = visita.solicitud()
    acuse = visita.get(response.url)

    assert solicitud.estado == EstadoVisitante.RECIBIDA
    assert solicitud.idioma == idioma
    assert solicitud.aviso == solicitud.convocatoria.aviso
    assert solicitud.documentos_vigentes()[0].sha256[:12] in pages.text(acuse)
    assert solicitud.folio in pages.text(acuse)
    assert visita.get(visita.url("solicitud_acuse_pdf")).content.startswith(b"%PDF")
    assert mail.outbox[-1].to == ["marie@example.org"]


def test_what_is_asked_is_little_and_once():
    """U11: at most nine pages and 26 questions that have to be read."""
    visita = lista()

    pasos = [*respuestas(), "documentos", "revisar"]
    vistas = [pages.read(visita.get(visita.paso(paso))) for paso in pasos]
    fijos = {"csrfmiddlewaretoken", "cambiar", "otra", "guardar", "sello"}
    asked = [set(vista.forms[0]["names"]) - fijos for vista in vistas]
    folded = {"mrz", "idiomas", "requiere_interpretacion", "salud", "interes"}

    assert len(pasos) + 1 <= 9
    assert len(set().union(*asked) - folded) <= 26
    assert sum(len(names) for names in asked) == len(set().union(*asked))


def test_sending_twice_answers_with_the_same_folio():
    visita = lista()

    visita.enviar()
    otra = visita.enviar()
    solicitud = visita.solicitud()

    assert otra.status_code == 200
    assert f"con el folio {solicitud.folio}" in pages.text(otra)
    assert "ya se envió" in pages.text(visita.get(visita.paso("persona")))
    assert solicitud.pasos.count() == 1


def test_two_presses_at_once_get_the_same_folio(monkeypatch):
    """The other press is received while this one looks for its papers."""
    visita = lista()
    firmas_de = envio.firmas_de

    def mientras(solicitud):
        papeles = firmas_de(solicitud)
        fresca = visita.solicitud()
        if not fresca.folio:
            recibir_documento(fresca, papeles[0].requisito, imagen(), by=None)
            aceptar(fresca)
            presentar(fresca)
        return papeles

    monkeypatch.setattr(envio, "firmas_de", mientras)
    response = visita.enviar()

    assert response.url == visita.url("solicitud_acuse")
    assert visita.solicitud().pasos.count() == 1


def test_beginning_twice_is_beginning_once():
    visita, llamada = Visita(), convocatoria()
    url = visita.url("convocatoria_detail", clave=llamada.clave)
    campos = pages.read(visita.get(url)).forms[0]["fields"]
    data = {name: values[0] for name, values in campos.items()}

    with leyendo():
        una, otra = visita.post(url, data), visita.post(url, data)

    assert una.url == otra.url
    assert SolicitudVisitante.objects.count() == 1


def test_errors_keep_what_was_typed():
    visita = en_portal("en")

    response = visita.post(visita.paso("persona"), {"nombres": "Marie", "sexo": "mujer"})
    html = pages.text(response)

    assert response.status_code == 422
    assert 'value="Marie"' in html
    assert "There is a problem" in html
    assert "<title>Error:" in html
    assert "no-store" not in response.headers["Cache-Control"]  # or Back would not work


def test_changing_the_language_keeps_the_answers():
    visita = en_portal("es")
    visita.idioma = "fr"

    saved = visita.post(visita.paso("persona"), respuestas()["persona"] | {"cambiar": "1"})
    half = visita.post(visita.paso("institucion"), {"organizacion": "Exemple", "cambiar": "1"})

    assert saved.url == visita.paso("persona")
    assert visita.solicitud().idioma == "fr"
    assert 'value="Exemple"' in pages.text(half)
    assert "Il y a un problème" not in pages.text(half)


def test_a_name_in_another_alphabet_asks_for_it_in_latin():
    visita = en_portal()
    datos = respuestas()["persona"] | {"nombres": "Анна", "apellidos": "Петрова"}

    asked = visita.post(visita.paso("persona"), datos)
    visita.post(visita.paso("persona"), datos | {"nombre_latino": "Anna Petrova"})

    assert asked.status_code == 422
    assert 'name="nombre_latino"' in pages.text(asked)
    assert visita.solicitud().nombre_en_gafete == "Anna Petrova"


def test_a_mexican_nationality_is_turned_and_nothing_is_sent():
    visita = lista()

    datos = {"nacionalidad_1": "FR", "nacionalidad_2": "MX", "pais_residencia": "FR"}
    response = visita.post(visita.paso("nacionalidad"), datos)
    visita.enviar()

    assert response.url == visita.url("solicitud_mexicana")
    assert "observación electoral" in pages.text(visita.get(response.url))
    assert visita.solicitud().estado == EstadoVisitante.BORRADOR


def test_the_two_lines_of_the_passport_are_checked():
    visita = en_portal("en")
    visita.post(visita.paso("persona"), respuestas()["persona"])
    datos = respuestas()["pasaporte"]

    short = visita.post(visita.paso("pasaporte"), datos | {"mrz": "P<FRA"})
    digits = visita.post(
        visita.paso("pasaporte"),
        datos | {"mrz": f"{ZONA[:44]}\n12AB345679FRA8503140F3001019<<<<<<<<<<<<<<00"},
    )

    assert "44 characters each" in pages.text(short)
    assert "the passport number" in pages.text(digits)
    assert visita.solicitud().pasaporte() is None


def test_a_passport_that_ends_before_leaving_is_said_at_once():
    visita = lista()
    vence = visita.solicitud().salida - dt.timedelta(days=1)

    datos = respuestas()["pasaporte"] | {"vencimiento": vence.isoformat()}
    response = visita.post(visita.paso("pasaporte"), datos)

    assert "vence antes de tu salida" in pages.text(response)


def test_nothing_is_sent_while_something_lacks():
    visita = en_portal("fr")

    response = visita.enviar()

    assert response.status_code == 422
    assert "n’est pas complet" in pages.text(response)
    assert visita.solicitud().estado == EstadoVisitante.BORRADOR


def test_what_began_in_time_is_received_within_the_grace_and_not_after():
    visita = lista()
    llamada = visita.solicitud().convocatoria
    SolicitudVisitante.objects.update(comenzada_en=timezone.now() - dt.timedelta(hours=1))
    type(llamada).objects.update(cierra_en=timezone.now() - dt.timedelta(minutes=20))

    late = visita.get(visita.paso("persona"))
    type(llamada).objects.update(cierra_en=timezone.now() - dt.timedelta(minutes=5))
    response = visita.enviar()

    assert "La convocatoria cerró el" in pages.text(late)
    assert response.status_code == 302
    assert visita.solicitud().folio


def test_a_closed_call_has_no_button():
    visita, cerrada = Visita("en"), convocatoria(cierra_en=timezone.now() - dt.timedelta(days=1))

    page = pages.read(visita.get(visita.url("convocatoria_detail", clave=cerrada.clave)))

    assert page.forms == []


def test_the_address_written_first_receives_the_link(django_capture_on_commit_callbacks):
    visita = en_portal("en")

    with django_capture_on_commit_callbacks(execute=True):
        visita.post(visita.paso("contacto"), respuestas()["contacto"])
    with django_capture_on_commit_callbacks(execute=True):
        visita.post(visita.paso("contacto"), respuestas()["contacto"])

    assert [carta.subject for carta in mail.outbox] == ["Your link to continue"]
    assert visita.token in mail.outbox[0].body


def devuelta(idioma):
    """Handed in, and its photograph returned."""
    coordina = UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])
    visita = lista(idioma)
    visita.enviar()
    solicitud = mover(visita.solicitud(), "asignar", by=coordina, responsable=coordina)
    foto = next(d for d in solicitud.documentos_vigentes() if d.requisito.clave == PIDE[1])
    devolver_documento(foto, by=coordina, motivo=MotivoDocumento.ILEGIBLE)
    prevenir(solicitud, by=coordina)
    return visita, foto


def test_a_correction_asks_only_for_what_was_returned():
    visita, foto = devuelta("en")
    url = visita.url("solicitud_corregir")

    page = visita.get(url)
    nothing = visita.post(url)
    sent = visita.post(url, {f"papel_{foto.requisito_id}": imagen("clara.jpg")})

    assert "It is hard to read" in pages.text(page)
    assert pages.text(page).count('type="file"') == 1
    assert nothing.status_code == 422
    assert sent.url == visita.url("solicitud_estado")
    assert visita.solicitud().estado == EstadoVisitante.EN_REVISION


def test_a_correction_may_change_a_datum_too():
    visita, _foto = devuelta("es")

    datos = respuestas()["pasaporte"] | {"numero": "ZZ9999999"}
    response = visita.post(visita.paso("pasaporte"), datos)

    assert response.url == visita.url("solicitud_corregir")
    assert visita.solicitud().pasaporte().numero == "ZZ9999999"
    assert visita.solicitud().pasaportes.count() == 2


def test_what_the_authority_decided_is_not_told_before_its_notice():
    visita = lista("en")
    visita.enviar()
    SolicitudVisitante.objects.update(
        estado=EstadoVisitante.RECHAZADA, motivo_rechazo="otro", fundamento="Secreto"
    )

    html = pages.text(visita.get(visita.url("solicitud_estado")))

    assert "Under review" in html
    assert "Secreto" not in html


def test_taking_it_back_is_asked_once():
    visita = lista()
    visita.enviar()
    url = visita.url("solicitud_retirar")

    visita.get(url)
    antes = visita.solicitud().estado
    visita.post(url, {"motivo": "Cambió mi viaje"})

    assert antes == EstadoVisitante.RECIBIDA
    assert visita.solicitud().estado == EstadoVisitante.DESISTIDA


def test_the_constancia_is_given_by_the_same_link_once_it_is_over():
    sigue = SolicitudVisitanteFactory(estado=EstadoVisitante.RECIBIDA)
    termino = SolicitudVisitanteFactory(
        estado=EstadoVisitante.CONCLUIDA, clave_resolucion="X", fecha_resolucion="2024-05-20"
    )
    for solicitud in (sigue, termino):
        renovar_enlace(solicitud, by=None)
    temprano, visita = Visita("en", sigue), Visita("en", termino)

    antes = temprano.get(temprano.url("solicitud_constancia"))
    papel = visita.get(visita.url("solicitud_constancia"))

    assert antes.url == temprano.url("solicitud_retomar")
    assert "certificate" not in pages.text(temprano.get(temprano.url("solicitud_estado")))
    assert "Download my certificate" in pages.text(visita.get(visita.url("solicitud_estado")))
    assert papel.content.startswith(b"%PDF")
    assert papel.headers["Content-Disposition"].startswith("attachment")
