"""Fifty thousand open things, and what Mi día and the agenda cost over them.

`python -m tests.bench.mi_dia [ROWS] [--motor sqlite|postgresql]` builds what is missing, once for
each engine, and prints CPU milliseconds of this process and of its database backend for the
whole page: for somebody with one thing in twenty, for who holds a quarter of them all, and for
the team that holds them all. Mi día: 40 ms and 15 queries at most.
"""

import argparse
import datetime as dt
import random
import subprocess
import sys
import time

import django
from django.conf import settings

if "--medir" in sys.argv:
    django.setup()

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.bench.gestiones import Meter, get, visitor
from tests.bench.installation import BIN, ROOT, Installation, fingerprint, postgresql_server, sql

ROWS, SEED, BATCH = 50_000, 20260304, 5_000
LIMIT_MS, LIMIT_QUERIES = 40, 15
PEOPLE = 16  # besides who holds a quarter
PAGES = {
    "Mi día": "/",
    "Mi día, equipo": "/?de=equipo",
    "agenda, mes": "/agenda/",
    "agenda, mes, lo mío": "/agenda/?de=yo",
    "agenda, semana": "/agenda/?vista=semana",
    "agenda, lista": "/agenda/?vista=lista",
}


def build(count):
    """Open commitments, gestiones with their turn, and meetings, around today."""
    from crm.models import Compromiso  # noqa: PLC0415 only where settings are ready
    from cuentas.models import Area, Usuario  # noqa: PLC0415
    from tests.bench import data  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if Compromiso.objects.exists():
        return
    start = time.perf_counter()
    data.construir(400)
    area = Area(nombre="Área medida").guardar(by=None)
    people = [
        Usuario(
            correo=f"p{n}@demo.invalid", nombres=f"P{n}", primer_apellido="M", area=area, roles=[]
        ).guardar(by=None)
        for n in range(PEOPLE + 1)
    ]
    fill(random.Random(SEED), count, people)  # noqa: S311 invented data, not a secret
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    print(f"  {count:,} cosas abiertas en {time.perf_counter() - start:.0f} s", flush=True)


def fill(rng, count, people):
    from crm.models import (  # noqa: PLC0415
        Asistencia,
        Compromiso,
        Gestion,
        Institucion,
        Reunion,
        TipoReunion,
        Turno,
    )

    now, today = timezone.now(), timezone.localdate()
    places = list(Institucion.objects.values_list("pk", flat=True))
    kind = TipoReunion(nombre="Tipo medido").guardar(by=None)

    def holder():
        return people[0] if rng.random() < 0.25 else rng.choice(people[1:])

    def traces(person):
        moment = now - dt.timedelta(minutes=rng.randrange(60 * 24 * 60))
        return {"creado_por": person, "actualizado_por": person, "actualizado_en": moment}

    def due():
        return today + dt.timedelta(days=rng.randrange(-60, 60))

    write(
        Compromiso(
            texto=f"Compromiso {n}",
            responsable=(person := holder()),
            institucion_id=rng.choice(places),
            fecha_limite=due(),
            **traces(person),
        )
        for n in range(count // 2)
    )
    cases = write(
        Gestion(
            folio=f"BEN-{n}",
            tipo="otra",
            medio="oficio",
            fecha_solicitud=now,
            descripcion=f"Solicitud {n}",
            responsable=(person := holder()),
            fecha_limite=due(),
            **traces(person),
        )
        for n in range(count * 3 // 10)
    )
    write(
        Turno(gestion=case, en_manos_de=rng.choice(("nosotros", "contraparte")), desde=now)
        for case in cases
    )
    meetings = write(
        Reunion(
            asunto=f"Reunión {n}",
            tipo=kind,
            inicio=now + dt.timedelta(hours=rng.randrange(-24 * 60, 24 * 60)),
            estado=rng.choice(("programada", "convocada", "celebrada", "minuta_en_revision")),
            **traces(holder()),
        )
        for n in range(count // 5)
    )
    write(Asistencia(reunion=meeting, integrante=holder()) for meeting in meetings)


def write(objs):
    """Insert without history: it is not read here."""
    found = list(objs)
    for obj in found:
        obj.refrescar_derivados()
    return type(found[0]).objects.bulk_create(found, batch_size=BATCH)


def measure(count):
    from cuentas.enums import Rol  # noqa: PLC0415
    from cuentas.models import Usuario  # noqa: PLC0415

    build(count)
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    meter = Meter()
    for who, correo in (("uno de tantos", "p1@demo.invalid"), ("un cuarto", "p0@demo.invalid")):
        Usuario.objects.filter(correo=correo).update(roles=[Rol.DIRECCION_DVOE.value])
        client = visitor([], correo)
        for name, path in PAGES.items():
            cost, size = meter(lambda c=client, p=path: get(c, p))
            with CaptureQueriesContext(connection) as sent:
                get(client, path)
            fits = cost <= LIMIT_MS and len(sent) <= LIMIT_QUERIES
            mark = ("ok" if fits else "NO") if "día" in name else ""
            text = (
                f"  {who:16}{name:24}{cost:8.1f} ms {len(sent):4} consultas {size / 1024:6.0f} KB"
            )
            print(f"{text} {mark}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mi_dia")
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
        installation = Installation(engine, f"dia_{options.filas}", server)
        mark = installation.var / "hecho.txt"
        installation.var.mkdir(parents=True, exist_ok=True)
        if not mark.exists() or mark.read_text() != fingerprint():
            installation.drop()
            if engine == "postgresql":
                name = sql.Identifier(installation.database)
                installation.execute(sql.SQL("CREATE DATABASE {}").format(name))
        print(f"\n== {engine}, {options.filas:,} cosas abiertas", flush=True)
        command = [str(BIN / "python"), "-m", "tests.bench.mi_dia", str(options.filas), "--medir"]
        env = installation.environment(PYTHONWARNINGS="ignore")
        subprocess.run(command, cwd=ROOT, env=env, check=True)
        mark.write_text(fingerprint())


if __name__ == "__main__":
    main()
