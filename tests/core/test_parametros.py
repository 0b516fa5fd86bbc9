"""What the office decides with a date, in its screen."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from convenios.queries.reloj import normas
from core.models import Parametro
from cuentas.enums import Rol

pytestmark = pytest.mark.django_db
CLAVE = "convenios.plazo.firma"


def enviar(cliente, **datos):
    base = {"valor": "8", "desde": "01/02/2024", "procedencia": "Manual, numeral 4"}
    return cliente.post(reverse("core:parametro_detail", args=[CLAVE]), base | datos)


def test_new_value_rules_from_its_date(cliente):
    response = enviar(cliente)

    assert response.status_code == 302
    assert normas(dt.date(2024, 1, 31))["firma"] is None
    assert normas(dt.date(2024, 2, 1))["firma"] == 8


def test_list_says_the_value_and_what_disposes_it(cliente):
    enviar(cliente)

    html = cliente.get(reverse("core:parametro_list")).text

    assert "Convenios: plazo de la firma" in html
    assert "Manual, numeral 4" in html


@pytest.mark.parametrize(
    ("datos", "dicho"),
    [
        ({"valor": "0"}, "de 1 o más"),
        ({"valor": "x"}, "Escribe un número"),
        ({"procedencia": ""}, "Qué lo dispone"),
        ({"desde": "31/02/2024"}, "febrero"),
    ],
)
def test_bad_values_are_refused_and_kept(cliente, datos, dicho):
    response = enviar(cliente, **datos)

    assert response.status_code == 422
    assert dicho in response.text
    assert not Parametro.objects.filter(clave=CLAVE).exists()


def test_two_values_from_the_same_day_are_refused(cliente):
    enviar(cliente)

    assert "Ya hay un valor desde esa fecha" in enviar(cliente, valor="9").text


def test_unknown_key_is_404(cliente):
    assert cliente.get(reverse("core:parametro_detail", args=["no.existe"])).status_code == 404


def test_who_only_reads_does_not_decide(persona, entrar):
    client = entrar(persona(Rol.JURIDICO))

    assert client.get(reverse("core:parametro_list")).status_code == 200
    assert enviar(client, desde=f"{timezone.localdate():%d/%m/%Y}").status_code == 403
