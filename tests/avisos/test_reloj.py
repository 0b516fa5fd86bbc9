"""A clock that jumps back and forth: nothing lost, nothing twice, nobody waits for it (F11)."""

import datetime as dt
import random

import pytest
from django.core import mail

from avisos.actions import turnos
from avisos.models import Aviso
from crm.enums import TipoFecha
from tests.avisos.conftest import LIMITE, el
from tests.factories.seguimiento import CompromisoFactory

pytestmark = pytest.mark.django_db
HORA, DIA, MINUTO = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(minutes=1)


def test_who_died_before_the_clock_went_back_keeps_nothing(compromiso, solo, vuelta):
    """Its turn ends tomorrow by the clock of now: nobody waits for that."""
    solo("crm-compromiso-7")
    vuelta(el(3, 6, 59))
    turnos.tomar(el(4, 7, 5))  # one day ahead; it dies with what it took

    vuelta(el(3, 7, 5))  # set right

    assert Aviso.objects.get(canal="app").estado == "entregado"


def test_a_turn_that_runs_is_respected(compromiso, solo, vuelta):
    solo("crm-compromiso-7")
    vuelta(el(3, 6, 59))
    turnos.tomar(el(3, 7, 4))

    vuelta(el(3, 7, 5))

    assert Aviso.objects.get(canal="app").estado == "tomado"


@pytest.mark.parametrize("semilla", range(12))
def test_jumps_of_an_hour_and_of_a_day_lose_and_repeat_nothing(semilla, quien, solo, vuelta):
    azar = random.Random(semilla)  # noqa: S311 it decides when, not secrets
    solo("crm-compromiso-7", "crm-compromiso-1")
    for _ in range(6):
        CompromisoFactory(responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE)
    # The true time goes from before the first notice to after the last; the clock lies meanwhile.
    for dia in range(1, 10):
        for _ in range(3):
            reloj = el(dia, azar.randint(0, 23)) + azar.choice(
                [-DIA, -HORA, HORA, DIA]
            ) * azar.choice([0, 1])
            if azar.random() < 0.3:
                turnos.tomar(reloj)  # and it dies
            vuelta(reloj, anterior=reloj + azar.choice([-DIA, -MINUTO, HORA]))

    for minuto in range(5):  # right again
        vuelta(el(9, 12, minuto * 3))

    app = Aviso.objects.filter(canal="app")
    assert set(app.values_list("estado", flat=True)) == {"entregado"}
    assert app.count() == 6 * 2
    ids = [m.extra_headers["Message-ID"] for m in mail.outbox]
    assert len(ids) == len(set(ids))
    correos = Aviso.objects.exclude(canal="app")
    assert {a.huella for a in correos} == {i.strip("<>").split("@")[0] for i in ids}
    assert set(correos.values_list("estado", flat=True)) == {"entregado"}
