"""Where a sender dies: `python -m tests.faults.avisos_points CHANNEL COUNT`.

At each point, as many senders as notices, one after another, each dead by -9 there in its first
hand-over; then, their turns having run out, one that lives. Tells how the dead left things and
how they ended.
"""

import json
import os
import signal
import smtplib
import sys
from pathlib import Path

from tests.faults.avisos import RULE, prepare, send, warm  # it sets Django up

# ruff: isort: split
from collections import Counter

from django.db import connections
from django.utils import timezone

from avisos.actions import turnos
from avisos.actions.entregar import Entrega
from avisos.clients import correo
from avisos.models import Aviso, ReglaAviso
from tests.faults.avisos_sinks import SMTP_LOG, came_of_it, watch


def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def dies_after(owner, name):
    work = getattr(owner, name)

    def to_death(*args, **kwargs):
        work(*args, **kwargs)
        die()

    setattr(owner, name, to_death)


def after_taking(channel):
    dies_after(turnos, "tomar")


def before_data(channel):
    """Before the other side has anything: the row, the file or the data command."""
    if channel == "app":
        Entrega.escribir = die
    elif SMTP_LOG in os.environ:
        smtplib.SMTP.data = die
    else:
        Path.hardlink_to = die


def after_250(channel):
    dies_after(correo, "entregar")


def before_commit(channel):
    dies_after(Entrega, "escribir")


def after_commit(channel):
    dies_after(Entrega, "en_vinculo" if channel == "app" else "mandar")


POINTS = {
    "taken": after_taking,
    "data": before_data,
    "250": after_250,
    "commit": before_commit,
    "committed": after_commit,
}
NOT_IN = {"app": {"250"}, "correo": set()}  # nobody answers in the application


def one_dies(channel, point):
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            POINTS[point](channel)
            send()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def at(channel, point, count):
    """So many notices, so many dead at a point, and one that finishes."""
    last, before = Aviso.objects.latest("pk").pk, came_of_it()
    prepare(channel, count)
    rows = Aviso.objects.filter(pk__gt=last)
    died = sum(one_dies(channel, point) for _ in range(count))
    left, arrived = Counter(rows.values_list("estado", flat=True)), came_of_it()["arrived"]
    rows.filter(estado="tomado").update(tomado_hasta=timezone.now())
    send()
    return {
        "died": died,
        "left": left,
        "arrived then": arrived - before["arrived"],
        "said to be repeated": rows.filter(posible_duplicado=True).count(),
        "duplicated": came_of_it()["duplicated"] - before["duplicated"],
    }


def main(channel, count):
    watch()
    ReglaAviso.objects.exclude(clave=RULE).update(activa=False)
    warm(channel)
    turnos.LOTE = dict.fromkeys(turnos.LOTE, 1)
    points = {point: at(channel, point, count) for point in POINTS if point not in NOT_IN[channel]}
    return {"points": points} | came_of_it()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
