"""Record pages and their fragments."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.crm.paginas import ficha, texto
from tests.factories.crm import (
    InstitucionFactory,
    NombreAlternoFactory,
    OcupacionFactory,
    PuestoFactory,
    RelacionInstitucionalFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "nombre",
    [
        "institucion",
        "contacto",
        "puesto",
        "ocupacion",
        "nombrealterno",
        "relacioninstitucional",
        "subtipo",
        "etiqueta",
    ],
)
def test_lists_and_forms_open(nombre, cliente):
    for operacion in ("list", "create"):
        assert cliente.get(reverse(f"crm:{nombre}_{operacion}")).status_code == 200
    assert cliente.get(reverse(f"crm:{nombre}_list"), {"filtros": 1}).status_code == 200


def test_the_record_page_says_what_comes_next(cliente):
    institucion = InstitucionFactory()

    response = cliente.get(ficha(institucion))

    assert "Falta registrar a la persona titular." in texto(response)


def test_the_record_page_shows_people_now_and_before(cliente):
    institucion = InstitucionFactory(correo_institucional="x@ejemplo.mx")
    puesto = PuestoFactory(institucion=institucion)
    OcupacionFactory(
        puesto=puesto,
        contacto__nombres="Beatriz",
        desde=datetime.date(2020, 1, 1),
        hasta=datetime.date(2023, 1, 1),
    )
    OcupacionFactory(puesto=puesto, contacto__nombres="Carmen")

    html = texto(cliente.get(ficha(institucion)))

    assert html.index("Carmen") < html.index("Beatriz")
    assert "Nadie ha confirmado estos datos" in html


def test_the_record_page_costs_the_same_with_many_people(cliente):
    def llenar(cuantas):
        institucion = InstitucionFactory()
        for _ in range(cuantas):
            OcupacionFactory(puesto=PuestoFactory(institucion=institucion))
        return institucion

    costos = []
    for cuantas in (2, 20):
        institucion = llenar(cuantas)
        cliente.get(ficha(institucion))
        with CaptureQueriesContext(connection) as consultas:
            cliente.get(ficha(institucion))
        costos.append(len(consultas))

    assert costos[0] == costos[1] <= 12


@pytest.mark.parametrize("vista", ["cronologia", "relaciones", "imprimir"])
def test_fragments_open_with_and_without_htmx(vista, cliente, htmx):
    institucion = InstitucionFactory()
    OcupacionFactory(puesto=PuestoFactory(institucion=institucion))
    NombreAlternoFactory(institucion=institucion, hasta=datetime.date(2014, 6, 27))
    RelacionInstitucionalFactory(origen=institucion)
    InstitucionFactory(institucion_padre=institucion)
    url = ficha(institucion, vista)

    pagina, fragmento = cliente.get(url), cliente.get(url, headers=htmx)

    assert "<!doctype html>" in texto(pagina)
    if vista != "imprimir":
        assert "<!doctype html>" not in texto(fragmento)


def test_the_timeline_mixes_facts_and_edits(cliente):
    institucion = InstitucionFactory()
    ocupacion = OcupacionFactory(puesto=PuestoFactory(institucion=institucion))
    institucion.siglas = "NUEVAS"
    institucion.guardar(by=None, motivo="Corrección")

    html = texto(cliente.get(ficha(institucion, "cronologia")))
    hechos = texto(cliente.get(ficha(institucion, "cronologia"), {"clase": "hechos"}))

    assert f"{ocupacion.contacto} empezó en" in html
    assert "Corrección" in html
    assert "Corrección" not in hechos


def test_the_contact_page_lists_the_posts(cliente):
    ocupacion = OcupacionFactory()

    assert ocupacion.puesto.cargo in texto(cliente.get(ficha(ocupacion.contacto)))
