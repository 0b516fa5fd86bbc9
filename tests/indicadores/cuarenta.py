"""Forty gestiones around quarter limits, with their counts worked out by hand."""

import datetime as dt

from calendario.calculations import OFICINA
from crm.enums import EstadoGestion


def local(texto):
    return dt.datetime.strptime(texto, "%Y-%m-%d %H:%M").replace(tzinfo=OFICINA)


# How many, requested, attended or answered, final state.
GRUPOS = [
    (5, "2023-12-15 10:00", "2024-01-10 10:00", EstadoGestion.ATENDIDA),  # A backlog
    (3, "2023-11-01 10:00", None, EstadoGestion.EN_ATENCION),  # B never attended
    (2, "2023-12-31 23:30", "2024-04-05 10:00", EstadoGestion.ATENDIDA),  # C
    (10, "2024-02-01 10:00", "2024-02-20 10:00", EstadoGestion.ATENDIDA),  # D
    (4, "2024-03-15 10:00", "2024-04-05 10:00", EstadoGestion.ATENDIDA),  # E before the cut
    (3, "2024-03-20 10:00", "2024-04-20 10:00", EstadoGestion.ATENDIDA),  # F after the cut
    (2, "2024-03-31 23:30", None, EstadoGestion.REGISTRADA),  # G still the first quarter
    (1, "2024-04-01 00:00", "2024-04-02 10:00", EstadoGestion.ATENDIDA),  # H second quarter
    (2, "2024-02-10 10:00", None, EstadoGestion.DUPLICADA),  # I out
    (2, "2024-02-10 10:00", None, EstadoGestion.CANCELADA),  # J out
    (3, "2024-01-15 10:00", "2024-01-30 10:00", EstadoGestion.IMPROCEDENTE),  # K answered
    (1, "2024-01-20 10:00", None, EstadoGestion.DESISTIDA),  # L without answer
    (1, "2024-01-01 00:00", "2024-03-31 23:59", EstadoGestion.ATENDIDA),  # M both limits
    (1, "2023-12-20 10:00", "2023-12-28 10:00", EstadoGestion.ATENDIDA),  # N all before
]
SIN_ATENCION = (EstadoGestion.IMPROCEDENTE, EstadoGestion.DESISTIDA)
FUERA = (EstadoGestion.DUPLICADA, EstadoGestion.CANCELADA)

# (year, quarter), cut → counts in the order of Conteos: requested, attended of those,
# earlier backlog attended, pending at close, attended in the period, pending at the start.
A_MANO = [
    ((2024, 1), "2024-04-10 12:00", (24, 18, 5, 14, 19, 10)),
    ((2024, 2), "2024-07-10 12:00", (1, 1, 9, 5, 10, 14)),
    ((2024, 3), "2024-10-10 12:00", (0, 0, 0, 5, 0, 5)),
]
# Numerator and denominator by method, first and second quarter.
METODOS = [
    ((2024, 1), "cohorte", 18, 24),
    ((2024, 1), "flujo", 19, 24),
    ((2024, 1), "universo", 19, 34),
    ((2024, 2), "cohorte", 1, 1),
    ((2024, 2), "flujo", 10, 1),
    ((2024, 2), "universo", 10, 15),
    ((2024, 3), "universo", 0, 5),
]
