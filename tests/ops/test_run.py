"""`make run` as a newcomer lives it: start, stop, start again, and one process dying."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

pytestmark = [pytest.mark.sin_base, pytest.mark.lento]


@pytest.fixture
def serve(start, status, until, free_port, environment, tmp_path):
    """Start on an empty folder and wait for the first page."""
    environment.pop("VINCULO_LOCAL")
    environment.pop("SECRET_KEY")

    def begin():
        port = free_port()
        process = start(sys.executable, "tareas.py", "run", "--sin-demo", "--puerto", str(port))
        process.url = f"http://127.0.0.1:{port}"
        until(lambda: process.poll() is not None or status(f"{process.url}/salud") == 200)
        assert process.poll() is None, process.log.read_text()
        return process

    return begin


def children(process):
    """Identifier of each of the three processes started under this one."""
    listing = subprocess.run(
        ["ps", "-Aww", "--no-headers", "-o", "pid,ppid,args"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()]
    honcho = {process.pid} | {int(pid) for pid, parent, _ in rows if int(parent) == process.pid}
    names = {"gunicorn ": "web", " worker ": "worker", " beat ": "beat"}
    return {
        name: int(pid)
        for pid, parent, args in rows
        for mark, name in names.items()
        if int(parent) in honcho and mark in args
    }


def test_interrupting_stops_everything_and_the_data_stay(serve, tmp_path):
    first = serve()
    ours = children(first)
    with sqlite3.connect(tmp_path / "vinculo.sqlite3", timeout=20) as base:
        base.execute("CREATE TABLE recuerdo (texto)")
        base.execute("INSERT INTO recuerdo VALUES ('sigue')")

    os.kill(first.pid, signal.SIGINT)
    first.wait(timeout=20)
    start = time.monotonic()
    second = serve()

    assert set(ours) == {"web", "worker", "beat"}
    assert not [pid for pid in ours.values() if os.path.exists(f"/proc/{pid}")]  # noqa: PTH110
    assert time.monotonic() - start < 15  # 6 s on a quiet machine; tests share theirs
    with sqlite3.connect(tmp_path / "vinculo.sqlite3", timeout=20) as base:
        assert base.execute("SELECT texto FROM recuerdo").fetchall() == [("sigue",)]
    assert second.poll() is None


def test_the_worker_does_what_is_queued_and_its_death_stops_the_rest(
    serve, until, execute, tmp_path
):
    running = serve()
    ours = children(running)

    def sessions(*statements):
        with sqlite3.connect(tmp_path / "vinculo.sqlite3", timeout=20) as base:
            for statement in statements:
                base.execute(statement)
            return base.execute("SELECT count(*) FROM django_session").fetchone()[0]

    sessions("INSERT INTO django_session VALUES ('vencida', '', '2001-01-01 00:00:00')")
    queue = "from core.tasks import enqueue; enqueue('core.limpiar_sesiones')"
    answer = execute(sys.executable, "manage.py", "shell", "-c", queue)

    assert answer.returncode == 0, answer.stderr
    assert until(lambda: sessions() == 0)
    os.kill(ours["worker"], signal.SIGKILL)
    assert until(lambda: running.poll() is not None, 20)
    assert not [pid for pid in ours.values() if os.path.exists(f"/proc/{pid}")]  # noqa: PTH110
