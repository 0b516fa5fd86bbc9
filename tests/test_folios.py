"""Folios given to many at the same time: none twice, none missing, with its control (F30).

Eight processes of their own over one base, on the engine the suite runs on. Short by default; the
whole race of the acceptance, 2,000 folios, is `nocturno`.
"""

import json
import os
import secrets
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from tests.test_races import ROOT, administer, run

pytestmark = pytest.mark.lento
PROCESSES, SEED = 8, 20260321
PROGRAM = ("-m", "tests.faults.folios")


@pytest.fixture
def base(tmp_path):
    """An empty, migrated base with one person."""
    url, name = os.environ.get("DATABASE_URL", ""), f"folios_{secrets.token_hex(4)}"
    environment = os.environ | {
        "VINCULO_VAR": str(tmp_path),
        "VINCULO_LOCAL": "1",
        "SECRET_KEY": "clave-de-las-carreras-" * 3,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "NIVEL_REGISTRO": "ERROR",
    }
    on_postgresql = url.startswith("postgres")
    if on_postgresql:
        environment["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
        administer(url, f"CREATE DATABASE {name}")
    run(environment, "-m", "django", "migrate", "-v0")
    yield environment
    if on_postgresql:
        administer(url, f"DROP DATABASE {name} WITH (FORCE)")


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
    assert (sums["refused"], sums["busy"]) == (0, 0)
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
    if "DATABASE_URL" not in base:
        pytest.skip("needs writers at the same time")

    _folios, sums, _stayed = race(base, 12, way="max")

    assert sums["refused"] > 0
