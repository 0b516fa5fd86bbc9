"""How many statements each page sends, in a pass of its own: `python -m tests.bench.statements`.

Reads from the standard input a JSON list of [path, session, htmx] and prints the counts.
"""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def count(path, session, htmx):
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    headers = {"HX-Request": "true"} if htmx else {}
    client.get(path, headers=headers)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path, headers=headers)
    if response.status_code != 200:
        sys.exit(f"{path}: {response.status_code}")
    return len(seen)


if __name__ == "__main__":
    print(json.dumps([count(*page) for page in json.load(sys.stdin)]))
