"""What refuses to start, and why."""

import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from core import startup
from core.bases import SQLITE
from core.checks import check_demo_accounts
from tests.factories.cuentas import UsuarioFactory
from tests.ops.conftest import KEY


@pytest.fixture
def in_service(settings):
    """Settings of an installation in service."""
    settings.LOCAL = settings.DEBUG = settings.DEMO = False
    settings.SECRET_KEY = KEY
    return settings


@pytest.fixture
def lite(tmp_path):
    """A live connection to a new SQLite file with the given options."""
    handlers = []

    def connect(options):
        entry = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "x", "OPTIONS": options}
        handlers.append(ConnectionHandler({"default": entry})["default"])
        return handlers[-1]

    yield connect
    for handler in handlers:
        handler.close()


def identifiers():
    return [identifier for identifier, _, _ in startup.configuration_problems()]


@pytest.mark.sin_base
def test_a_complete_configuration_has_no_problem(in_service):
    assert identifiers() == []


@pytest.mark.sin_base
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "inseguro-sin-configurar", "core.E101"),
        ("SECRET_KEY", "corta", "core.E101"),
        ("CLAVES_CIFRADO", [], "core.E104"),
        ("DEBUG", True, "core.E102"),
        ("DEMO", True, "core.E103"),
    ],
)
def test_an_unsafe_setting_is_a_problem(in_service, name, value, expected):
    setattr(in_service, name, value)

    assert identifiers() == [expected]


@pytest.mark.sin_base
def test_the_local_mode_may_hold_the_demo_but_not_the_default_key(in_service):
    in_service.LOCAL = in_service.DEMO = True

    assert identifiers() == []
    in_service.SECRET_KEY = "inseguro-sin-configurar"
    assert identifiers() == ["core.E101"]


@pytest.mark.django_db
@pytest.mark.sin_base
def test_sqlite_with_our_options_is_accepted(lite):
    assert startup.sqlite_problems(lite(SQLITE)) == []


@pytest.mark.django_db
@pytest.mark.sin_base
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"transaction_mode": "DEFERRED"}, "transaction_mode"),
        ({"init_command": "PRAGMA busy_timeout=20000;"}, "journal_mode"),
        ({"init_command": "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=500;"}, "busy_timeout"),
        ({"init_command": "PRAGMA foreign_keys=OFF;"}, "foráneas"),
    ],
)
def test_sqlite_without_one_of_them_is_refused(lite, options, reason):
    problems = startup.sqlite_problems(lite(SQLITE | options))

    assert reason in " ".join(problems)


@pytest.mark.django_db
def test_demo_accounts_are_refused_in_service(in_service):
    UsuarioFactory(correo=f"alguien{startup.DEMO_DOMAIN}")

    found = check_demo_accounts(None, databases=["default"])

    assert [message.id for message in found] == ["core.E111"]


@pytest.mark.django_db
def test_an_inactive_demo_account_harms_nobody(in_service):
    UsuarioFactory(correo=f"alguien{startup.DEMO_DOMAIN}", is_active=False)

    assert check_demo_accounts(None, databases=["default"]) == []


@pytest.mark.django_db
def test_refuse_unsafe_names_every_reason(in_service):
    in_service.DEBUG = True
    in_service.SECRET_KEY = "corta"

    with pytest.raises(ImproperlyConfigured, match=r"(?s)SECRET_KEY.*DEBUG"):
        startup.refuse_unsafe()


@pytest.mark.sin_base
@pytest.mark.lento
@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", "import config.wsgi"],
        ["celery", "-A", "config", "worker", "-P", "threads", "-c", "1"],
        ["celery", "-A", "config", "beat", "--pidfile=", "-s", "/dev/null"],
    ],
    ids=["web", "worker", "beat"],
)
def test_no_process_starts_with_the_default_key(execute, command):
    answer = execute(*command, SECRET_KEY="inseguro-sin-configurar")

    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stdout + answer.stderr
