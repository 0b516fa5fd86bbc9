"""Calendar links: a secret said once, that stops working with the person or when revoked."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from calendario import actions
from calendario.models import EnlaceCalendario
from cuentas.actions import desactivar
from cuentas.enums import Rol
from tests.factories.calendario import EnlaceCalendarioFactory
from tests.factories.cuentas import AreaFactory

pytestmark = pytest.mark.django_db


def test_the_secret_is_said_once_and_kept_nowhere(direccion):
    enlace, token = actions.crear_enlace("Mi teléfono", by=direccion)

    stored = EnlaceCalendario.objects.values().get(pk=enlace.pk)
    assert len(token) >= 40
    assert token not in str(stored)
    assert token not in str(list(EnlaceCalendario.history.values()))
    assert EnlaceCalendario.objects.por_token(token) == enlace
    assert EnlaceCalendario.objects.por_token(token + "x") is None
    assert EnlaceCalendario.objects.por_token(enlace.huella) is None


def test_each_secret_is_another(direccion):
    tokens = {actions.crear_enlace("Uno", by=direccion)[1] for _ in range(5)}

    assert len(tokens) == 5


def test_revoked_it_is_of_nobody_and_twice_is_once(direccion):
    enlace, token = actions.crear_enlace("Uno", by=direccion)

    revocado = actions.revocar_enlace(enlace, by=direccion)
    momento = revocado.revocado_en
    actions.revocar_enlace(revocado, by=direccion)

    assert EnlaceCalendario.objects.por_token(token) is None
    assert EnlaceCalendario.objects.get(pk=enlace.pk).revocado_en == momento


def test_it_dies_with_the_account(direccion, persona):
    otra = persona(Rol.ENLACE_DVOE)
    _, token = actions.crear_enlace("Uno", by=otra)

    desactivar(otra, by=direccion)

    assert EnlaceCalendario.objects.por_token(token) is None


def test_an_area_s_lives_while_its_author_is_in_the_area(persona):
    area = AreaFactory()
    autora = persona(Rol.ENLACE_DVOE, area=area)
    enlace, token = actions.crear_enlace("Pantalla", by=autora, de_area=True)
    assert (enlace.persona, enlace.area) == (None, area)
    assert EnlaceCalendario.objects.por_token(token).titular == autora

    autora.area = AreaFactory()
    autora.guardar(by=None)

    assert EnlaceCalendario.objects.por_token(token) is None


def test_only_some_give_the_area_s(persona):
    captura = persona(Rol.CAPTURISTA, area=AreaFactory())
    sin_area = persona(Rol.ENLACE_DVOE)

    for quien in (captura, sin_area):
        with pytest.raises(PermissionDenied):
            actions.crear_enlace("Pantalla", by=quien, de_area=True)


def test_there_is_a_limit_that_says_what_to_do(direccion):
    enlaces = [actions.crear_enlace("Uno", by=direccion)[0] for _ in range(actions.MAX_ENLACES)]

    with pytest.raises(ValidationError, match="revoca uno"):
        actions.crear_enlace("Otro", by=direccion)

    actions.revocar_enlace(enlaces[0], by=direccion)
    assert actions.crear_enlace("Otro", by=direccion)


def test_it_is_of_a_person_or_of_an_area(direccion):
    for de in ({"persona": None}, {"persona": direccion, "area": AreaFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EnlaceCalendarioFactory(**de)


def test_one_sees_one_s_own_and_those_of_one_s_area(persona):
    area = AreaFactory()
    una, otra = (persona(Rol.ENLACE_DVOE, area=area) for _ in range(2))
    ajena = persona(Rol.DIRECCION_DVOE, area=AreaFactory())
    propio, _ = actions.crear_enlace("Uno", by=una)
    comun, _ = actions.crear_enlace("Pantalla", by=una, de_area=True)

    vistos = {q: set(EnlaceCalendario.objects.visibles_para(q)) for q in (una, otra, ajena)}

    assert vistos == {una: {propio, comun}, otra: {comun}, ajena: set()}


def test_last_use_is_noted_without_writing_each_time(direccion):
    enlace, _ = actions.crear_enlace("Uno", by=direccion)
    antes = timezone.now()

    actions.usar_enlace(enlace)
    primero = EnlaceCalendario.objects.get(pk=enlace.pk)
    actions.usar_enlace(primero)

    assert primero.ultimo_uso >= antes
    assert EnlaceCalendario.objects.get(pk=enlace.pk).ultimo_uso == primero.ultimo_uso
    assert primero.version == 1
