"""Who may do what, on what: `tests/permisos.csv`, one table that the office reads.

A row is an address, a method and a record; a column, a role. Each cell is the code that the
server must answer. An address without its rows fails. After a deliberate change, write the table
again with `ESCRIBIR_PERMISOS=1 pytest tests/test_permissions.py -n 0` and read the difference:
it is the change of permissions that is being asked for.
"""

import csv
import os
import re
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.core.cache import cache as limits
from django.db import transaction
from django.test import Client
from rules.permissions import permissions

from cuentas.enums import Rol
from tests import addresses, pages
from tests.world import SCOPES, World

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parent / "permisos.csv"
ANONYMOUS = "sin sesión"
COLUMNS = [ANONYMOUS, *(rol.value for rol in Rol)]
KEYS = ["direccion", "metodo", "objeto"]
NARROWED = {
    "institucion",
    "puesto",
    "ocupacion",
    "nombrealterno",
    "relacioninstitucional",
    "adjunto",
}
BY_HAND = {
    "cuentas:invitacion": {"token": "x"},
    "tablero:feed": {"token": "x"},
    "indicadores:ai3_folios": {"conteo": "solicitadas"},
    "core:plantilladocumento_detail": {"clave": "minuta"},
    "core:plantilladocumento_descargar": {"clave": "minuta"},
    "core:plantilladocumento_subir": {"clave": "minuta"},
    "core:parametro_detail": {"clave": "convenios.plazo.firma"},
    "convenios:convenio_mover_a": {"estado": "firma"},
    "convenios:versionconvenio_comparar": {"otra": "0"},
    "observacion:requisitoconvocatoria_mover": {"hacia": "arriba"},
    "acompanamiento:solicitudvisitante_decidir": {"verbo": "aprobar"},
    "acompanamiento:solicitudvisitante_documento": {"requisito": "0"},
    "acompanamiento:solicitudvisitante_varias": {"verbo": "aprobar"},
    "verificar:gafete": {"codigo": "x"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
}
# The public pages of visitors: nobody's link, whose answer is the same for everybody.
SIN_ENLACE = {"idioma": "es", "token": "x", "clave": "x", "paso": "persona", "pk": "1"}
WRITING = bool(os.environ.get("ESCRIBIR_PERMISOS"))
VARIES = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"|data-person="\w*"')


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """Thousands of refusals are the point here: writing each one down costs half the time."""
    caplog.set_level("CRITICAL", "django.request")


# What a floor does to a record of the one below.
OF_BELOW = {
    "acompanamiento:depuraciondatos_ejecutar": "observacion.depuraciondatos",
    "acompanamiento:jornada_contacto": "acompanamiento.solicitudvisitante",
    "acompanamiento:jornada_foto": "observacion.gafete",
}


def model_of(address):
    """The kind of record that the key of an address names."""
    if address.name in OF_BELOW:
        return OF_BELOW[address.name]
    if address.name.startswith("core:adjunto"):
        return "crm.institucion" if "<str:modelo>" in address.path else "core.adjunto"
    if address.name.startswith("importaciones:"):
        return "core.lote"
    app, _, name = address.name.partition(":")
    app = "calendario" if app == "tablero" else app  # it owns no model
    return f"{app}.{name.partition('_')[0]}"


def scopes_of(address):
    if "<int:pk>" not in address.path or address.name.startswith("publico:"):
        return ("-",)
    name = model_of(address).partition(".")[2]
    return SCOPES if name in NARROWED else ("propio", "ajeno", "baja")


def url_of(address, scope, world, user):
    path = address.path.replace("<str:modelo>", "crm.institucion")
    if scope != "-":
        path = path.replace("<int:pk>", str(world.pk(model_of(address), scope, user)))
    by_hand = SIN_ENLACE if address.name.startswith("publico:") else BY_HAND.get(address.name, {})
    for name, value in by_hand.items():
        path = re.sub(rf"<(?:str|slug|int):{name}>|\(\?P<{name}>[^)]*\)", value, path)
    return path


def expected_rows():
    """The rows that the table must have, no more and no less."""
    return [
        (a.name, method, scope)
        for a in addresses.addresses()
        for scope in scopes_of(a)
        for method in ("GET", "POST")
    ]


@cache
def table():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {tuple(row[k] for k in KEYS): row for row in csv.DictReader(file)}


def groups():
    """Addresses by their first two steps, so that workers share the table."""
    found = {}
    for address in addresses.addresses():
        found.setdefault("/".join(address.path.split("/")[1:3]), []).append(address)
    return found


class Visitors:
    """One client per column, each as it was at the beginning in every request."""

    def __init__(self, world):
        self.people = {ANONYMOUS: None} | {r.value: p for r, p in world.people.items()}
        self.clients = {}
        for column, person in self.people.items():
            client = Client(raise_request_exception=False)
            if person:
                client.force_login(person, backend="core.auth.SignInBackend")
            self.clients[column] = (client, client.cookies.output(header="", sep=";"))

    def ask(self, column, method, url):
        """The answer, and nothing of what it wrote."""
        client, cookies = self.clients[column]
        client.cookies = SimpleCookie(cookies)
        limits.clear()
        with transaction.atomic():
            response = client.generic(method, url)
            content = pages.body(response)
            transaction.set_rollback(True)
        return response.status_code, content


def observed(group, world):
    visitors = Visitors(world)
    return {
        (address.name, method, scope): {
            column: visitors.ask(column, method, url_of(address, scope, world, person))[0]
            for column, person in visitors.people.items()
        }
        for address in group
        for scope in scopes_of(address)
        for method in ("GET", "POST")
    }


def test_table_has_a_row_for_every_address_method_and_record():
    assert sorted(table()) == sorted(expected_rows()) or WRITING


@pytest.mark.sin_base
@pytest.mark.parametrize("group", list(groups()))
def test_every_role_gets_the_code_of_the_table(group):
    answers = observed(groups()[group], World())
    if WRITING:
        write(answers)
        return

    mismatches = [
        f"{' '.join(key)} · {column}: {code}, and the table says {table()[key][column]}"
        for key, codes in answers.items()
        for column, code in codes.items()
        if str(code) != table()[key][column]
    ]
    assert mismatches == []


def write(answers):
    """Put these rows in the table, in the order of the addresses."""
    paths = {a.name: re.sub(r"<[^>]*>|\(.*\)", "…", a.path) for a in addresses.addresses()}
    rows = dict(table()) if TABLE.exists() else {}
    rows |= {
        key: dict(zip(KEYS, key, strict=True)) | {c: str(v) for c, v in codes.items()}
        for key, codes in answers.items()
    }
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["pantalla", *KEYS, *COLUMNS], lineterminator="\n")
        writer.writeheader()
        for key in expected_rows():
            writer.writerow(rows.get(key, {}) | {"pantalla": paths[key[0]]})
    table.cache_clear()


def test_table_opens_no_door_that_the_rules_close():
    """Read against `rules.py`, not against what the server answers."""
    declared = {a.name: a.permission for a in addresses.addresses()}
    wrong = [
        (key, rol.value)
        for key, row in table().items()
        for rol in Rol
        if declared[key[0]] in permissions
        and rol not in permissions[declared[key[0]]].roles
        and row[rol.value] != "403"
    ]

    assert wrong == []


def test_table_has_no_faults_and_closes_to_the_anonymous():
    declared = {a.name: a.permission for a in addresses.addresses()}
    codes = {row[column] for row in table().values() for column in COLUMNS}
    opened = {
        key
        for key, row in table().items()
        if row[ANONYMOUS] != "302" and declared[key[0]] != "publico"
    }

    assert {c for c in codes if c >= "500"} == set()
    assert opened == set()


def test_auditoria_writes_nothing_and_sees_all():
    """The role that reads everything is refused on every POST of an entity."""
    entity = {a.name: a.permission for a in addresses.addresses() if a.permission in permissions}
    writes = {
        key
        for key, row in table().items()
        if key[1] == "POST" and key[0] in entity and row["auditoria"] not in {"403", "404", "405"}
    }

    assert writes == set()


@pytest.mark.parametrize("rol", Rol)
def test_what_is_not_for_one_answers_like_what_never_was(rol):
    """T02: out of scope and inexistent are the same bytes, or the difference is a leak."""
    world = World()
    visitors = Visitors(world)
    person, different = world.people[rol], []
    for address in addresses.addresses():
        for scope in scopes_of(address):
            key = (address.name, "GET", scope)
            if scope == "-" or table()[key][rol.value] != "404":
                continue
            url = url_of(address, scope, world, person)
            never = re.sub(r"/\d+/", "/987654321/", url)
            hidden, absent = (visitors.ask(rol.value, "GET", u)[1] for u in (url, never))
            if neutral(hidden) != neutral(absent):
                different.append(url)

    assert different == []


def neutral(content):
    """Without the tokens that change in every answer."""
    return VARIES.sub("", content.decode())
