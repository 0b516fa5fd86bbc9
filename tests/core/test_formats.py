import datetime as dt
from decimal import Decimal

import pytest

from core import formats

pytestmark = pytest.mark.sin_base
DAY = dt.date(2026, 3, 5)
TODAY = dt.date(2026, 11, 21)


def test_months_are_written_in_lower_case():
    assert formats.fecha_larga(DAY) == "5 de marzo de 2026"
    assert formats.fecha_corta(DAY) == "5 mar 2026"
    assert formats.dia_corto(DAY) == "jue 5 mar"


def test_instants_show_the_24_hours():
    moment = dt.datetime(2026, 9, 5, 14, 5, tzinfo=dt.UTC)

    assert formats.hora(moment) == "14:05 h"
    assert formats.fecha_hora(moment) == "5 sep 2026, 14:05 h"


@pytest.mark.parametrize(
    ("end", "text"),
    [
        (dt.date(2026, 3, 5), "5 de marzo de 2026"),
        (dt.date(2026, 3, 9), "del 5 al 9 de marzo de 2026"),
        (dt.date(2026, 4, 1), "del 5 de marzo al 1 de abril de 2026"),
        (dt.date(2027, 1, 2), "del 5 de marzo de 2026 al 2 de enero de 2027"),
    ],
)
def test_ranges_repeat_only_what_changes(end, text):
    assert formats.rango(DAY, end) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "hoy"),
        (1, "mañana"),
        (-1, "ayer"),
        (3, "en 3 días"),
        (-3, "hace 3 días"),
        (-30, "hace 1 mes"),
        (-45, "hace 45 días"),
        (-60, "hace 2 meses"),
        (-365, "hace 1 año"),
        (-500, "hace 16 meses"),
        (900, "en 2 años"),
    ],
)
def test_relative_dates(days, text):
    assert formats.relativa(TODAY + dt.timedelta(days=days), TODAY) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (785, "785"),
        (1234567, "1,234,567"),
        (1234567.5, "1,234,567.5"),
        (Decimal("10.00"), "10"),
        (Decimal("0.25"), "0.25"),
    ],
)
def test_numbers_have_thousands_and_no_idle_zeros(value, text):
    assert formats.numero(value) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [(12, "12 bytes"), (870_400, "850 KB"), (1_468_006, "1.4 MB"), (14_680_064, "14 MB")],
)
def test_sizes_in_words(size, text):
    assert formats.tamano(size) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana Pérez", "AP"),
        ("María de la Luz Ñúñez", "ML"),
        ("óscar", "Ó"),
        ("", ""),
    ],
)
def test_initials_skip_particles(name, text):
    assert formats.iniciales(name) == text
