"""Fixtures used everywhere."""

import pytest
from django.core.cache import cache
from django.test import Client

from avisos.queries.salud import TOQUE
from core.models.palabra import VOCABULARIOS
from cuentas.enums import Rol
from tests.factories.cuentas import UsuarioFactory


@pytest.fixture(autouse=True)
def _clean_cache():
    """Rate limits, cached words and rings must not travel between tests."""
    cache.clear()
    VOCABULARIOS.clear()
    TOQUE.clear()


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
