"""Creating without duplicates, and choosing related records."""

import re

import pytest
from django.urls import reverse

from crm.enums import EstatusInstitucion
from crm.models import Contacto, Institucion
from tests.crm.paginas import ALTA, ficha, texto
from tests.factories.crm import (
    ContactoFactory,
    EtiquetaFactory,
    InstitucionFactory,
)

pytestmark = pytest.mark.django_db


def test_a_close_name_asks_before_creating(cliente):
    InstitucionFactory(nombre="Instituto Nacional de las Mujeres", pais="MX")
    datos = ALTA | {"nombre": "instituto nacional de las mugeres"}

    response = cliente.post(reverse("crm:institucion_create"), datos)

    assert response.status_code == 422
    assert "Ya existe una institución muy parecida: Instituto Nacional de las Mujeres" in texto(
        response
    )
    assert "Crear otra" in texto(response)
    assert Institucion.objects.count() == 1
    # A hidden field of that name would travel with the button and win over it.
    assert re.findall(r'<(\w+)[^>]*name="es_distinta"', texto(response)) == ["button"]


def test_create_another_creates_it(cliente):
    InstitucionFactory(nombre=ALTA["nombre"])

    response = cliente.post(reverse("crm:institucion_create"), ALTA | {"es_distinta": "on"})

    assert response.status_code == 302
    assert Institucion.objects.count() == 2


@pytest.mark.parametrize(
    "otra",
    [
        {"nombre": "Instituto Nacional Electoral", "pais": "MX"},
        {"nombre": "Instituto Nacional de las Mujeres", "pais": "HN"},
        {"nombre": "Otra cosa", "siglas": "INMUJERES", "pais": "MX"},
    ],
)
def test_other_institutions_do_not_interrupt(otra, cliente):
    InstitucionFactory(**otra)

    response = cliente.post(reverse("crm:institucion_create"), ALTA | {"siglas": "INMUJERES"})

    assert response.status_code == 302


def test_two_people_with_one_name_are_asked_about(cliente):
    """Case 48."""
    ContactoFactory(nombres="José", primer_apellido="Núñez", segundo_apellido="Peña")
    datos = {"nombres": "JOSE", "primer_apellido": "NUNEZ", "segundo_apellido": "PEÑA"}
    url = reverse("crm:contacto_create")

    avisado = cliente.post(url, datos)
    creado = cliente.post(url, datos | {"es_distinta": "on"})

    assert (avisado.status_code, creado.status_code) == (422, 302)
    assert "Ya existe una persona muy parecida: José Núñez Peña" in texto(avisado)
    assert Contacto.objects.count() == 2


def test_creating_keeps_state_name_and_tags(cliente):
    etiqueta = EtiquetaFactory()

    cliente.post(reverse("crm:institucion_create"), ALTA | {"etiquetas": [etiqueta.pk]})

    institucion = Institucion.objects.get()
    assert institucion.entidad == "Ciudad de México"
    assert institucion.estatus == EstatusInstitucion.ACTIVA
    assert list(institucion.etiquetas.all()) == [etiqueta]


def test_the_status_is_not_in_the_form(cliente):
    cliente.post(reverse("crm:institucion_create"), ALTA | {"estatus": "extinta"})

    assert Institucion.objects.get().estatus == EstatusInstitucion.ACTIVA


@pytest.mark.parametrize(
    "nombre",
    [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "\u202etuN",
        "O'Brien & Hijos",
        "李" * 100,
        "a\x00b",
        "x" * 301,
        "{{ 7*7 }}",
        "%s %(x)s",
        "\ufeffInstituto",
        "Zoë👩\u200d👩\u200d👧",
    ],
)
def test_hostile_names_never_break_a_page(nombre, cliente):
    creado = cliente.post(reverse("crm:institucion_create"), ALTA | {"nombre": nombre})
    listado = cliente.get(reverse("crm:institucion_list"), {"q": nombre})

    assert creado.status_code in (302, 422)
    assert listado.status_code == 200
    assert "<script>alert" not in texto(listado)
    if creado.status_code == 302:
        assert cliente.get(creado.url).status_code == 200


def test_the_picker_offers_what_answers(cliente, htmx):
    unam = InstitucionFactory(nombre="Universidad Nacional Autónoma de México", siglas="UNAM")
    url = reverse("crm:institucion_elegir")

    response = cliente.get(url, {"campo": "origen", "origen__q": "unam"}, headers=htmx)

    assert f'name="origen" value="{unam.pk}"' in texto(response)


@pytest.mark.parametrize(
    ("escrito", "codigo"), [("Universidad de Prueba", 302), ("universidad", 422), ("nada", 422)]
)
def test_without_scripts_the_exact_name_is_enough(escrito, codigo, cliente):
    InstitucionFactory(nombre="Universidad de Prueba")
    InstitucionFactory(nombre="Universidad de Verdad")
    datos = {"institucion__q": escrito, "texto": "Otro nombre", "tipo": "traduccion"}

    response = cliente.post(reverse("crm:nombrealterno_create"), datos)

    assert response.status_code == codigo


def test_a_child_returns_to_the_institution(cliente):
    institucion = InstitucionFactory()
    datos = {"institucion": institucion.pk, "texto": "Antes", "tipo": "denominacion_anterior"}

    response = cliente.post(reverse("crm:nombrealterno_create"), datos)

    assert response.url == ficha(institucion)


def test_typing_does_not_unchoose(cliente, htmx):
    elegida, otra = InstitucionFactory(nombre="Elegida"), InstitucionFactory(nombre="Otra")
    datos = {"campo": "origen", "origen__q": "otra", "origen": elegida.pk}
    url = reverse("crm:institucion_elegir")

    html = texto(cliente.get(url, datos | {"libre": 1}, headers=htmx))

    assert f'value="{elegida.pk}" checked' in html
    assert f'value="{otra.pk}"' in html
    assert "Dejar en blanco" in html
    assert "Dejar en blanco" not in texto(cliente.get(url, datos, headers=htmx))


@pytest.mark.parametrize("valor", ["x", "9" * 30, "-1", "1 OR 1=1", "", "\x00"])
def test_hostile_choices_are_refused(valor, cliente, htmx):
    datos = {"campo": "origen", "origen__q": valor, "origen": valor}
    alta = {"origen": valor, "destino": valor, "tipo": "miembro_de"}

    opciones = cliente.get(reverse("crm:institucion_elegir"), datos, headers=htmx)
    response = cliente.post(reverse("crm:relacioninstitucional_create"), alta)

    assert (opciones.status_code, response.status_code) == (200, 422)
