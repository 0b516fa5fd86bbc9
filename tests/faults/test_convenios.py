"""Two people over the same instrument at once: one wins, the other is told why (acceptance 7).

Two processes over one base, on the engine the suite runs on, and for each promise its control.
"""

import json
import sys

import pytest

from tests.test_folios import base, migrated  # noqa: F401 fixtures
from tests.test_races import run

pytestmark = pytest.mark.lento
ROUNDS = [8, pytest.param(100, marks=pytest.mark.nocturno)]
TARGETS = {"admitir": "negociacion", "rechazar": "no_procedente"}
REASON = "No se puede {}: ahora está en «{}»."
LABELS = {"admitir": "admitir y pasar a negociación", "rechazar": "declarar no procedente"}
STATES = {"negociacion": "Negociación", "no_procedente": "No procedente"}
STEPS = (("admitir", "admitir"), ("admitir", "rechazar"))


def race(environment, order, rounds, *control):
    outcome = json.loads(
        run(environment, "-m", "tests.faults.convenios", order, str(rounds), *control)
    )
    engine = environment.get("DATABASE_URL", "sqlite").partition(":")[0]
    won = [sum(told == "ok" for told in answers) for answers in outcome["answers"]]
    sys.stdout.write(f"{order} {engine} {control}: winners by round {won}\n")
    return outcome, won


def only_on_postgresql(environment):
    if not environment.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("needs writers at the same time: SQLite writes one at a time")


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_two_moves_at_once_one_wins_and_the_other_is_told_why(base, rounds):  # noqa: F811
    outcome, won = race(base, "move", rounds)

    assert won == [1] * rounds
    for number, (answers, stayed) in enumerate(
        zip(outcome["answers"], outcome["stayed"], strict=True)
    ):
        winner = answers.index("ok")
        verb, lost = STEPS[number % 2][winner], STEPS[number % 2][1 - winner]
        state = TARGETS[verb]
        assert answers[1 - winner] == REASON.format(LABELS[lost], STATES[state])
        open_turns = int(state == "negociacion")
        assert stayed == {
            "state": state,
            "steps": ["registrar", verb],
            "papers": 2,  # of the request and of who won: the other's left no trace
            "turns": open_turns,
            "held": bool(open_turns),
        }


def test_control_a_read_before_the_lock_lets_both_win(base):  # noqa: F811
    outcome, won = race(base, "move", 4, "control")

    assert won == [2] * 4
    assert {len(stayed["steps"]) for stayed in outcome["stayed"]} == {3}


@pytest.mark.parametrize("rounds", ROUNDS)
def test_versions_uploaded_at_once_are_numbered_one_by_one(base, rounds):  # noqa: F811
    outcome, won = race(base, "upload", rounds)

    assert won == [2] * rounds
    assert outcome["numbers"] == list(range(1, 2 * rounds + 1))


def test_control_without_the_lock_two_take_the_same_number(base):  # noqa: F811
    only_on_postgresql(base)

    _outcome, won = race(base, "upload", 8, "control")

    assert min(won) < 2


@pytest.mark.parametrize("rounds", ROUNDS)
def test_folios_asked_at_once_have_neither_duplicates_nor_gaps(base, rounds):  # noqa: F811
    outcome, won = race(base, "register", rounds)

    assert won == [2] * rounds
    assert len(outcome["folios"]) == 2 * rounds
    assert outcome["folios"] == outcome["expected"]


def test_control_the_greatest_plus_one_gives_a_folio_twice(base):  # noqa: F811
    only_on_postgresql(base)

    _outcome, won = race(base, "register", 8, "control")

    assert min(won) < 2
