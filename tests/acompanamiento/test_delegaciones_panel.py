"""Delegations: their people, and a link that is shown once."""

import pytest
from django.urls import reverse

from acompanamiento.models import Delegacion
from acompanamiento.queries.enlaces import huella_de
from cuentas.enums import Rol
from tests import pages
from tests.factories.acompanamiento import DelegacionFactory, SolicitudVisitanteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordina(persona):
    return persona(Rol.COORDINACION_ACOMPANAMIENTO)


def test_its_people_are_its_panel(entrar, coordina):
    delegacion = DelegacionFactory()
    suya = SolicitudVisitanteFactory(delegacion=delegacion, convocatoria=delegacion.convocatoria)
    ajena = SolicitudVisitanteFactory()
    lista = reverse("acompanamiento:solicitudvisitante_list")
    cliente = entrar(coordina)

    ficha = pages.text(
        cliente.get(reverse("acompanamiento:delegacion_detail", args=[delegacion.pk]))
    )
    panel = pages.text(cliente.get(lista, {"delegacion": delegacion.pk, "panel": 1}))

    assert f"{lista}?delegacion={delegacion.pk}&amp;panel=1" in ficha
    assert str(suya) in panel
    assert str(ajena) not in panel


def test_link_of_its_head_is_shown_once_and_the_former_ends(entrar, coordina):
    delegacion = DelegacionFactory()
    enlace = reverse("acompanamiento:delegacion_enlace", args=[delegacion.pk])
    cliente = entrar(coordina)

    shown = pages.text(cliente.post(enlace))
    primera = Delegacion.objects.get(pk=delegacion.pk).enlace_hash
    cliente.post(enlace)
    ficha = pages.text(
        cliente.get(reverse("acompanamiento:delegacion_detail", args=[delegacion.pk]))
    )

    token = shown.split("/delegacion/")[1].split("/")[0]
    assert huella_de(token) == primera
    assert Delegacion.objects.get(pk=delegacion.pk).enlace_hash != primera
    assert token not in ficha
    assert cliente.get(enlace).status_code == 405


def test_who_only_reads_makes_no_link(entrar, persona):
    delegacion = DelegacionFactory()
    enlace = reverse("acompanamiento:delegacion_enlace", args=[delegacion.pk])

    assert entrar(persona(Rol.SECRETARIA_EJECUTIVA)).post(enlace).status_code == 403
    assert Delegacion.objects.get(pk=delegacion.pk).enlace_hash == ""
