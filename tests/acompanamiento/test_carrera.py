"""Many enrol at once: never over capacity, nobody in two places, nobody blocks anybody."""

import json
import subprocess
import sys

import pytest

from tests.test_folios import base, migrated  # noqa: F401 fixtures
from tests.test_races import ROOT, run

pytestmark = pytest.mark.lento
PROGRAM = ("-m", "tests.faults.actividades")
PROCESSES, PLACES, PEOPLE = 4, 6, 14


def race(environment, way=""):
    una, otra = json.loads(run(environment, *PROGRAM, "people", str(PLACES), str(PEOPLE)))
    pares = [(una, otra), (otra, una)]
    running = [
        subprocess.Popen(  # noqa: S603 our own interpreter and program
            [sys.executable, *PROGRAM, "enrol", *map(str, pares[n % 2]), way],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(PROCESSES)
    ]
    busy = sum(json.loads(process.communicate(timeout=600)[0]) for process in running)
    return busy, json.loads(run(environment, *PROGRAM, "check", str(una), str(otra)))


def test_places_hold_and_nobody_is_in_two(base):  # noqa: F811 the fixture
    busy, ended = race(base)

    assert busy <= 3
    assert ended["en_dos"] == 0
    assert max(ended["una"], ended["otra"]) == PLACES


def test_without_the_locks_they_would_not(base):  # noqa: F811 the fixture
    """The control. SQLite writes one at a time, so only PostgreSQL can show it."""
    if not base.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("needs writers at the same time")

    _busy, ended = race(base, "sin_turno")

    assert ended["en_dos"] > 0 or max(ended["una"], ended["otra"]) > PLACES
