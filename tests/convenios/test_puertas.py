"""What the page of an instrument says of others: only what its reader may see of them."""

import pytest

from convenios.actions import convenios as actos
from convenios.actions import expediente
from convenios.queries.fichas import compromisos_de, familia
from cuentas.enums import Rol
from tests.convenios.vida import Vida, pdf
from tests.factories.convenios import CompromisoConvenioFactory, ConvenioFactory
from tests.factories.cuentas import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def solicita(persona):
    return persona(Rol.AREA_SOLICITANTE, area=AreaFactory())


def test_ancestors_of_other_areas_are_not_named(solicita, direccion):
    marco = ConvenioFactory(denominacion="De otra área")
    suyo = ConvenioFactory(padre=marco, area_solicitante=solicita.area, denominacion="Suyo")

    assert [str(rama["convenio"]) for rama in familia(solicita, suyo)] == ["Suyo"]
    assert [str(rama["convenio"]) for rama in familia(direccion, suyo)] == ["De otra área", "Suyo"]


def test_commitments_are_those_one_may_open(solicita, direccion):
    suyo = ConvenioFactory(area_solicitante=solicita.area)
    CompromisoConvenioFactory(convenio=suyo)

    assert compromisos_de(solicita, suyo) == []
    assert len(compromisos_de(direccion, suyo)) == 1


def test_signed_copy_brought_before_the_step_is_the_final_text(persona):
    vida = Vida(persona)
    vida.hasta("firma")
    vida.firmar_todas()
    documento = expediente.agregar_documento(
        vida.leer(), by=vida.enlace, tipo="ejemplar", archivo=pdf("ejemplar.pdf")
    )

    actos.suscribir(vida.leer(), by=vida.enlace, papel=actos.Papel())

    final = vida.convenio.versiones.get(es_final=True)
    assert final.adjunto_id == documento.adjunto_id
