"""What an instrument counts for in AI 3 (AI3.6 to AI3.8)."""

import pytest

from convenios.actions import convenios as actos
from convenios.actions import opiniones
from convenios.actions.convenios import Papel
from crm.models import Gestion
from tests.convenios.vida import Vida
from tests.factories.cuentas import AreaFactory

pytestmark = pytest.mark.django_db


def estados():
    """Each request by its kind and state."""
    return sorted(Gestion.objects.values_list("tipo", "estado"))


def test_request_opens_one_with_its_letter(persona):
    vida = Vida(persona)

    gestion = vida.convenio.gestion
    assert estados() == [("convenio_suscripcion", "registrada")]
    assert gestion.evidencias.get().referencia == "OF/1/2024"
    assert gestion.accion is None or gestion.accion.clave == "AI3.6"


def test_area_that_asks_is_accompanied(persona):
    vida = Vida(persona, area_solicitante=AreaFactory())

    vida.hasta("negociacion")

    assert estados() == [
        ("acompanamiento_negociacion", "registrada"),
        ("convenio_suscripcion", "registrada"),
    ]


def test_opinion_is_attended_when_given_and_signature_when_signed(persona):
    vida = Vida(persona)
    vida.hasta("validacion_juridica")
    assert estados() == [
        ("convenio_suscripcion", "registrada"),
        ("opinion_pertinencia", "atendida"),
    ]

    for paso in (vida.firma, vida.suscrito):
        paso()

    assert estados() == [
        ("convenio_suscripcion", "atendida"),
        ("opinion_pertinencia", "atendida"),
    ]
    prueba = vida.leer().gestion.evidencias.de_atencion().get()
    assert prueba.referencia == "Ejemplar"


def test_not_proceeding_after_the_opinion_counts_as_attended(persona):
    """Case 13: there was an opinion and a formal answer; there is no signed instrument."""
    vida = Vida(persona)
    vida.hasta("opinion_pertinencia")
    opiniones.opinar(vida.leer().opinion_actual(), by=vida.direccion, sentido="no_favorable")
    actos.mover(
        vida.leer(),
        "declarar_no_procedente",
        by=vida.direccion,
        motivo="No corresponde a sus fines",
        papel=Papel(referencia="OP 1"),
    )

    assert estados() == [
        ("convenio_suscripcion", "improcedente"),
        ("opinion_pertinencia", "atendida"),
    ]
    assert vida.leer().gestion.con_respuesta
    assert not vida.leer().__class__.objects.alguna_vez_suscritos().exists()


@pytest.mark.parametrize(
    ("verbo", "estado"), [("desistir", "desistida"), ("cancelar", "cancelada_por_error")]
)
def test_ends_without_signature_end_the_request(persona, verbo, estado):
    vida = Vida(persona)
    papel = Papel(referencia="Oficio 9")

    actos.mover(vida.leer(), verbo, by=vida.direccion, motivo="Así se pidió", papel=papel)

    assert estados() == [("convenio_suscripcion", estado)]


def test_without_proof_of_the_request_it_stays_open(persona):
    vida = Vida(persona)
    vida.convenio.gestion.evidencias.all().delete()

    vida.hasta("suscrito")

    assert vida.leer().estado == "suscrito"
    assert vida.leer().gestion.estado == "registrada"
    assert vida.leer().gestion.evidencias.de_atencion().count() == 1
