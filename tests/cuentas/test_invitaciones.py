"""Invitations: one use, on POST only, for a while, for one purpose."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cuentas import actions
from cuentas.enums import Rol
from cuentas.models import Usuario
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db
NUEVA = "cuatro palabras al azar"
DATOS = {"password1": NUEVA, "password2": NUEVA}


@pytest.fixture
def administra(persona):
    return persona(Rol.ADMINISTRACION)


@pytest.fixture
def nueva(administra):
    persona = Usuario(correo="Nueva@Ejemplo.mx", nombres="Eva", primer_apellido="Luz", roles=[])
    return actions.dar_de_alta(persona, by=administra)


def url_of(persona):
    return reverse("cuentas:invitacion", args=[persona.token_invitacion])


def test_registering_sends_a_mail_with_the_link(
    administra, entrar, django_capture_on_commit_callbacks
):
    data = {
        "nombres": "Eva",
        "primer_apellido": "Luz",
        "correo": "Eva@Ejemplo.mx",
        "roles": ["capturista"],
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = entrar(administra).post(reverse("cuentas:usuario_create"), data)

    eva = Usuario.objects.get(correo="eva@ejemplo.mx")
    assert response["Location"] == reverse("cuentas:usuario_detail", args=[eva.pk])
    assert eva.creado_por == administra
    assert not eva.has_usable_password()
    [message] = mail.outbox
    assert message.to == ["eva@ejemplo.mx"]
    assert "Eva" not in message.subject
    path = re.search(r"http://127\.0\.0\.1:\d+(/\S+)", message.body).group(1)
    assert path in message.alternatives[0][0]
    assert Client().get(path).status_code == 200


def test_scanners_that_read_the_link_do_not_consume_it(nueva):
    scanner = Client()
    for _ in range(10):
        assert scanner.get(url_of(nueva)).status_code == 200
        assert scanner.head(url_of(nueva)).status_code == 200

    assert Client().post(url_of(nueva), DATOS).status_code == 302


def test_the_link_works_once(nueva):
    url = url_of(nueva)

    response = Client().post(url, DATOS)

    assert response["Location"] == reverse("account_login")
    nueva.refresh_from_db()
    assert nueva.check_password(NUEVA)
    again = Client().post(
        url, {"password1": "otra frase distinta", "password2": "otra frase distinta"}
    )
    assert "El enlace ya no sirve" in again.text
    nueva.refresh_from_db()
    assert nueva.check_password(NUEVA)


def test_a_weak_password_keeps_the_link(nueva):
    response = Client().post(url_of(nueva), {"password1": "iecm", "password2": "iecm"})

    assert response.status_code == 422
    assert Client().get(url_of(nueva)).status_code == 200
    assert "ya no sirve" not in Client().get(url_of(nueva)).text


def test_insisting_on_links_is_stopped(nueva):
    client = Client()
    for _ in range(60):
        client.post(url_of(nueva), {"password1": "corta", "password2": "corta"})

    stopped = client.post(url_of(nueva), DATOS)

    assert stopped.status_code == 429
    assert int(stopped["Retry-After"]) > 0


def test_the_link_expires(nueva, time_machine):
    url = url_of(nueva)

    time_machine.move_to(timezone.now() + timedelta(days=7, seconds=5))

    assert "El enlace ya no sirve" in Client().get(url).text


def test_sending_another_stops_the_one_before(nueva, administra):
    before = url_of(nueva)

    actions.invitar(nueva, by=administra)

    assert "ya no sirve" in Client().get(before).text
    assert "ya no sirve" not in Client().get(url_of(nueva)).text


def test_a_token_of_another_purpose_or_made_up_is_refused(nueva):
    other = signing.dumps({"p": nueva.pk, "h": nueva.huella_invitacion}, salt="otro")
    for token in (other, "inventado", nueva.token_invitacion + "x"):
        url = reverse("cuentas:invitacion", args=[token])
        assert "El enlace ya no sirve" in Client().get(url).text


def test_deactivating_stops_the_link(nueva, administra):
    url = url_of(nueva)

    actions.desactivar(nueva, by=administra)

    assert "ya no sirve" in Client().get(url).text


def test_the_screen_sends_another_and_refuses_who_already_entered(nueva, administra, entrar):
    client = entrar(administra)
    before = nueva.token_invitacion

    client.post(reverse("cuentas:usuario_invitar", args=[nueva.pk]))
    nueva.refresh_from_db()
    assert nueva.token_invitacion != before

    page = client.post(reverse("cuentas:usuario_invitar", args=[administra.pk]), follow=True)
    assert "Esta persona ya entró" in page.text


def test_the_command_makes_the_first_account_without_a_password(capsys):
    call_command("crear_administracion", correo="Jefa@Ejemplo.mx")

    jefa = Usuario.objects.get(correo="jefa@ejemplo.mx")
    assert jefa.roles == [Rol.ADMINISTRACION]
    assert not jefa.has_usable_password()
    path = re.search(r"http://127\.0\.0\.1:\d+(/\S+)", capsys.readouterr().out).group(1)
    assert Client().post(path, DATOS).status_code == 302


def test_the_command_refuses_a_repeated_or_broken_address(capsys):
    UsuarioFactory(correo="ana@ejemplo.mx")

    with pytest.raises(CommandError, match="Ya existe una cuenta"):
        call_command("crear_administracion", correo="ANA@ejemplo.mx")
    with pytest.raises(CommandError):
        call_command("crear_administracion", correo="sin arroba")
