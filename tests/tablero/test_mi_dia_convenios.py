"""Agreements in the day of who holds them, and the lists behind the figures."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from convenios.enums import EnManosDe, EstadoConvenio
from cuentas.enums import Rol
from tablero.queries.mi_dia import EQUIPO, YO, mi_dia
from tests.factories.convenios import ConvenioFactory
from tests.factories.cuentas import AreaFactory

pytestmark = pytest.mark.django_db


def de_la_seccion(user, clave, de=YO):
    """What a section says, and the lists behind it."""
    dia = mi_dia(user, de, timezone.localdate())
    return next(seccion for seccion in dia.secciones if seccion.clave == clave)


def textos(seccion):
    return [renglon.texto for renglon in seccion.renglones]


def test_stage_that_ran_out_is_overdue_for_who_is_in_charge(persona):
    yo, otra = persona(Rol.ENLACE_DVOE), persona(Rol.ENLACE_DVOE)
    ayer = timezone.localdate() - dt.timedelta(days=1)
    ConvenioFactory(denominacion="mío", responsable=yo, etapa_limite=ayer)
    ConvenioFactory(denominacion="ajeno", responsable=otra, etapa_limite=ayer)

    assert textos(de_la_seccion(yo, "vencidos")) == ["mío"]


def test_in_the_hands_of_the_counterpart_it_waits_for_nobody_of_ours(persona):
    yo = persona(Rol.ENLACE_DVOE)
    ConvenioFactory(responsable=yo, en_manos_de=EnManosDe.CONTRAPARTE)

    assert textos(de_la_seccion(yo, "esperan")) == []


def test_legal_sees_what_waits_for_its_validation(persona):
    juridico = persona(Rol.JURIDICO)
    en_validacion = {"estado": EstadoConvenio.VALIDACION, "en_manos_de": EnManosDe.JURIDICO}
    ConvenioFactory(denominacion="por validar", **en_validacion)
    ConvenioFactory(denominacion="de la DVOE")

    assert textos(de_la_seccion(juridico, "esperan")) == ["por validar"]


def test_area_sees_what_was_turned_to_it(persona):
    area = AreaFactory()
    solicita = persona(Rol.AREA_SOLICITANTE, area=area)
    ConvenioFactory(denominacion="le toca", area_solicitante=area, en_manos_de=EnManosDe.AREA)
    ConvenioFactory(denominacion="no le toca", area_solicitante=area)

    assert textos(de_la_seccion(solicita, "esperan")) == ["le toca"]


@pytest.mark.parametrize("de", [YO, EQUIPO])
def test_figures_equal_the_lists_behind(persona, entrar, de):
    area = AreaFactory()
    yo, companera = (persona(Rol.ENLACE_DVOE, area=area) for _ in range(2))
    hoy = timezone.localdate()
    for n, dias in enumerate((-3, -1, 0, 0, 2, 5, 30)):
        limite = hoy + dt.timedelta(days=dias)
        ConvenioFactory(responsable=yo if n % 2 else companera, etapa_limite=limite)
    client = entrar(yo)

    for seccion in mi_dia(yo, de, hoy).secciones:
        for lista in seccion.listas:
            if lista.tramo.modelo == "convenio":
                detras = client.get(lista.tramo.url)
                assert detras.context["count"].value == lista.cuenta.value, lista.tramo.url


def test_day_links_to_the_instrument(persona, entrar):
    yo = persona(Rol.ENLACE_DVOE)
    convenio = ConvenioFactory(responsable=yo)

    html = entrar(yo).get(reverse("tablero:inicio")).text

    assert reverse("convenios:convenio_detail", args=[convenio.pk]) in html
