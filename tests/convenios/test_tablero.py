"""The board's cards and the page of an instrument: where they lead, and what they read."""

import pytest
from django.urls import reverse

from convenios.models import Convenio
from core.models.entidad import Entidad
from cuentas.enums import Rol
from tests import pages
from tests.convenios.vida import ETAPAS, Vida

pytestmark = pytest.mark.django_db
TABLERO = "/convenios/convenios/tablero/"


def adelante(convenio):
    return reverse("convenios:convenio_mover_a", args=[convenio.pk, "adelante"])


def test_the_arrow_of_a_card_opens_the_only_step_that_can_be_taken(persona, entrar):
    vida = Vida(persona)
    convenio = vida.hasta("proyecto")
    cliente = entrar(vida.enlace)

    assert adelante(convenio) in cliente.get(TABLERO).content.decode()
    assert cliente.get(adelante(convenio)).url == reverse(
        "convenios:convenio_enviar_a_opinion", args=[convenio.pk]
    )


def test_the_arrow_says_what_is_missing(persona, entrar):
    vida = Vida(persona)
    convenio = vida.hasta("negociacion")

    dicho = pages.text(entrar(vida.enlace).get(adelante(convenio)))

    assert f"Avanzar {convenio.folio}" in dicho
    assert "Escribe el objeto." in dicho
    assert "Sube el borrador: la versión 1 del texto." in dicho


def test_the_arrow_does_not_offer_a_choice_of_steps_that_nobody_can_take(persona, entrar):
    vida = Vida(persona)
    convenio = vida.hasta("opinion_pertinencia")

    dicho = pages.text(entrar(vida.direccion).get(adelante(convenio)))

    assert "Todavía no se puede ninguno de estos pasos." in dicho
    assert "Registra el sentido de la opinión de pertinencia." in dicho
    assert "Elige cuál" not in dicho


def test_the_arrow_says_when_the_step_is_somebody_else_s(persona, entrar):
    vida = Vida(persona)
    convenio = vida.hasta("validacion_juridica")

    dicho = pages.text(entrar(persona(Rol.CAPTURISTA)).get(adelante(convenio)))

    assert "El paso que sigue no te corresponde: lo da otra persona." in dicho


def test_who_only_reads_has_no_arrow(persona, entrar):
    convenio = Vida(persona).hasta("proyecto")

    tablero = entrar(persona(Rol.AUDITORIA)).get(TABLERO).content.decode()

    assert convenio.folio in tablero
    assert adelante(convenio) not in tablero
    assert ">Mover<" not in tablero


@pytest.mark.parametrize("etapa", ETAPAS)
def test_the_record_reads_no_more_of_its_relations_than_it_names(
    persona, entrar, etapa, monkeypatch
):
    vida = Vida(persona)
    convenio = vida.hasta(etapa)
    padre = Vida(persona).hasta("suscrito")
    Convenio.objects.filter(pk=convenio.pk).update(padre=padre, termina_con_padre=True)
    tarde = []
    leer = Entidad.refresh_from_db

    def anotar(self, using=None, fields=None, **kwargs):
        tarde.append((type(self).__name__, fields))
        leer(self, using=using, fields=fields, **kwargs)

    monkeypatch.setattr(Entidad, "refresh_from_db", anotar)
    cliente = entrar(vida.direccion)

    assert cliente.get(reverse("convenios:convenio_detail", args=[convenio.pk])).status_code == 200
    assert tarde == []
    con_nombres = Convenio.objects.con_nombres("padre").get(pk=convenio.pk)
    assert con_nombres.padre.objeto == padre.objeto  # what was left out is read when asked
    assert tarde == [("Convenio", ["objeto"])]
