"""Programs of the race tests: who is there at the start, and a server without its protections.

`python -m tests.faults.races PEOPLE` prints one session per person, and the records they share.
`tests.faults.races:application` is the product, minus what RACES_WITHOUT names.
"""

import json
import os
import sys

import django
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.test import Client  # noqa: E402

from core.views import editing  # noqa: E402
from cuentas.enums import Rol  # noqa: E402
from tests.factories.crm import ContactoFactory  # noqa: E402
from tests.factories.cuentas import UsuarioFactory  # noqa: E402


def session_of(person):
    client = Client()
    client.force_login(person, backend="core.auth.SignInBackend")
    return client.cookies["sesion"].value


def prepare(count):
    people = [UsuarioFactory(roles=[Rol.DIRECCION_DVOE.value]) for _ in range(count)]
    records = [ContactoFactory(by=people[0]).pk for _ in range(count // 2)]
    sys.stdout.write(json.dumps({"sessions": [session_of(p) for p in people], "records": records}))


def remove(protection):
    """The same server as if nobody had thought of it."""
    if protection == "merge":
        editing.reconcile = lambda view, obj, data: (data, [])
    elif protection == "key":
        editing.idempotency_key = lambda data: None


remove(os.environ.get("RACES_WITHOUT", ""))

if __name__ == "__main__":
    django.setup()
    prepare(int(sys.argv[1]))
