"""Every task of the house, on a bare CPython: `python3 tareas.py run`, `test`, `lint`…

Only the standard library is used here: this file builds the environment the rest needs.
The Makefile is one line per target calling it.
"""

import argparse
import base64
import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - it is said here, in words, or by a traceback
    sys.exit("Vínculo necesita Python 3.11 o posterior. Aquí está Python " + sys.version.split()[0])

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
MARK = VENV / ".vinculo.json"
VAR = Path(os.environ.get("VINCULO_VAR") or ROOT / "var").resolve()
PORT = 8000
POSTGRES_CANDIDATES = ("postgres://postgres@127.0.0.1:5432/vinculo", "postgres:///vinculo")
REDIS_CANDIDATE = "redis://127.0.0.1:6379/15"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def lock_hash(group):
    """What the environment was built from: the lock and the interpreter."""
    lock = (ROOT / "requirements" / f"{group}.txt").read_bytes()
    return hashlib.sha256(lock + sys.version.encode()).hexdigest()


def read_mark():
    try:
        return json.loads(MARK.read_text())
    except (OSError, ValueError):
        return {}


def works(*arguments):
    """Whether the environment's Python runs this."""
    try:
        return subprocess.run([BIN / "python", *arguments], capture_output=True).returncode == 0
    except OSError:
        return False


def ensure_env(group):
    """Create or refresh .venv when the lock changed; a second call costs nothing."""
    mark = read_mark()
    if mark.get(group) == lock_hash(group):
        return
    say("Preparando el entorno de Python (una sola vez; tarda cerca de un minuto)…")
    if not works("-m", "pip", "--version") or mark.get("python", sys.version) != sys.version:
        command = [sys.executable, "-m", "venv", "--clear", VENV]
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
            sys.exit(f"No se pudo crear {VENV}. En Debian o Ubuntu: apt install python3-venv")
    lock = ROOT / "requirements" / f"{group}.txt"
    # The person's own pip configuration decides where packages come from; the lock says which.
    command = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", lock]
    if subprocess.run([BIN / "python", *command], cwd=ROOT).returncode:
        sys.exit("No se pudieron instalar los paquetes. Revisa la conexión y vuelve a intentarlo.")
    groups = ("base", "dev") if group == "dev" else ("base",)  # dev holds every pin of base
    MARK.write_text(
        json.dumps({"python": sys.version} | {name: lock_hash(name) for name in groups})
    )


def say(text):
    print(text, flush=True)


def environment(**extra):
    """Ours over the caller's; None takes a variable away."""
    merged = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"} | extra
    return {name: value for name, value in merged.items() if value is not None}


def call(*command, **extra):
    """Run a command of the environment; its exit code."""
    program, *rest = command
    return subprocess.run([BIN / program, *rest], cwd=ROOT, env=environment(**extra)).returncode


def local_settings(demo):
    """var/vinculo.env: written once, with keys of this installation alone."""
    VAR.mkdir(parents=True, exist_ok=True)
    file = VAR / "vinculo.env"
    cipher = f"CLAVES_CIFRADO={base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"
    if file.exists():
        written = file.read_text(encoding="utf-8")
        if "CLAVES_CIFRADO=" not in written:  # an installation older than the reserved data
            file.write_text(f"{written.rstrip()}\n{cipher}\n", encoding="utf-8")
        return
    lines = [
        "# Lo escribió `make run`: modo local, una sola máquina.",
        f"SECRET_KEY={secrets.token_urlsafe(64)}",
        "VINCULO_LOCAL=True",
        f"VINCULO_DEMO={demo}",
        cipher,
    ]
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def only_one():
    """Hold a lock for as long as the processes run; a second start says so and leaves."""
    descriptor = os.open(VAR / "en_marcha.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"Vínculo ya está en marcha con los datos de {VAR}.")
    os.set_inheritable(descriptor, True)  # honcho, which replaces this process, keeps it


def port_is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def run(options):
    port = options.puerto
    if not port_is_free(port):
        sys.exit(f"El puerto {port} está ocupado. Prueba: make run PUERTO={port + 1}")
    ensure_env("base")
    local_settings(demo=not options.sin_demo)
    only_one()
    extra = {"VINCULO_VAR": str(VAR), "VINCULO_PUERTO": str(port), "PYTHONUNBUFFERED": "1"}
    extra["NIVEL_REGISTRO"] = os.environ.get("NIVEL_REGISTRO", "WARNING")
    if call("python", "manage.py", "preparar", **extra):
        sys.exit("No se pudo preparar la base de datos; el motivo está arriba.")
    # -e: honcho would otherwise read a .env meant for a server
    command = [str(BIN / "honcho"), "-e", os.devnull, "-f", "Procfile", "start"]
    os.chdir(ROOT)
    os.execve(command[0], command, environment(**extra))


def postgres_url():
    """The server to test on: DATABASE_URL, or a local service that lets us in."""
    probe = (
        "import sys, psycopg, urllib.parse as u; p = u.urlsplit(sys.argv[1]);"
        "psycopg.connect(p._replace(path='/postgres').geturl(), connect_timeout=3).close()"
    )
    given = os.environ.get("DATABASE_URL", "")
    candidates = (given,) if given.startswith("postgres") else POSTGRES_CANDIDATES
    return next((url for url in candidates if works("-c", probe, url)), None)


def redis_url():
    url = os.environ.get("REDIS_URL", REDIS_CANDIDATE)
    probe = "import sys, redis; redis.Redis.from_url(sys.argv[1], socket_timeout=3).ping()"
    return url if works("-c", probe, url) else None


def pytest(title, *arguments, **extra):
    """One run of the suite on its own empty var/; True when it passed."""
    say(f"\n== {title}")
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vinculo-") as var:
        code = call("python", "-m", "pytest", *arguments, VINCULO_VAR=var, **extra)
    say(f"== {title}: {time.monotonic() - start:.0f} s")
    return code == 0


def report(passed, missing):
    if missing:
        say("\nNo se ejecutó:\n" + "\n".join(f"  - {item}" for item in missing))
    in_ci = os.environ.get("CI", "").lower() == "true"
    return 0 if all(passed) and not (missing and in_ci) else 1


def suite(wanted, *arguments, browser=True):
    """The suite on SQLite, again on PostgreSQL, then in the browser; what is absent is named."""
    ensure_env("dev")
    postgres, redis = postgres_url(), redis_url()
    missing, passed = [], []
    services = {"REDIS_URL": redis} if redis else {}
    if not redis:
        missing.append("las pruebas con Redis (no hay un servidor en REDIS_URL ni en este equipo)")
        wanted += " and not redis"
    alone = f"({wanted}) and not e2e and not postgresql"
    passed.append(pytest("SQLite", "-m", alone, *arguments, DATABASE_URL=None, **services))
    if postgres:
        again = f"({wanted}) and not e2e and not sin_base"
        passed.append(
            pytest("PostgreSQL", "-m", again, *arguments, DATABASE_URL=postgres, **services)
        )
    else:
        missing.append("las pruebas con PostgreSQL (no hay un servidor en DATABASE_URL ni local)")
    if browser and any(map(shutil.which, BROWSERS)):
        # Playwright's loop runs in the thread of the tests, which is no reason to refuse queries.
        loop = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        passed.append(pytest("Navegador", "-m", "e2e", "-n", "0", DATABASE_URL=None, **loop))
    elif browser:
        missing.append("las pruebas en navegador (falta Chromium)")
    return report(passed, missing)


def test(options):
    return suite("not nocturno", "-n", "2", *options.resto)


def test_fast(options):
    ensure_env("dev")
    quick = "not e2e and not nocturno and not redis and not postgresql and not lento"
    return not pytest("SQLite", "-m", quick, "-n", "2", *options.resto, DATABASE_URL=None)


def test_nocturno(options):
    return suite("nocturno", "-n", "0", *options.resto, browser=False)


def tracked(*patterns):
    """Files of the repository, new ones included, that still exist."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in found.splitlines() if (ROOT / name).exists()]


def lint_commands(templates):
    yield ["ruff", "check", "."]
    yield ["ruff", "format", "--check", "."]
    yield ["lint-imports", "--no-cache"]
    yield ["mypy"]
    yield ["typos"]
    yield ["djade", "--check", "--target-version", "5.2", *templates]
    yield ["djhtml", "--check", "--tabwidth", "2", *templates]
    yield ["python", "manage.py", "makemigrations", "--check", "--dry-run"]
    yield ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def lint(_options):
    ensure_env("dev")
    failed = []
    with tempfile.TemporaryDirectory(prefix="vinculo-") as var:
        production = {  # what a server would have, so that the deployment checks mean something
            "VINCULO_VAR": var,
            "SECRET_KEY": secrets.token_urlsafe(64),
            "CLAVES_CIFRADO": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "ALLOWED_HOSTS": "vinculo.example.org",
            "DATABASE_URL": None,
        }
        for command in lint_commands(tracked("*.html")):
            say(f"== {' '.join(command[:4])}")
            if call(*command, **production):
                failed.append(command[0] if command[0] != "python" else command[2])
    if shellcheck := shutil.which("shellcheck"):
        say("== shellcheck")
        if subprocess.run([shellcheck, ".ci/run"], cwd=ROOT).returncode:
            failed.append("shellcheck")
    say("Con observaciones: " + ", ".join(failed) if failed else "Sin observaciones.")
    return bool(failed)


def fmt(_options):
    ensure_env("dev")
    templates = tracked("*.html")
    call("ruff", "check", "--fix", ".")
    call("ruff", "format", ".")
    call("djade", "--target-version", "5.2", *templates)
    call("djhtml", "--tabwidth", "2", *templates)


def bench(options):
    ensure_env("dev")
    return call("python", "-m", "tests.bench", *options.resto)


TASKS = {
    "run": (run, "pone en marcha Vínculo en este equipo"),
    "test": (test, "toda la suite, en ambos motores y en navegador"),
    "test-fast": (test_fast, "lo que se corre antes de cada commit"),
    "test-nocturno": (test_nocturno, "las pruebas largas"),
    "lint": (lint, "estilo, contratos, tipos, migraciones"),
    "fmt": (fmt, "da formato al código y a las plantillas"),
    "bench": (bench, "mide contra el piso y escribe docs/rendimiento.md"),
}


def parse():
    parser = argparse.ArgumentParser(description="Tareas de Vínculo")
    commands = parser.add_subparsers(dest="tarea", required=True)
    tasks = {name: commands.add_parser(name, help=text) for name, (_, text) in TASKS.items()}
    tasks["run"].add_argument("--sin-demo", action="store_true", help="sin datos de muestra")
    port = int(os.environ.get("PUERTO") or PORT)
    tasks["run"].add_argument("--puerto", type=int, default=port, help=f"por omisión {PORT}")
    options, rest = parser.parse_known_args()
    options.resto = rest
    if options.resto and not options.tarea.startswith(("test", "bench")):
        parser.error(f"no se entiende: {' '.join(options.resto)}")
    return options


if __name__ == "__main__":
    chosen = parse()
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(TASKS[chosen.tarea][0](chosen))
    sys.exit(130)
