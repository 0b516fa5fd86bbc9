"""Letters to the person: their language, their link, nothing of theirs where others read."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from acompanamiento.actions import devolver_documento, mover, presentar, prevenir
from acompanamiento.actions.enlaces import renovar_enlace
from acompanamiento.enums import ClaseCarta, MotivoDocumento
from acompanamiento.queries.cartas import redactar
from acompanamiento.queries.enlaces import token_de
from cuentas.enums import Rol
from tests.acompanamiento.vida import borrador
from tests.factories.acompanamiento import (
    CartaVisitanteFactory,
    DelegacionFactory,
    SolicitudVisitanteFactory,
)
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("idioma", ["es", "en", "fr"])
@pytest.mark.parametrize("clase", sorted(set(ClaseCarta) - {ClaseCarta.DELEGACION}))
def test_each_letter_has_its_link_and_no_personal_data(clase, idioma):
    solicitud = SolicitudVisitanteFactory(
        idioma=idioma, nombres="ZZNOMBRE", telefono="ZZTELEFONO", salud="ZZSALUD"
    )

    mensaje = redactar(CartaVisitanteFactory(solicitud=solicitud, clase=clase), "huella")
    html = mensaje.alternatives[0].content

    assert mensaje.to == [solicitud.correo]
    for cuerpo in (mensaje.body, html):
        assert f"/publico/{idioma}/solicitud/{token_de(solicitud)}/" in cuerpo
        assert "ZZ" not in cuerpo.replace(token_de(solicitud), "")
    assert "ZZ" not in mensaje.subject
    assert solicitud.folio not in mensaje.subject
    assert f'<html lang="{idioma}">' in html
    assert "{" not in mensaje.body


@pytest.mark.parametrize("idioma", ["es", "en", "fr"])
def test_the_letter_of_a_delegation_has_its_link_and_names_nobody(idioma):
    delegacion = DelegacionFactory(idioma=idioma, nombre="ZZMISION", encabeza="ZZCABEZA")
    token = renovar_enlace(delegacion, by=None)

    carta = CartaVisitanteFactory(solicitud=None, delegacion=delegacion, clase="enlace_delegacion")
    mensaje = redactar(carta, "huella")
    html = mensaje.alternatives[0].content

    assert mensaje.to == [delegacion.correo]
    for cuerpo in (mensaje.body, html):
        assert f"/publico/{idioma}/delegacion/{token}/" in cuerpo
        assert "ZZ" not in mensaje.subject + cuerpo.replace(token, "")
    assert f'<html lang="{idioma}">' in html


@pytest.mark.parametrize("clase", [ClaseCarta.ENLACE, ClaseCarta.DELEGACION])
@pytest.mark.parametrize("ambas", [True, False])
def test_a_letter_is_of_an_application_or_of_a_delegation(clase, ambas):
    duenas = {"solicitud": None, "delegacion": None}
    if ambas:
        duenas = {"solicitud": SolicitudVisitanteFactory(), "delegacion": DelegacionFactory()}

    with (
        pytest.raises(IntegrityError, match="acompanamiento_cartavisitante_de_quien"),
        transaction.atomic(),
    ):
        CartaVisitanteFactory(clase=clase, **duenas)


def test_the_letter_of_corrections_says_what_and_why_and_until_when():
    coordina = UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])
    solicitud = mover(
        presentar(borrador(idioma="en")), "asignar", by=coordina, responsable=coordina
    )
    documento = solicitud.documentos_vigentes()[0]
    devolver_documento(documento, by=coordina, motivo=MotivoDocumento.ILEGIBLE)
    solicitud = prevenir(solicitud, by=coordina)

    carta = redactar(solicitud.cartas.get(clase=ClaseCarta.PREVENCION), "huella")

    assert "Main pages of the passport: It is hard to read" in carta.body
    assert f"{timezone.localtime(solicitud.limite_prevencion):%H:%M}" in carta.body
    assert "UTC−6" in carta.body


def test_a_new_link_puts_the_former_out_of_use():
    solicitud = borrador()

    una = renovar_enlace(solicitud, by=None)
    otra = renovar_enlace(solicitud, by=None)
    carta = redactar(CartaVisitanteFactory(solicitud=solicitud, clase=ClaseCarta.ENLACE), "huella")

    assert otra in carta.body
    assert una not in carta.body
