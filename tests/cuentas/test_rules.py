"""What `permitir` grants, and that no database is asked for it."""

from types import SimpleNamespace

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from cuentas.enums import Rol
from cuentas.models import Usuario
from cuentas.rules import permitir, tabla_de_permisos


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch):
    permisos = rules.permissions.permissions
    monkeypatch.setattr(rules.permissions, "permissions", type(permisos)(permisos))


def user(*roles, activa=True):
    return Usuario(pk=1, roles=[rol.value for rol in roles], is_active=activa)


def test_roles_listed_may_and_others_may_not():
    permitir("pruebas.suscribir_cosa", Rol.JURIDICO)

    assert user(Rol.JURIDICO, Rol.CAPTURISTA).has_perm("pruebas.suscribir_cosa")
    assert not user(Rol.CAPTURISTA).has_perm("pruebas.suscribir_cosa")
    assert not user(Rol.JURIDICO, activa=False).has_perm("pruebas.suscribir_cosa")
    assert not AnonymousUser().has_perm("pruebas.suscribir_cosa")


def test_the_condition_looks_at_the_object_and_opens_the_door_without_one():
    def es_propia(user, obj):
        """sólo las propias"""
        return obj.dueno == user.pk

    permitir("pruebas.change_cosa", Rol.ENLACE_DVOE, si=es_propia)
    ana = user(Rol.ENLACE_DVOE)

    assert ana.has_perm("pruebas.change_cosa")
    assert ana.has_perm("pruebas.change_cosa", SimpleNamespace(dueno=1))
    assert not ana.has_perm("pruebas.change_cosa", SimpleNamespace(dueno=2))
    assert tabla_de_permisos()[-1].condicion == "sólo las propias"


def test_auditing_reads_everything_and_changes_nothing():
    permitir("pruebas.view_cosa", Rol.CAPTURISTA, si=lambda user, obj: False)
    permitir("pruebas.delete_cosa", *Rol)
    audita = user(Rol.AUDITORIA)

    assert audita.has_perm("pruebas.view_cosa", SimpleNamespace())
    assert not audita.has_perm("pruebas.delete_cosa")


def test_auditing_only_reads_in_every_rule():
    for permiso in tabla_de_permisos():
        assert (Rol.AUDITORIA in permiso.roles) == (permiso.verbo in {"view", "export"}), permiso


def test_a_permission_that_no_rule_names_is_nobodys():
    assert not user(*Rol).has_perm("pruebas.inexistente")


def test_there_is_no_superuser():
    persona = user()

    assert (persona.is_superuser, persona.is_staff) == (False, False)
    assert not persona.has_perms(["cuentas.view_usuario"])
