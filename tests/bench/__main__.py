"""``python -m tests.bench [--filas N …] [--motor sqlite|postgresql] [--peticiones N] [--paginas]``.

Prints as it goes and writes `docs/rendimiento.md`. Takes minutes: data are built the first time.
"""

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import django

from tests.bench import commands, convenios, report
from tests.bench.installation import BIN, ROOT, Installation, postgresql_server
from tests.bench.pages import PAGES
from tests.bench.web import Server, compare


def parse():
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--filas", type=int, nargs="+", default=[785, 100_000])
    parser.add_argument("--motor", choices=["sqlite", "postgresql"], help="por omisión, ambos")
    parser.add_argument("--peticiones", type=int, default=201, help="por renglón, en tres rondas")
    parser.add_argument("--paginas", action="store_true", help="solo páginas, sin órdenes")
    parser.add_argument("--solo", default="", help="renglones cuyo nombre contiene esto")
    parser.add_argument("--sin-escribir", action="store_true", help="no toca docs/")
    return parser.parse_args()


def statements(installation, session, keys, chosen):
    """How many queries each page sends, counted apart so that counting costs nothing."""
    pages = [[page.paths(keys)[0], session, page.htmx] for page in chosen]
    done = subprocess.run(
        [BIN / "python", "-m", "tests.bench.statements"],
        cwd=ROOT,
        env=installation.environment(),
        input=json.dumps(pages),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def measure_pages(installation, entry, chosen, options):
    """One line of the table for each page."""
    session, keys = entry["sesion"], entry["claves"]
    counts = statements(installation, session, keys, chosen)
    floor_settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.floor_settings"}
    with (
        Server(installation, "tests.bench.floor_wsgi", **floor_settings) as floor,
        Server(installation, "config.wsgi") as product,
    ):
        for page, queries in zip(chosen, counts, strict=True):
            headers = {"HX-Request": "true"} if page.htmx else {}
            costs = compare(
                (floor, page.floors(keys), {}),
                (product, page.paths(keys), headers),
                options.peticiones,
                session,
            )
            line = report.page_line(page, *costs, queries)
            print("  " + line.text, flush=True)
            yield line


def subjects(engine, server, options):
    """What is measured on an engine: its title, pages, size, base and the program that fills it."""
    for rows in options.filas:
        title = f"{engine}, {rows:,} instituciones"
        yield title, PAGES, rows, Installation(engine, str(rows), server), "tests.bench.data"
    rows, installation = convenios.ROWS, Installation(engine, "convenios", server)
    title = f"{engine}, {rows:,} convenios"
    yield title, convenios.PAGES, rows, installation, "tests.bench.convenios"


def machine():
    """Where and with what it was measured."""
    wanted = ("model name", "MemTotal")
    facts = []
    for file in ("/proc/cpuinfo", "/proc/meminfo"):
        for line in Path(file).read_text().splitlines():
            name, _, value = line.partition(":")
            if name.strip() in wanted and value.strip() not in facts:
                facts.append(value.strip())
    return facts


def main():
    options = parse()
    server = postgresql_server()
    engines = [options.motor] if options.motor else ["sqlite", "postgresql"]
    if not server and "postgresql" in engines:
        print("No hay un PostgreSQL al alcance: se mide solo SQLite.")
        engines.remove("postgresql")
    sections = []
    for engine in engines:
        for title, pages, rows, installation, program in subjects(engine, server, options):
            chosen = [page for page in pages if options.solo in page.name]
            if not chosen:
                continue
            print(f"\n== {title}", flush=True)
            entry = installation.build(rows, program)
            lines = list(measure_pages(installation, entry, chosen, options))
            sections.append((title, lines))
        write(sections, [], options)
    if not options.paginas:
        extra = []
        for section in commands.measure_all(engines, max(options.filas), server):
            print(f"\n== {section[0]}", *(line.text for line in section[1]), sep="\n  ", flush=True)
            extra.append(section)
            write(sections, extra, options)


def write(sections, extra, options):
    """What is known so far: a measurement of an hour must not be lost to its last minute."""
    if options.sin_escribir:
        return
    facts = [
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC",
        f"CPython {platform.python_version()}, Django {django.get_version()}",
        *machine(),
        f"carga media {' / '.join(f'{load:.1f}' for load in os.getloadavg())} al terminar",
        f"{options.peticiones} peticiones por renglón tras 30 de calentamiento, en 3 rondas alternas",
    ]
    report.write(sections, extra, facts)


if __name__ == "__main__":
    main()
