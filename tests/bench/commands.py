"""What is measured by commands: import, export, and the three processes at rest."""

import csv
import json
import shutil
import threading
import time
import urllib.parse
from dataclasses import dataclass
from http.client import HTTPConnection

from tests.bench import processes
from tests.bench.installation import BIN, ROOT, Installation
from tests.bench.report import fact
from tests.bench.web import OK, Server, free_port

IMPORTED, BAD_EVERY = 10_000, 14  # one bad row in fourteen: 7 %
EXPORT = "/crm/instituciones/exportar/?formato="


def measure_all(engines, rows, server):
    """Sections of the second table."""
    for engine in engines:
        big = Installation(engine, str(rows), server)
        yield f"Exportación de {rows:,}, {engine}", list(exports(big, rows))
        yield f"Importación de {IMPORTED:,}, {engine}", list(imports(engine, server))
    yield "Equipo local, SQLite", list(local())


def exports(installation, rows):
    session = installation.build(rows)["sesion"]
    for kind, floor in (("csv", 60_000), ("xlsx", 8_000)):
        with Server(installation, "config.wsgi") as product:
            product.get(f"{EXPORT}csv&q=inexistente", session)  # everything loaded
            worker = product.worker
            processes.forget_peak(worker)
            before = processes.rss_mb(worker)
            status, body, seconds = product.get(EXPORT + kind, session)
            growth = processes.peak_mb(worker) - before
        speed = rows / seconds
        yield fact(
            f"{kind.upper()} por web",
            f"{speed:,.0f} filas/s ({seconds:.1f} s, {len(body) / 2**20:.1f} MB)",
            f"≥ {floor:,} filas/s",
            status == OK and speed >= floor,
        )
        yield fact(f"{kind.upper()}: crece", f"{growth:.0f} MB", "≤ 40 MB", growth <= 40)


def write_file(path, prefix="Consejo Medido"):
    """10,000 invented institutions, 7 % of them with something wrong, each row distinct."""
    bad = [{"tipo": "planetaria"}, {"pais": "Atlántida"}, {"nombre": ""}, {"correo": "sin arroba"}]
    with path.open("w", newline="", encoding="utf-8") as stream:
        headings = ["nombre", "siglas", "tipo", "pais", "entidad", "correo institucional"]
        writer = csv.writer(stream)
        writer.writerow(headings)
        for number in range(IMPORTED):
            wrong = bad[number // BAD_EVERY % len(bad)] if number % BAD_EVERY == 0 else {}
            mail = wrong.get("correo", f"medida{number}@example.org")
            name = wrong.get("nombre", f"{prefix} {number:05} de Prueba {number * 7919 % 9973}")
            kind, country = wrong.get("tipo", "academica"), wrong.get("pais", "México")
            writer.writerow([name, f"CM{number}", kind, country, "Ciudad de México", mail])
    return sum(number % BAD_EVERY == 0 for number in range(IMPORTED))


def imports(engine, server):
    """Into the base of 785, built again afterwards: preview, run, run again."""
    installation = Installation(engine, "importacion", server)
    installation.drop()
    (installation.var / "hecho.txt").unlink(missing_ok=True)
    session = installation.build(785)["sesion"]
    path = installation.var / "instituciones.csv"
    wrong = write_file(path)
    base = start_up(installation)
    preview = run_import(installation, path, "--simular")
    whole = run_import(installation, path)
    again = run_import(installation, path)
    other = installation.var / "otras.csv"
    write_file(other, "Centro Distinto")
    with Server(installation, "config.wsgi") as product, Writer(product, session) as writer:
        run_import(installation, other)
    good = IMPORTED - wrong
    yield speed("vista previa", preview, base, 3000)
    yield speed("ejecución (el total menos la vista previa)", whole, preview, 2000)
    yield speed("mismo archivo otra vez, sin cambios", again, base, 5000)
    peak = max(preview.peak, whole.peak, again.peak)
    yield fact("memoria, máximo del proceso", f"{peak:.0f} MB", "≤ 300 MB", peak <= 300)
    result, repeated = whole.result, again.result
    exact = result["nuevas"] == good and result["con_problema"] == wrong
    yield fact(
        "nuevas y con problema",
        f"{result['nuevas']:,} y {result['con_problema']:,}",
        f"{good:,} y {wrong:,}",
        exact,
    )
    same = repeated["nuevas"] == repeated["actualizadas"] == 0
    told = f"{repeated['nuevas']} nuevas, {repeated['actualizadas']} con cambios"
    yield fact("segunda vez", told, "0 y 0", same)
    yield fact("arranque del proceso, descontado", f"{base.seconds:.1f} s")
    yield fact(
        "guardar por web mientras se importan otras: p50 / p99 / máximo",
        f"{writer.at(0.5):.0f} / {writer.at(0.99):.0f} / {writer.at(1):.0f} ms"
        f" ({len(writer.waits)} envíos, {writer.failures} fallas)",
        "p99 ≤ 250 ms, 0 fallas",
        writer.at(0.99) <= 250 and not writer.failures,
    )


def speed(name, done, before, floor):
    """Rows a second by the clock, which decides, and by the processor, which other work spares."""
    seconds, cpu = done.seconds - before.seconds, done.cpu - before.cpu
    value = IMPORTED / max(seconds, 0.001)
    text = f"{value:,.0f} filas/s ({seconds:.1f} s de reloj, {cpu:.1f} s de CPU del proceso)"
    return fact(name, text, f"≥ {floor:,} filas/s", value >= floor)


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    seconds: float
    cpu: float
    peak: float
    output: str

    @property
    def result(self):
        return json.loads(self.output.splitlines()[-1])


def run_import(installation, path, *extra):
    command = [str(BIN / "python"), "manage.py", "importar", "instituciones", str(path), "--json"]
    return Run(*processes.measure([*command, *extra], ROOT, installation.environment()))


def start_up(installation):
    """What any command costs before it does anything."""
    command = [str(BIN / "python"), "manage.py", "importar", "--help"]
    runs = [Run(*processes.measure(command, ROOT, installation.environment())) for _ in range(3)]
    return sorted(runs, key=lambda run: run.seconds)[1]


class Writer(threading.Thread):
    """A person who saves a record again and again while the import runs."""

    def __init__(self, server, session):
        super().__init__(daemon=True)
        self.server, self.session = server, session
        self.waits, self.failures, self.stopping = [], 0, threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.join(60)

    def run(self):
        token = "a" * 32
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token})
        headers = {
            "Cookie": f"sesion={self.session}; csrf={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        number = 0
        while not self.stopping.wait(0.02):
            number += 1
            path = f"/crm/instituciones/{number % 700 + 1}/confirmar/"
            start = time.perf_counter()
            connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
            connection.close()
            self.waits.append((time.perf_counter() - start) * 1000)
            self.failures += status != 302

    def at(self, quantile):
        ordered = sorted(self.waits)
        return ordered[min(int(len(ordered) * quantile), len(ordered) - 1)]


def local():
    """`make run` the second time: seconds to the first page, and memory at rest."""
    installation = Installation("sqlite", "arranque")
    shutil.rmtree(installation.var, ignore_errors=True)
    installation.var.mkdir(parents=True)
    for attempt in ("primera", "segunda"):
        seconds, megabytes, watchers = make_run(installation)
        reached = seconds <= 6 if attempt == "segunda" else None
        target = "≤ 6 s" if attempt == "segunda" else ""
        yield fact(f"{attempt} vez, hasta la primera página", f"{seconds:.1f} s", target, reached)
    text = f"{megabytes:.0f} MB residentes, lo compartido repartido; honcho y sus vigías, {watchers:.0f}"
    yield fact("web, worker y beat en reposo", text, "≤ 350 MB", megabytes <= 350)


def make_run(installation):
    port = free_port()
    env = installation.environment(VINCULO_DEMO="True")
    command = [str(BIN / "python"), "tareas.py", "run", "--puerto", str(port)]
    start = time.perf_counter()
    with processes.running(command, ROOT, env) as process:
        while True:
            try:
                connection = HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/cuenta/entrar/")
                if connection.getresponse().status < 500:
                    break
            except OSError:
                if process.poll() is not None:
                    raise
                time.sleep(0.05)
        seconds = time.perf_counter() - start
        time.sleep(12)  # until worker and beat are up and quiet
        family = processes.children(process.pid)
        watchers = [pid for pid in family if "honcho" in processes.command(pid)]
        memory = [
            sum(processes.share_mb(pid) for pid in group)
            for group in (set(family) - set(watchers), watchers)
        ]
        return seconds, *memory
