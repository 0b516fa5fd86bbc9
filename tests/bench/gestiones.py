"""A million gestiones over six years, and what AI 3 costs over them.

`python -m tests.bench.gestiones [ROWS] [--motor sqlite|postgresql]` builds what is missing, once
for each engine, and prints CPU milliseconds of this process and of its database backend: the
counts written by hand in SQL, the same by the product, and its pages whole. Rows are made by the
database from their number, so they are always the same.
"""

import argparse
import statistics
import subprocess
import sys
import time

import django
from django.conf import settings

if "--medir" in sys.argv:
    django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.bench import processes
from tests.bench.installation import BIN, ROOT, Installation, fingerprint, postgresql_server, sql

ROWS, TIMES, WARM_UP = 1_000_000, 7, 2
INSTITUTIONS = 400
SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %s)",
    "postgresql": "WITH s(n) AS (SELECT generate_series(1::bigint, %s))",
}
INSTANT = {
    "sqlite": "datetime('2019-01-01', '+' || ({}) || ' minutes')",
    "postgresql": "timestamptz '2019-01-01' + ({}) * interval '1 minute'",
}
# Six years of minutes; attention within 90 days, for all but one in twelve.
ASKED, WAITED = "(n * 7919) %% 3153600", "(n * 31) %% 129600"
# What a person would write for the four counts of the page, one stretch of index each.
BY_HAND = """
SELECT count(*), count(CASE WHEN fecha_atencion < %(corte)s THEN 1 END), 0, 0
  FROM crm_gestion WHERE eliminado_en IS NULL AND estado NOT IN ({fuera})
   AND fecha_solicitud >= %(inicio)s AND fecha_solicitud < %(fin)s
UNION ALL
SELECT 0, 0, count(CASE WHEN fecha_solicitud < %(inicio)s AND fecha_atencion < %(fin)s THEN 1 END),
       count(CASE WHEN fecha_atencion >= %(fin)s AND estado NOT IN ({sin}) THEN 1 END)
  FROM crm_gestion WHERE eliminado_en IS NULL AND estado NOT IN ({fuera})
   AND fecha_atencion >= %(inicio)s AND fecha_solicitud < %(fin)s
UNION ALL
SELECT 0, 0, 0, count(*)
  FROM crm_gestion WHERE eliminado_en IS NULL AND estado NOT IN ({fuera}) AND estado NOT IN ({sin})
   AND fecha_atencion IS NULL AND fecha_solicitud < %(fin)s
"""
# And what the page adds: the year to date, by the method of the indicator.
YEAR_BY_HAND = """
SELECT count(*), count(CASE WHEN fecha_atencion < %(corte)s THEN 1 END)
  FROM crm_gestion WHERE eliminado_en IS NULL AND estado NOT IN ({fuera})
   AND fecha_solicitud >= %(enero)s AND fecha_solicitud < %(fin)s
"""
STATES = {
    "fuera": "'duplicada', 'cancelada_por_error') AND tipo NOT IN ('seguimiento_sesion'",
    "sin": "'improcedente', 'desistida'",
}
QUARTERS = {"reciente": (2024, 4), "intermedio": (2021, 4)}
PAGE = "/indicadores/ai3/"


def insert(table, values, count):
    """Write rows in one statement: each value is an expression of the row's number."""
    columns = ", ".join(map(connection.ops.quote_name, values))
    series, chosen = SERIES[connection.vendor], ", ".join(values.values())
    into, rows = f"INSERT INTO {table} ({columns})", f"SELECT {chosen} FROM s"  # noqa: S608
    parts = (into, series, rows) if connection.vendor == "postgresql" else (series, into, rows)
    with connection.cursor() as cursor:
        cursor.execute(" ".join(parts), [count])


def fill(count):
    """The gestiones, each with an institution."""
    from crm.models import Gestion  # noqa: PLC0415 only where settings are ready

    instant = INSTANT[connection.vendor].format
    asked, attended = instant(ASKED), instant(f"{ASKED} + {WAITED}")
    values = {
        "folio": "'BEN-' || n",
        "fecha_solicitud": asked,
        "fecha_registro": asked,
        "fecha_atencion": f"CASE WHEN n %% 12 = 0 THEN NULL ELSE {attended} END",
        "estado": "CASE WHEN n %% 12 = 0 THEN 'registrada' ELSE 'atendida' END",
        "tipo": "CASE n %% 3 WHEN 0 THEN 'opinion_pertinencia' ELSE 'convenio_suscripcion' END",
        "medio": "'oficio'",
        "descripcion": "'Solicitud ' || n",
        "creado_en": asked,
        "actualizado_en": asked,
        "version": "1",
        "con_respuesta": "n %% 12 <> 0",
        "contrapartes": "'Institución ' || n %% 400",
        "area_solicitante_id": "CASE n %% 7 WHEN 0 THEN (SELECT min(id) FROM cuentas_area) END",
    }
    for field in Gestion._meta.concrete_fields:
        if field.column not in values and not field.null and not field.primary_key:
            values[field.column] = "false" if field.get_internal_type() == "BooleanField" else "''"
    insert("crm_gestion", values, count)
    first = "(SELECT min(id) FROM crm_{})".format
    link = {
        "gestion_id": f"n - 1 + {first('gestion')}",
        "institucion_id": f"n %% {INSTITUTIONS} + {first('institucion')}",
    }
    insert("crm_gestion_instituciones", link, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def build(count):
    from crm.models import Gestion  # noqa: PLC0415
    from cuentas.actions import cargar_areas  # noqa: PLC0415
    from indicadores.actions import cargar_mir  # noqa: PLC0415
    from programa.actions import cargar_programa  # noqa: PLC0415
    from tests.bench import data  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if Gestion.objects.exists():
        return
    start = time.perf_counter()
    data.construir(INSTITUTIONS)
    cargar_areas(by=None)
    cargar_programa(by=None)
    cargar_mir(by=None)
    fill(count)
    print(f"  {count:,} gestiones en {time.perf_counter() - start:.0f} s", flush=True)


class Meter:
    """CPU of this process and of the backend that serves it."""

    def __init__(self):
        self.backend = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.backend = cursor.fetchone()[0]

    def now(self):
        ours = time.process_time() * 1000
        return ours + (processes.cpu_ms(self.backend) if self.backend else 0)

    def __call__(self, work):
        for _ in range(WARM_UP):
            found = work()
        taken = []
        for _ in range(TIMES):
            start = self.now()
            found = work()
            taken.append(self.now() - start)
        return statistics.median(taken), found


def by_hand(statement, **limits):
    """The sums of a statement in SQL."""
    adapt = connection.ops.adapt_datetimefield_value
    values = {name: adapt(value) for name, value in limits.items()}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**STATES), values)
        return tuple(map(sum, zip(*cursor.fetchall(), strict=True)))


def visitor(roles, correo):
    from cuentas.models import Usuario  # noqa: PLC0415

    person = Usuario.objects.filter(correo=correo).first() or Usuario(
        correo=correo, nombres="A", primer_apellido="B", roles=roles, password="!"
    ).guardar(by=None)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend="core.auth.SignInBackend")
    return client


def get(client, path):
    response = client.get(path)
    if response.status_code != 200:
        sys.exit(f"{path}: {response.status_code}")
    return len(response.content)


def measure(count):
    from calendario.calculations import trimestre  # noqa: PLC0415
    from cuentas.enums import Rol  # noqa: PLC0415
    from indicadores.enums import Conteo  # noqa: PLC0415
    from indicadores.models import Indicador  # noqa: PLC0415
    from indicadores.queries.ai3 import conteos  # noqa: PLC0415

    build(count)
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    meter, corte = Meter(), timezone.now()
    indicador = Indicador.objects.get(clave="AI3")
    everyone = visitor([Rol.DIRECCION_DVOE], "todo@demo.invalid")
    for name, (anio, numero) in QUARTERS.items():
        periodo, query = trimestre(anio, numero), f"?anio={anio}&trimestre={numero}"
        limits = {"inicio": periodo.inicio, "fin": periodo.fin, "corte": corte}
        enero = trimestre(anio, 1).inicio
        hand, told = meter(lambda x=limits: by_hand(BY_HAND, **x))
        year, _told = meter(lambda x=limits, e=enero: by_hand(YEAR_BY_HAND, enero=e, **x))
        counted, found = meter(lambda p=periodo: conteos(indicador, p, corte))
        assert told == tuple(vars(found).values())[:4], (told, found)
        limit = 2 * (hand + year) + 30
        page, _size = meter(lambda q=query: get(everyone, PAGE + q))
        print(f" trimestre {name} {anio}-{numero}: {told}")
        for what, cost in (
            ("SQL a mano, trimestre", hand),
            ("SQL a mano, año a la fecha", year),
            ("conteos del trimestre", counted),
            ("página", page),
        ):
            print(f"  {what:34}{cost:8.1f} ms")
        mark = "ok" if page <= limit else "NO"
        print(f"  {'límite (2 × SQL + 30)':34}{limit:8.1f} ms {mark}")
        for conteo in Conteo.values:
            cost, _size = meter(lambda c=conteo, q=query: get(everyone, f"{PAGE}folios/{c}/{q}"))
            mark = "ok" if cost <= limit else "NO"
            print(f"  {'lista ' + conteo:34}{cost:8.1f} ms {mark}")
        deep = f"{PAGE}folios/solicitadas/{query}&pagina=800"
        for what, path in (("lista, página 800", deep), ("desglose", f"{PAGE}desglose/{query}")):
            cost, _size = meter(lambda p=path: get(everyone, p))
            print(f"  {what:34}{cost:8.1f} ms", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.gestiones")
    parser.add_argument("filas", type=int, nargs="?", default=ROWS)
    parser.add_argument("--motor", choices=["sqlite", "postgresql"], help="por omisión, ambos")
    parser.add_argument("--medir", action="store_true", help="dentro de una instalación")
    options = parser.parse_args()
    if options.medir:
        measure(options.filas)
        return
    server = postgresql_server()
    for engine in [options.motor] if options.motor else ["sqlite", "postgresql"]:
        if engine == "postgresql" and not server:
            print("No hay un PostgreSQL al alcance: se mide solo SQLite.")
            continue
        installation = Installation(engine, f"gestiones_{options.filas}", server)
        mark = installation.var / "hecho.txt"
        installation.var.mkdir(parents=True, exist_ok=True)
        if not mark.exists() or mark.read_text() != fingerprint():
            installation.drop()
            if engine == "postgresql":
                name = sql.Identifier(installation.database)
                installation.execute(sql.SQL("CREATE DATABASE {}").format(name))
        print(f"\n== {engine}, {options.filas:,} gestiones", flush=True)
        command = [str(BIN / "python"), "-m", "tests.bench.gestiones", str(options.filas)]
        env = installation.environment(PYTHONWARNINGS="ignore")
        subprocess.run([*command, "--medir"], cwd=ROOT, env=env, check=True)
        mark.write_text(fingerprint())


if __name__ == "__main__":
    main()
