"""Reminders whose senders die, or are many: none lost, none twice, each with its control (F01, F03).

Real processes over a base of their own, on the engine the suite runs on. Short by default; the
thousand kills and the two thousand notices of the acceptance are `nocturno`.
"""

import json
import subprocess
import sys

import pytest

from tests.faults.avisos_sinks import SMTP_LOG
from tests.test_folios import base, migrated  # noqa: F401 fixtures
from tests.test_races import ROOT

pytestmark = pytest.mark.lento
SEED = 88


def program(environment, *arguments):
    """Its figures, told to whoever reads the run."""
    done = subprocess.run(  # noqa: S603 our own interpreter and program
        [sys.executable, "-m", "tests.faults.avisos", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    sys.stdout.write(done.stdout + "\n")
    return json.loads(done.stdout)


def assert_all_arrived(figures):
    assert figures["owed"] == figures["lost"] == figures["failed"] == figures["strange"] == 0
    assert figures["repeated keys"] == 0
    assert figures["delivered"] == figures["notices"]
    assert figures["arrived"] == figures["notices"] + figures["duplicated"]


@pytest.fixture
def smtp(base, tmp_path):  # noqa: F811
    """A mail server in its own process; the environment of who sends to it."""
    log = tmp_path / "smtp.log"
    server = subprocess.Popen(  # noqa: S603 our own interpreter and program
        [sys.executable, "-m", "tests.faults.smtp", str(log)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    port = server.stdout.readline().strip()
    yield base | {"EMAIL_URL": f"smtp://127.0.0.1:{port}", SMTP_LOG: str(log)}
    server.kill()
    server.communicate()


def killed(environment, channel, rounds, slowest=0.25, control=""):
    figures = program(environment, "kill", channel, rounds, SEED, slowest, control)
    assert figures["died"] == rounds
    return figures


@pytest.mark.parametrize("channel", ["app", "correo"])
@pytest.mark.parametrize("rounds", [100, pytest.param(1000, marks=pytest.mark.nocturno)])
def test_killed_senders_lose_and_repeat_nothing(base, channel, rounds):  # noqa: F811
    figures = killed(base, channel, rounds)

    assert_all_arrived(figures)
    assert figures["duplicated"] == 0


@pytest.mark.parametrize("rounds", [30, pytest.param(1000, marks=pytest.mark.nocturno)])
def test_killed_while_talking_to_a_server_lose_nothing_and_repeat_the_same_letter(smtp, rounds):
    """Between «taken» and writing it down nobody can know: that letter goes twice, by one name."""
    figures = killed(smtp, "correo", rounds, slowest=1.6)

    assert_all_arrived(figures)  # of as many names as notices: what was repeated has its name
    assert figures["duplicated"] <= figures["notices"] / 100


def test_control_said_before_handing_over_is_lost(base):  # noqa: F811
    assert killed(base, "correo", 20, control="marks")["lost"] > 0


def test_control_a_new_name_for_each_try_is_told_twice(base):  # noqa: F811
    assert killed(base, "correo", 20, control="names")["duplicated"] > 0


@pytest.mark.parametrize("count", [400, pytest.param(2000, marks=pytest.mark.nocturno)])
def test_eight_senders_and_two_clocks_tell_each_notice_once(base, count):  # noqa: F811
    figures = program(base, "race", count, 8, 2)

    assert figures["failed workers"] == 0
    assert_all_arrived(figures)
    assert figures["duplicated"] == 0


def test_control_senders_that_take_no_turn_repeat(base):  # noqa: F811
    assert program(base, "race", 100, 8, 0, "takes")["duplicated"] > 0
