"""People at the same time: nothing that one wrote is lost (F29), nothing is made twice (F30).

A real server in processes of its own, real requests, and for each promise a control: the same
race against the same server without the protection must fail.
"""

import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from tests import pages

pytestmark = pytest.mark.lento
ROOT = Path(__file__).resolve().parents[1]
PEOPLE = 20
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An empty base of its own, on the engine the suite runs on, with people and records."""
    url, name = os.environ.get("DATABASE_URL", ""), f"carreras_{secrets.token_hex(4)}"
    environment = os.environ | {
        "VINCULO_VAR": str(tmp_path_factory.mktemp("var")),
        "VINCULO_LOCAL": "1",
        "CLAVES_CIFRADO": "Y2xhdmUtc29sby1wYXJhLXBydWViYXMtMzItYnl0ZXM=",
        "SECRET_KEY": "clave-de-las-carreras-" * 3,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "WEB_CONCURRENCY": "2",
        "WEB_THREADS": "4",
        "NIVEL_REGISTRO": "ERROR",
    }
    environment.pop("MEDIA_ROOT", None)
    on_postgresql = url.startswith("postgres")
    if on_postgresql:
        environment["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
        administer(url, f"CREATE DATABASE {name}")
    run(environment, "-m", "django", "migrate", "-v0")
    start = json.loads(run(environment, "-m", "tests.faults.races", str(PEOPLE)))
    yield SimpleNamespace(environment=environment, **start)
    if on_postgresql:
        administer(url, f"DROP DATABASE {name} WITH (FORCE)")


def administer(url, statement):
    with psycopg.connect(
        urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True
    ) as base:
        base.execute(statement)


def run(environment, *arguments):
    done = subprocess.run(  # noqa: S603 our own interpreter and programs
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def serve(installation):
    """Start the server, with all its protections or without one; it ends with the test."""
    running = []

    def begin(without=""):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = installation.environment | {
            "GUNICORN_BIND": f"127.0.0.1:{port}",
            "RACES_WITHOUT": without,
        }
        command = ["-m", "gunicorn", "-c", "config/gunicorn.py", "tests.faults.races:application"]
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, *command], cwd=ROOT, env=environment, start_new_session=True
        )
        running.append(process)
        wait_for(port)
        return [Person(port, session) for session in installation.sessions]

    yield begin
    for person in Person.all:
        person.connection.close()
    Person.all.clear()
    for process in running:
        process.terminate()
        process.wait(timeout=30)


def wait_for(port):
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


class Person:
    """A browser with a session: a connection that stays open, and its cookies."""

    all: ClassVar[list] = []

    def __init__(self, port, session):
        self.port, self.cookies = port, {"sesion": session}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        Person.all.append(self)

    def ask(self, method, path, data=None):
        cookie = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        body = urlencode(data, doseq=True) if data is not None else None
        headers = HEADERS | {"Cookie": cookie}
        if method == "GET":  # the server may have closed a connection that rested
            self.connection.close()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        content = answer.read()
        return SimpleNamespace(
            status_code=answer.status,
            url=answer.headers.get("Location", ""),
            content=content,
            charset="utf-8",
        )

    def form(self, path, *names):
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.status_code
        return pages.form_of(answer, *names)


# ------------------------------------------------------------------------- F29: lost updates


class Pair:
    """Two people who open the same record and save at the same instant, again and again."""

    def __init__(self, one, two, record):
        self.people, self.path = (one, two), f"/crm/contactos/{record}/editar/"
        self.faults = []

    def play(self, rounds):
        for number in range(rounds):
            apart = number % 2 == 0
            fields = ("idiomas", "telefono") if apart else ("idiomas", "idiomas")
            values = [secrets.token_hex(4) for _ in self.people]
            opened = [person.form(self.path, "version") for person in self.people]
            answers = at_once(
                [
                    (person, self.path, data | {field: value})
                    for person, data, field, value in zip(
                        self.people, opened, fields, values, strict=True
                    )
                ]
            )
            saved = self.people[0].form(self.path, "version")
            kept = [saved[f] == [v] for f, v in zip(fields, values, strict=True)]
            self.judge(apart, [a.status_code for a in answers], kept)

    def judge(self, apart, codes, kept):
        """Apart, both stay; on the same field one stays and the other person is told."""
        if apart:
            fine = codes == [302, 302] and kept == [True, True]
        else:
            fine = sorted(codes) == [302, 409] and kept == [code == 302 for code in codes]
        if not fine:
            self.faults.append((codes, kept))


def at_once(requests):
    """Send all these forms at the same instant, one thread each."""
    barrier = threading.Barrier(len(requests))

    def send(person, path, data):
        barrier.wait(timeout=30)
        return person.ask("POST", path, data)

    with ThreadPoolExecutor(len(requests)) as pool:
        return [f.result() for f in [pool.submit(send, *request) for request in requests]]


def play(people, records, rounds):
    pairs = [Pair(*people[2 * i : 2 * i + 2], record) for i, record in enumerate(records)]
    with ThreadPoolExecutor(len(pairs)) as pool:
        list(pool.map(lambda pair: pair.play(rounds), pairs))
    return [fault for pair in pairs for fault in pair.faults]


@pytest.mark.parametrize("rounds", [6, pytest.param(50, marks=pytest.mark.nocturno)])
def test_nothing_that_two_people_write_at_once_is_lost(serve, installation, rounds):
    assert play(serve(), installation.records, rounds) == []


def test_control_without_merging_updates_are_lost(serve, installation):
    assert play(serve(without="merge"), installation.records[:3], 2) != []


# ----------------------------------------------------------------------- F30: double submission


def submit_twice(people, count):
    """Each form sent twice at the same instant; its codes, where each answer led, its name."""
    path = "/crm/contactos/crear/"
    form = people[0].form(path, "clave_envio")
    twins = [Person(people[0].port, people[0].cookies["sesion"]) for _ in range(8)]
    for twin in twins:
        twin.cookies = dict(people[0].cookies)
    found = []

    def two(number):
        name = f"Doble {uuid.uuid4().hex[:12]}"
        data = form | {"clave_envio": str(uuid.uuid4()), "nombres": name, "es_distinta": "on"}
        couple = twins[2 * number : 2 * number + 2]
        answers = at_once([(twin, path, data) for twin in couple])
        found.append(([a.status_code for a in answers], {a.url for a in answers}, name))

    def turns(number):
        for _ in range(number, count, 4):
            two(number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(turns, range(4)))
    return found


def copies(person, name):
    """How many records carry this name."""
    links = pages.read(person.ask("GET", f"/crm/contactos/?q={name.replace(' ', '+')}")).links
    return len(
        {
            x
            for x in links
            if x.startswith("/crm/contactos/") and x.strip("/").split("/")[-1].isdigit()
        }
    )


@pytest.mark.parametrize("count", [40, pytest.param(250, marks=pytest.mark.nocturno)])
def test_double_submission_makes_one_record_and_one_answer(serve, count):
    people = serve()

    found = submit_twice(people, count)

    assert [codes for codes, _urls, _name in found if codes != [302, 302]] == []
    assert [urls for _codes, urls, _name in found if len(urls) != 1] == []
    assert {copies(people[0], name) for _codes, _urls, name in found} == {1}


def test_control_without_the_key_records_are_doubled(serve):
    people = serve(without="key")

    found = submit_twice(people, 8)

    assert {copies(people[0], name) for _codes, _urls, name in found} == {2}


def test_another_content_with_the_same_key_is_said(serve):
    person, path = serve()[0], "/crm/contactos/crear/"
    form = person.form(path, "clave_envio") | {"nombres": "Primera vez", "es_distinta": "on"}

    first = person.ask("POST", path, form)
    second = person.ask("POST", path, form | {"nombres": "Otra cosa"})

    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == first.url
    assert "ya se había enviado con otros datos" in pages.text(person.ask("GET", second.url))
