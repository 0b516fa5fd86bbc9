"""Programs of the reminder faults: `python -m tests.faults.avisos ORDER …`, each in its process.

`prepare CHANNEL COUNT` writes so many due notices; `kill ROUNDS SEED [control]` forks a sender
per round and kills it with -9 at a random instant, then lets one finish; `send` is one sender
until nothing is owed; `ring` is a whole round, as beat's; `check` prints where they all are.
"""

import json
import os
import random
import signal
import sys
import time
import uuid
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import datetime as dt  # noqa: E402

from django.conf import settings  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from avisos.actions import tocar, turnos  # noqa: E402
from avisos.actions.entregar import Entrega, entregar  # noqa: E402
from avisos.clients import correo  # noqa: E402
from avisos.enums import DEBIDOS, Canal, EstadoAviso  # noqa: E402
from avisos.models import Aviso, ReglaAviso  # noqa: E402
from avisos.queries import fuentes  # noqa: E402
from avisos.queries.fuentes import inicio_del_dia  # noqa: E402
from crm.enums import TipoFecha  # noqa: E402
from crm.models import Compromiso  # noqa: E402
from cuentas.enums import Rol  # noqa: E402
from cuentas.models import Usuario  # noqa: E402
from tests.factories.cuentas import UsuarioFactory  # noqa: E402

LEASE = dt.timedelta(milliseconds=300)
FASTEST, SLOWEST = 0.01, 0.25  # seconds a sender lives before it is killed
LEAST = 100  # owed notices below which more are written, so that every round has work


def person():
    return Usuario.objects.first() or UsuarioFactory(roles=[Rol.DIRECCION_DVOE])


def prepare(channel, count):
    """Due today, each about a commitment of its own."""
    today, now, who = timezone.localdate(), timezone.now(), person()
    rule = ReglaAviso.objects.get(clave="crm-compromiso-1")
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


def send():
    """One sender, until nothing is owed (leases of the dead included)."""
    limit = time.monotonic() + 300
    while owed() and time.monotonic() < limit:
        now = timezone.now()
        entregar(fuentes(), now, now + dt.timedelta(seconds=30))
        time.sleep(0.05)


# ------------------------------------------------------- controls: what the protections replace


def marks_before_handing_over():
    """M11: says «delivered», then delivers. Who dies in between has lost it."""
    handed = Entrega.mandar

    def early(self, vigentes, turno, huella, mensaje):
        self.escribir(vigentes, turno)
        time.sleep(0.002)
        handed(self, vigentes, turno, huella, mensaje)

    Entrega.mandar = early


def names_each_try():
    """M12: a new name per try. Who dies before saying so delivers it again."""
    written = correo.al_buzon

    def another(huella, mensaje):
        written(f"{huella}-{uuid.uuid4().hex}", mensaje)
        time.sleep(0.002)

    correo.al_buzon = another


def takes_without_asking():
    """No turn at all: whoever looks takes the same ones."""

    def take(ahora):
        rows = Aviso.objects.filter(estado__in=DEBIDOS).order_by("pk")
        pks = list(rows.values_list("pk", flat=True)[:5])
        time.sleep(0.005)
        return uuid.uuid4(), pks

    def close(pks, turno, estado, **fields):
        return Aviso.objects.filter(pk__in=pks).update(estado=estado, **fields)

    turnos.tomar, turnos.cerrar, turnos.sostener = take, close, lambda *args: None


CONTROLS = {
    "marks": marks_before_handing_over,
    "names": names_each_try,
    "takes": takes_without_asking,
}


def kill(rounds, seed, control="", channel=""):
    """Senders that die; what they leave is found by those that follow."""
    chance, died = random.Random(seed), 0  # noqa: S311 it decides when, not secrets
    turnos.DURACION = LEASE
    if control:
        CONTROLS[control]()
    channel = channel or Aviso.objects.values_list("canal", flat=True).first()
    Entrega(fuentes(), timezone.now()).lote()  # what is loaded once is loaded before forking
    for _ in range(rounds):
        if owed() < LEAST:
            prepare(channel, LEAST * 3)
        connections.close_all()
        child = os.fork()
        if child == 0:
            now = timezone.now()
            try:
                entregar(fuentes(), now, now + dt.timedelta(seconds=30))
            finally:
                os._exit(0)
        time.sleep(chance.uniform(FASTEST, SLOWEST))
        os.kill(child, signal.SIGKILL)
        died += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = owed()
    time.sleep(LEASE.total_seconds())
    send()
    return {"died": died, "left by them": left}


# ----------------------------------------------------------------------------- what came of it


def spooled():
    """How many letters of each fixed name the spool holds."""
    folder = Path(settings.EMAIL_FILE_PATH or "") if settings.EMAIL_FILE_PATH else None
    files = folder.glob("*.eml") if folder and folder.exists() else ()
    names = Counter()
    for file in files:
        names[message_from_bytes(file.read_bytes())["Message-ID"].strip("<>").split("@")[0]] += 1
    return names


def check():
    """Each notice's state, and each letter against the notice it is of."""
    states = Counter(Aviso.objects.values_list("estado", flat=True))
    keys = Counter(
        Aviso.objects.values_list("regla", "objeto_id", "destinatario", "objetivo", "canal")
    )
    letters = spooled()
    mails = {a.huella for a in Aviso.objects.exclude(canal=Canal.APP)}
    delivered = {
        a.huella
        for a in Aviso.objects.exclude(canal=Canal.APP).filter(estado=EstadoAviso.ENTREGADO)
    }
    return {
        "notices": Aviso.objects.count(),
        "states": dict(states),
        "owed": owed(),
        "repeated keys": sum(n - 1 for n in keys.values()),
        "letters": sum(letters.values()),
        "lost": len(delivered - set(letters)) if letters or delivered else 0,
        "duplicated": sum(n - 1 for n in letters.values()),
        "strange": len(set(letters) - mails),
        "engine": connection.vendor,
    }


def main(order, *arguments):
    if order == "prepare":
        with transaction.atomic():
            prepare(arguments[0], int(arguments[1]))
        answer = {"owed": owed()}
    elif order == "kill":
        answer = kill(int(arguments[0]), int(arguments[1]), *arguments[2:])
    elif order == "send":
        if arguments:
            CONTROLS[arguments[0]]()
        answer = send()
    elif order == "ring":
        answer = tocar()
    else:
        answer = check()
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
