"""The broker dies with everything it had: nobody notices on the web, and every notice leaves (F04, F05)."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.faults.test_avisos import assert_all_arrived, program
from tests.test_folios import base, migrated  # noqa: F401 fixtures
from tests.test_races import ROOT, Person, run, wait_for

pytestmark = [
    pytest.mark.nocturno,
    pytest.mark.skipif(not shutil.which("redis-server"), reason="needs redis-server"),
]
NOTICES, ACTIONS, RECOVERY = 300, 200, 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start():
    """Begin a program; what still runs at the end is stopped."""
    running = []

    def begin(environment, *command):
        process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)  # noqa: S603
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def edits(person, record, count):
    """So many changes to a record through the web: what the server answered to each."""
    path, codes = f"/crm/contactos/{record}/editar/", []
    for number in range(count):
        form = person.form(path, "version")
        codes.append(person.ask("POST", path, form | {"telefono": f"55{number:08d}"}).status_code)
    return codes


def test_a_broker_that_loses_everything_delays_nothing(base, start, tmp_path):  # noqa: F811
    port, web = free_port(), free_port()
    environment = base | {
        "CELERY_BROKER_URL": f"redis://127.0.0.1:{port}/0",
        "GUNICORN_BIND": f"127.0.0.1:{web}",
        "WEB_CONCURRENCY": "1",
    }
    there = json.loads(run(environment, "-m", "tests.faults.races", "2"))
    redis = [
        "redis-server",
        "--loglevel",
        "warning",
        "--port",
        str(port),
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    broker = start(environment, *redis, "--dir", str(tmp_path))
    wait_for(port)
    celery = [sys.executable, "-m", "celery", "-A", "config"]
    start(environment, *celery, "worker", "--concurrency", "1", "-l", "ERROR")
    start(environment, *celery, "beat", "-l", "ERROR", "-s", str(tmp_path / "beat"))
    start(environment, sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi")
    wait_for(web)

    broker.kill()
    broker.wait()
    program(environment, "prepare", "app", NOTICES // 2)
    program(environment, "prepare", "correo", NOTICES // 2)
    person = Person(web, there["sessions"][0])
    codes = edits(person, there["records"][0], ACTIONS)
    person.connection.close()
    assert program(environment, "check")["owed"] == NOTICES  # nobody rang meanwhile
    start(environment, *redis, "--dir", str(tmp_path))
    wait_for(port)
    back, figures = time.monotonic(), {"owed": NOTICES}
    while figures["owed"] and time.monotonic() - back < RECOVERY:
        time.sleep(5)
        figures = program(environment, "check")

    sys.stdout.write(f"all delivered {time.monotonic() - back:.0f} s after; {set(codes)}\n")
    assert_all_arrived(figures)
    assert figures["duplicated"] == 0
    assert set(codes) == {302}
