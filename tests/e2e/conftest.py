"""A real browser: the Chromium of the system, because tests download nothing."""

import os
import shutil

import pytest
from django.conf import settings

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the driver runs a loop beside us
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """A database in a file, as offices have it: each thread of the server with its own connection.

    In memory they share one cache, whose table locks wait for nobody.
    """
    own = settings.DATABASES["default"]
    if own["ENGINE"] == "django.db.backends.sqlite3":
        own.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("base") / "e2e.sqlite3")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    return browser_type_launch_args | {"executable_path": found, "args": flags}


@pytest.fixture(params=[1280, 390], ids=["1280", "390"])
def page_at(request, page):
    """A page at the two widths people use."""
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


@pytest.fixture
def sin_errores(page):
    """What the console complained of, the security policy's refusals included."""
    complaints = []
    page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield complaints
    assert complaints == []


@pytest.fixture
def abrir_pagina(browser, live_server, entrar):
    """Open a watched page for a person: ``ir`` goes to an address, ``quejas`` is what went wrong.

    Console errors (refusals of the security policy among them), faults of scripts, requests that
    fail and requests to anybody else's server are complaints.
    """
    contexts = []

    def open_page(person, *, width=1280, scheme="light", tolerates=()):
        size = {"width": width, "height": 800}
        context = browser.new_context(
            viewport=size, color_scheme=scheme, base_url=live_server.url, locale="es-MX"
        )
        contexts.append(context)
        if person:
            name = settings.SESSION_COOKIE_NAME
            value = entrar(person).cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.quejas = []
        watch(page, live_server.url, {str(code) for code in tolerates})
        page.ir = lambda address, missing=False: go(page, address, missing=missing)
        return page

    yield open_page
    for context in contexts:
        context.close()


def watch(page, own, tolerated):
    def console(message):
        expected = any(f"status of {code}" in message.text for code in tolerated)
        if message.type == "error" and not expected:
            page.quejas.append(message.text)

    def asked(request):
        if not request.url.startswith((own, "data:", "blob:", "about:")):
            page.quejas.append(f"outside: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: page.quejas.append(str(error)))
    page.on("request", asked)


def go(page, address, *, missing):
    """Open an address; a page that should not be there complains in the console, and that is fine."""
    before = len(page.quejas)
    answer = page.goto(address)
    if missing:
        del page.quejas[before:]
    else:
        assert answer.status < 400, f"{address}: {answer.status}"
