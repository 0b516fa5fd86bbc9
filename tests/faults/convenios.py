"""Programs of the races over instruments: `python -m tests.faults.convenios ORDER ROUNDS [control]`.

`move` has two people take the same request somewhere at the same instant, round after round;
`upload` has them put the next version of one text; `register` has them ask for folios. Each person
is a process of its own. Prints what each was told and what stayed. With `control` the same without
what protects it: the record read before its lock, the lock taken away, the greatest folio plus one.
"""

import copy
import json
import multiprocessing
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.db import IntegrityError, connections  # noqa: E402
from django.db.models import Max  # noqa: E402

from convenios.actions import convenios as actos  # noqa: E402
from convenios.actions import expediente  # noqa: E402
from convenios.actions.convenios import Papel  # noqa: E402
from convenios.models import Convenio  # noqa: E402
from convenios.models.convenio_consulta import ConvenioQuerySet  # noqa: E402
from core.models.folio import ContadorFolio, folio  # noqa: E402
from cuentas.enums import Rol  # noqa: E402
from tests.factories.crm import InstitucionFactory  # noqa: E402
from tests.factories.cuentas import UsuarioFactory  # noqa: E402

PEOPLE = 2
PAUSE = 0.02
FORK = multiprocessing.get_context("fork")
# What each of the two does in even rounds, and in odd ones: steps that exclude each other.
STEPS = (("admitir", "admitir"), ("admitir", "rechazar"))
MOTIVE = "No corresponde al Instituto."


def request(by, number=0):
    nuevo = Convenio(
        tipo="convenio_marco", denominacion=f"Convenio de la carrera {number}", responsable=by
    )
    instituciones = [InstitucionFactory()]
    return actos.registrar_convenio(
        nuevo, by=by, instituciones=instituciones, solicitud=Papel("OF/1")
    )


def person():
    return UsuarioFactory(roles=[Rol.DIRECCION_DVOE.value])


class ReadBefore:
    """What a read outside the lock gives: the record as it was when the page was opened."""

    def __init__(self, convenio):
        self.convenio = convenio

    def get(self, **_where):
        return copy.copy(self.convenio)


def told(work):
    """«ok», or the reason, as the person reads it."""
    try:
        work()
    except ValidationError as error:
        return " ".join(error.messages)
    except IntegrityError:
        return "IntegrityError"
    return "ok"


def mover(who, by, keys, number, barrier, control):
    """One step of one round; the page was opened before, by both."""
    verbo = STEPS[number % 2][who]
    opened = Convenio.objects.get(pk=keys[number])
    if control:
        ConvenioQuerySet.select_for_update = lambda _rows, **_how: ReadBefore(opened)
    barrier.wait(60)
    papel = Papel(f"Documento {who}")
    return told(lambda: actos.mover(opened, verbo, by=by, motivo=MOTIVE, papel=papel))


def subir(who, by, keys, number, barrier, control):
    """The next version of the only text there is."""
    convenio = Convenio.objects.get(pk=keys[0])
    if control:
        ConvenioQuerySet.select_for_update = lambda rows, **_how: rows
        keep = expediente.adjuntar
        expediente.adjuntar = lambda *args, **kwargs: slowly(keep, *args, **kwargs)
    barrier.wait(60)
    archivo = ContentFile(f"Cláusula {number}, de {who}.".encode(), name=f"texto-{number}.txt")
    done = told(lambda: expediente.subir_version(convenio, by=by, archivo=archivo))
    if control:
        expediente.adjuntar = keep
    return done


def slowly(work, *args, **kwargs):
    time.sleep(PAUSE)
    return work(*args, **kwargs)


def pedir(_who, by, _keys, number, barrier, control):
    """The next folio of the series."""
    if control:
        actos.siguiente_numero = max_plus_one
    barrier.wait(60)
    return told(lambda: request(by, number))


def max_plus_one(serie, anio):
    """What the counter replaces: two people read the same maximum."""
    last = Convenio.objects.filter(folio__startswith=serie).aggregate(m=Max("folio"))["m"] or "0"
    time.sleep(PAUSE)
    return int(last.rpartition("-")[2]) + 1


def play(who, by, keys, rounds, barrier, control, answers, work):
    """One person, in a process of its own."""
    found = [work(who, by, keys, number, barrier, control) for number in range(rounds)]
    connections.close_all()
    answers.put((who, found))


def race(work, keys, rounds, control):
    """Both at once, round after round: the answers of each round."""
    people = [person() for _ in range(PEOPLE)]
    connections.close_all()  # a connection is not shared with a child
    barrier, answers = FORK.Barrier(PEOPLE), FORK.Queue()
    running = [
        FORK.Process(target=play, args=(n, by, keys, rounds, barrier, control, answers, work))
        for n, by in enumerate(people)
    ]
    for process in running:
        process.start()
    by_person = dict(answers.get(timeout=300) for _ in running)
    for process in running:
        process.join(60)
    return list(zip(by_person[0], by_person[1], strict=True))


def after(pk):
    """What one instrument looks like in the end."""
    convenio = Convenio.objects.get(pk=pk)
    return {
        "state": convenio.estado,
        "steps": list(convenio.pasos.order_by("pk").values_list("verbo", flat=True)),
        "papers": convenio.documentos.count(),
        "turns": convenio.turnos.filter(hasta=None).count(),
        "held": bool(convenio.en_manos_de),
    }


def move(rounds, control):
    by = person()
    keys = [request(by, number).pk for number in range(rounds)]
    answers = race(mover, keys, rounds, control)
    return {"answers": answers, "stayed": [after(pk) for pk in keys]}


def upload(rounds, control):
    convenio = request(person())
    answers = race(subir, [convenio.pk], rounds, control)
    numbers = convenio.versiones.order_by("numero").values_list("numero", flat=True)
    return {"answers": answers, "numbers": list(numbers)}


def register(rounds, control):
    answers = race(pedir, [], rounds, control)
    year = ContadorFolio.objects.filter(serie="CM").values_list("anio", flat=True).first() or 0
    folios = sorted(Convenio.objects.values_list("folio", flat=True))
    expected = [folio("CM", year, number) for number in range(1, len(folios) + 1)]
    return {"answers": answers, "folios": folios, "expected": expected}


ORDERS = {"move": move, "upload": upload, "register": register}

if __name__ == "__main__":
    outcome = ORDERS[sys.argv[1]](int(sys.argv[2]), sys.argv[3:] == ["control"])
    sys.stdout.write(json.dumps(outcome))
