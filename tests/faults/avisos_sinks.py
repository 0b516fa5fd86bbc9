"""Where notices arrive, counted by somebody who is not who hands them over."""

import os
from collections import Counter
from email import message_from_bytes
from pathlib import Path

from django.conf import settings
from django.db import connection

from avisos.enums import DEBIDOS, Canal, EstadoAviso
from avisos.models import Aviso

SMTP_LOG = "AVISOS_SMTP_LOG"  # the file in which the mail server of a test writes what it took

# The row is the notice: the base itself writes down each time one becomes «delivered», in the
# transaction that says so, so that what died unfinished does not count.
WATCH = {
    "sqlite": """
        CREATE TRIGGER IF NOT EXISTS seen AFTER UPDATE ON avisos_aviso
        WHEN NEW.estado = 'entregado' AND NEW.canal = 'app'
        BEGIN INSERT INTO handed (notice) VALUES (NEW.id); END
    """,
    "postgresql": """
        CREATE OR REPLACE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO handed (notice) VALUES (NEW.id); RETURN NULL; END $$;
        CREATE OR REPLACE TRIGGER seen AFTER UPDATE ON avisos_aviso FOR EACH ROW
        WHEN (NEW.estado = 'entregado' AND NEW.canal = 'app') EXECUTE FUNCTION see()
    """,
}


def watch():
    """From now on, what is delivered in the application leaves a mark."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS handed (notice bigint)")
        cursor.execute(WATCH[connection.vendor])


def handed():
    """How many times each notice was delivered in the application."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT notice, count(*) FROM handed GROUP BY notice")
        return Counter(dict(cursor.fetchall()))


def letters():
    """How many letters of each name arrived: in the spool, or at the server."""
    if SMTP_LOG in os.environ:
        log = Path(os.environ[SMTP_LOG])
        names = log.read_text().split() if log.exists() else []
    else:
        files = Path(settings.EMAIL_FILE_PATH).glob("*.eml")
        names = [message_from_bytes(file.read_bytes())["Message-ID"] for file in files]
    return Counter(name.strip("<>").split("@")[0] for name in names)


def came_of_it():
    """Each notice's state, and what arrived against what was said to be delivered."""
    rows = Aviso.objects.all()
    keys = Counter(rows.values_list("regla", "objeto_id", "destinatario", "objetivo", "canal"))
    said = rows.filter(estado=EstadoAviso.ENTREGADO)
    mails = rows.exclude(canal=Canal.APP)
    arrived = handed() + letters()
    expected = {a.pk for a in rows if a.canal == Canal.APP} | {a.huella for a in mails}
    claimed = {a.pk if a.canal == Canal.APP else a.huella for a in said}
    return {
        "notices": rows.count(),
        "delivered": said.count(),
        "states": dict(Counter(rows.values_list("estado", flat=True))),
        "owed": rows.filter(estado__in=DEBIDOS).count(),
        "failed": rows.filter(fallas__gt=0).count(),
        "repeated keys": sum(n - 1 for n in keys.values()),
        "arrived": sum(arrived.values()),
        "lost": len(claimed - set(arrived)),
        "duplicated": sum(n - 1 for n in arrived.values()),
        "strange": len(set(arrived) - expected),
        "engine": connection.vendor,
    }
