"""The dates of calls, observers and visitors are told to who attends them, and then no more."""

import datetime as dt

import pytest
from django.utils import timezone

from acompanamiento.enums import EstadoDocumento, EstadoVisitante
from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries import avisos as de_visitantes
from avisos.actions.planear import planear
from avisos.models import Aviso, ReglaAviso
from avisos.queries.fuentes import fuentes
from cuentas.enums import Rol
from observacion.models import SolicitudObservacion
from observacion.queries import avisos as de_observacion
from tests.factories.acompanamiento import (
    DocumentoVisitanteFactory,
    PasaporteVisitanteFactory,
    SolicitudVisitanteFactory,
)
from tests.factories.observacion import (
    ConvocatoriaFactory,
    RequisitoConvocatoriaFactory,
    SolicitudObservacionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinacion(persona):
    return persona(Rol.COORDINACION_ACOMPANAMIENTO)


def en_horas(horas):
    return timezone.now() + dt.timedelta(hours=horas)


def abiertos(fuente):
    return set(fuente.abiertos().values_list("pk", flat=True))


def test_rules_of_dominio_4_3_are_there():
    claves = set(ReglaAviso.objects.values_list("clave", flat=True))

    assert {f"convocatoria-cierra-{n}" for n in (15, 5, 1)} <= claves
    assert {f"observacion-informe-{n}" for n in (15, 5, 0)} <= claves
    assert {
        "visitantes-prevencion-24",
        "visitantes-incompleta-5",
        "visitantes-pasaporte-30",
    } <= claves


def test_only_public_calls_that_have_not_closed_are_told():
    publica = ConvocatoriaFactory(cierra_en=en_horas(24 * 5))
    ConvocatoriaFactory(cierra_en=en_horas(24 * 5), publicada=False)
    ConvocatoriaFactory(cierra_en=en_horas(-1))

    assert abiertos(de_observacion.CierresFuente()) == {publica.pk}


def test_report_is_told_while_one_is_missing():
    solicitud = SolicitudObservacionFactory()
    solicitud.convocatoria.limite_informe = timezone.localdate() + dt.timedelta(days=5)
    solicitud.convocatoria.guardar(by=None)
    fuente = de_observacion.InformesFuente()
    antes = abiertos(fuente)
    acreditada = {"fecha_sesion": timezone.localdate(), "acuerdo": "A-1"}

    SolicitudObservacion.objects.filter(pk=solicitud.pk).update(
        estado="gafete_entregado", **acreditada
    )
    con_gafete = abiertos(fuente)
    SolicitudObservacion.objects.filter(pk=solicitud.pk).update(estado="informe_entregado")

    assert (antes, con_gafete, abiertos(fuente)) == (set(), {solicitud.convocatoria_id}, set())


def test_prevention_of_a_visitor_rings_a_day_before_to_who_reviews(coordinacion):
    solicitud = SolicitudVisitanteFactory(responsable=coordinacion)
    SolicitudVisitante.objects.filter(pk=solicitud.pk).update(
        estado=EstadoVisitante.PREVENIDA, limite_prevencion=en_horas(20)
    )

    ahora = timezone.now()
    planear(fuentes()["visitantes.prevencion"], ahora, ahora)

    escritos = Aviso.objects.filter(regla__clave="visitantes-prevencion-24")
    assert {(a.objeto_id, a.destinatario) for a in escritos} == {(solicitud.pk, coordinacion)}
    fuente = de_visitantes.PrevencionesFuente()
    texto = fuente.texto(fuente.abiertos().get(), timezone.now())
    assert solicitud.folio in texto
    assert solicitud.nombres not in texto


def test_passport_that_expires_before_leaving_is_told():
    vence = PasaporteVisitanteFactory(vencimiento=timezone.localdate() + dt.timedelta(days=30))
    PasaporteVisitanteFactory()

    assert abiertos(de_visitantes.PasaportesFuente()) == {vence.solicitud_id}


def test_incomplete_file_is_told_until_nothing_is_missing():
    requisito = RequisitoConvocatoriaFactory()
    solicitud = SolicitudVisitanteFactory(convocatoria=requisito.convocatoria)
    fuente = de_visitantes.IncompletasFuente()
    sin_papel = abiertos(fuente)
    documento = DocumentoVisitanteFactory(solicitud=solicitud, requisito=requisito)
    completa = abiertos(fuente)
    documento.estado, documento.motivo = EstadoDocumento.POR_CORREGIR, "ilegible"
    documento.guardar(by=None)

    assert (sin_papel, completa) == ({solicitud.pk}, set())
    assert abiertos(fuente) == {solicitud.pk}
    assert fuente.objetivo(fuente.abiertos().get()) == requisito.convocatoria.cierra_en


PROPIAS = ("observacion.", "visitantes.")


def test_every_source_is_planned_with_its_words_and_its_address(coordinacion):
    """Each one with a record near its date: nothing of the person goes into the subject."""
    requisito = RequisitoConvocatoriaFactory()
    convocatoria = requisito.convocatoria
    convocatoria.cierra_en = en_horas(20)
    convocatoria.limite_informe = timezone.localdate() + dt.timedelta(days=3)
    convocatoria.guardar(by=None)
    visitante = SolicitudVisitanteFactory(convocatoria=convocatoria)
    PasaporteVisitanteFactory(solicitud=visitante, vencimiento=timezone.localdate())
    prevenida = SolicitudVisitanteFactory(convocatoria=convocatoria)
    SolicitudVisitante.objects.filter(pk=prevenida.pk).update(
        estado=EstadoVisitante.PREVENIDA, limite_prevencion=en_horas(5)
    )
    for estado in ("prevenida", "gafete_entregado"):
        solicitud = SolicitudObservacionFactory(convocatoria=convocatoria)
        SolicitudObservacion.objects.filter(pk=solicitud.pk).update(
            estado=estado,
            limite_prevencion=en_horas(5),
            fecha_sesion=timezone.localdate(),
            acuerdo="A-1",
        )
    ahora = timezone.now()

    for clave, fuente in fuentes().items():
        if clave.startswith(PROPIAS):
            assert planear(fuente, ahora, ahora) > 0, clave
            for obj in fuente.siguen(list(fuente.abiertos().values_list("pk", flat=True))).values():
                assert fuente.texto(obj, ahora)
                assert "Marie" not in fuente.asunto(obj)
                assert fuente.url(obj).startswith("/")
                assert fuente.ve(coordinacion, [obj.pk]) == {obj.pk}
                assert set(fuente.destinatarios([obj], "responsable")) == {obj.pk}
                assert set(fuente.destinatarios([obj], "area")) == {obj.pk}
