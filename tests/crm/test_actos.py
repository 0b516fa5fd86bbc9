"""The office's verbs through their screens."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.enums import EstatusInstitucion
from crm.models import Ocupacion
from tests.crm.paginas import ficha, texto
from tests.factories.crm import (
    ContactoFactory,
    InstitucionFactory,
    OcupacionFactory,
    PuestoFactory,
)

pytestmark = pytest.mark.django_db


def test_approving_by_the_screen(cliente):
    institucion = InstitucionFactory(estatus=EstatusInstitucion.PROPUESTA)
    url = ficha(institucion, "aprobar")

    visto, hecho, repetido = cliente.get(url), cliente.post(url), cliente.post(url)

    institucion.refresh_from_db()
    assert (visto.status_code, hecho.status_code, repetido.status_code) == (200, 302, 422)
    assert institucion.estatus == EstatusInstitucion.ACTIVA
    assert "ahora está en «Activa»" in texto(repetido)


def test_inactivating_asks_the_reason(cliente):
    institucion = InstitucionFactory()
    url = ficha(institucion, "inactivar")

    sin_motivo = cliente.post(url, {})
    con_motivo = cliente.post(url, {"motivo": "Embajada cerrada"})

    assert (sin_motivo.status_code, con_motivo.status_code) == (422, 302)


def test_merging_by_the_screen_keeps_the_document(cliente):
    institucion, sucesora = InstitucionFactory(), InstitucionFactory()
    url = ficha(institucion, "fusionar")
    datos = {"motivo": "Reforma", "fecha": "1/10/2024", "sucesora": sucesora.pk}

    sin_documento = cliente.post(url, datos)
    archivo = SimpleUploadedFile("decreto.pdf", b"%PDF-1.4 decreto", "application/pdf")
    con_documento = cliente.post(url, datos | {"documento": archivo})

    institucion.refresh_from_db()
    assert (sin_documento.status_code, con_documento.status_code) == (422, 302)
    assert institucion.estatus == EstatusInstitucion.FUSIONADA
    assert f"Se fusionó en {sucesora}" in texto(cliente.get(ficha(institucion)))


def test_a_false_document_is_refused(cliente):
    institucion = InstitucionFactory()
    archivo = SimpleUploadedFile("decreto.pdf", b"MZ\x00\x00", "application/pdf")
    datos = {"motivo": "x", "fecha": "hoy", "sin_sucesora": "on", "documento": archivo}

    response = cliente.post(ficha(institucion, "extinguir"), datos)

    assert response.status_code == 422


@pytest.mark.parametrize(("sin", "con", "codigo"), [(1, 0, 302), (0, 0, 422), (1, 1, 422)])
def test_ceasing_says_whether_somebody_follows(sin, con, codigo, cliente):
    institucion = InstitucionFactory()
    archivo = SimpleUploadedFile("decreto.pdf", b"%PDF-1.4 x", "application/pdf")
    datos = {"motivo": "x", "fecha": "1/10/2024", "documento": archivo}
    datos |= {"sin_sucesora": "on"} if sin else {}
    datos |= {"sucesora": InstitucionFactory().pk} if con else {}

    assert cliente.post(ficha(institucion, "extinguir"), datos).status_code == codigo


def test_confirming_only_by_post(cliente):
    institucion = InstitucionFactory()
    url = ficha(institucion, "confirmar")

    assert (cliente.get(url).status_code, cliente.post(url).status_code) == (405, 302)
    institucion.refresh_from_db()
    assert institucion.confirmada_en is not None


def test_registering_the_titular_in_one_form(cliente):
    institucion = InstitucionFactory()
    url = ficha(institucion, "ocupar")
    datos = {"cargo": "Presidencia", "tipo": "titular", "nombres": "Ana", "desde": "1/2/2024"}

    vacio, hecho = cliente.post(url, {"tipo": "titular"}), cliente.post(url, datos)

    assert (vacio.status_code, hecho.status_code) == (422, 302)
    assert str(Ocupacion.objects.get()) == "Ana · Presidencia"


def test_either_a_known_person_or_a_new_one(cliente):
    datos = {"cargo": "Presidencia", "tipo": "titular", "nombres": "Ana"}
    datos["contacto"] = ContactoFactory().pk

    response = cliente.post(ficha(InstitucionFactory(), "ocupar"), datos)

    assert response.status_code == 422


def test_relieving_lists_and_moves(cliente):
    institucion, persona = InstitucionFactory(), ContactoFactory()
    titular = OcupacionFactory(puesto=PuestoFactory(institucion=institucion), contacto=persona)
    enlace = OcupacionFactory(
        puesto=PuestoFactory(institucion=institucion, tipo="enlace", cargo="Enlace técnico"),
        contacto=persona,
    )
    url = ficha(titular, "relevar")

    visto = cliente.get(url)
    hecho = cliente.post(
        url, {"contacto": ContactoFactory().pk, "desde": "1/9/2024", "trasladar": [enlace.pk]}
    )

    assert "Enlace técnico" in texto(visto)
    assert hecho.status_code == 302
    assert not Ocupacion.objects.en_funciones().filter(contacto=persona).exists()


def test_ending_by_the_screen(cliente):
    ocupacion = OcupacionFactory()

    visto = cliente.get(ficha(ocupacion, "terminar"))
    hecho = cliente.post(ficha(ocupacion, "terminar"), {"hasta": "31/8/2024"})

    assert (visto.status_code, hecho.status_code) == (200, 302)
    assert "Relevar" in texto(visto)
