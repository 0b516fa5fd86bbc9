"""Handing a letter over: to a local spool, once per letter, or to a mail server."""

from __future__ import annotations

import os
import smtplib
import uuid
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

SPOOL = "django.core.mail.backends.filebased.EmailBackend"


class Reintentar(Exception):  # noqa: N818 it is an outcome, not a fault of ours
    """Not delivered now; it may be later."""


class SinServidor(Reintentar):
    """Nobody answers: what follows would wait for nothing."""


class Dudoso(Reintentar):
    """The conversation broke: it may have been delivered. The next try says so."""


class Rechazado(Exception):  # noqa: N818 it is an outcome, not a fault of ours
    """The server will not take it: a person must look at the address."""


def entregar(huella: str, mensaje: EmailMultiAlternatives) -> AbstractContextManager[Any]:
    """Hand it over. Raises Reintentar, Dudoso or Rechazado when it was not taken.

    What it returns is the farewell, to be entered while writing that it was delivered: the less
    time between one and the other, the fewer letters a death in between sends twice.
    """
    if settings.EMAIL_BACKEND == SPOOL:
        al_buzon(huella, mensaje)
        return nullcontext()
    return por_servidor(mensaje)


def al_buzon(huella: str, mensaje: EmailMultiAlternatives) -> bool:
    """One file per letter, whole or absent; False when it was already there."""
    carpeta = Path(settings.EMAIL_FILE_PATH)
    carpeta.mkdir(parents=True, exist_ok=True)
    borrador = carpeta / f".{huella}.{uuid.uuid4().hex}"
    try:
        with borrador.open("wb") as archivo:
            archivo.write(mensaje.message().as_bytes())
            archivo.flush()
            os.fsync(archivo.fileno())
        (carpeta / f"{huella}.eml").hardlink_to(borrador)
    except FileExistsError:
        return False
    except OSError as error:
        raise Reintentar(f"No se pudo escribir en el buzón: {error.strerror}") from error
    else:
        return True
    finally:
        borrador.unlink(missing_ok=True)


def por_servidor(mensaje: EmailMultiAlternatives) -> ExitStack:
    """Through the configured server, telling a refusal from a bad moment."""
    conexion = get_connection()
    with ExitStack() as despedida:
        despedida.callback(cerrar, conexion)
        conectar(conexion)
        mandar(conexion, mensaje)
        return despedida.pop_all()


def conectar(conexion: Any) -> None:
    """Nothing is said yet. A wrong password is ours to mend, not the recipient's fault."""
    try:
        conexion.open()
    except (OSError, smtplib.SMTPException) as error:
        raise SinServidor(f"No hay conexión con el servidor de correo: {resumen(error)}") from error


def mandar(conexion: Any, mensaje: EmailMultiAlternatives) -> None:
    try:
        conexion.send_messages([mensaje])
    except smtplib.SMTPRecipientsRefused as error:
        codigo, dicho = next(iter(error.recipients.values()))
        segun_codigo(codigo, dicho, error)
    except smtplib.SMTPResponseException as error:
        segun_codigo(error.smtp_code, error.smtp_error, error)
    except (OSError, smtplib.SMTPException) as error:
        raise Dudoso(f"Se cortó la conversación con el servidor: {resumen(error)}") from error


def segun_codigo(codigo: int, dicho: bytes | str, error: Exception) -> None:
    palabras = dicho.decode("utf-8", "replace") if isinstance(dicho, bytes) else dicho
    texto = f"El servidor de correo dijo {codigo}: {palabras}"[:300]
    if codigo >= 500:
        raise Rechazado(texto) from error
    raise Reintentar(texto) from error


def cerrar(conexion: Any) -> None:
    """What fails when saying goodbye does not undo what was delivered."""
    try:
        conexion.close()
    except (OSError, smtplib.SMTPException):
        return


def resumen(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip()[:150]
