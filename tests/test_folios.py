"""Folios given to many at the same time: none twice, none missing, with its control (F30).

Eight processes of their own over one base, on the engine the suite runs on. Short by default; the
whole race of the acceptance, 2,000 folios, is `nocturno`.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.test_races import ROOT, administer, run

pytestmark = pytest.mark.lento
PROCESSES, SEED = 8, 20260321
PROGRAM = ("-m", "tests.faults.folios")


@dataclass(frozen=True)
class Installation:
    """A folder and, on PostgreSQL, a base: what the processes of a race share."""

    folder: Path
    name: str
    server: str  # an address of PostgreSQL, or nothing

    @property
    def environment(self):
        own = {
            "VINCULO_VAR": str(self.folder),
            "VINCULO_LOCAL": "1",
            "CLAVES_CIFRADO": "Y2xhdmUtc29sby1wYXJhLXBydWViYXMtMzItYnl0ZXM=",
            "SECRET_KEY": "clave-de-las-carreras-" * 3,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "NIVEL_REGISTRO": "ERROR",
        }
        if self.server:
            own["DATABASE_URL"] = urlsplit(self.server)._replace(path=f"/{self.name}").geturl()
        return os.environ | own

    def create(self, like=None):
        """An empty base, or the copy of another."""
        if self.server:
            copy = f" TEMPLATE {like.name}" if like else ""
            administer(self.server, f"CREATE DATABASE {self.name}{copy}")
        elif like:
            shutil.copy(like.folder / "vinculo.sqlite3", self.folder)

    def drop(self):
        if self.server:
            administer(self.server, f"DROP DATABASE {self.name} WITH (FORCE)")


def installation(folder):
    url = os.environ.get("DATABASE_URL", "")
    name = f"folios_{secrets.token_hex(4)}"
    return Installation(folder, name, url if url.startswith("postgres") else "")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A base with its tables, made once: on a busy machine that takes minutes."""
    template = installation(tmp_path_factory.mktemp("plantilla"))
    template.create()
    command = [sys.executable, "-m", "django", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env=template.environment, timeout=1800, check=True)  # noqa: S603 our own interpreter
    yield template
    template.drop()


@pytest.fixture
def base(tmp_path, migrated):
    """Its copy for one race."""
    own = installation(tmp_path)
    own.create(like=migrated)
    yield own.environment
    own.drop()


def race(environment, each, way=""):
    """All of them registering at once: what each one was told, and what stayed."""
    person = run(environment, *PROGRAM, "people")
    start = time.monotonic()
    running = [
        subprocess.Popen(  # noqa: S603 our own interpreter and program
            [sys.executable, *PROGRAM, "register", person, str(each), str(SEED + n), way],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(PROCESSES)
    ]
    told = [json.loads(process.communicate(timeout=900)[0]) for process in running]
    seconds = time.monotonic() - start
    stayed = json.loads(run(environment, *PROGRAM, "check"))
    sums = {key: sum(t[key] for t in told) for key in ("regrets", "refused", "busy")}
    folios = [folio for t in told for folio in t["folios"]]
    engine = environment.get("DATABASE_URL", "sqlite").partition(":")[0]
    figures = {"n": PROCESSES * each, "seed": SEED, "engine": engine, **sums, **stayed}
    sys.stdout.write(f"{figures | {'seconds': round(seconds, 1), 'way': way or 'counter'}}\n")
    return folios, sums, stayed


def assert_without_gaps(folios, sums, stayed, asked):
    assert sums["regrets"] > 0
    assert sums["refused"] == 0
    # SQLite lets one write at a time: eight that never rest may wait out their twenty seconds.
    assert sums["busy"] <= asked // 20
    assert len(folios) == len(set(folios)) == asked - sums["regrets"]
    assert stayed == {
        "count": len(folios),
        "duplicates": 0,
        "gaps": 0,
        "counter": len(folios),
        "without_turn": 0,
    }


def test_folios_given_at_once_have_neither_duplicates_nor_gaps(base):
    assert_without_gaps(*race(base, 12), asked=PROCESSES * 12)


@pytest.mark.nocturno
def test_two_thousand_folios_given_at_once(base):
    assert_without_gaps(*race(base, 250), asked=PROCESSES * 250)


def test_the_greatest_plus_one_would_collide(base):
    """The control. SQLite writes one at a time, so only PostgreSQL can show the collision."""
    if not base.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("needs writers at the same time")

    _folios, sums, _stayed = race(base, 12, way="max")

    assert sums["refused"] > 0
