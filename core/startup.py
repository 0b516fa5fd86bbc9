"""What an installation must be before any of its processes serves."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured

TAG = "arranque"
DEFAULT_KEY = "inseguro"
MINIMUM_KEY = 50
DEMO_DOMAIN = "@demo.invalid"


def refuse_unsafe() -> None:
    """Run the start-up checks; raise with every reason when one of them fails."""
    found = run_checks(tags=[TAG], include_deployment_checks=True, databases=["default"])
    reasons = [message for message in found if message.level >= ERROR]
    if reasons:
        text = "\n".join(f"- {reason.msg} {reason.hint or ''}".rstrip() for reason in reasons)
        raise ImproperlyConfigured(f"Vínculo no arranca así:\n{text}")


def configuration_problems() -> list[tuple[str, str, str]]:
    """(identifier, what, remedy) of settings that no installation in service may have."""
    problems = []
    if settings.SECRET_KEY.startswith(DEFAULT_KEY) or len(settings.SECRET_KEY) < MINIMUM_KEY:
        what = f"SECRET_KEY falta o tiene menos de {MINIMUM_KEY} caracteres."
        problems.append(("core.E101", what, "Genera una clave aleatoria para esta instalación."))
    if not settings.CLAVES_CIFRADO:
        what = "CLAVES_CIFRADO falta: con ella se cifran pasaportes, fotografías y otros datos."
        problems.append(("core.E104", what, "Genera una como dice .env.example y guárdala aparte."))
    if settings.LOCAL:
        return problems
    if settings.DEBUG:
        problems.append(("core.E102", "DEBUG está encendido.", "Quita DEBUG del entorno."))
    if settings.DEMO:
        what = "VINCULO_DEMO está encendido en una instalación en servicio."
        problems.append(("core.E103", what, "Las cuentas de muestra son solo para `make run`."))
    return problems


def demo_accounts() -> int:
    """How many people of the demo could sign in here."""
    people = get_user_model()._default_manager
    return people.filter(is_active=True, correo__endswith=DEMO_DOMAIN).count()


def sqlite_problems(connection) -> list[str]:
    """What the live connection lacks of: WAL, IMMEDIATE, a patient timeout and foreign keys."""
    with connection.cursor() as cursor:
        pragma = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    problems = []
    if pragma["journal_mode"] != "wal" and not connection.is_in_memory_db():
        problems.append(f"journal_mode es «{pragma['journal_mode']}» y debe ser «wal»")
    if pragma["foreign_keys"] != 1:
        problems.append("las llaves foráneas no se vigilan")
    if pragma["busy_timeout"] < 20_000:
        problems.append(f"busy_timeout es {pragma['busy_timeout']} ms y debe ser 20000 o más")
    if (getattr(connection, "transaction_mode", None) or "").upper() != "IMMEDIATE":
        problems.append("transaction_mode debe ser IMMEDIATE")
    return problems
