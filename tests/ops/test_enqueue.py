"""Queueing: by name, after commit, and never at the cost of the page."""

import socket
import sys
import time
from threading import Event

import pytest
from celery import current_app
from django.db import transaction
from django.urls import reverse

from core import tasks

TASK = "core.limpiar_sesiones"
PAGE = """
import time, django; django.setup()
from django.core.management import call_command
from django.db import transaction
from core.tasks import enqueue
call_command("migrate", verbosity=0)
worst = 0
for _ in range(5):
    start = time.perf_counter()
    with transaction.atomic():
        enqueue("core.limpiar_sesiones")
    worst = max(worst, time.perf_counter() - start)
print(f"worst={worst * 1000:.0f}", flush=True)
import os; os._exit(0)
"""


@pytest.fixture
def sent(monkeypatch):
    """What would reach the broker."""
    names = []
    monkeypatch.setitem(current_app.conf, "task_always_eager", False)
    monkeypatch.setattr(tasks._outbox, "post", lambda name, _arguments: names.append(name))
    return names


@pytest.fixture
def outbox(monkeypatch):
    """An outbox of this test alone, so that no other test waits for its thread."""
    monkeypatch.setitem(current_app.conf, "task_always_eager", False)
    monkeypatch.setattr(tasks, "_outbox", tasks.Outbox(size=2))
    return tasks._outbox


def test_a_misspelt_name_fails_at_the_call():
    with pytest.raises(LookupError, match="limpiar_seciones"):
        tasks.enqueue("core.limpiar_seciones")


def test_a_wrong_argument_fails_at_the_call():
    with pytest.raises(TypeError):
        tasks.enqueue(TASK, sobra=1)


def test_an_argument_that_is_not_plain_fails_at_the_call(monkeypatch):
    task = current_app.tasks[TASK]
    monkeypatch.setattr(task, "run", lambda objeto: None)

    with pytest.raises(TypeError, match="not JSON serializable"):
        tasks.enqueue(TASK, objeto=object())


@pytest.mark.django_db
def test_nothing_is_sent_before_the_commit(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        tasks.enqueue(TASK)

    assert len(waiting) == 1
    assert sent == []


@pytest.mark.django_db(transaction=True)
def test_a_rollback_sends_nothing(sent):
    with transaction.atomic():
        tasks.enqueue(TASK)
        transaction.set_rollback(True)

    assert sent == []


@pytest.mark.django_db(transaction=True)
def test_a_page_that_queues_answers_while_the_broker_hangs(outbox, monkeypatch, client):
    release = Event()
    monkeypatch.setattr(current_app, "send_task", lambda *args, **kwargs: release.wait(5))
    client.get(reverse("account_reset_password"))
    start = time.perf_counter()

    answer = client.post(reverse("account_reset_password"), {"email": "nadie@example.org"})

    assert answer.status_code == 302
    assert outbox.waiting.unfinished_tasks == 1
    assert time.perf_counter() - start < 1  # the whole page, on a busy machine
    release.set()
    outbox.waiting.join()


def test_a_broker_that_comes_back_gets_the_message(outbox, monkeypatch):
    answers = iter([ConnectionError, ConnectionError, None])
    got = []

    def send(name, **kwargs):
        if failure := next(answers):
            raise failure
        got.append(name)

    monkeypatch.setattr(tasks, "PAUSES", (0.01, 0.01))
    monkeypatch.setattr(current_app, "send_task", send)

    outbox.post(TASK, {})

    outbox.waiting.join()
    assert got == [TASK]


def test_a_full_outbox_says_so_and_goes_on(outbox, monkeypatch, caplog):
    release = Event()
    monkeypatch.setattr(current_app, "send_task", lambda *args, **kwargs: release.wait(5))

    for _ in range(5):
        outbox.post(TASK, {})
    release.set()
    outbox.waiting.join()

    assert "left to the sweep" in caplog.text


@pytest.mark.sin_base
@pytest.mark.lento
def test_a_broker_that_is_down_costs_nothing(execute):
    answer = execute(sys.executable, "-c", PAGE, CELERY_BROKER_URL="redis://127.0.0.1:9/0")

    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout.partition("worst=")[2]) < 100


@pytest.mark.sin_base
@pytest.mark.lento
def test_a_broker_that_never_answers_costs_nothing(execute):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"

        answer = execute(sys.executable, "-c", PAGE, CELERY_BROKER_URL=url)

    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout.partition("worst=")[2]) < 100


def test_every_scheduled_task_exists():
    scheduled = {entry["task"] for entry in current_app.conf.beat_schedule.values()}

    assert scheduled <= set(current_app.tasks)


def test_tasks_are_named_after_app_and_verb():
    own = [name for name in current_app.tasks if not name.startswith("celery.")]

    assert [name for name in own if name.count(".") != 1] == []
