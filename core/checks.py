"""System checks: what is wrong is said before serving, with its remedy, not found in service."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import Error as DatabaseError
from django.db import connections

from core import startup


@register(startup.TAG, deploy=True)
def check_configuration(app_configs, **kwargs):
    problems = startup.configuration_problems()
    return [Error(what, hint=hint, id=identifier) for identifier, what, hint in problems]


@register(startup.TAG, Tags.database)
def check_sqlite(app_configs, databases=None, **kwargs):
    """Without these the embedded database loses writes when two processes meet (measured)."""
    lite = [alias for alias in databases or () if connections[alias].vendor == "sqlite"]
    return [
        Error(f"SQLite: {problem}.", hint="Revisa DATABASES['OPTIONS'].", id="core.E110")
        for alias in lite
        for problem in startup.sqlite_problems(connections[alias])
    ]


@register(startup.TAG, Tags.database, deploy=True)
def check_demo_accounts(app_configs, databases=None, **kwargs):
    """Demo passwords are printed on a screen: nobody may sign in with them in service."""
    if settings.LOCAL or not databases:
        return []
    try:
        count = startup.demo_accounts()
    except DatabaseError:  # not migrated yet, or unreachable: /salud and migrate say that
        return []
    if not count:
        return []
    what = f"Hay {count} cuentas de muestra activas."
    return [Error(what, hint="Dales de baja antes de poner en servicio.", id="core.E111")]
