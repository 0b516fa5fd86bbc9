"""Programs of the reminder faults: `python -m tests.faults.avisos ORDER …`, each in its process.

`kill CHANNEL ROUNDS SEED SLOWEST [control]` forks a sender per round and kills it with -9 at a
random instant, SLOWEST seconds later at most, then lets one finish; `race COUNT SENDERS RINGERS [control]` hands over so many due
notices by all of them at once; `prepare CHANNEL COUNT` writes due notices, `send` is one sender
until nothing is owed, `ring` a whole round, as beat's; `check` says what came of it.
"""

import json
import os
import random
import signal
import sys
import time
import traceback

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import datetime as dt  # noqa: E402

from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from avisos.actions import tocar, turnos  # noqa: E402
from avisos.actions.entregar import Entrega, entregar  # noqa: E402
from avisos.enums import DEBIDOS, Canal  # noqa: E402
from avisos.models import Aviso, ReglaAviso  # noqa: E402
from avisos.queries import fuentes  # noqa: E402
from avisos.queries.fuentes import inicio_del_dia  # noqa: E402
from crm.enums import TipoFecha  # noqa: E402
from crm.models import Compromiso  # noqa: E402
from cuentas.enums import Rol  # noqa: E402
from cuentas.models import Usuario  # noqa: E402
from tests.factories.cuentas import UsuarioFactory  # noqa: E402
from tests.faults.avisos_controls import CONTROLS  # noqa: E402
from tests.faults.avisos_sinks import came_of_it, watch  # noqa: E402

RULE = "crm-compromiso-1"
LEASE = dt.timedelta(milliseconds=300)
FASTEST = 0.01  # seconds a sender lives at least before it is killed
LEAST = 60  # owed notices below which more are written, so that every round has work


def person():
    return Usuario.objects.first() or UsuarioFactory(roles=[Rol.DIRECCION_DVOE])


def prepare(channel, count):
    """Due today, each about a commitment of its own."""
    today, now, who = timezone.localdate(), timezone.now(), person()
    rule = ReglaAviso.objects.get(clave=RULE)
    start = Compromiso.objects.count()
    made = Compromiso.objects.crear_varios(
        [
            Compromiso(
                texto=f"Compromiso {start + n}",
                tipo_fecha=TipoFecha.FIJA,
                fecha_limite=today,
                responsable=who,
            )
            for n in range(count)
        ],
        by=who,
    )
    Aviso.objects.bulk_create(
        [
            Aviso(
                regla=rule,
                fuente=rule.fuente,
                objeto_id=obj.pk,
                destinatario=who,
                objetivo=inicio_del_dia(today),
                fecha=today,
                canal=channel,
                momento=now,
                debido_en=now,
                entregar_desde=now,
                creado_en=now,
            )
            for obj in made
        ],
        batch_size=500,
    )


def owed():
    return Aviso.objects.filter(estado__in=DEBIDOS).count()


def warm(channel):
    """Load what a worker loads once in its life, before forking."""
    prepare(channel, 1)
    Entrega(fuentes(), timezone.now()).lote()


def send():
    """One sender, until nothing is owed (leases of the dead included)."""
    limit = time.monotonic() + 300
    while owed() and time.monotonic() < limit:
        now = timezone.now()
        entregar(fuentes(), now, dt.timedelta(seconds=30))
        time.sleep(0.05)


def kill(channel, rounds, seed, slowest, control):
    """Senders that die; what they leave is found by those that follow."""
    chance, died = random.Random(seed), 0  # noqa: S311 it decides when, not secrets
    turnos.DURACION = LEASE
    CONTROLS[control]()
    warm(channel)
    for _ in range(rounds):
        if owed() < LEAST:
            prepare(channel, LEAST * 3)
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                while True:
                    send()
            finally:
                os._exit(0)
        time.sleep(chance.uniform(FASTEST, slowest))
        os.kill(child, signal.SIGKILL)
        died += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = owed()
    time.sleep(LEASE.total_seconds())
    send()
    return {"died": died, "left by them": left}


def together(workers):
    """Each in a process of its own, all from the same instant: how many failed, and how long."""
    connections.close_all()
    gate, opener = os.pipe()
    children = []
    for work in workers:
        child = os.fork()
        if child == 0:
            os.close(opener)
            os.read(gate, 1)  # returns when the parent opens the gate by closing it
            failed = 1
            try:
                work()
                failed = 0
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(failed)
        children.append(child)
    os.close(gate)
    start = time.monotonic()
    os.close(opener)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    return {"failed workers": failed, "seconds": round(time.monotonic() - start, 1)}


def race(count, senders, ringers, control=""):
    """So many handing over what is due while others do whole rounds."""
    warm(Canal.APP)
    warm(Canal.CORREO)
    prepare(Canal.APP, count // 2)
    prepare(Canal.CORREO, count // 2)
    CONTROLS[control]()
    return together([send] * senders + [tocar] * ringers)


# ------------------------------------------------------------------------------------- orders


def order_prepare(channel, count):
    watch()
    ReglaAviso.objects.exclude(clave=RULE).update(activa=False)
    with transaction.atomic():
        prepare(channel, int(count))
    return {"owed": owed()}


def order_kill(channel, rounds, seed, slowest, control=""):
    watch()
    figures = kill(channel, int(rounds), int(seed), float(slowest), control)
    figures["cpu seconds"] = round(sum(os.times()[:4]), 1)  # of those that died too
    return {"control": control, "channel": channel, "seed": int(seed)} | figures | came_of_it()


def order_race(count, senders, ringers, control=""):
    watch()
    ReglaAviso.objects.exclude(clave=RULE).update(activa=False)
    figures = race(int(count), int(senders), int(ringers), control)
    return {"control": control} | figures | came_of_it()


ORDERS = {
    "prepare": order_prepare,
    "kill": order_kill,
    "race": order_race,
    "send": send,
    "ring": tocar,
    "check": came_of_it,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(ORDERS[sys.argv[1]](*sys.argv[2:])))
