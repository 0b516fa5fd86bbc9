"""Personal data that the database alone cannot tell: encrypted with a key kept outside it.

`CLAVES_CIFRADO` holds Fernet keys, newest first: the first writes, all of them read, and the last
one also makes the blind fingerprints, so it stays while there are any. Texts are Fernet tokens;
files, which are megabytes, are sealed with AES-GCM, fifty times faster, with a key out of the same.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import models

SAL_DE_ARCHIVOS = b"vinculo.archivos.aes-gcm"
NONCE = 12  # bytes, at random for each file (NIST SP 800-38D)
AJENA = "CLAVES_CIFRADO no tiene la clave con que se guardó este dato."


@functools.lru_cache(maxsize=4)
def _llavero(claves: tuple[str, ...]) -> MultiFernet:
    if not claves:
        raise ImproperlyConfigured("Falta CLAVES_CIFRADO: sin ella no se guardan datos reservados.")
    return MultiFernet([Fernet(clave) for clave in claves])


def llavero() -> MultiFernet:
    """The keys of this installation. Raises ImproperlyConfigured without any."""
    return _llavero(tuple(settings.CLAVES_CIFRADO))


def clave_nueva() -> str:
    """A key for `CLAVES_CIFRADO`."""
    return Fernet.generate_key().decode()


def cifrar(texto: str) -> str:
    return llavero().encrypt(texto.encode()).decode() if texto else ""


def descifrar(cifrado: str) -> str:
    """The text; empty when there was none. Raises ValueError with the wrong key."""
    if not cifrado:
        return ""
    try:
        return llavero().decrypt(cifrado.encode()).decode()
    except InvalidToken as error:
        raise ValueError(AJENA) from error


@functools.lru_cache(maxsize=4)
def _candados(claves: tuple[str, ...]) -> tuple[AESGCM, ...]:
    """One for each key: what a leaked file key opens is files, never texts or fingerprints."""
    _llavero(claves)  # refuses what is no key
    crudas = (base64.urlsafe_b64decode(clave) for clave in claves)
    return tuple(AESGCM(hmac.digest(cruda, SAL_DE_ARCHIVOS, "sha256")) for cruda in crudas)


def sellar(contenido: bytes) -> bytes:
    """A file as it is kept: the nonce and the rest. Raises ImproperlyConfigured without keys."""
    nonce = os.urandom(NONCE)
    return nonce + _candados(tuple(settings.CLAVES_CIFRADO))[0].encrypt(nonce, contenido, None)


def abrir(sellado: bytes) -> bytes:
    """The file again. Raises ValueError with the wrong key, or when somebody altered it."""
    nonce, resto = sellado[:NONCE], sellado[NONCE:]
    for candado in _candados(tuple(settings.CLAVES_CIFRADO)):
        try:
            return candado.decrypt(nonce, resto, None)
        except (InvalidTag, ValueError):  # a piece too short to hold a nonce is a ValueError
            continue
    raise ValueError(AJENA)


def huella_ciega(valor: str, de: str) -> str:
    """What tells two equal values apart from others without telling them: for unique constraints.

    ``de`` names what it is a fingerprint of, so that the same text in two fields does not match.
    """
    normal = "".join(valor.split()).upper()
    if not normal:
        return ""
    llavero()
    clave = base64.urlsafe_b64decode(settings.CLAVES_CIFRADO[-1])
    return hmac.new(clave, f"{de}:{normal}".encode(), hashlib.sha256).hexdigest()


class CampoCifrado(models.TextField):
    """Text kept encrypted. It cannot be filtered, sorted, searched, nor is it in the history."""

    def validate(self, value: Any, model_instance: Any) -> None:
        """A length is asked of what was typed: what is kept is longer."""
        super().validate(value, model_instance)
        if self.max_length and len(value or "") > self.max_length:
            text = f"Debe tener {self.max_length} caracteres o menos. Ahora tiene {len(value)}."
            raise ValidationError(text)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value is None else cifrar(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value if value is None else descifrar(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"«{self.name}» está cifrado: no se puede buscar por él.")


class AlmacenReservado(Storage):
    """Files encrypted on their way in to the ordinary storage, and back on their way out."""

    def _save(self, name: str, content: Any) -> str:
        return storages["default"].save(name, ContentFile(sellar(b"".join(content.chunks()))))

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        with storages["default"].open(name, "rb") as archivo:
            return ContentFile(abrir(archivo.read()), name=name)

    def delete(self, name: str) -> None:
        storages["default"].delete(name)

    def exists(self, name: str) -> bool:
        return storages["default"].exists(name)

    def size(self, name: str) -> int:
        return len(self._open(name))


def almacen_reservado() -> Storage:
    """The storage of files with personal data, as settings say it."""
    return storages["reservado"]
