"""Senders that die at each point of a hand-over: what each leaves, exactly (F02).

With the spool and in the application nothing is ever repeated; with a server, what it had taken
and nobody wrote down goes again, by the same name, and says so.
"""

import json
import subprocess
import sys

import pytest

from tests.faults.test_avisos import assert_all_arrived, smtp  # noqa: F401 fixture
from tests.test_folios import base, migrated  # noqa: F401 fixtures
from tests.test_races import ROOT

pytestmark = pytest.mark.lento

TAKEN, DONE = "tomado", "entregado"
# How each dead sender leaves its notice, whether it had arrived, and whether it arrives again.
ONCE = {
    "taken": (TAKEN, False, False),
    "data": (TAKEN, False, False),
    "250": (TAKEN, True, False),
    "commit": (TAKEN, True, False),
    "committed": (DONE, True, False),
}
EXPECTED = {
    # The row is the notice: before the commit nobody has seen anything.
    "application": {
        **dict.fromkeys(("taken", "data", "commit"), (TAKEN, False, False)),
        "committed": (DONE, True, False),
    },
    "spool": ONCE,
    "server": ONCE | dict.fromkeys(("250", "commit"), (TAKEN, True, True)),
}
COUNTS = [8, pytest.param(50, marks=pytest.mark.nocturno)]


def outcomes(environment, channel, count):
    done = subprocess.run(  # noqa: S603 our own interpreter and program
        [sys.executable, "-m", "tests.faults.avisos_points", channel, str(count)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    sys.stdout.write(done.stdout + "\n")
    figures = json.loads(done.stdout)
    assert_all_arrived(figures)
    return figures["points"]


def expected(sink, count):
    return {
        point: {
            "died": count,
            "left": {state: count},
            "arrived then": count * arrived,
            "said to be repeated": count * (state == TAKEN),
            "duplicated": count * again,
        }
        for point, (state, arrived, again) in EXPECTED[sink].items()
    }


@pytest.mark.parametrize("count", COUNTS)
def test_in_the_application(base, count):  # noqa: F811
    assert outcomes(base, "app", count) == expected("application", count)


@pytest.mark.parametrize("count", COUNTS)
def test_in_the_spool(base, count):  # noqa: F811
    assert outcomes(base, "correo", count) == expected("spool", count)


@pytest.mark.parametrize("count", COUNTS)
def test_through_a_server(smtp, count):  # noqa: F811
    assert outcomes(smtp, "correo", count) == expected("server", count)
