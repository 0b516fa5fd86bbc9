"""What is never written in a log: the secrets that some addresses carry."""

import logging
import re

# Personal links, feeds and invitations: a part of an address as long as only a secret is.
SECRETO = re.compile(r"(?<=/)[A-Za-z0-9_.:=-]{24,}(?=[/?\s\"']|$)")


def sin_secretos(valor):
    return SECRETO.sub("…", valor) if isinstance(valor, str) else valor


class SinSecretos(logging.Filter):
    """Takes the secret of an address out of every line, whoever writes it (T15)."""

    def filter(self, record):
        record.msg = sin_secretos(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(sin_secretos(argument) for argument in record.args)
        return True


def registro(nivel):
    """The logging of every process: to the console, without secrets.

    The development server would write addresses with a handler of its own.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"sin_secretos": {"()": "core.logs.SinSecretos"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["sin_secretos"]}},
        "loggers": {"django.server": {"handlers": ["console"], "propagate": False}},
        "root": {"handlers": ["console"], "level": nivel},
    }
