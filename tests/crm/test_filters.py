"""Filters of the directory's lists."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.crm import (
    ContactoFactory,
    InstitucionFactory,
    OcupacionFactory,
    PuestoFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("filtro", "quedan"),
    [
        ({"entidad": "veracruz"}, ["Xalapa"]),
        ({"falta": "sin_titular"}, ["Completa", "Xalapa"]),
        ({"falta": "sin_correo"}, ["Con titular", "Xalapa"]),
        ({"falta": "sin_confirmar"}, ["Con titular", "Xalapa"]),
        ({"falta": "sin_subtipo"}, ["Completa", "Con titular", "Xalapa"]),
        ({"sin_novedad_meses": "6"}, ["Con titular", "Xalapa"]),
        ({"pais": "MX", "tipo": "osc"}, ["Xalapa"]),
        ({"estatus": "inactiva"}, []),
        ({"sin_novedad_meses": "no"}, None),
    ],
)
def test_filters(filtro, quedan, cliente):
    hoy = datetime.datetime.now(datetime.UTC).date()
    InstitucionFactory(
        nombre="Completa",
        correo_institucional="a@b.mx",
        confirmada_en=hoy,
        ultimo_contacto_en=hoy,
    )
    con_titular = InstitucionFactory(nombre="Con titular")
    OcupacionFactory(puesto=PuestoFactory(institucion=con_titular))
    InstitucionFactory(
        nombre="Xalapa", entidad="Veracruz de Ignacio de la Llave", tipo="osc", pais="MX"
    )

    response = cliente.get(reverse("crm:institucion_list"), filtro)

    assert response.status_code == 200
    if quedan is not None:
        nombres = [fila["cells"][0]["value"] for fila in response.context["rows"]]
        assert nombres == quedan


def test_contact_filters(cliente):
    ocupacion = OcupacionFactory()
    ContactoFactory()
    url = reverse("crm:contacto_list")

    def filas(**filtro):
        return [fila["pk"] for fila in cliente.get(url, filtro).context["rows"]]

    uno = [ocupacion.contacto_id]
    assert filas(institucion=ocupacion.puesto.institucion_id) == uno
    assert filas(tipo_institucion="gubernamental") == uno
    assert filas(en_funciones="si") == uno
    assert filas(en_funciones="no") != uno


def test_seat_and_occupation_filters(cliente):
    ocupacion, vacante = OcupacionFactory(), PuestoFactory()

    def filas(nombre, **filtro):
        response = cliente.get(reverse(f"crm:{nombre}_list"), filtro)
        return [fila["pk"] for fila in response.context["rows"]]

    assert filas("puesto", vacante="si") == [vacante.pk]
    assert filas("puesto", vacante="no") == [ocupacion.puesto_id]
    assert filas("ocupacion", en_funciones="si", tipo="titular") == [ocupacion.pk]
    assert filas("ocupacion", en_funciones="no") == []
    assert filas("ocupacion", puesto=vacante.pk) == []
