"""Real processes of ours, started with an environment of their own and always stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 60
CIPHER = "Y2xhdmUtc29sby1wYXJhLXBydWViYXMtMzItYnl0ZXM="


@pytest.fixture
def free_port():
    def find():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    return find


@pytest.fixture
def environment(tmp_path):
    """The environment of a small installation, with nothing of the one running the tests."""
    bin_dir = Path(sys.executable).parent
    names = ("HOME", "LANG", "LC_ALL", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {
        "PATH": f"{bin_dir}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VINCULO_VAR": str(tmp_path),
        "VINCULO_LOCAL": "True",
        "SECRET_KEY": KEY,
        "CLAVES_CIFRADO": CIPHER,
        "NIVEL_REGISTRO": "WARNING",
    }


@pytest.fixture
def execute(environment):
    """Run a command to its end."""

    def run(*command, timeout=60, **extra):
        return subprocess.run(
            command,
            cwd=ROOT,
            env=environment | extra,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    return run


@pytest.fixture
def start(environment, tmp_path):
    """Start a process that keeps running; the whole group ends with the test."""
    running = []

    def begin(*command, **extra):
        path = tmp_path / f"salida-{len(running)}.log"
        with path.open("w") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment | extra,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        process.log = path
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def until():
    """Wait for a condition that other processes bring about."""

    def wait(condition, seconds=30):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if found := condition():
                return found
            time.sleep(0.1)
        return condition()

    return wait


@pytest.fixture
def status():
    """The code an address answers with, or None when nobody listens."""

    def ask(url, host=None):
        request = urllib.request.Request(url, headers={"Host": host} if host else {})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    return ask
