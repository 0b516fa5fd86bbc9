"""The calculator and the suggestions, as a person meets them."""

import datetime as dt

import pytest
from django.urls import reverse

from calendario.models import DiaInhabil, ProcesoElectoral
from cuentas.enums import Rol
from tests.factories.calendario import DiaInhabilFactory, ProcesoElectoralFactory

pytestmark = pytest.mark.django_db
SUGERIR = "/calendario/dias-inhabiles/proponer/"


@pytest.fixture(autouse=True)
def _only_this_calendar(db):
    DiaInhabil.objects.all().delete()
    ProcesoElectoral.objects.all().delete()
    DiaInhabilFactory(fecha=dt.date(2024, 5, 1), motivo="Día del Trabajo")
    ProcesoElectoralFactory(
        clave="PELO 2023-2024",
        inicio=dt.date(2023, 9, 7),
        jornada=dt.date(2024, 6, 2),
        fin=dt.date(2024, 9, 28),
    )


def calcular(cliente, **data):
    asked = {"inicio": "29/04/2024", "cantidad": "2", "tipo": "habiles"} | data
    return cliente.get(reverse("calendario:calculadora"), asked)


def test_calculator_opens_without_asking_anything(cliente):
    response = cliente.get(reverse("calendario:calculadora"))

    assert response.status_code == 200
    assert "Vence el" not in response.text


def test_calculator_says_when_and_why(cliente):
    text = calcular(cliente).text

    assert "el jueves 2 de mayo de 2024, hasta las 23:59:59" in text
    assert "1 de mayo de 2024" in text
    assert "Día del Trabajo" in text


def test_calculator_counts_an_electoral_matter_by_the_hour(cliente):
    response = calcular(cliente, inicio="10/05/2024 14:30", cantidad="3", asunto_electoral="on")

    assert "el lunes 13 de mayo de 2024 a las 14:30 h" in response.text


def test_calculator_moves_the_end_when_asked(cliente):
    response = calcular(
        cliente, inicio="30/04/2024", cantidad="1", tipo="naturales", regla_fin="siguiente_habil"
    )

    assert "el jueves 2 de mayo de 2024, hasta" in response.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"cantidad": "0"}, "Escribe en «Cuánto» un número de 1 o más."),
        ({"cantidad": "8000"}, "Escribe en «Cuánto» un número de 3,660 o menos."),
        ({"cantidad": "muchos"}, "Escribe un número en «Cuánto»."),
        ({"inicio": "31/02/2024"}, "31/02/2024"),
        ({"inicio": ""}, "Escribe el dato «Se notificó»."),
        ({"tipo": "semanas"}, "Elige en «De qué» una de las opciones de la lista."),
        ({"inicio": "01/01/1850"}, "El plazo debe empezar entre los años 1900 y 2200."),
    ],
)
def test_calculator_says_what_to_correct(cliente, data, message):
    response = calcular(cliente, **data)

    assert response.status_code == 422
    assert message in response.text


@pytest.mark.parametrize("rol", Rol)
def test_everybody_may_calculate_and_few_may_write(entrar, persona, rol):
    client = entrar(persona(rol))
    escribe = rol in (Rol.DIRECCION_DVOE, Rol.ADMINISTRACION)

    assert calcular(client).status_code == 200
    assert client.get(reverse("calendario:diainhabil_list")).status_code == 200
    assert client.get(SUGERIR).status_code == (200 if escribe else 403)
    found = client.get(reverse("calendario:diainhabil_create")).status_code
    assert found == (200 if escribe else 403)


def test_suggestions_are_marked_and_those_already_there_are_closed(cliente):
    text = cliente.get(f"{SUGERIR}?anio=2024").text

    assert "Sugerido por la biblioteca holidays, revisa el acuerdo" in text
    assert text.count('type="checkbox" name="fechas"') == 8
    closed = text.partition('value="2024-05-01"')[2].partition(">")[0]
    assert "disabled" in closed
    assert "checked" not in text


def test_only_what_is_marked_is_written(cliente):
    response = cliente.post(f"{SUGERIR}?anio=2024", {"fechas": ["2024-09-16", "2024-12-25"]})

    assert response.status_code == 302
    fechas = DiaInhabil.objects.order_by("fecha").values_list("fecha", flat=True)
    assert [f"{f:%m-%d}" for f in fechas] == ["05-01", "09-16", "12-25"]


@pytest.mark.parametrize("fechas", [[], ["2024-07-04"], ["ayer"]])
def test_nothing_marked_or_invented_writes_nothing(cliente, fechas):
    response = cliente.post(f"{SUGERIR}?anio=2024", {"fechas": fechas})

    assert response.status_code == 422
    assert DiaInhabil.objects.count() == 1


@pytest.mark.parametrize("anio", ["1", "99999", "dos mil"])
def test_a_year_that_cannot_be_is_refused(cliente, anio):
    response = cliente.get(SUGERIR, {"anio": anio})

    assert response.status_code == 422
    assert "«Año»" in response.text


def test_the_list_leads_to_the_suggestions_only_who_may_write(cliente, entrar, persona):
    url = reverse("calendario:diainhabil_list")

    assert SUGERIR in cliente.get(url).text
    assert SUGERIR not in entrar(persona(Rol.TRANSPARENCIA)).get(url).text
