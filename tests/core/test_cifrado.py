"""Reserved data: encrypted at rest, with keys that can be renewed."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from acompanamiento.models import SolicitudVisitante
from core.cifrado import abrir, cifrar, clave_nueva, descifrar, huella_ciega, sellar

pytestmark = pytest.mark.sin_base


def test_it_comes_back_and_is_never_the_same():
    uno, otro = cifrar("G12345678"), cifrar("G12345678")

    assert uno != otro
    assert "G12345678" not in uno
    assert descifrar(uno) == descifrar(otro) == "G12345678"
    assert descifrar(cifrar("")) == ""


def test_a_renewed_key_reads_what_the_former_wrote(settings):
    antes = cifrar("dato")
    settings.CLAVES_CIFRADO = [clave_nueva(), *settings.CLAVES_CIFRADO]

    assert descifrar(antes) == "dato"


def test_without_its_key_nothing_is_read(settings):
    antes = cifrar("dato")
    settings.CLAVES_CIFRADO = [Fernet.generate_key().decode()]

    with pytest.raises(ValueError, match="CLAVES_CIFRADO"):
        descifrar(antes)


def test_without_keys_nothing_is_kept(settings):
    settings.CLAVES_CIFRADO = []

    with pytest.raises(ImproperlyConfigured):
        cifrar("dato")


def test_a_fingerprint_ignores_spaces_and_case_and_not_the_field():
    assert huella_ciega("abc 123", "pasaporte") == huella_ciega("ABC123", "pasaporte")
    assert huella_ciega("ABC123", "pasaporte") != huella_ciega("ABC123", "clave")
    assert huella_ciega("  ", "pasaporte") == ""


def test_a_file_is_not_readable_where_it_is_kept():
    reservado, comun = storages["reservado"], storages["default"]

    nombre = reservado.save("prueba.txt", ContentFile(b"ZZCANARIO"))

    assert b"ZZCANARIO" not in comun.open(nombre).read()
    assert reservado.open(nombre).read() == b"ZZCANARIO"
    assert reservado.size(nombre) == 9
    reservado.delete(nombre)
    assert not reservado.exists(nombre)


def test_a_file_that_somebody_already_read_is_kept_whole():
    contenido = ContentFile(b"hoja")
    contenido.read()

    assert storages["reservado"].open(storages["reservado"].save("h", contenido)).read() == b"hoja"


def test_a_file_opens_with_a_renewed_key_and_not_with_another(settings):
    sellado = sellar(b"hoja")
    settings.CLAVES_CIFRADO = [clave_nueva(), *settings.CLAVES_CIFRADO]
    assert abrir(sellado) == b"hoja"
    assert sellar(b"hoja") != sellar(b"hoja")

    settings.CLAVES_CIFRADO = [clave_nueva()]
    with pytest.raises(ValueError, match="CLAVES_CIFRADO"):
        abrir(sellado)


@pytest.mark.parametrize("alterado", [b"", b"corto", bytes(40)])
def test_a_file_that_somebody_altered_does_not_open(alterado):
    with pytest.raises(ValueError, match="CLAVES_CIFRADO"):
        abrir(alterado)


def test_nobody_can_look_for_what_is_encrypted():
    with pytest.raises(FieldError, match="cifrado"):
        SolicitudVisitante.objects.filter(telefono="55")
