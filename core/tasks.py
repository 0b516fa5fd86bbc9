"""Delayed work is queued here and nowhere else.

The database is the truth and a message only a hint: every task that matters has a sweep that
finds what a lost message left undone. That is why a broker that is down costs a page nothing.
"""

import atexit
import inspect
import json
import logging
import time
from functools import partial
from queue import Full, Queue
from threading import Lock, Thread

from celery import current_app, shared_task
from django.core.management import call_command
from django.db import transaction

logger = logging.getLogger(__name__)

PAUSES = (1, 5, 15, 60)  # seconds between tries while the broker is away
LAST_WORDS = 3  # seconds a process that ends gives to what it has not sent yet


def enqueue(name: str, **arguments) -> None:
    """Queue a task by name once the transaction commits; never fails for want of a broker.

    A misspelt name, a wrong argument or one that is not plain JSON fails here, at the call.
    """
    if name not in current_app.tasks:
        message = f"No task is called «{name}»."
        raise LookupError(message)
    inspect.signature(current_app.tasks[name].run).bind(**arguments)
    json.dumps(arguments)
    transaction.on_commit(partial(_deliver, name, arguments))


def _deliver(name, arguments):
    if current_app.conf.task_always_eager:
        current_app.tasks[name].apply_async(kwargs=arguments)
    else:
        _outbox.post(name, arguments)


class Outbox:
    """One sender beside the requests: a broker that hangs delays this thread and no person."""

    def __init__(self, size=1000):
        self.waiting = Queue(size)
        self.starting = Lock()
        self.thread = None

    def post(self, name, arguments):
        with self.starting:  # also after a fork, which leaves the parent's thread behind
            if self.thread is None or not self.thread.is_alive():
                self.thread = Thread(target=self.work, name="enqueue", daemon=True)
                self.thread.start()
        try:
            self.waiting.put_nowait((name, arguments))
        except Full:
            logger.warning("Outbox full, left to the sweep: %s %s", name, arguments)

    def work(self):
        while True:
            name, arguments = self.waiting.get()
            try:
                self.send(name, arguments)
            finally:
                self.waiting.task_done()

    def send(self, name, arguments):
        for pause in (*PAUSES, None):
            try:
                current_app.send_task(name, kwargs=arguments, ignore_result=True, retry=False)
            except Exception as error:  # whatever the broker raises: the sweep remains
                logger.warning("Not queued: %s %s (%r)", name, arguments, error)
            else:
                return
            if pause:
                time.sleep(pause)

    def finish(self):
        """At the end of a process: a moment for the last messages, and not more."""
        limit = time.monotonic() + LAST_WORDS
        while self.waiting.unfinished_tasks and time.monotonic() < limit:
            time.sleep(0.02)


_outbox = Outbox()
atexit.register(_outbox.finish)


@shared_task(name="core.limpiar_sesiones")
def limpiar_sesiones():
    """Delete the sessions that have ended."""
    call_command("clearsessions")
