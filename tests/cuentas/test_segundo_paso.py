"""The second step: optional, with recovery codes, limited, and asked before it is changed."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from tests.factories.cuentas import CONTRASENA, UsuarioFactory

pytestmark = pytest.mark.django_db


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client, correo):
    return client.post("/cuenta/entrar/", {"login": correo, "password": CONTRASENA})


@pytest.fixture
def ana():
    return UsuarioFactory()


def activate(client):
    client.post(reverse("account_reauthenticate"), {"password": CONTRASENA})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def test_the_whole_way(client, ana):
    sign_in(client, ana.correo)
    assert "Necesitas una aplicación de códigos" in client.get(reverse("mfa_index")).text

    secret = activate(client)

    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert codes.text.count("<code>") == 10
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    other = Client()
    assert sign_in(other, ana.correo)["Location"] == reverse("mfa_authenticate")
    assert other.get(reverse("cuentas:perfil")).status_code == 302
    page = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Ese código no coincide" in page.text
    recovery = codes.context["unused_codes"][0]
    assert other.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == 302
    assert other.get(reverse("cuentas:perfil")).status_code == 200
    stored = Authenticator.objects.get(user=ana, type="totp").data["secret"]
    assert secret not in stored


def test_guessing_codes_is_stopped(client, ana):
    sign_in(client, ana.correo)
    activate(client)
    other = Client()
    sign_in(other, ana.correo)

    codes = [
        other.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code for _ in range(7)
    ]

    assert codes == [200] * 5 + [429] * 2


def test_changing_it_asks_who_one_is(entrar, ana):
    client = entrar(ana)  # without a recent password

    response = client.get(reverse("mfa_activate_totp"))

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    page = client.post(response["Location"], {"password": "no es esta"})
    assert "Esa no es tu contraseña actual" in page.text
    again = client.post(response["Location"], {"password": CONTRASENA})
    assert again["Location"] == reverse("mfa_activate_totp")


def test_turning_it_off(client, ana):
    sign_in(client, ana.correo)
    activate(client)

    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
