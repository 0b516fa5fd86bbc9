import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from avisos.calculations import espera, momento, siguiente_resumen, tras_el_silencio

CDMX = ZoneInfo("America/Mexico_City")
SIETE = dt.time(7)


def local(day, hour, minute=0):
    return dt.datetime(2024, 5, day, hour, minute, tzinfo=CDMX)


@pytest.mark.parametrize(
    ("antes", "esperado"),
    [(7, local(3, 7)), (0, local(10, 7)), (-1, local(11, 7))],
)
def test_days_count_from_the_civil_date_at_the_hour_of_the_office(antes, esperado):
    # 23:30 of the 10th in Mexico City is already the 11th in UTC.
    objetivo = local(10, 23, 30).astimezone(dt.UTC)

    assert momento(objetivo, antes, "dias", SIETE, CDMX) == esperado


def test_hours_count_from_the_instant():
    assert momento(local(10, 18), 4, "horas", SIETE, CDMX) == local(10, 14)


@pytest.mark.parametrize(
    ("desde", "esperado"),
    [
        (local(10, 6, 59), local(10, 7)),
        (local(10, 7), local(10, 7)),
        (local(10, 7, 1), local(11, 7)),
        (local(31, 12), dt.datetime(2024, 6, 1, 7, tzinfo=CDMX)),
    ],
)
def test_summary_leaves_at_the_next_such_hour(desde, esperado):
    assert siguiente_resumen(desde, SIETE, CDMX) == esperado


@pytest.mark.parametrize(
    ("cuando", "esperado"),
    [
        (local(10, 21, 59), local(10, 21, 59)),
        (local(10, 22), local(11, 6)),
        (local(11, 5, 59), local(11, 6)),
        (local(11, 6), local(11, 6)),
    ],
)
def test_silence_crosses_midnight(cuando, esperado):
    assert tras_el_silencio(cuando, dt.time(22), dt.time(6), CDMX) == esperado


def test_silence_within_a_day_and_no_silence():
    assert tras_el_silencio(local(10, 14), dt.time(13), dt.time(15), CDMX) == local(10, 15)
    assert tras_el_silencio(local(10, 14), None, None, CDMX) == local(10, 14)


def test_ladder_of_tries_ends_in_two_days():
    minutos = [int(espera(n).total_seconds() // 60) for n in range(1, 29)]

    assert minutos[:7] == [1, 5, 15, 30, 60, 120, 120]
    assert 47 * 60 <= sum(minutos) <= 49 * 60
