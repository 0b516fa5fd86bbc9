"""The receipt of a badge holds a signature: encrypted, opened with word of it, and purged."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from acompanamiento.actions import entregar_gafete as entregar_visitante
from core.attachments import adjuntar
from core.models import Adjunto, ConsultaReservada
from cuentas.enums import Rol
from observacion.actions.acreditaciones import entregar_gafete as entregar_observacion
from observacion.actions.depuracion import ejecutar_depuracion, suprimir_observacion
from observacion.models import Gafete
from tests import pages
from tests.acompanamiento.vida import imagen
from tests.factories.acompanamiento import SolicitudVisitanteFactory
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.observacion import (
    ConvocatoriaFactory,
    DepuracionDatosFactory,
    GafeteFactory,
    SolicitudObservacionFactory,
)

pytestmark = pytest.mark.django_db
FIRMA = b"ZZFIRMA de la persona"


def papel():
    return SimpleUploadedFile("acuse.txt", FIRMA)


@pytest.fixture
def coordina(persona):
    return persona(Rol.COORDINACION_ACOMPANAMIENTO)


def acreditada(**datos):
    solicitud = SolicitudObservacionFactory(**datos)
    sesion = {"fecha_sesion": timezone.localdate(), "acuerdo": "A-1"}
    type(solicitud).objects.filter(pk=solicitud.pk).update(estado="acreditada", **sesion)
    solicitud.refresh_from_db()
    GafeteFactory(titular=solicitud, proceso=solicitud.proceso)
    return solicitud


def visitante():
    resuelta = {"fecha_resolucion": dt.date(2024, 5, 20), "clave_resolucion": "X"}
    solicitud = SolicitudVisitanteFactory(estado="gafete_listo", **resuelta)
    GafeteFactory(titular=solicitud, proceso=solicitud.convocatoria.proceso)
    return solicitud


def en_disco(adjunto):
    with storages["default"].open(adjunto.archivo.name, "rb") as archivo:
        return archivo.read()


@pytest.mark.parametrize(
    ("de_quien", "entregar"),
    [(acreditada, entregar_observacion), (visitante, entregar_visitante)],
)
def test_receipts_are_kept_encrypted_and_each_look_is_written(de_quien, entregar, entrar, coordina):
    solicitud = de_quien()

    entregar(solicitud, by=coordina, acuse=papel())

    acuse = Gafete.objects.get().acuse
    assert acuse.reservado
    assert FIRMA not in en_disco(acuse)
    assert pages.body(entrar(coordina).get(f"/archivos/{acuse.pk}/")) == FIRMA
    mirada = ConsultaReservada.objects.get()
    assert (mirada.usuario, mirada.objeto) == (coordina, solicitud)


def test_the_badge_page_leads_to_its_receipt_for_who_may(entrar, persona, coordina):
    gafete = GafeteFactory()
    direccion = f"/observacion/gafetes/{gafete.pk}/"
    entrar(coordina).post(f"{direccion}entregar/", {"identidad": "on", "acuse": imagen()})
    acuse = Gafete.objects.get().acuse

    con, sin = (
        pages.read(entrar(quien).get(direccion)).links
        for quien in (coordina, persona(Rol.SECRETARIA_EJECUTIVA))
    )

    assert not en_disco(acuse).startswith(b"\xff\xd8")
    assert acuse.archivo.open("rb").read().startswith(b"\xff\xd8")
    assert f"/archivos/{acuse.pk}/" in con
    assert f"/archivos/{acuse.pk}/" not in sin


def test_those_kept_in_clear_move_to_the_reserved_storage(
    coordina, django_capture_on_commit_callbacks
):
    gafete = GafeteFactory()
    antes = adjuntar(gafete, papel(), by=coordina, descripcion="Acuse de entrega")
    ajeno = adjuntar(gafete, papel(), by=coordina)
    perdido = adjuntar(GafeteFactory(), papel(), by=coordina)
    Gafete.objects.filter(pk=gafete.pk).update(acuse=antes)
    Gafete.objects.exclude(pk=gafete.pk).update(acuse=perdido)
    storages["default"].delete(perdido.archivo.name)
    migracion = import_module("observacion.migrations.0004_encrypt_receipts")

    with django_capture_on_commit_callbacks(execute=True):
        migracion.cifrar_acuses(apps, connection.schema_editor(atomic=False))

    ahora = Adjunto.objects.get(pk=antes.pk)
    assert ahora.reservado
    assert FIRMA not in en_disco(ahora)
    assert ahora.archivo.open("rb").read() == FIRMA
    assert ahora.sha256 == antes.sha256
    assert not storages["default"].exists(antes.archivo.name)
    assert {h.archivo for h in ahora.history.all()} == {ahora.archivo.name}
    quedan = Adjunto.objects.filter(pk__in=[ajeno.pk, perdido.pk])
    assert [adjunto.reservado for adjunto in quedan] == [False, False]


def test_receipts_leave_with_the_rest(persona, coordina, django_capture_on_commit_callbacks):
    proceso = ProcesoElectoralFactory(
        inicio=dt.date(2020, 9, 7), jornada=dt.date(2021, 6, 6), fin=dt.date(2021, 9, 1)
    )
    convocatoria = ConvocatoriaFactory(tipo="observacion", proceso=proceso)
    entregar_observacion(acreditada(convocatoria=convocatoria), by=coordina, acuse=papel())
    nombre = Adjunto.objects.get().archivo.name
    propuesta = DepuracionDatosFactory(proceso=proceso, sistema="observacion")

    with django_capture_on_commit_callbacks(execute=True):
        ejecutar_depuracion(propuesta, suprimir_observacion, by=persona(Rol.DIRECCION_DVOE))

    assert not Adjunto.objects.exists()
    assert not Adjunto.history.exists()
    assert not storages["default"].exists(nombre)
