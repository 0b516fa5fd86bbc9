"""docker-compose.yml without an engine: its text, and each service as a plain process."""

import os
import re
import secrets
import shutil
import tomllib
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import yaml

from tests.ops.conftest import CIPHER, KEY

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["web", "worker", "beat"]
COLLECT = ["python", "manage.py", "collectstatic", "--noinput", "-v", "0"]  # as the image does
VARIABLE = re.compile(r"\$\{(\w+)(?::[-?][^}]*)?\}")


@pytest.mark.sin_base
def test_the_services_are_the_five_and_the_migration():
    assert set(SERVICES) == {"db", "redis", "migrate", *OURS}


@pytest.mark.sin_base
@pytest.mark.parametrize("name", ["db", "redis", *OURS])
def test_each_service_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.sin_base
def test_redis_keeps_its_messages_on_disk():
    assert SERVICES["redis"]["command"][1:3] == ["--appendonly", "yes"]


@pytest.mark.sin_base
def test_no_secret_is_written_in_the_file():
    settings = SERVICES["web"]["environment"] | SERVICES["db"]["environment"]
    secret = {name: value for name, value in settings.items() if re.search("KEY|PASSWORD", name)}

    assert [name for name, value in secret.items() if not value.startswith("${")] == []


@pytest.mark.sin_base
def test_the_image_does_not_run_as_root():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER")]

    assert users == ["vinculo"]


@pytest.mark.sin_base
def test_the_image_takes_every_package_along():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    sent = (ROOT / ".dockerignore").read_text().splitlines()

    assert [name for name in packages["root_packages"] if f"!{name}" not in sent] == []


@pytest.fixture
def database():
    """An empty database on the server the suite runs on."""
    server = os.environ["DATABASE_URL"]
    name = f"compose_{secrets.token_hex(4)}"
    admin = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def variables(environment, database, free_port, tmp_path):
    """The environment compose gives its services, pointing at servers of this machine."""
    redis, web = free_port(), free_port()
    fill = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "vinculo.example.org", "CORREO_REMITENTE": "a@b.mx"}
    fill |= {"CLAVES_CIFRADO": CIPHER}
    fill |= {"EMAIL_URL": "dummymail://", "POSTGRES_PASSWORD": "x"}
    given = {
        name: VARIABLE.sub(lambda match: fill.get(match[1], ""), value)
        for name, value in SERVICES["web"]["environment"].items()
        if VARIABLE.sub(lambda match: fill.get(match[1], ""), value)
    }
    environment.pop("VINCULO_LOCAL")
    return given | {
        "DATABASE_URL": database,
        "CELERY_BROKER_URL": f"redis://127.0.0.1:{redis}/0",
        "GUNICORN_BIND": f"127.0.0.1:{web}",
        "STATIC_ROOT": str(tmp_path / "static"),
        "NIVEL_REGISTRO": "INFO",
        "REDIS_PORT": str(redis),
    }


def command_of(name, tmp_path):
    return [part.replace("/data", str(tmp_path)) for part in SERVICES[name]["command"]]


@pytest.mark.lento
@pytest.mark.redis
@pytest.mark.postgresql
@pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server here")
def test_each_service_runs_and_passes_its_check(start, execute, until, variables, tmp_path):
    port = variables.pop("REDIS_PORT")
    redis = [*SERVICES["redis"]["command"], "--port", port, "--dir", str(tmp_path)]
    server = urlsplit(variables["DATABASE_URL"])
    host = ["-h", server.hostname or "", "-p", str(server.port or 5432)]
    assert execute(*SERVICES["db"]["healthcheck"]["test"][1:], *host).returncode == 0
    broker = start(*redis)
    ping = [*SERVICES["redis"]["healthcheck"]["test"][1:]]
    assert until(lambda: execute(ping[0], "-p", port, *ping[1:]).stdout.strip() == "PONG")
    assert list(tmp_path.rglob("*.aof")) != []
    for command in (SERVICES["migrate"]["command"], COLLECT):
        answer = execute(*command, **variables)
        assert answer.returncode == 0, answer.stderr

    running = {name: start(*command_of(name, tmp_path), **variables) for name in OURS}

    def check(name):
        return execute(*SERVICES[name]["healthcheck"]["test"][1:], **variables).returncode

    for name, process in running.items():
        assert until(lambda name=name: check(name) == 0, 40), process.log.read_text()
    bind = variables["GUNICORN_BIND"]
    for gone in (running["worker"], broker):
        gone.kill()
        gone.wait()
        assert page(bind) == 200
    running["web"].terminate()
    running["web"].wait(timeout=15)
    assert check("web") == 1


def page(bind):
    """Code of the sign-in page as a proxy would ask for it."""
    headers = {"Host": "vinculo.example.org", "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://{bind}/cuenta/entrar/", headers=headers)
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        return answer.status
