"""Passwords: what they may be, restoring and changing them."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.factories.cuentas import CONTRASENA, UsuarioFactory

RESTABLECER = "/cuenta/restablecer/"
NUEVA = "cuatro palabras al azar"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')


@pytest.fixture
def ana(db):
    return UsuarioFactory(correo="ana.rios@ejemplo.mx", nombres="Ana", primer_apellido="Ríos")


@pytest.mark.parametrize(
    ("contrasena", "motivo"),
    [
        ("corta", "10 caracteres o más. Ahora tiene 5"),
        ("1234567890", "listas de contraseñas robadas"),
        ("football2024!", "listas de contraseñas robadas"),
        ("IECM-dvoe-2026", "se parece al nombre del instituto"),
        ("Vinculación2026", "se parece al nombre del instituto"),
        ("Contraseña123", "se parece al nombre del instituto"),
        ("AnaRios2026!", "se parece a tu nombre"),
    ],
)
def test_weak_passwords_are_refused_with_the_reason(ana, contrasena, motivo):
    with pytest.raises(ValidationError) as error:
        validate_password(contrasena, ana)

    assert any(motivo in texto for texto in error.value.messages)


def test_a_phrase_is_accepted(ana):
    validate_password("la casa azul del IECM", ana)
    validate_password(NUEVA, ana)


def ask(client, correo):
    return client.post(RESTABLECER, {"email": correo}, follow=True)


def test_restoring_answers_the_same_for_any_address(
    client, ana, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as queued:
        known = ask(client, ana.correo)
        unknown = ask(Client(), "nadie@ejemplo.mx")

    assert known.redirect_chain == unknown.redirect_chain
    assert TOKEN.sub("", known.text) == TOKEN.sub("", unknown.text)
    assert len(queued) == 2  # the page does the same work for both
    assert [m.to for m in mail.outbox] == [[ana.correo]]


def link():
    return re.search(r"http://127\.0\.0\.1:\d+(/\S+)", mail.outbox[-1].body).group(1)


def test_restoring_sets_a_password_once_and_ends_other_sessions(
    client, ana, entrar, django_capture_on_commit_callbacks
):
    other = entrar(ana)
    with django_capture_on_commit_callbacks(execute=True):
        ask(client, ana.correo)
    url = link()
    assert ana.nombre_completo not in mail.outbox[0].subject
    assert mail.outbox[0].alternatives

    page = client.get(url, follow=True)
    data = {"password1": NUEVA, "password2": NUEVA}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page.redirect_chain[-1][0], data, follow=True)

    assert "Se guardó tu contraseña" in response.text
    ana.refresh_from_db()
    assert ana.check_password(NUEVA)
    assert ana.history.first().history_change_reason == "Contraseña nueva"
    assert mail.outbox[-1].subject == "Cambió tu contraseña de Vínculo"
    assert other.get(reverse("cuentas:perfil")).status_code == 302
    assert "El enlace ya no sirve" in Client().get(url).text


def test_a_restoring_link_dies_with_the_account(client, ana, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(client, ana.correo)
    url = link()
    ana.is_active = False
    ana.guardar(by=None)

    assert "El enlace ya no sirve" in client.get(url, follow=True).text


def test_who_is_inactive_gets_no_mail(client, ana, django_capture_on_commit_callbacks):
    ana.is_active = False
    ana.guardar(by=None)

    with django_capture_on_commit_callbacks(execute=True):
        ask(client, ana.correo)

    assert mail.outbox == []


def test_restoring_many_times_is_stopped(client, ana):
    codes = [client.post(RESTABLECER, {"email": ana.correo}).status_code for _ in range(7)]

    assert codes == [302] * 5 + [429] * 2


def test_changing_it_asks_the_current_one_and_keeps_this_session(client, ana, entrar):
    here, there = entrar(ana), entrar(ana)
    url = reverse("account_change_password")
    wrong = {"oldpassword": "no es", "password1": NUEVA, "password2": NUEVA}
    assert "Escribe tu contraseña actual" in here.post(url, wrong).text

    here.post(url, {"oldpassword": CONTRASENA, "password1": NUEVA, "password2": NUEVA})

    assert here.get(reverse("cuentas:perfil")).status_code == 200
    assert there.get(reverse("cuentas:perfil")).status_code == 302


def test_two_different_new_passwords_are_told(ana, entrar):
    data = {"oldpassword": CONTRASENA, "password1": NUEVA, "password2": "otra"}

    response = entrar(ana).post(reverse("account_change_password"), data)

    assert "Las dos contraseñas deben ser iguales" in response.text
