"""Reserved attachments: encrypted in their storage, opened by few, each look written down."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core.attachments import adjuntar
from core.models import Adjunto, ConsultaReservada
from cuentas.enums import Rol
from tablero.queries.verificacion import archivos
from tests import pages
from tests.factories.crm import EtiquetaFactory
from tests.factories.observacion import SolicitudObservacionFactory

pytestmark = pytest.mark.django_db
FIRMA = b"ZZFIRMA de la persona"


def acuse(obj, reservado=True):
    upload = SimpleUploadedFile("acuse.txt", FIRMA)
    return adjuntar(obj, upload, by=None, descripcion="Acuse", reservado=reservado)


def guardado(adjunto):
    with storages["default"].open(adjunto.archivo.name, "rb") as archivo:
        return archivo.read()


def test_what_is_kept_is_not_what_was_signed():
    obj = SolicitudObservacionFactory()

    reservado, abierto = acuse(obj), acuse(obj, reservado=False)

    assert FIRMA not in guardado(reservado)
    assert guardado(abierto) == FIRMA
    leido = Adjunto.objects.get(pk=reservado.pk).archivo
    assert (leido.open("rb").read(), leido.size) == (FIRMA, len(FIRMA))
    assert reservado.sha256 == abierto.sha256
    assert list(archivos()) == []


def test_flag_and_storage_never_disagree():
    reservado, abierto = (acuse(SolicitudObservacionFactory(), r) for r in (True, False))

    for adjunto, flag in ((reservado, False), (abierto, True)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Adjunto.objects.filter(pk=adjunto.pk).update(reservado=flag)


def test_an_altered_one_is_told_by_the_nightly_check():
    adjunto = acuse(SolicitudObservacionFactory())
    nombre = adjunto.archivo.name
    storages["default"].delete(nombre)
    storages["default"].save(nombre, ContentFile(b"otra cosa cualquiera, larga"))

    [dicho] = list(archivos())

    assert "no se puede descifrar" in dicho


@pytest.mark.parametrize(
    ("rol", "code"),
    [(Rol.ENLACE_DVOE, 200), (Rol.SECRETARIA_EJECUTIVA, 403), (Rol.JURIDICO, 404)],
)
def test_who_may_opens_it_and_the_look_is_written(entrar, persona, rol, code):
    adjunto, quien = acuse(SolicitudObservacionFactory()), persona(rol)

    response = entrar(quien).get(f"/archivos/{adjunto.pk}/")

    miradas = list(ConsultaReservada.objects.values_list("usuario", "object_id", "que"))
    assert response.status_code == code
    assert miradas == ([(quien.pk, adjunto.object_id, "Archivo: Acuse")] if code == 200 else [])
    if code == 200:
        assert pages.body(response) == FIRMA
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Content-Type"] == "application/octet-stream"


def test_the_panel_says_it_is_reserved_and_links_it_only_for_who_may(entrar, persona):
    obj = SolicitudObservacionFactory()
    adjunto, abierto = acuse(obj), acuse(obj, reservado=False)
    panel = f"/archivos/de/observacion.solicitudobservacion/{obj.pk}/"

    opera = pages.read(entrar(persona(Rol.ENLACE_DVOE)).get(panel))
    lee = pages.read(entrar(persona(Rol.SECRETARIA_EJECUTIVA)).get(panel))

    assert {f"/archivos/{a.pk}/" for a in (adjunto, abierto)} <= set(opera.links)
    assert f"/archivos/{abierto.pk}/" in lee.links
    assert f"/archivos/{adjunto.pk}/" not in lee.links


def test_nobody_opens_one_of_a_record_without_that_permission(cliente):
    adjunto = acuse(EtiquetaFactory())

    assert cliente.get(f"/archivos/{adjunto.pk}/").status_code == 403
