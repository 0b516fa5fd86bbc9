"""What every answer says about itself: policy of contents, caches, frames, types, permissions."""

import re

import pytest
from django.test import Client

from core.permisos import PUBLICO
from cuentas.enums import Rol
from tests import addresses, pages
from tests.test_permissions import scopes_of, url_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.sin_base]

NONCE = re.compile(r"'nonce-([^']+)'")
POLICY = {
    "default-src 'none'",
    "script-src 'self' 'nonce-…'",
    "style-src 'self' 'nonce-…'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "manifest-src 'self'",
}
SAME_EVERYWHERE = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}
# What a person uploaded is never interpreted here.
SANDBOX = {"default-src 'none'", "sandbox"}
SANDBOXED = {
    "core:adjunto_descargar": SANDBOX,
    "acompanamiento:documentovisitante_archivo": SANDBOX,
}
# A service worker is asked for again each time, and holds nobody's data.
ASKED_AGAIN = {"acompanamiento:jornada_sw"}


@pytest.fixture(scope="module")
def site():
    return addresses.addresses()


def policy_of(response):
    text = NONCE.sub("'nonce-…'", response.headers.get("Content-Security-Policy", ""))
    return {part.strip() for part in text.split(";") if part.strip()}


def without_nonce(policy):
    return {part.replace(" 'nonce-…'", "") for part in policy}


def faults(address, response):
    """What this answer lacks."""
    found = [
        f"{name}: {response.headers.get(name)}"
        for name, value in SAME_EVERYWHERE.items()
        if response.headers.get(name) != value
    ]
    expected = SANDBOXED.get(address.name) if response.status_code == 200 else None
    if without_nonce(policy_of(response)) != without_nonce(expected or POLICY):
        found.append(f"Content-Security-Policy: {policy_of(response)}")
    return [f"{address.path} ({response.status_code}) {fault}" for fault in found]


def ask(client, address, world, user):
    response = client.get(url_of(address, scopes_of(address)[0], world, user))
    pages.body(response)
    return response


def test_every_address_has_the_headers_for_the_anonymous(site):
    world, client = World(), Client(raise_request_exception=False)

    found = [f for a in site for f in faults(a, ask(client, a, world, None))]

    assert found == []


def test_every_address_has_the_headers_and_no_cache_for_who_signed_in(site, entrar):
    world = World()
    user = world.people[Rol.DIRECCION_DVOE]
    client, found = entrar(user), []
    for address in site:
        if address.name == "account_logout":
            continue
        response = ask(client, address, world, user)
        found += faults(address, response)
        kept = "no-store" not in response.headers.get("Cache-Control", "")
        if kept and address.name not in ASKED_AGAIN:
            found.append(f"{address.path} may be kept: {response.headers.get('Cache-Control')}")
        if address.permission != PUBLICO and "Cookie" not in response.headers.get("Vary", ""):
            found.append(f"{address.path} does not vary by person")

    assert found == []


def test_each_answer_has_a_nonce_of_its_own(cliente):
    answers = [cliente.get("/") for _ in range(2)]

    nonces = [NONCE.findall(a.headers["Content-Security-Policy"]) for a in answers]
    assert all(len(set(n)) == 1 for n in nonces)
    assert nonces[0] != nonces[1]


def test_missing_page_and_refused_method_have_the_headers_too(cliente):
    address = addresses.Address("/no-existe/", "", "", "")

    answers = [cliente.get("/no-existe/"), cliente.post("/")]

    assert [a.status_code for a in answers] == [404, 405]
    assert [f for a in answers for f in faults(address, a)] == []


def test_post_without_the_token_is_refused_with_a_page_that_says_what_to_do(direccion):
    client = Client(enforce_csrf_checks=True)
    client.force_login(direccion, backend="core.auth.SignInBackend")

    response = client.post("/crm/etiquetas/crear/", {"nombre": "X"})

    assert response.status_code == 403
    assert "La página caducó" in pages.text(response)


OUTSIDE = ["https://malo.example", "//malo.example", "/\\malo.example", "javascript:alert(1)"]


@pytest.mark.parametrize("target", OUTSIDE)
def test_sign_in_never_sends_people_outside(target, direccion):
    """T24: `next` only leads to our own pages."""
    data = {"login": direccion.correo, "password": "correcto caballo grapa", "next": target}

    response = Client().post("/cuenta/entrar/", data)

    assert response.status_code == 302
    assert response.url == "/"
