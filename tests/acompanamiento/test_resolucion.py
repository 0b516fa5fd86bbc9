"""What is resolved: its papers in two languages, and two people who decide at once."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.urls import reverse

from acompanamiento import actions
from acompanamiento.enums import EstadoVisitante, MotivoRechazo
from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.resolucion import MOTIVOS, PALABRAS, datos_constancia, datos_resolucion
from cuentas.enums import Rol
from observacion.models import Gafete
from tests import pages
from tests.acompanamiento.vida import borrador, imagen
from tests.factories.cuentas import UsuarioFactory

DIA = dt.date(2024, 5, 20)


def coordina():
    return UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])


def lista_para_aprobar(by, **datos):
    recibida = actions.presentar(borrador(**datos))
    solicitud = actions.mover(recibida, "asignar", by=by, responsable=by)
    for documento in solicitud.documentos_vigentes():
        actions.aceptar_documento(documento, by=by)
    return solicitud


def activa(by, **datos):
    solicitud = actions.aprobar(lista_para_aprobar(by, **datos), by=by, fecha=DIA, clave="ACU-1")
    solicitud = actions.notificar(solicitud, by=by)
    actions.emitir_gafete_visitante(solicitud, by=by)
    leida = SolicitudVisitante.objects.get(pk=solicitud.pk)
    return actions.entregar_gafete(leida, by=by, acuse=imagen())


@pytest.mark.django_db
@pytest.mark.parametrize(("idioma", "bloques"), [("es", ["es"]), ("fr", ["es", "fr"])])
def test_resolution_is_in_spanish_and_in_the_language_of_the_person(idioma, bloques, entrar):
    by = coordina()
    solicitud = actions.rechazar(
        lista_para_aprobar(by, idioma=idioma),
        by=by,
        motivo_rechazo=MotivoRechazo.FIRMA,
        fundamento="Base quinta",
        fecha=DIA,
        clave="ACU-1",
    )

    datos = datos_resolucion(solicitud)
    url = reverse("acompanamiento:solicitudvisitante_resolucion", args=[solicitud.pk])
    paper = entrar(by).get(url)

    assert [b["idioma"] for b in datos["bloques"]] == bloques
    assert "La firma no coincide" in dict(datos["bloques"][0]["pares"]).values()
    assert pages.body(paper)[:5] == b"%PDF-"


@pytest.mark.sin_base
def test_each_word_and_motive_is_in_the_three_languages():
    assert PALABRAS["es"].keys() == PALABRAS["en"].keys() == PALABRAS["fr"].keys()
    assert set(MOTIVOS["en"]) == set(MOTIVOS["fr"]) == set(MotivoRechazo)


@pytest.mark.django_db
def test_constancia_carries_the_code_that_checks_it(entrar):
    by = coordina()
    solicitud = activa(by, idioma="en")
    ayer = dt.date.today() - dt.timedelta(days=1)  # noqa: DTZ011 a civil date
    SolicitudVisitante.objects.filter(pk=solicitud.pk).update(llegada=ayer, salida=ayer)
    url = reverse("acompanamiento:solicitudvisitante_constancia", args=[solicitud.pk])
    cliente = entrar(by)

    early = cliente.get(url)
    actions.concluir(SolicitudVisitante.objects.get(pk=solicitud.pk), by=by)
    paper = cliente.get(url)
    datos = datos_constancia(SolicitudVisitante.objects.get(pk=solicitud.pk))

    assert early.status_code == 302
    assert pages.body(paper)[:5] == b"%PDF-"
    assert Gafete.objects.get().codigo in datos["direccion"]
    assert [b["idioma"] for b in datos["bloques"]] == ["es", "en"]
    assert solicitud.cartas.filter(clase="constancia").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_decide_at_once_and_one_decision_stays():
    if connection.vendor != "postgresql":
        pytest.skip("rows are locked one by one only there")
    una, otra = coordina(), coordina()
    solicitud, barrier, results = lista_para_aprobar(una), threading.Barrier(2), []

    def at_once(decide):
        try:
            barrier.wait(timeout=20)
            decide()
        except ValidationError as error:
            results.append(error.messages[0])
        else:
            results.append("hecho")
        finally:
            connections.close_all()

    decisions = (
        lambda: actions.aprobar(solicitud, by=una, fecha=DIA, clave="ACU-1"),
        lambda: actions.rechazar(
            solicitud, by=otra, motivo_rechazo=MotivoRechazo.OTRO, fundamento="Base 5"
        ),
    )
    threads = [threading.Thread(target=at_once, args=[decide]) for decide in decisions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    after = SolicitudVisitante.objects.get(pk=solicitud.pk)
    assert results.count("hecho") == 1
    assert any("ahora está en" in said for said in results)
    assert after.estado in (EstadoVisitante.APROBADA, EstadoVisitante.RECHAZADA)
    assert after.pasos.filter(verbo__in=["aprobar", "rechazar"]).count() == 1
