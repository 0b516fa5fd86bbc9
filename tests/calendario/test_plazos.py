"""Terms against a table worked out by hand (casos_plazos.csv), and against a slow oracle.

In the table: «zona_inicio» is where it was notified and «zona» where it is due, the office's when
blank; «*» is the second time an hour happens; a blank «utc» is 23:59:59 of the centre (UTC-6).
"""

import csv
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendario.calculations import (
    ELECTORAL,
    EXACTO,
    HABILES,
    HORAS,
    MAXIMO,
    NATURALES,
    OFICINA,
    ORDINARIO,
    SIGUIENTE_HABIL,
    Proceso,
    calcular_vencimiento,
    dias_transcurridos,
    limite_de_publicacion,
)
from calendario.enums import ReglaFin, TipoPlazo

pytestmark = pytest.mark.sin_base

LEY = "2023-11-20 2023-12-25 2024-01-01 2024-02-05 2024-03-18 2024-05-01 2024-09-16 2024-10-01 "
LEY += "2024-11-18 2024-12-25 2025-01-01 2025-02-03 2025-03-17 2026-02-02 2026-03-16 2026-11-16"
OTROS = "2024-03-28 2024-03-29 2024-06-02 2024-11-01 2024-11-02"
INHABILES = {dt.date.fromisoformat(dia): "inhábil" for dia in f"{LEY} {OTROS}".split()}

PELO = Proceso("PELO 2023-2024", dt.date(2023, 9, 7), dt.date(2024, 9, 28))
PROCESOS = {
    "": [],
    "pelo": [PELO],
    "dos": [PELO, Proceso("Extraordinario", dt.date(2024, 9, 29), dt.date(2024, 12, 31))],
    "abierto": [Proceso("PELO 2026-2027", dt.date(2026, 9, 1))],
    "2026": [Proceso("De prueba", dt.date(2026, 1, 1))],
}
LETRA = {ORDINARIO: "O", ELECTORAL: "E"}
UN_DIA = dt.timedelta(days=1)


def leer_casos():
    with (Path(__file__).parent / "casos_plazos.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


CASOS = leer_casos()


def leer_inicio(caso):
    texto = caso["inicio"]
    if "T" not in texto:
        return dt.date.fromisoformat(texto)
    naive = dt.datetime.fromisoformat(texto.rstrip("*"))
    zona = ZoneInfo(caso["zona_inicio"] or OFICINA.key)
    return naive.replace(tzinfo=zona, fold=texto.endswith("*"))


def esperado_utc(caso):
    if caso["utc"]:
        return dt.datetime.fromisoformat(f"{caso['utc']}+00:00")
    siguiente = dt.date.fromisoformat(caso["vence"]) + UN_DIA
    return dt.datetime.combine(siguiente, dt.time(5, 59, 59), tzinfo=dt.UTC)


def nombre(caso):
    partes = [caso[k] for k in ("inicio", "cantidad", "tipo", "electoral", "zona_inicio", "zona")]
    return "-".join(parte for parte in partes if parte)


@pytest.mark.parametrize("caso", CASOS, ids=nombre)
def test_case_worked_out_by_hand(caso):
    vencimiento = calcular_vencimiento(
        leer_inicio(caso),
        int(caso["cantidad"]),
        caso["tipo"],
        caso["electoral"] == "si",
        PROCESOS[caso["proceso"]],
        INHABILES,
        regla_fin=caso["regla_fin"] or EXACTO,
        zona=ZoneInfo(caso["zona"] or OFICINA.key),
    )

    assert vencimiento.fecha.isoformat() == caso["vence"], caso["razon"]
    assert vencimiento.instante == esperado_utc(caso), caso["razon"]
    assert ">".join(LETRA[r] for r in vencimiento.regimenes) == caso["regimen"], caso["razon"]


def test_table_is_as_wide_as_promised():
    zonas = {caso[k] or OFICINA.key for caso in CASOS for k in ("zona", "zona_inicio")}

    assert len(CASOS) >= 120
    assert len(zonas) >= 12
    assert {caso["tipo"] for caso in CASOS} == {NATURALES, HABILES, HORAS}


def test_words_of_the_forms_are_those_of_the_functions():
    assert set(TipoPlazo.values) == set(MAXIMO)
    assert set(ReglaFin.values) == {EXACTO, SIGUIENTE_HABIL}


# What a person reads ---------------------------------------------------------------------------

CRUCES = [
    ("2024-09-26", "El 29 de septiembre de 2024 cambia de régimen: ya terminó «PELO 2023-2024»"),
    ("2023-09-04", "El 7 de septiembre de 2023 cambia de régimen: empieza «PELO 2023-2024»"),
]


@pytest.mark.parametrize(("inicio", "frase"), CRUCES)
def test_note_says_when_the_regime_changed(inicio, frase):
    nota = calcular_vencimiento(
        dt.date.fromisoformat(inicio), 5, HABILES, True, [PELO], INHABILES
    ).nota

    assert frase in nota


def test_note_of_an_ordinary_term():
    vencimiento = calcular_vencimiento(dt.date(2024, 4, 29), 2, HABILES, inhabiles=INHABILES)

    assert vencimiento.nota == (
        "Se cuentan 2 días hábiles desde el día siguiente al lunes 29 de abril de 2024. "
        "No cuenta 1 día inhábil. Vence el jueves 2 de mayo de 2024, hasta las 23:59:59."
    )
    assert vencimiento.saltados == ((dt.date(2024, 5, 1), "inhábil"),)


def test_note_of_days_of_24_hours():
    inicio = dt.datetime(2024, 5, 10, 14, 30, tzinfo=OFICINA)

    nota = calcular_vencimiento(inicio, 3, HABILES, True, [PELO], INHABILES).nota

    assert nota == (
        "3 días de 24 horas, de momento a momento, desde el viernes 10 de mayo de 2024 a las "
        "14:30 h. Asunto electoral en «PELO 2023-2024»: todos los días y horas son hábiles. "
        "Vence el lunes 13 de mayo de 2024 a las 14:30 h."
    )


def test_note_says_that_a_process_has_no_end():
    abierto = PROCESOS["abierto"]

    nota = calcular_vencimiento(dt.date(2026, 10, 1), 3, HABILES, True, abierto).nota

    assert "«PELO 2026-2027» no tiene fecha de fin en el calendario" in nota


def test_note_says_that_the_process_does_not_matter():
    nota = calcular_vencimiento(dt.date(2024, 5, 13), 3, HABILES, False, [PELO]).nota

    assert "no es asunto electoral" in nota


def test_note_says_why_the_end_moved():
    vencimiento = calcular_vencimiento(
        dt.date(2024, 4, 30), 1, NATURALES, inhabiles=INHABILES, regla_fin=SIGUIENTE_HABIL
    )

    assert "El último día, miércoles 1 de mayo de 2024, es inhábil" in vencimiento.nota
    assert vencimiento.aplazados == ((dt.date(2024, 5, 1), "inhábil"),)


def test_midnight_reads_as_the_24_hours_of_the_day_that_ends():
    inicio = dt.datetime(2024, 5, 10, 15, tzinfo=OFICINA)

    assert calcular_vencimiento(inicio, 9, HORAS).cuando == (
        "el viernes 10 de mayo de 2024 a las 24:00 h"
    )


def test_zone_is_shown_when_it_is_not_the_centre():
    vencimiento = calcular_vencimiento(
        dt.date(2024, 5, 13), 1, HABILES, zona=ZoneInfo("America/Tijuana")
    )

    assert vencimiento.cuando.endswith("hasta las 23:59:59 (America/Tijuana)")


# In time ---------------------------------------------------------------------------------------


def test_in_time_until_the_last_second_of_the_day():
    vencimiento = calcular_vencimiento(dt.date(2024, 5, 13), 1, HABILES)

    medianoche = dt.datetime(2024, 5, 15, tzinfo=OFICINA)
    assert vencimiento.en_tiempo(medianoche - dt.timedelta(microseconds=1))
    assert not vencimiento.en_tiempo(medianoche)


def test_in_time_until_the_moment_of_a_term_in_hours():
    inicio = dt.datetime(2024, 5, 13, 9, tzinfo=OFICINA)
    vencimiento = calcular_vencimiento(inicio, 24, HORAS)

    assert vencimiento.en_tiempo(inicio + UN_DIA)
    assert not vencimiento.en_tiempo(inicio + UN_DIA + dt.timedelta(microseconds=1))


# What has no answer ----------------------------------------------------------------------------

REFUSED = [
    ((dt.date(2024, 5, 13), 0, HABILES), "de 1 a 3,660"),
    ((dt.date(2024, 5, 13), 3661, NATURALES), "de 1 a 3,660"),
    ((dt.date(2024, 5, 13), 8785, HORAS), "de 1 a 8,784"),
    ((dt.date(2024, 5, 13), 3, "semanas"), "«semanas»"),
    ((dt.date(2024, 5, 13), 3, HORAS), "necesita la hora"),
    ((dt.datetime(2024, 5, 13), 3, HABILES), "zona horaria"),  # noqa: DTZ001
    ((dt.date(1800, 5, 13), 3, HABILES), "entre los años"),
    ((dt.date(9999, 12, 31), 3, HABILES), "entre los años"),
]


@pytest.mark.parametrize(("arguments", "reason"), REFUSED)
def test_refuses_in_spanish(arguments, reason):
    with pytest.raises(ValueError, match=reason):
        calcular_vencimiento(*arguments)


# Elapsed days and publication ------------------------------------------------------------------

TRANSCURRIDOS = [
    ("2024-05-13", "2024-05-13", NATURALES, False, 0),
    ("2024-05-13", "2024-05-14", NATURALES, False, 1),
    ("2024-02-28", "2024-03-01", NATURALES, False, 2),
    ("2024-05-10", "2024-05-13", HABILES, False, 1),
    ("2024-05-10", "2024-05-12", HABILES, False, 0),
    ("2024-03-27", "2024-04-01", HABILES, False, 1),
    ("2024-03-27", "2024-04-01", HABILES, True, 5),
    ("2024-09-26", "2024-10-03", HABILES, True, 5),
    ("2024-10-03", "2024-09-26", HABILES, True, -5),
    ("2024-05-20", "2024-05-13", HABILES, False, -5),
    ("2024-01-01", "2024-12-31", NATURALES, False, 365),
]


@pytest.mark.parametrize(("desde", "hasta", "tipo", "electoral", "dias"), TRANSCURRIDOS)
def test_elapsed_days(desde, hasta, tipo, electoral, dias):
    desde, hasta = dt.date.fromisoformat(desde), dt.date.fromisoformat(hasta)

    assert dias_transcurridos(desde, hasta, tipo, electoral, [PELO], INHABILES) == dias


LIMITES = [
    (2024, 1, EXACTO, "2024-05-15"),
    (2024, 2, EXACTO, "2024-08-14"),
    (2024, 3, EXACTO, "2024-11-14"),
    (2024, 4, EXACTO, "2025-02-14"),
    (2023, 4, EXACTO, "2024-02-14"),
    (2025, 4, EXACTO, "2026-02-14"),  # Saturday
    (2025, 4, SIGUIENTE_HABIL, "2026-02-16"),
    (2026, 3, EXACTO, "2026-11-14"),  # Saturday, and Monday 16 is not a working day
    (2026, 3, SIGUIENTE_HABIL, "2026-11-17"),
]


@pytest.mark.parametrize(("anio", "trimestre", "regla", "fecha"), LIMITES)
def test_publication_is_45_days_after_the_quarter(anio, trimestre, regla, fecha):
    limite = limite_de_publicacion(anio, trimestre, inhabiles=INHABILES, regla_fin=regla)

    assert limite.fecha.isoformat() == fecha
    assert limite.nota.startswith(f"Trimestre {trimestre} del ejercicio {anio}.")


# Against a slow oracle -------------------------------------------------------------------------

dias = st.dates(dt.date(2023, 6, 1), dt.date(2025, 3, 1))
instantes = st.datetimes(
    dt.datetime(2023, 6, 1),  # noqa: DTZ001 hypothesis adds the zone
    dt.datetime(2025, 3, 1),  # noqa: DTZ001
    timezones=st.just(OFICINA),
)
inicios = st.one_of(dias, instantes)
cantidades = st.integers(1, 120)


def cuenta(dia, tipo, electoral):
    """Whether a day counts, said as the law says it and not as the code does."""
    en_proceso = dt.date(2023, 9, 7) <= dia <= dt.date(2024, 9, 28)
    laborable = dia.isoweekday() <= 5 and dia not in INHABILES
    return tipo == NATURALES or laborable or (electoral and en_proceso)


def oraculo(inicio, cantidad, tipo, electoral):
    """Every day of three years that counts, in a list; the answer is a place in it."""
    dia = inicio.date() if isinstance(inicio, dt.datetime) else inicio
    siguientes = [dia + n * UN_DIA for n in range(1, 1100)]
    return [d for d in siguientes if cuenta(d, tipo, electoral)][cantidad - 1]


def calcular(inicio, cantidad, tipo, electoral, **kwargs):
    return calcular_vencimiento(inicio, cantidad, tipo, electoral, [PELO], INHABILES, **kwargs)


@given(inicios, cantidades, st.sampled_from([NATURALES, HABILES]), st.booleans())
def test_same_date_as_the_slow_oracle(inicio, cantidad, tipo, electoral):
    found = calcular(inicio, cantidad, tipo, electoral)

    assert found.fecha == oraculo(inicio, cantidad, tipo, electoral)


@given(dias, cantidades, st.booleans())
def test_working_days_never_end_on_a_day_that_does_not_count(inicio, cantidad, electoral):
    assert cuenta(calcular(inicio, cantidad, HABILES, electoral).fecha, HABILES, electoral)


@given(dias, cantidades, st.booleans())
def test_natural_days_may_be_made_to_end_on_a_working_day(inicio, cantidad, electoral):
    movido = calcular(inicio, cantidad, NATURALES, electoral, regla_fin=SIGUIENTE_HABIL).fecha
    exacto = calcular(inicio, cantidad, NATURALES, electoral).fecha

    assert cuenta(movido, HABILES, electoral)
    assert not any(
        cuenta(exacto + n * UN_DIA, HABILES, electoral) for n in range((movido - exacto).days)
    )


@given(inicios, cantidades, st.sampled_from(list(MAXIMO)), st.booleans())
def test_a_longer_term_never_ends_before(inicio, cantidad, tipo, electoral):
    if tipo == HORAS and not isinstance(inicio, dt.datetime):
        return
    corto = calcular(inicio, cantidad, tipo, electoral)
    largo = calcular(inicio, cantidad + 1, tipo, electoral)

    assert largo.instante > corto.instante
    assert largo.fecha >= corto.fecha


@given(dias, st.integers(1, 30), cantidades, st.booleans())
def test_a_later_start_never_ends_before(inicio, despues, cantidad, electoral):
    antes = calcular(inicio, cantidad, HABILES, electoral)

    assert calcular(inicio + despues * UN_DIA, cantidad, HABILES, electoral).fecha >= antes.fecha


@given(dias, cantidades, st.sampled_from([NATURALES, HABILES]), st.booleans())
def test_elapsed_days_undo_the_term(inicio, cantidad, tipo, electoral):
    fecha = calcular(inicio, cantidad, tipo, electoral).fecha

    assert dias_transcurridos(inicio, fecha, tipo, electoral, [PELO], INHABILES) == cantidad


@given(instantes, cantidades, st.booleans())
def test_hours_count_minute_by_minute(inicio, cantidad, electoral):
    """An hour at a time from the start, adding only what falls on days that count."""
    momento, faltan = inicio, cantidad * 60
    while True:
        fin_del_dia = dt.datetime.combine(momento.date() + UN_DIA, dt.time.min, tzinfo=OFICINA)
        hay = (fin_del_dia - momento).total_seconds() / 60
        if cuenta(momento.date(), HABILES, electoral):
            if faltan <= hay:
                break
            faltan -= hay
        momento = fin_del_dia

    esperado = momento + dt.timedelta(minutes=faltan)
    error = calcular(inicio, cantidad, HORAS, electoral).instante - esperado
    assert abs(error) < dt.timedelta(milliseconds=1)
