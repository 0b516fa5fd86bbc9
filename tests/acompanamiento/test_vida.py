"""A visitor's life, from the public page to the end, through the actions."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from acompanamiento.actions import (
    aceptar_documento,
    aprobar,
    devolver_documento,
    emitir_gafete_visitante,
    entregar_gafete,
    mover,
    notificar,
    presentar,
    prevenir,
    rechazar,
    recibir_documento,
    subsanar,
)
from acompanamiento.enums import EstadoVisitante, MotivoDocumento, MotivoRechazo
from acompanamiento.models import CartaVisitante
from cuentas.enums import Rol
from observacion.enums import SituacionGafete
from tests.acompanamiento.vida import PIDE, borrador, convocatoria, imagen
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db
HOY = dt.date(2024, 5, 20)


@pytest.fixture
def coordina():
    return UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])


def en_revision(solicitud, coordina):
    recibida = presentar(solicitud)
    return mover(recibida, "asignar", by=coordina, responsable=coordina)


def aceptar_todo(solicitud, coordina):
    for documento in solicitud.documentos_vigentes():
        aceptar_documento(documento, by=coordina)


def test_a_whole_life(coordina):
    solicitud = en_revision(borrador(), coordina)
    foto = solicitud.documentos_vigentes()[1]
    aceptar_documento(solicitud.documentos_vigentes()[0], by=coordina)
    devolver_documento(foto, by=coordina, motivo=MotivoDocumento.ILEGIBLE)
    solicitud = prevenir(solicitud, by=coordina)
    recibir_documento(solicitud, foto.requisito, imagen("otra.jpg"), by=None)
    solicitud = subsanar(solicitud)
    aceptar_todo(solicitud, coordina)
    solicitud = aprobar(solicitud, by=coordina, fecha=HOY, clave="IECM/ACU-CG-001/2024")
    solicitud = notificar(solicitud, by=coordina)
    gafete = emitir_gafete_visitante(solicitud, by=coordina)
    solicitud.refresh_from_db()
    acuse = SimpleUploadedFile("acuse.pdf", b"%PDF-1.4 acuse", content_type="application/pdf")
    activa = entregar_gafete(solicitud, by=coordina, acuse=acuse)
    gafete.refresh_from_db()

    assert activa.estado == EstadoVisitante.ACREDITADA_ACTIVA
    assert gafete.situacion() == SituacionGafete.VIGENTE
    assert activa.pasos.count() == 8
    assert list(CartaVisitante.objects.order_by("pk").values_list("clase", flat=True)) == [
        "acuse",
        "prevencion",
        "correccion_recibida",
        "aprobacion",
        "gafete_listo",
    ]


def test_handing_in_twice_gives_the_same_folio():
    solicitud = borrador()

    una, otra = presentar(solicitud), presentar(solicitud)

    assert una.folio == otra.folio != ""
    assert una.pasos.count() == 1


def test_a_mexican_nationality_is_turned_to_observe():
    with pytest.raises(ValidationError, match="se registra para observar"):
        presentar(borrador(nacionalidades=["FR", "MX"]))


def test_what_is_missing_is_named():
    with pytest.raises(ValidationError, match="Falta subir: Solicitud con firma autógrafa"):
        presentar(borrador(papeles=PIDE[:2]))


def test_what_was_begun_in_time_arrives_within_the_grace():
    cerrada = convocatoria(cierra_en=timezone.now() - dt.timedelta(minutes=5))
    antes, despues = cerrada.cierra_en - dt.timedelta(hours=1), timezone.now()

    aceptada = presentar(borrador(convocatoria=cerrada, comenzada_en=antes))
    with pytest.raises(ValidationError, match="La convocatoria cerró"):
        presentar(borrador(convocatoria=cerrada, comenzada_en=despues))

    assert aceptada.estado == EstadoVisitante.RECIBIDA


def test_a_passport_that_ends_before_leaving_blocks(coordina):
    solicitud = borrador()
    pasaporte = solicitud.pasaporte()
    pasaporte.vencimiento = solicitud.salida - dt.timedelta(days=1)
    pasaporte.guardar(by=None)
    solicitud = en_revision(solicitud, coordina)
    aceptar_todo(solicitud, coordina)

    with pytest.raises(ValidationError, match="antes de la salida"):
        aprobar(solicitud, by=coordina, fecha=HOY, clave="X")


def test_a_refusal_says_why(coordina):
    solicitud = en_revision(borrador(), coordina)

    with pytest.raises(ValidationError, match="Escribe el fundamento"):
        rechazar(solicitud, by=coordina, motivo_rechazo=MotivoRechazo.FIRMA, fundamento=" ")
    rechazada = rechazar(
        solicitud, by=coordina, motivo_rechazo=MotivoRechazo.FIRMA, fundamento="Base quinta."
    )

    assert rechazada.estado == EstadoVisitante.RECHAZADA


def test_nobody_without_account_approves():
    with pytest.raises(PermissionDenied):
        mover(presentar(borrador()), "aprobar", by=None)


def test_what_is_reserved_is_not_in_the_table_nor_in_the_history():
    solicitud = borrador(telefono="ZZCANARIO123")

    assert solicitud.history.first().__dict__.get("telefono") is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT telefono FROM acompanamiento_solicitudvisitante")
        assert "ZZCANARIO123" not in cursor.fetchone()[0]
