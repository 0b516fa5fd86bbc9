"""Programs of the folio race: `python -m tests.faults.folios ORDER …`, in processes of their own.

`people` prints who registers; `register PERSON COUNT SEED [max]` registers as fast as it can and
prints what it got; `check` prints what the series looks like in the end.
"""

import json
import os
import random
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import IntegrityError, OperationalError, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from core.models.folio import ContadorFolio  # noqa: E402
from crm.actions import gestiones  # noqa: E402
from crm.enums import MedioGestion, TipoGestion  # noqa: E402
from crm.models import Gestion  # noqa: E402
from cuentas.enums import Rol  # noqa: E402
from cuentas.models import Usuario  # noqa: E402
from tests.factories.cuentas import UsuarioFactory  # noqa: E402

ROLLBACKS = 0.05
BUSY = "busy"
PAUSE = 0.002


class RegretError(Exception):
    """Whoever was registering changed their mind after taking the number."""


def number(folio):
    return int(folio.rpartition("-")[2])


def max_plus_one(serie, anio):
    """What the counter replaces: two people read the same maximum."""
    folios = Gestion.objects.values_list("folio", flat=True)
    found = max(map(number, folios), default=0) + 1
    time.sleep(PAUSE)
    return found


def register_one(by, regret):
    gestion = Gestion(
        tipo=TipoGestion.OPINION_PERTINENCIA,
        medio=MedioGestion.OFICIO,
        fecha_solicitud=timezone.now(),
        descripcion="Solicitud de la carrera",
    )
    with transaction.atomic():
        gestiones.registrar_gestion(gestion, by=by)
        if regret:
            raise RegretError
    return gestion.folio


def register(person, count, seed, way=""):
    if way == "max":
        gestiones.siguiente_numero = max_plus_one
    by, chance = Usuario.objects.get(pk=person), random.Random(int(seed))  # noqa: S311
    told = {"folios": [], "regrets": 0, "refused": 0, "busy": 0}
    start = time.monotonic()
    for _ in range(int(count)):
        regret, told_so = chance.random() < ROLLBACKS, BUSY
        while told_so == BUSY:
            told_so = attempt(told, by, regret)
    return told | {"seconds": round(time.monotonic() - start, 2)}


def attempt(told, by, regret):
    """Register one. Who finds the base busy is told so, and tries again."""
    try:
        told["folios"].append(register_one(by, regret))
    except RegretError:
        told["regrets"] += 1
    except IntegrityError:
        told["refused"] += 1
    except OperationalError:
        told[BUSY] += 1
        return BUSY
    return ""


def people():
    return UsuarioFactory(roles=[Rol.DIRECCION_DVOE.value]).pk


def check():
    numbers = sorted(map(number, Gestion.objects.values_list("folio", flat=True)))
    return {
        "count": len(numbers),
        "duplicates": len(numbers) - len(set(numbers)),
        "gaps": max(numbers, default=0) - len(set(numbers)),
        "counter": sum(ContadorFolio.objects.values_list("ultimo", flat=True)),
        "without_turn": Gestion.objects.filter(turnos=None).count(),
    }


ORDERS = {"people": people, "register": register, "check": check}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(ORDERS[sys.argv[1]](*sys.argv[2:])))
