"""Mails of accounts are owed by the database: a lost message or a server away loses none."""

import datetime as dt

import pytest
from django.utils import timezone

from cuentas import actions, tasks
from cuentas.enums import ClaseCarta
from cuentas.models import Carta
from tablero.queries.verificacion import cartas
from tests.factories.cuentas import CartaFactory, UsuarioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    """Invited, and the message of the queue was lost."""
    found = UsuarioFactory(invitacion_enviada_en=timezone.now())
    found.set_unusable_password()
    return found.guardar(by=None)


def test_what_no_message_told_of_is_sent_by_the_clock_and_once(persona, mailoutbox):
    carta = CartaFactory(persona=persona)

    tasks.enviar_cartas()
    tasks.enviar_cartas()

    carta.refresh_from_db()
    assert [m.to for m in mailoutbox] == [[persona.correo]]
    assert carta.enviada_en


def test_inviting_writes_it_down_even_if_nothing_is_queued(persona, monkeypatch, mailoutbox):
    monkeypatch.setattr(actions, "enqueue", lambda *args, **kwargs: None)

    actions.invitar(persona, by=None)
    actions.pedir_restablecimiento([UsuarioFactory()])
    actions.pedir_restablecimiento([])

    assert sorted(Carta.objects.values_list("clase", flat=True)) == [
        ClaseCarta.INVITACION,
        ClaseCarta.RESTABLECIMIENTO,
        ClaseCarta.RESTABLECIMIENTO,
    ]
    tasks.enviar_cartas()
    assert len(mailoutbox) == 2
    assert not Carta.objects.filter(enviada_en=None).exists()


def test_a_server_that_is_away_is_tried_again_later(persona, monkeypatch, mailoutbox):
    carta, otra = CartaFactory(persona=persona), CartaFactory(persona=persona)
    caidas = iter([OSError("away")])

    def send(*args):
        for caida in caidas:
            raise caida
        enviar(*args)

    enviar = tasks.enviar_invitacion
    monkeypatch.setitem(tasks.CLASES, ClaseCarta.INVITACION, send)
    tasks.enviar_cartas()
    carta.refresh_from_db()
    otra.refresh_from_db()
    pronto = actions.tomar_carta(timezone.now())
    luego = actions.tomar_carta(timezone.now() + dt.timedelta(minutes=2))

    assert (carta.enviada_en, bool(otra.enviada_en)) == (None, True)
    assert pronto is None
    assert (luego.pk, luego.intentos) == (carta.pk, 2)
    assert len(mailoutbox) == 1


def test_one_that_is_taken_is_nobody_elses_until_its_time(persona):
    CartaFactory(persona=persona)
    ahora = timezone.now()

    assert actions.tomar_carta(ahora)
    assert actions.tomar_carta(ahora) is None
    assert actions.tomar_carta(ahora + dt.timedelta(minutes=1))


def test_after_two_days_it_is_said_and_after_a_month_forgotten(persona):
    hace = timezone.now() - dt.timedelta(days=3)
    CartaFactory(persona=persona, pedida_en=hace, intentar_desde=hace)
    vieja = CartaFactory(persona=persona, enviada_en=timezone.now() - dt.timedelta(days=31))
    tasks.enviar_cartas()
    dicho = list(cartas())
    actions.carta_enviada(CartaFactory(persona=persona), timezone.now())

    assert dicho == [
        "Cuentas: 1 cartas por enviar desde hace más de dos días: invita o pide de nuevo."
    ]
    assert not Carta.objects.filter(pk=vieja.pk).exists()
