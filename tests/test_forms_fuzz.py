"""Hostile texts in every input and every parameter of every page: never a fault, never raw.

The forms are found by visiting each address, so a new one is fuzzed without being listed.
"""

import logging
import re
import unicodedata

import pytest
from django import forms
from django.core import validators
from django.core.cache import cache as limits
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from cuentas.enums import Rol
from tests import entities, pages
from tests.corpus.textos import LARGO, PEORES, PLANTADO, RENGLONES, TEXTOS
from tests.entities import CRUDS
from tests.test_permissions import groups, scopes_of, url_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.lento]

LONG = {"1 MB": LARGO, "ten thousand lines": RENGLONES}
MACHINERY = {"csrfmiddlewaretoken", "version", "clave_envio", "next"}
SURROGATE = b"antes%ED%A0%80despues"  # a lone surrogate, as a browser never sends it


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    caplog.set_level(logging.CRITICAL, "django.security.csrf")


class Room:
    """Two people who may most, and answers that leave nothing behind."""

    def __init__(self):
        self.world = World()
        self.clients = {None: self.client(None)}
        for rol in (Rol.DIRECCION_DVOE, Rol.ADMINISTRACION):
            self.clients[self.world.people[rol]] = self.client(self.world.people[rol])

    @staticmethod
    def client(person):
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(person, backend="core.auth.SignInBackend")
        return client

    def ask(self, person, method, url, data=None, **kwargs):
        limits.clear()
        with transaction.atomic():
            response = self.clients[person].generic(method, url, encoded(data), **kwargs)
            response.text_ = text_of(response)
            transaction.set_rollback(True)
        return response

    def forms(self, group):
        """Each form that somebody may send: who, where to and what it holds by itself."""
        for address in group:
            for person, found in ((p, self.form(p, address)) for p in self.clients):
                if found:
                    yield person, *found
                    break

    def form(self, person, address):
        if address.name == "account_logout":
            return None
        order = ("propio", "-") if "importaciones" in address.name else ("activo", "ajeno", "-")
        scope = next(scope for scope in order if scope in scopes_of(address))
        url = url_of(address, scope, self.world, person)
        response = self.ask(person, "GET", url)
        if response.status_code != 200 or "<form" not in response.text_:
            return None
        try:
            fields, names = main_form(response)
        except AssertionError:
            return None
        typed = [n for n in names if n not in MACHINERY]
        return (url, fields, typed) if typed else None


def main_form(response):
    """The posting form of the page that is not one of the shell's."""
    posting = [f for f in pages.read(response).forms if f["attrs"].get("method") == "post"]
    own = [f for f in posting if "salir" not in f["attrs"].get("action", "")]
    assert own
    best = max(own, key=lambda f: len(f["names"]))
    return dict(best["fields"]), best["names"]


def text_of(response):
    content = pages.body(response)
    kind = response.headers.get("Content-Type", "")
    return content.decode("utf-8", "replace") if kind.startswith("text/html") else ""


def encoded(data):
    if data is None or isinstance(data, bytes):
        return data or b""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query.urlencode()


FORM = {"content_type": "application/x-www-form-urlencoded"}


def faults(response, what):
    found = [] if response.status_code < 500 else [f"{what}: {response.status_code}"]
    if PLANTADO in response.text_:
        found.append(f"{what}: unescaped")
    return found


@pytest.mark.parametrize("group", list(groups()))
def test_no_text_breaks_a_form(group):
    room, found = Room(), []
    for person, url, fields, names in room.forms(groups()[group]):
        for label, text in TEXTOS.items():
            everything = fields | dict.fromkeys(names, text)
            found += faults(room.ask(person, "POST", url, everything, **FORM), (url, "all", label))
        for name in names:
            found += one_by_one(room, person, url, fields, name)

    assert found == []


def one_by_one(room, person, url, fields, name):
    """The worst of them in one field, the rest of the form as it was."""
    found = []
    for label in PEORES:
        data = fields | {name: TEXTOS[label]}
        found += faults(room.ask(person, "POST", url, data, **FORM), (url, name, label))
    raw = encoded({k: v for k, v in fields.items() if k != name}).encode()
    broken = raw + b"&" + name.encode() + b"=" + SURROGATE
    return found + faults(room.ask(person, "POST", url, broken, **FORM), (url, name, "surrogate"))


@pytest.mark.parametrize("group", list(groups()))
def test_no_parameter_breaks_a_page(group):
    """Every filter, and the words that lists and searches understand."""
    room, found = Room(), []
    person = room.world.people[Rol.DIRECCION_DVOE]
    for address in groups()[group]:
        if address.name == "account_logout":
            continue
        url = url_of(address, scopes_of(address)[0], room.world, person)
        for name, label, text in parameters(address):
            query = encoded({name: text, "filtros": "1"} if name != "filtros" else {name: text})
            response = room.ask(person, "GET", f"{url}?{query}")
            found += faults(response, (url, name, label))

    assert found == []


def parameters(address):
    common = ("q", "orden", "pagina", "por", "columnas", "formato", "pk", "panel", "next", "hoja")
    crud = next((c for c in CRUDS if f"({c.__name__})" in address.view), None)
    listing = crud and address.name.rpartition("_")[2] in {"list", "export", "edit"}
    names = [*common[:4], *crud.filterset_class.base_filters] if listing else []
    if "elegir" in address.path or "buscar" in address.path:
        names = ["q", "campo", "campo__q"]
    for name in names:
        for label in PEORES:
            yield name, label, TEXTOS[label]
    if listing or names:
        for label, text in TEXTOS.items():
            yield "q", label, text
    elif "<" not in address.path:
        for name in common:
            yield name, "nul", TEXTOS["nul"]


@pytest.mark.parametrize(
    "crud", [c for c in CRUDS if "create" in c.operations], ids=lambda c: c.label
)
def test_too_long_is_refused_in_words_and_kept(crud, entrar):
    """F43: a megabyte in each text field, one at a time."""
    user = entities.person_who_may(crud.perm("create"))
    client, url = entrar(user), crud.url("create")
    base = entities.typed(crud, user)
    _fields, asked = main_form(client.get(url))
    chosen = {k for k, f in crud.form_class.base_fields.items() if isinstance(f, forms.ChoiceField)}
    texts = entities.text_fields(crud.model, crud.fields)
    names = [f.name for f in texts if f.name in set(asked) - chosen]
    assert names or not entities.text_fields(crud.model, crud.fields)
    for name in names:
        for label, text in LONG.items():
            response = client.post(url, base | {name: text})
            page = pages.text(response)
            assert response.status_code == 422, (name, label)
            assert generic(page) == [], (name, label)
            assert text[:1000].splitlines()[0] in page, "what was typed is lost"


@pytest.mark.parametrize(
    "crud", [c for c in CRUDS if "create" in c.operations], ids=lambda c: c.label
)
def test_what_is_stored_is_composed_and_clean(crud, entrar):
    """Whatever was pasted, what is kept is NFC, without controls, and opens again."""
    user = entities.person_who_may(crud.perm("create"))
    client = entrar(user)
    texts = [f.name for f in entities.text_fields(crud.model, crud.fields)]
    for label in (
        "decomposed",
        "byte order mark",
        "nul",
        "emoji",
        "right to left",
        "combining stack",
    ):
        base = entities.typed(crud, user) | {"es_distinta": ["on"]}
        known = set(crud.model.objects.values_list("pk", flat=True))
        mark = entities.word()
        data = base | {n: (mark[:8] + TEXTOS[label])[:30] for n in texts if n in base}
        response = client.post(crud.url("create"), data)
        assert response.status_code in (302, 422), label
        for obj in crud.model.objects.exclude(pk__in=known):
            stored = "".join(str(getattr(obj, n)) for n in texts)
            assert unicodedata.is_normalized("NFC", stored), label
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]", stored), label
            if "detail" in crud.operations:
                assert client.get(crud.url("detail", obj)).status_code == 200, label


# ------------------------------------------------------------------- L4: words of the framework


def framework_messages():
    """What Django would say, in the language of the pages, as patterns."""
    texts = [
        str(message)
        for field in [forms.Field, *entities.subclasses(forms.Field)]
        if field.__module__.startswith("django.")
        for message in getattr(field, "default_error_messages", {}).values()
        if isinstance(message, str) or hasattr(message, "_proxy____args")
    ]
    texts += [str(getattr(validators, n).message) for n in ("EmailValidator", "URLValidator")]
    patterns = {re.sub(r"%\\?\((\w+)\\?\)[sd]", ".+", re.escape(t)) for t in texts if "%(" not in t}
    return [re.compile(p) for p in sorted(patterns) if len(p) > 12]


ALWAYS_GENERIC = re.compile(
    r"Asegúrese de que|Ensure this|Escoja una opción|Seleccione una opción|Select a valid"
    r"|Enter a |Introduzca |This field|Ya existe un\S* .* con est[ea] "
)


def generic(page):
    words = re.sub(r"<[^>]+>", " ", page)
    found = ALWAYS_GENERIC.findall(words)
    return found + [p.pattern for p in framework_messages() if p.search(words)]


@pytest.mark.parametrize("group", list(groups()))
def test_no_message_of_the_framework_reaches_a_person(group):
    room, found = Room(), []
    wrong = ("", "no es un dato", "-1", "99/99/9999", "a" * 5000)
    for person, url, fields, names in room.forms(groups()[group]):
        for text in wrong:
            response = room.ask(person, "POST", url, fields | dict.fromkeys(names, text), **FORM)
            found += [(url, text[:20], message) for message in generic(response.text_)]

    assert found == []
