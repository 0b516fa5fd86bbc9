"""The race for two activities at once: `python -m tests.faults.actividades ORDER …`.

`people PLACES COUNT` prints two activities of the same hour; `enrol FIRST SECOND [way]` enrols
everybody in each, and one out of five takes it back; `check FIRST SECOND` prints how it ended.
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.db import IntegrityError, OperationalError  # noqa: E402

from acompanamiento.actions import participacion as actions  # noqa: E402
from acompanamiento.enums import OCUPAN_LUGAR  # noqa: E402
from acompanamiento.models import (  # noqa: E402
    ActividadPrograma,
    Participacion,
    SolicitudVisitante,
)
from tests.factories.programa_visitantes import (  # noqa: E402
    ActividadProgramaFactory,
    ProgramaAcompanamientoFactory,
    VisitanteAcreditadaFactory,
)

REGRETS = 5


def people(places, count):
    visitante = VisitanteAcreditadaFactory()
    convocatoria = visitante.convocatoria
    for _ in range(int(count) - 1):
        VisitanteAcreditadaFactory(convocatoria=convocatoria)
    programa = ProgramaAcompanamientoFactory(proceso=convocatoria.proceso)
    una = ActividadProgramaFactory(programa=programa, cupo=int(places))
    otra = ActividadProgramaFactory(
        programa=programa, cupo=int(places), inicio=una.inicio, fin=una.fin
    )
    return [una.pk, otra.pk]


def enrol(first, second, way=""):
    if way == "sin_turno":
        without_locks()
    actividades = [ActividadPrograma.objects.get(pk=pk) for pk in (first, second)]
    busy = 0
    for number, persona in enumerate(SolicitudVisitante.objects.order_by("pk")):
        for actividad in actividades:
            try:
                fila = actions.inscribir(actividad, by=None, persona=persona)
                if number % REGRETS == 0:
                    actions.cancelar_participacion(fila, by=None)
            except (ValidationError, IntegrityError):  # the second only without the locks
                continue
            except OperationalError:
                busy += 1
    return busy


def without_locks():
    """What the locks replace: everybody looks before anybody writes."""

    def slowly(look):
        def looked(*arguments, **named):
            found = look(*arguments, **named)
            time.sleep(0.2)
            return found

        return looked

    actions.tomar_personas = lambda personas: None
    actions.tomar = lambda pk: ActividadPrograma.objects.select_related("programa").get(pk=pk)
    actions.choques_de = slowly(actions.choques_de)
    actions.ocupados = slowly(actions.ocupados)


def check(first, second):
    rows = Participacion.objects.vivos().filter(estado__in=OCUPAN_LUGAR)
    una, otra = (
        list(rows.filter(actividad=pk).values_list("visitante", flat=True))
        for pk in (first, second)
    )
    return {"una": len(una), "otra": len(otra), "en_dos": len(set(una) & set(otra))}


if __name__ == "__main__":
    order, *arguments = sys.argv[1:]
    orders = {"people": people, "enrol": enrol, "check": check}
    sys.stdout.write(json.dumps(orders[order](*arguments)))
