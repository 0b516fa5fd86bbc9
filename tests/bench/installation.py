"""One engine and one size: its own folder and database, never the person's."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
VAR = Path(os.environ.get("VINCULO_VAR") or ROOT / "var").resolve() / "bench"
KEY = "clave-solo-para-medir-en-este-equipo-0123456789-0123456789-abcdef"
LOCAL_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


EDITION = b"2"  # raise it when `data.py` builds something else


def fingerprint():
    """Changes with the schema and with the data: then the databases are built again."""
    parts = [part.read_bytes() for part in sorted(ROOT.glob("*/migrations/0*.py"))]
    return hashlib.sha256(EDITION.join(parts)).hexdigest()


@dataclass(frozen=True)
class Installation:
    """Where the processes of a measurement read and write."""

    engine: str  # sqlite | postgresql
    name: str
    server: str = ""

    @property
    def var(self):
        return VAR / f"{self.engine}-{self.name}"

    @property
    def database(self):
        return f"vinculo_bench_{self.name}"

    @property
    def database_url(self):
        parts = urlsplit(self.server)
        return urlunsplit(parts._replace(path=f"/{self.database}"))

    def environment(self, **extra):
        ours = {
            "VINCULO_VAR": str(self.var),
            "VINCULO_LOCAL": "True",
            "VINCULO_DEMO": "False",
            "SECRET_KEY": KEY,
            "CLAVES_CIFRADO": "Y2xhdmUtc29sby1wYXJhLXBydWViYXMtMzItYnl0ZXM=",
            "NIVEL_REGISTRO": "WARNING",
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        if self.engine == "postgresql":
            ours["DATABASE_URL"] = self.database_url
        foreign = ("DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL", "DEBUG")
        rest = {name: value for name, value in os.environ.items() if name not in foreign}
        return rest | ours | extra

    def python(self, *arguments, **extra):
        """The output of a Python command run in this installation."""
        command = [str(BIN / "python"), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(**extra), capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def build(self, rows, program="tests.bench.data"):
        """Build the data if they are missing or stale; a session to enter with and some keys."""
        self.var.mkdir(parents=True, exist_ok=True)
        mark = self.var / "hecho.txt"
        if not mark.exists() or mark.read_text() != fingerprint():
            print(f"  construyendo {rows:,} filas en {self.engine}…", flush=True)
            self.drop()
            if self.engine == "postgresql":
                self.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))
        entry = json.loads(self.python("-m", program, rows).splitlines()[-1])
        mark.write_text(fingerprint())
        return entry

    def drop(self):
        for old in self.var.glob("vinculo.sqlite3*"):
            old.unlink()
        if self.engine == "postgresql":
            statement = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
            self.execute(sql.SQL(statement).format(sql.Identifier(self.database)))

    def execute(self, statement):
        with psycopg.connect(self.server, autocommit=True) as connection:
            return connection.execute(statement)

    def backends(self):
        """Process ids of the database's backends that serve this installation."""
        if self.engine != "postgresql":
            return []
        with psycopg.connect(self.server, autocommit=True) as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.database]
            )
            return [pid for (pid,) in found]


def postgresql_server():
    """A server to measure on, or nothing."""
    url = os.environ.get("DATABASE_URL", "")
    url = url if url.startswith("postgres") else LOCAL_POSTGRES
    url = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return ""
    return url
