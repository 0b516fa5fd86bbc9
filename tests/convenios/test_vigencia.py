"""Validity, renewal and notice dates against a table counted by hand (dominio 2.2.4)."""

import datetime as dt

import pytest

from convenios.calculations import (
    Terminos,
    dias_restantes,
    fin_efectivo,
    fin_ultimo,
    limite_de_aviso,
    sumar_meses,
    vigencia,
)


def d(texto):
    """«2024-12-31» as a date; nothing when blank."""
    return dt.date.fromisoformat(texto) if texto else None


ANUAL = {
    "tipo": "fecha_determinada",
    "inicio": d("2024-01-01"),
    "fin": d("2024-12-31"),
    "renovacion": "automatica",
    "periodo_meses": 12,
    "aviso_dias": 30,
}
FIJO = {"tipo": "fecha_determinada", "inicio": d("2023-03-01"), "fin": d("2025-02-28")}
INDEFINIDO = {"tipo": "indefinida", "inicio": d("2010-05-04")}
PROCESO = {"tipo": "por_proceso_electoral", "inicio": d("2023-09-10")}
CONDICION = {"tipo": "por_condicion", "inicio": d("2023-09-10")}

# terms, changes, day, state, effective end
CASOS = [
    # A fixed date: the last day is included; the day after it is over.
    (FIJO, {}, "2023-02-28", "por_iniciar", "2025-02-28"),
    (FIJO, {}, "2023-03-01", "vigente", "2025-02-28"),
    (FIJO, {}, "2024-11-29", "vigente", "2025-02-28"),
    (FIJO, {}, "2024-11-30", "por_vencer", "2025-02-28"),
    (FIJO, {}, "2025-02-27", "por_vencer", "2025-02-28"),
    (FIJO, {}, "2025-02-28", "por_vencer", "2025-02-28"),
    (FIJO, {}, "2025-03-01", "vencida", "2025-02-28"),
    (FIJO, {}, "2030-01-01", "vencida", "2025-02-28"),
    (FIJO, {"inicio": None}, "1999-01-01", "vigente", "2025-02-28"),
    # By agreement it does not renew itself.
    (FIJO, {"renovacion": "por_acuerdo"}, "2025-03-01", "vencida", "2025-02-28"),
    # Early termination, before and after the agreed end: the earliest counts.
    (FIJO, {"terminacion": d("2024-06-15")}, "2024-06-15", "por_vencer", "2024-06-15"),
    (FIJO, {"terminacion": d("2024-06-15")}, "2024-06-16", "vencida", "2024-06-15"),
    (FIJO, {"terminacion": d("2026-01-01")}, "2025-03-01", "vencida", "2025-02-28"),
    # What ends with its parent.
    (FIJO, {"fin_padre": d("2024-12-31")}, "2025-01-01", "vencida", "2024-12-31"),
    (FIJO, {"fin_padre": d("2026-12-31")}, "2025-02-28", "por_vencer", "2025-02-28"),
    (INDEFINIDO, {"fin_padre": d("2024-12-31")}, "2024-12-01", "por_vencer", "2024-12-31"),
    # Indefinite: never expires, and has no days left (case 6).
    (INDEFINIDO, {}, "2010-05-03", "por_iniciar", ""),
    (INDEFINIDO, {}, "2010-05-04", "indefinida", ""),
    (INDEFINIDO, {}, "2099-12-31", "indefinida", ""),
    (INDEFINIDO, {"inicio": None}, "2024-01-01", "indefinida", ""),
    (INDEFINIDO, {"terminacion": d("2024-03-31")}, "2024-04-01", "vencida", "2024-03-31"),
    # By process: open until its end is known (case 7).
    (PROCESO, {}, "2024-06-02", "vigente", ""),
    (PROCESO, {}, "2030-01-01", "vigente", ""),
    (PROCESO, {"fin_evento": d("2024-10-05")}, "2024-06-02", "vigente", "2024-10-05"),
    (PROCESO, {"fin_evento": d("2024-10-05")}, "2024-07-08", "por_vencer", "2024-10-05"),
    (PROCESO, {"fin_evento": d("2024-10-05")}, "2024-10-05", "por_vencer", "2024-10-05"),
    (PROCESO, {"fin_evento": d("2024-10-05")}, "2024-10-06", "vencida", "2024-10-05"),
    (CONDICION, {}, "2029-01-01", "vigente", ""),
    (CONDICION, {"fin_evento": d("2024-02-29")}, "2024-02-29", "por_vencer", "2024-02-29"),
    (CONDICION, {"fin_evento": d("2024-02-29")}, "2024-03-01", "vencida", "2024-02-29"),
    # Automatic renewal: 31 December is not its end (case 8).
    (ANUAL, {}, "2024-12-30", "vigente", "2024-12-31"),
    (ANUAL, {}, "2024-12-31", "vigente", "2024-12-31"),
    (ANUAL, {}, "2025-01-01", "vigente", "2025-12-31"),
    (ANUAL, {}, "2027-06-01", "vigente", "2027-12-31"),
    (ANUAL, {"terminacion": d("2025-05-31")}, "2025-06-01", "vencida", "2025-05-31"),
    # A limit of renewals.
    (ANUAL, {"maximo_periodos": 1}, "2025-01-01", "vigente", "2025-12-31"),
    (ANUAL, {"maximo_periodos": 1}, "2025-10-02", "por_vencer", "2025-12-31"),
    (ANUAL, {"maximo_periodos": 1}, "2026-01-01", "vencida", "2025-12-31"),
    (ANUAL, {"maximo_periodos": 0}, "2025-01-01", "vencida", "2024-12-31"),
    # Notice in time ends the period; late, the next one.
    (ANUAL, {"aviso_dado": d("2024-12-01")}, "2024-12-15", "por_vencer", "2024-12-31"),
    (ANUAL, {"aviso_dado": d("2024-12-01")}, "2025-01-01", "vencida", "2024-12-31"),
    (ANUAL, {"aviso_dado": d("2024-12-02")}, "2025-01-01", "vigente", "2025-12-31"),
    (ANUAL, {"aviso_dado": d("2024-12-02")}, "2026-01-01", "vencida", "2025-12-31"),
    (ANUAL, {"aviso_dado": d("2026-03-10")}, "2026-11-01", "por_vencer", "2026-12-31"),
    (
        ANUAL,
        {"aviso_dado": d("2025-12-30"), "maximo_periodos": 1},
        "2026-01-01",
        "vencida",
        "2025-12-31",
    ),
    # Months by their last day, and a leap year.
    (ANUAL, {"fin": d("2024-06-30"), "periodo_meses": 6}, "2024-07-01", "vigente", "2024-12-31"),
    (ANUAL, {"fin": d("2023-02-28")}, "2024-02-29", "vigente", "2024-02-29"),
    (ANUAL, {"fin": d("2024-02-29")}, "2025-02-28", "vigente", "2025-02-28"),
    (ANUAL, {"fin": d("2024-01-30"), "periodo_meses": 1}, "2024-02-10", "vigente", "2024-02-29"),
    # What nobody wrote.
    ({}, {}, "2024-01-01", "sin_dato", ""),
    ({"tipo": "fecha_determinada"}, {}, "2024-01-01", "sin_dato", ""),
    (ANUAL, {"fin": None}, "2024-01-01", "sin_dato", ""),
]


@pytest.mark.parametrize(("base", "cambios", "al", "estado", "fin"), CASOS)
def test_table_by_hand(base, cambios, al, estado, fin):
    terminos = Terminos(**(base | cambios))

    assert vigencia(terminos, d(al)) == estado
    assert fin_efectivo(terminos, d(al)) == d(fin)


LIMITES = [
    (ANUAL, {}, "2024-01-15", "2024-12-01"),
    (ANUAL, {}, "2024-12-01", "2024-12-01"),
    (ANUAL, {}, "2024-12-02", "2025-12-01"),
    (ANUAL, {}, "2025-01-01", "2025-12-01"),
    (ANUAL, {"aviso_dias": 0}, "2024-12-31", "2024-12-31"),
    (ANUAL, {"aviso_dias": 60}, "2024-05-01", "2024-11-01"),
    (ANUAL, {"maximo_periodos": 1}, "2024-12-02", ""),
    (ANUAL, {"maximo_periodos": 1}, "2024-11-02", "2024-12-01"),
    (ANUAL, {"aviso_dado": d("2024-11-01")}, "2024-11-02", ""),
    (ANUAL, {"terminacion": d("2024-11-01")}, "2024-10-02", ""),
    (FIJO, {}, "2024-10-02", ""),
    (INDEFINIDO, {}, "2024-10-02", ""),
    (ANUAL, {"renovacion": "por_acuerdo"}, "2024-10-02", ""),
]


@pytest.mark.parametrize(("base", "cambios", "al", "limite"), LIMITES)
def test_notice_dates_by_hand(base, cambios, al, limite):
    assert limite_de_aviso(Terminos(**(base | cambios)), d(al)) == d(limite)


RESTANTES = [
    (FIJO, "2025-02-28", 0),
    (FIJO, "2025-02-18", 10),
    (FIJO, "2025-03-03", -3),
    (ANUAL, "2025-12-30", 1),
    (INDEFINIDO, "2025-12-30", None),
    (PROCESO, "2025-12-30", None),
]


@pytest.mark.parametrize(("base", "al", "dias"), RESTANTES)
def test_days_left_by_hand(base, al, dias):
    assert dias_restantes(Terminos(**base), d(al)) == dias


@pytest.mark.parametrize(
    ("inicio", "meses", "fin"),
    [
        ("2024-01-01", 1, "2024-01-31"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-03-15", 6, "2024-09-14"),
        ("2024-12-01", 1, "2024-12-31"),
        ("2024-07-01", 18, "2025-12-31"),
    ],
)
def test_months_from_date_to_date(inicio, meses, fin):
    assert sumar_meses(d(inicio), meses) == d(fin)


def test_last_end_does_not_depend_on_today():
    assert fin_ultimo(Terminos(**ANUAL)) is None
    assert fin_ultimo(Terminos(**(ANUAL | {"maximo_periodos": 2}))) == d("2026-12-31")
    assert fin_ultimo(Terminos(**FIJO)) == d("2025-02-28")
