import datetime as dt

import pytest

from core.dates import AMBIGUO, DMA, MDA, MIXTO, FechaError, interpretar_fecha, orden_de

HOY = dt.date(2026, 11, 21)  # a Saturday

BUENAS = [
    ("05/03/2026", dt.date(2026, 3, 5)),
    ("5/3/2026", dt.date(2026, 3, 5)),
    ("5-3-2026", dt.date(2026, 3, 5)),
    ("5.3.2026", dt.date(2026, 3, 5)),
    ("05 03 2026", dt.date(2026, 3, 5)),
    (" 05 / 03 / 2026 ", dt.date(2026, 3, 5)),
    ("2026-03-05", dt.date(2026, 3, 5)),
    ("2026/03/05", dt.date(2026, 3, 5)),
    ("20260305", dt.date(2026, 3, 5)),
    ("2026-03-05T10:30:00", dt.date(2026, 3, 5)),
    ("2026-03-05 10:30:00+00:00", dt.date(2026, 3, 5)),
    ("05/03/2026 10:30", dt.date(2026, 3, 5)),
    ("05/03/2026 12:00:00 a. m.", dt.date(2026, 3, 5)),
    ("5 mar 2026", dt.date(2026, 3, 5)),
    ("5-mar-2026", dt.date(2026, 3, 5)),
    ("5/MAR/2026", dt.date(2026, 3, 5)),
    ("5 de marzo de 2026", dt.date(2026, 3, 5)),
    ("5 de Marzo del 2026", dt.date(2026, 3, 5)),
    ("jueves 5 de marzo de 2026", dt.date(2026, 3, 5)),
    ("jueves, 5 de marzo de 2026", dt.date(2026, 3, 5)),
    ("1o de enero de 2026", dt.date(2026, 1, 1)),
    ("1º de enero de 2026", dt.date(2026, 1, 1)),
    ("1.º de enero de 2026", dt.date(2026, 1, 1)),
    ("primero de enero de 2026", dt.date(2026, 1, 1)),
    ("30 de setiembre de 1999", dt.date(1999, 9, 30)),
    ("5-Aug-2026", dt.date(2026, 8, 5)),
    ("marzo 5, 2026", dt.date(2026, 3, 5)),
    ("29/02/2024", dt.date(2024, 2, 29)),
    ("15/03/1958", dt.date(1958, 3, 15)),
    ("０５/０３/２０２６", dt.date(2026, 3, 5)),
    ("5–3–2026", dt.date(2026, 3, 5)),
    ("hoy", HOY),
    ("mañana", dt.date(2026, 11, 22)),
    ("MAÑANA", dt.date(2026, 11, 22)),
    ("ayer", dt.date(2026, 11, 20)),
    ("en 10 días", dt.date(2026, 12, 1)),
    ("hace 3 dias", dt.date(2026, 11, 18)),
    ("lunes", dt.date(2026, 11, 23)),
    ("sábado", dt.date(2026, 11, 28)),
    ("el próximo jueves", dt.date(2026, 11, 26)),
]

MALAS = [
    ("30/02/2026", "30/02/2026 no existe: febrero de 2026 tiene 28 días"),
    ("29/02/2025", "29/02/2025 no existe: febrero de 2025 tiene 28 días"),
    ("31/04/2026", "31/04/2026 no existe: abril de 2026 tiene 30 días"),
    ("30 de febrero de 2026", "30 de febrero de 2026 no existe: febrero de 2026 tiene 28 días"),
    ("2026-02-30", "2026-02-30 no existe: febrero de 2026 tiene 28 días"),
    ("00/00/2026", "00/00/2026 no existe: el mes va de 1 a 12"),
    ("00/05/2026", "00/05/2026 no existe: el día va de 1 a 31"),
    ("05/00/2026", "05/00/2026 no existe: el mes va de 1 a 12"),
    ("32/01/2026", "32/01/2026 no existe: enero de 2026 tiene 31 días"),
    ("32/15/2026", "32/15/2026 no existe: el mes va de 1 a 12"),
    (
        "03/15/2026",
        (
            "03/15/2026 no existe: el mes sería 15. Si el mes está escrito primero, escribe antes el"
            " día o elige el otro orden para la columna"
        ),
    ),
    (
        "15/03/58",
        "15/03/58 tiene el año con 2 cifras: escribe el año con 4 cifras, por ejemplo 1958",
    ),
    (
        "5-mar-26",
        "5-mar-26 tiene el año con 2 cifras: escribe el año con 4 cifras, por ejemplo 2026",
    ),
    ("05/03/206", "05/03/206 tiene el año 206: revisa que sea el correcto, con 4 cifras"),
    ("05/03/20266", "05/03/20266 tiene el año 20266: revisa que sea el correcto, con 4 cifras"),
    ("05/03/0026", "05/03/0026 tiene el año 0026: revisa que sea el correcto, con 4 cifras"),
    ("2026", "2026 es sólo un año: escribe también el día y el mes, por ejemplo 05/03/2026"),
    (
        "03/2026",
        "a «03/2026» le falta el día: escribe la fecha completa, por ejemplo 05/03/2026",
    ),
    (
        "marzo de 2026",
        "a «marzo de 2026» le falta el día: escribe la fecha completa, por ejemplo 05/03/2026",
    ),
    ("pronto", "«pronto» no es una fecha: escribe día/mes/año, por ejemplo 05/03/2026"),
    (
        "5 de marso de 2026",
        "«5 de marso de 2026» no es una fecha: escribe día/mes/año, por ejemplo 05/03/2026",
    ),
    ("-", "«-» no es una fecha: escribe día/mes/año, por ejemplo 05/03/2026"),
    ("05/03", "«05/03» no es una fecha: escribe día/mes/año, por ejemplo 05/03/2026"),
]

SERIES = [
    ("46086", False, dt.date(2026, 3, 5)),
    ("61", False, dt.date(1900, 3, 1)),
    ("44624", True, dt.date(2026, 3, 5)),
    ("0", True, dt.date(1904, 1, 1)),
    ("46086.75", False, dt.date(2026, 3, 5)),
]


@pytest.mark.parametrize(("texto", "fecha"), BUENAS)
def test_dates_as_people_write_them(texto, fecha):
    assert interpretar_fecha(texto, hoy=HOY) == fecha


@pytest.mark.parametrize(("texto", "mensaje"), MALAS)
def test_each_bad_date_says_what_is_wrong(texto, mensaje):
    with pytest.raises(FechaError) as error:
        interpretar_fecha(texto, serie=True)

    assert error.value.message == mensaje


@pytest.mark.parametrize(("texto", "base_1904", "fecha"), SERIES)
def test_excel_numbers(texto, base_1904, fecha):
    assert interpretar_fecha(texto, serie=True, base_1904=base_1904) == fecha


@pytest.mark.parametrize("texto", ["1", "59", "60"])
def test_excel_numbers_before_march_1900_are_refused(texto):
    with pytest.raises(FechaError, match="Excel cuenta mal"):
        interpretar_fecha(texto, serie=True)


def test_us_order_when_the_column_says_so():
    assert interpretar_fecha("03/15/2026", orden=MDA) == dt.date(2026, 3, 15)


@pytest.mark.parametrize(
    ("columna", "orden"),
    [
        (["15/03/2026", "01/02/2026"], DMA),
        (["03/15/2026", "01/02/2026"], MDA),
        (["03/04/2026", "01/02/2026"], AMBIGUO),
        (["03/15/2026", "15/03/2026"], MIXTO),
        (["2026-03-05", "5 de marzo de 2026", ""], DMA),
        (["01/01/2026"], DMA),
    ],
)
def test_order_is_decided_by_the_whole_column(columna, orden):
    assert orden_de(columna) == orden
