"""A million gestiones over six years, and what AI 3 costs over them.

`python -m tests.bench.gestiones [ROWS]` fills the base that the settings name (an empty one, with
its migrations) and prints milliseconds: the page's aggregate, the list behind a figure, and the
plainest aggregate that reads the same rows. Rows are made by the database from their number, so
they are always the same.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from calendario.calculations import trimestre  # noqa: E402
from crm.models import Gestion  # noqa: E402
from indicadores.models import Indicador  # noqa: E402
from indicadores.queries.ai3 import conteos, gestiones_de  # noqa: E402

ROWS, TIMES = 1_000_000, 5
SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %s)",
    "postgresql": "WITH s(n) AS (SELECT generate_series(1, %s))",
}
INSTANT = {
    "sqlite": "datetime('2019-01-01', '+' || ({}) || ' minutes')",
    "postgresql": "timestamptz '2019-01-01' + ({}) * interval '1 minute'",
}
# Six years of minutes; attention within 90 days, for all but one in twelve.
ASKED, WAITED = "(n * 7919) % 3153600", "(n * 31) % 129600"


def rows(count):
    """Write the gestiones, one statement."""
    instant = INSTANT[connection.vendor].format
    asked, attended = instant(ASKED), instant(f"{ASKED} + {WAITED}")
    open_one = "n % 12 = 0"
    values = {
        "folio": "'BEN-' || n",
        "fecha_solicitud": asked,
        "fecha_registro": asked,
        "fecha_atencion": f"CASE WHEN {open_one} THEN NULL ELSE {attended} END",
        "estado": f"CASE WHEN {open_one} THEN 'registrada' ELSE 'atendida' END",
        "tipo": "CASE n % 3 WHEN 0 THEN 'opinion_pertinencia' ELSE 'convenio_suscripcion' END",
        "medio": "'oficio'",
        "descripcion": "'Solicitud ' || n",
        "creado_en": asked,
        "actualizado_en": asked,
        "version": "1",
        "con_respuesta": "n % 12 <> 0",
    }
    for field in Gestion._meta.concrete_fields:
        if field.name not in values and not field.null and not field.primary_key:
            values[field.column] = "''"
    columns = ", ".join(connection.ops.quote_name(name) for name in values)
    series, chosen = SERIES[connection.vendor], ", ".join(values.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO crm_gestion ({columns}) {series} SELECT {chosen} FROM s"  # noqa: S608
            if connection.vendor == "postgresql"
            else f"{series} INSERT INTO crm_gestion ({columns}) SELECT {chosen} FROM s",  # noqa: S608
            [count],
        )
        cursor.execute("ANALYZE crm_gestion")


def milliseconds(work):
    """The best of several: what it costs when nobody else is on the machine."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        found = work()
        taken.append((time.perf_counter() - start) * 1000)
    return round(min(taken), 1), found


def raw(periodo):
    """The plainest count of what was asked and attended in a quarter, in SQL by hand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(fecha_atencion) FROM crm_gestion"
            " WHERE fecha_solicitud >= %s AND fecha_solicitud < %s AND eliminado_en IS NULL",
            [periodo.inicio.astimezone(timezone.UTC), periodo.fin.astimezone(timezone.UTC)]
            if hasattr(timezone, "UTC")
            else [periodo.inicio, periodo.fin],
        )
        return cursor.fetchone()


def main(count):
    if not Gestion.objects.filter(folio="BEN-1").exists():
        start = time.perf_counter()
        rows(count)
        print(f"{count:,} gestiones in {time.perf_counter() - start:.0f} s")
    indicador = Indicador.objects.filter(clave="AI3").first() or Indicador(clave="AI3")
    periodo, now = trimestre(2024, 1), timezone.now()
    for name, work in (
        ("raw", lambda: raw(periodo)),
        ("counts", lambda: conteos(indicador, periodo, now)),
        (
            "list",
            lambda: len(gestiones_de(indicador, periodo, now, "solicitadas").values("folio")[:50]),
        ),
        ("list_total", gestiones_de(indicador, periodo, now, "solicitadas").count),
    ):
        print(connection.vendor, name, *milliseconds(work))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
