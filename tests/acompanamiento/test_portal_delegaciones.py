"""Who heads a delegation: one more person, and one instead of another (case 41)."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from acompanamiento.actions.enlaces import renovar_enlace
from acompanamiento.enums import EstadoVisitante, Via
from acompanamiento.models import SolicitudVisitante
from tests import pages
from tests.acompanamiento.portal import Visita
from tests.acompanamiento.vida import borrador, convocatoria
from tests.factories.acompanamiento import DelegacionFactory, SolicitudVisitanteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegacion():
    limite = timezone.localdate() + dt.timedelta(days=12)
    return DelegacionFactory(convocatoria=convocatoria(limite_sustituciones=limite))


def url(delegacion, nombre="delegacion_detail", token=None, **kwargs):
    token = token or renovar_enlace(delegacion, by=None)
    return reverse(f"publico:{nombre}", kwargs={"idioma": "en", "token": token, **kwargs})


def test_each_person_is_listed_with_their_own_state(delegacion):
    client = Client()
    una = SolicitudVisitanteFactory(
        convocatoria=delegacion.convocatoria,
        delegacion=delegacion,
        estado="notificada",
        fecha_resolucion=dt.date(2024, 5, 20),
        clave_resolucion="X",
    )
    SolicitudVisitanteFactory(convocatoria=delegacion.convocatoria, delegacion=delegacion)
    ajena = SolicitudVisitanteFactory(convocatoria=delegacion.convocatoria, nombres="Ajena")

    html = pages.text(client.get(url(delegacion)))

    assert "Accredited" in html
    assert "Received" in html
    assert una.nombre in html
    assert ajena.nombre not in html


def test_one_more_person_has_their_own_pages_and_pressing_twice_adds_one(delegacion):
    client = Client()
    direccion = url(delegacion)
    form = pages.read(client.get(direccion)).forms[0]
    data = {name: values[0] for name, values in form["fields"].items()}

    una = client.post(form["attrs"]["action"], data)
    otra = client.post(form["attrs"]["action"], data)
    nueva = SolicitudVisitante.objects.get()

    assert una.url == otra.url
    assert nueva.delegacion == delegacion
    assert nueva.via == Via.MISION
    assert nueva.organizacion == delegacion.nombre


def cerrar(convocatoria):
    type(convocatoria).objects.filter(pk=convocatoria.pk).update(
        cierra_en=timezone.now() - dt.timedelta(days=2)
    )


def test_a_substitute_is_received_after_the_closing_and_the_other_withdraws(delegacion):
    client = Client()
    anterior = SolicitudVisitanteFactory(
        convocatoria=delegacion.convocatoria, delegacion=delegacion
    )
    cerrar(delegacion.convocatoria)

    direccion = url(delegacion, "delegacion_sustituir", pk=anterior.pk)
    response = client.post(direccion)
    anterior.refresh_from_db()
    nueva = SolicitudVisitante.objects.latest("pk")
    visita = Visita("en")
    visita.token = re.search(r"/solicitud/([^/]+)/", response.url)[1]

    assert anterior.estado == EstadoVisitante.DESISTIDA
    assert nueva.sustituye_a == anterior
    assert "Who you are" in pages.text(visita.get(response.url))
    visita.llenar()
    visita.subir()
    assert visita.enviar().status_code == 302
    assert visita.solicitud().folio


def test_nobody_substitutes_after_the_cut_off_nor_twice(delegacion):
    client = Client()
    anterior = SolicitudVisitanteFactory(
        convocatoria=delegacion.convocatoria, delegacion=delegacion
    )
    token = renovar_enlace(delegacion, by=None)
    direccion = url(delegacion, "delegacion_sustituir", token=token, pk=anterior.pk)
    client.post(direccion)
    again = client.post(direccion)
    cerrar(delegacion.convocatoria)
    type(delegacion.convocatoria).objects.update(
        limite_sustituciones=timezone.localdate() - dt.timedelta(days=1)
    )
    late = client.post(direccion)

    assert again.status_code == late.status_code == 422
    assert SolicitudVisitante.objects.count() == 2


def test_the_link_of_a_group_opens_no_other(delegacion):
    client = Client()
    ajena = borrador(convocatoria=delegacion.convocatoria)

    direccion = url(delegacion, "delegacion_sustituir", pk=ajena.pk)

    assert client.get(direccion).status_code == 404


def test_the_list_asks_the_same_whatever_its_length(delegacion, django_assert_max_num_queries):
    client, direccion = Client(), url(delegacion)
    with CaptureQueriesContext(connection) as none:
        client.get(direccion)
    for _ in range(60):
        SolicitudVisitanteFactory(
            convocatoria=delegacion.convocatoria,
            delegacion=delegacion,
            aviso=delegacion.convocatoria.aviso,
        )

    with django_assert_max_num_queries(len(none) + 1):
        html = pages.text(client.get(direccion))

    assert html.count("portal-person") == 50
    assert "?pagina=2" in html
