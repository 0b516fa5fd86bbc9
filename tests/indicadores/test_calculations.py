"""The arithmetic of AI 3 against the hand (dominio 2.5.2, cases 1, 2, 35)."""

import datetime as dt
from decimal import Decimal

import pytest

from calendario.calculations import acumulado, leer_trimestre, trimestre, trimestre_de
from indicadores.calculations import Conteos, Hecho, Razon, contar, huella, porcentaje_atendidas
from tests.indicadores.cuarenta import (
    A_MANO,
    FUERA,
    GRUPOS,
    METODOS,
    SIN_ATENCION,
    local,
)


def hechos():
    number = 0
    for cuantas, solicitada, atendida, estado in GRUPOS:
        for _ in range(cuantas):
            number += 1
            if estado not in FUERA:
                yield Hecho(
                    f"GES-{number}",
                    local(solicitada),
                    atendida and local(atendida),
                    concluida=estado in SIN_ATENCION,
                )


def test_there_are_forty():
    assert sum(grupo[0] for grupo in GRUPOS) == 40


@pytest.mark.parametrize(("periodo", "corte", "esperado"), A_MANO)
def test_counts_equal_the_hand(periodo, corte, esperado):
    assert contar(hechos(), trimestre(*periodo), local(corte)) == Conteos(*esperado)


@pytest.mark.parametrize(("periodo", "metodo", "numerador", "denominador"), METODOS)
def test_methods_equal_the_hand(periodo, metodo, numerador, denominador):
    corte = next(local(c) for p, c, _ in A_MANO if p == periodo)
    conteos = contar(hechos(), trimestre(*periodo), corte)

    assert porcentaje_atendidas(conteos, metodo) == Razon(numerador, denominador)


@pytest.mark.parametrize("metodo", ["cohorte", "flujo"])
def test_zero_denominator_is_no_value(metodo):
    conteos = contar(hechos(), trimestre(2024, 3), local("2024-10-10 12:00"))

    assert porcentaje_atendidas(conteos, metodo).porcentaje is None


def test_year_to_date_counts_each_once():
    conteos = contar(hechos(), acumulado(2024, 2), local("2024-07-10 12:00"))

    assert (conteos.solicitadas, conteos.atendidas_de_ellas) == (25, 22)


def test_percentage_is_exact_until_printed():
    assert Razon(1, 3).porcentaje == Decimal(100) / Decimal(3)


def test_unknown_method_is_refused():
    with pytest.raises(ValueError, match="no existe"):
        porcentaje_atendidas(Conteos(0, 0, 0, 0, 0, 0), "promedio")


@pytest.mark.parametrize(
    ("instante", "esperado"),
    [
        (dt.datetime(2024, 4, 1, 5, 30, tzinfo=dt.UTC), (2024, 1)),  # 31 March 23:30 here
        (dt.datetime(2024, 4, 1, 6, 0, tzinfo=dt.UTC), (2024, 2)),
        (dt.datetime(2025, 1, 1, 5, 59, tzinfo=dt.UTC), (2024, 4)),
    ],
)
def test_quarter_by_the_civil_date_of_the_office(instante, esperado):
    assert trimestre_de(instante) == esperado


@pytest.mark.parametrize("texto", ["2024-1", "2024-T1", "2024 t1", "2024T1"])
def test_quarters_as_people_write_them(texto):
    assert leer_trimestre(texto) == trimestre(2024, 1)


@pytest.mark.parametrize("texto", ["", "2024-5", "24-1", "T1"])
def test_what_is_no_quarter(texto):
    assert leer_trimestre(texto) is None


def test_quarter_five_does_not_exist():
    with pytest.raises(ValueError, match="van del 1 al 4"):
        trimestre(2024, 5)


def test_hash_does_not_depend_on_order():
    assert huella({"a": 1, "b": [2]}) == huella({"b": [2], "a": 1})
