"""The doorman: closed by default, and a fragment never becomes the sign-in page."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.test import Client, RequestFactory

from core.middleware import PermisoMiddleware
from core.permisos import autenticado, declaracion, permiso, publico


def request_to(view, user=None):
    request = RequestFactory().get("/x/")
    request.user = user or AnonymousUser()
    request.resolver_match = SimpleNamespace(func=view, view_name="x")
    return request


def ask(view, user=None):
    return PermisoMiddleware(lambda request: None).process_view(
        request_to(view, user), view, (), {}
    )


def view(request):
    return None


def test_undeclared_view_is_a_fault_here_and_a_closed_door_there(settings):
    with pytest.raises(ImproperlyConfigured, match="no declara permiso"):
        ask(view)

    settings.PERMISO_SIN_DECLARAR_FALLA = False
    with pytest.raises(PermissionDenied):
        ask(view)


def test_public_view_opens():
    assert ask(publico(lambda request: None)) is None


def test_anonymous_is_sent_to_sign_in_and_back():
    response = ask(autenticado(lambda request: None))

    assert (response.status_code, response.url) == (302, "/cuenta/entrar/?next=/x/")


@pytest.mark.django_db
def test_permission_is_asked(persona):
    wanted = permiso("crm.view_etiqueta")(lambda request: None)

    assert ask(wanted, persona("auditoria")) is None
    with pytest.raises(PermissionDenied):
        ask(wanted, persona())


def test_declaration_of_third_parties_goes_by_name():
    match = SimpleNamespace(func=view, view_name="suyo")

    assert declaracion(match, {"suyo": "publico"}) == "publico"
    assert declaracion(match, {}) is None


@pytest.mark.django_db
def test_fragment_of_an_ended_session_moves_the_whole_window(htmx):
    response = Client().get("/crm/etiquetas/", headers=htmx)

    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/cuenta/entrar/"


@pytest.mark.django_db
def test_faults_are_told_without_asking_anything_else(cliente, monkeypatch):
    monkeypatch.setattr("core.views.lists.ListView.get_context_data", lambda self: 1 / 0)
    cliente.raise_request_exception = False

    response = cliente.get("/crm/etiquetas/")

    assert response.status_code == 500
    assert "No pudimos completar lo que pediste" in response.content.decode()
