"""The counters behind every limit."""

import threading

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, connections

from core import throttle
from core.auth import AccountAdapter, SignInBackend
from core.passwords import CommonValidator, ContextValidator, LengthValidator, PersonalValidator
from core.throttle import Limit
from cuentas import actions, tasks
from cuentas.enums import Rol
from cuentas.models import Area, Usuario
from tests.factories.cuentas import AccesoFactory, OrganoColegiadoFactory, UsuarioFactory


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 minuto"),
        (60, "1 minuto"),
        (61, "2 minutos"),
        (3600, "1 hora"),
        (3601, "2 horas"),
    ],
)
def test_the_wait_in_words_never_falls_short(seconds, words):
    assert throttle.in_words(seconds) == words


def test_a_counter_that_vanishes_starts_again():
    limit = [Limit(2, 60, "alguien")]
    throttle.count(limit)
    cache.delete(limit[0].key)

    throttle.count(limit)
    throttle.count(limit)

    assert 0 < throttle.wait(limit) <= 60


def test_taking_back_never_goes_below_nothing():
    limit = [Limit(1, 60, "alguien")]

    throttle.count(limit, by=-1)
    throttle.count(limit)

    assert throttle.wait(limit) > 0


def test_validators_say_what_they_ask():
    for validator in (LengthValidator, CommonValidator, ContextValidator, PersonalValidator):
        assert validator().get_help_text()
    assert PersonalValidator().validate("cualquiera", None) is None


@pytest.mark.django_db
def test_the_sign_in_backend_grants_nothing():
    ana = UsuarioFactory(roles=list(Rol.values))
    backend = SignInBackend()

    assert backend.get_all_permissions(ana) == set()
    assert backend.get_user_permissions(ana) == backend.get_group_permissions(ana) == set()
    assert not backend.has_perm(ana, "cuentas.add_usuario")
    assert not backend.has_module_perms(ana, "cuentas")
    assert not AccountAdapter().is_open_for_signup(None)


@pytest.mark.django_db
def test_a_closed_account_is_not_invited_and_mails_nobody(mailoutbox):
    cerrada = UsuarioFactory(is_active=False)

    with pytest.raises(ValidationError, match="Reactívala antes de invitar"):
        actions.invitar(cerrada, by=None)
    tasks.enviar_invitacion(cerrada.pk)
    tasks.enviar_invitacion(UsuarioFactory().pk)  # already in
    tasks.avisar_contrasena(cerrada.pk)

    assert mailoutbox == []


@pytest.mark.django_db
def test_commands_load_areas_and_send_again(capsys):
    call_command("cargar_areas")
    assert Area.objects.filter(siglas="DVOE").exists()

    call_command("crear_administracion", correo="jefa@ejemplo.mx")
    first = capsys.readouterr().out.splitlines()[-1]
    call_command("crear_administracion", correo="jefa@ejemplo.mx", reenviar=True)
    assert capsys.readouterr().out.splitlines()[-1] != first
    with pytest.raises(CommandError, match="No hay una cuenta activa"):
        call_command("crear_administracion", correo="otra@ejemplo.mx", reenviar=True)


@pytest.mark.django_db
def test_names_of_records():
    assert str(AccesoFactory()).count("/") == 2
    organo = OrganoColegiadoFactory()
    assert organo.impedimentos_para_eliminar() == []
    ana = UsuarioFactory()
    assert Usuario.objects.get_by_natural_key(ana.correo.upper()) == ana
    assert ana.get_full_name() == ana.nombre_completo


@pytest.mark.django_db(transaction=True)
def test_two_administrations_that_close_each_other_leave_one(persona):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database that they can share")
    una, otra = persona(Rol.ADMINISTRACION), persona(Rol.ADMINISTRACION)
    start, refusals = threading.Barrier(2), []

    def close(victim, by):
        start.wait()
        try:
            actions.desactivar(victim, by=by)
        except ValidationError as error:
            refusals.append(error.messages)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=close, args=pair) for pair in ((una, otra), (otra, una))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Usuario.objects.activos().con_rol(Rol.ADMINISTRACION).count() == 1
    assert len(refusals) == 1
