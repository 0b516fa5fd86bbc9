"""Programs of the race for places: `python -m tests.faults.cupos ORDER …`, in their own processes.

`people PLACES COUNT` prints a sitting and who wants to enter it; `enrol SITTING START COUNT [way]`
enrols those people, one out of five of whom takes it back; `check SITTING` prints how it ended.
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import OperationalError  # noqa: E402

from observacion.actions import cursos  # noqa: E402
from observacion.enums import OCUPAN_LUGAR  # noqa: E402
from observacion.models import InscripcionCurso, IntegranteRed, SesionCurso  # noqa: E402
from tests.factories.observacion import IntegranteRedFactory, SesionCursoFactory  # noqa: E402

REGRETS = 5


def people(places, count):
    sesion = SesionCursoFactory(cupo=int(places))
    for _ in range(int(count)):
        IntegranteRedFactory()
    return sesion.pk


def enrol(sesion, start, count, way=""):
    if way == "sin_turno":
        without_lock()
    sesion = SesionCurso.objects.get(pk=sesion)
    busy = 0
    rows = IntegranteRed.objects.order_by("pk")[int(start) : int(start) + int(count)]
    for number, integrante in enumerate(rows):
        try:
            inscripcion = cursos.inscribir(sesion, by=None, integrante=integrante)
            if number % REGRETS == 0:
                cursos.cancelar(inscripcion, by=None)
        except OperationalError:
            busy += 1
    return busy


def without_lock():
    """What the lock replaces: everybody counts before anybody writes."""

    def tomar(pk):
        return SesionCurso.objects.get(pk=pk)

    def ocupados(sesion):
        rows = InscripcionCurso.objects.vivos().filter(sesion=sesion, estado__in=OCUPAN_LUGAR)
        found = rows.count()
        time.sleep(0.3)
        return found

    cursos.tomar, cursos.ocupados = tomar, ocupados


def check(sesion):
    rows = InscripcionCurso.objects.vivos().filter(sesion=sesion)
    estados = list(rows.values_list("estado", flat=True))
    return {estado: estados.count(estado) for estado in sorted(set(estados))}


if __name__ == "__main__":
    order, *arguments = sys.argv[1:]
    orders = {"people": people, "enrol": enrol, "check": check}
    sys.stdout.write(json.dumps(orders[order](*arguments)))
