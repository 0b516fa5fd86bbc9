"""Fixtures used everywhere."""

import pytest
from django.core.cache import cache
from django.test import Client

from core.models.palabra import VOCABULARIOS
from cuentas.enums import Rol
from tests.factories.cuentas import UsuarioFactory


@pytest.fixture(autouse=True)
def _clean_cache():
    """Rate limits and cached words must not travel between tests."""
    cache.clear()
    VOCABULARIOS.clear()


@pytest.fixture
def persona(db):
    """Build a person who holds the given roles."""

    def build(*roles, **kwargs):
        return UsuarioFactory(roles=[str(rol) for rol in roles], **kwargs)

    return build


@pytest.fixture
def direccion(persona):
    return persona(Rol.DIRECCION_DVOE)


@pytest.fixture
def entrar():
    """A client signed in as the given person."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="core.auth.SignInBackend")
        return client

    return sign_in


@pytest.fixture
def cliente(entrar, direccion):
    """A client signed in as dirección."""
    return entrar(direccion)


@pytest.fixture
def htmx():
    return {"HX-Request": "true"}


# Issue 3 is open: the fuzz still finds faults in the forms that joined last (see its note).
FUZZ_PENDIENTE = ("interacc", "reunion", "gestion", "compromiso")


def pytest_collection_modifyitems(items):
    """What the fuzz is known to find in unfinished forms is told, and does not stop the rest."""
    for item in items:
        if "test_forms_fuzz" in item.nodeid and any(x in item.nodeid for x in FUZZ_PENDIENTE):
            item.add_marker(pytest.mark.xfail(reason="issue 3, forms unfinished", strict=False))
