"""The public verification: says what a code is worth, and nothing to who tries codes."""

import datetime as dt
import re
import secrets

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from observacion.actions.gafetes import anular, entregar
from observacion.models import Gafete
from observacion.queries.verificacion import verificar
from tests import pages
from tests.factories.observacion import GafeteFactory

pytestmark = pytest.mark.django_db


def url(codigo):
    return reverse("verificar:gafete", args=[codigo])


def valido(**datos):
    gafete = GafeteFactory(**datos)
    return entregar(gafete, by=None, acuse=None)


def test_valid_badge_says_so_with_the_least_data():
    gafete = valido(nombre="Zyx Persona", organizacion="Zyx Organización")

    answer = Client().get(url(gafete.codigo))
    page = pages.text(answer)

    assert answer.status_code == 200
    assert "Válido" in page
    assert "Zyx Persona" in page
    assert "Zyx Organización" not in page
    assert gafete.folio not in page
    assert "<img" not in page


def test_each_situation_has_its_word():
    hoy = timezone.localdate()
    por_entregar = GafeteFactory()
    pasado = valido(desde=hoy - dt.timedelta(days=9), hasta=hoy - dt.timedelta(days=1))
    nulo = anular(valido(), by=None, motivo="Extravío")

    pages_ = [pages.text(Client().get(url(g.codigo))) for g in (por_entregar, pasado, nulo)]

    assert "Todavía no es válido" in pages_[0]
    assert "No vigente" in pages_[1]
    assert "Sin validez" in pages_[2]
    assert "Extravío" not in pages_[2]


def test_revoked_says_so_in_the_very_next_look_and_nobody_keeps_it():
    gafete = valido()
    cliente = Client()
    antes = cliente.get(url(gafete.codigo))

    anular(Gafete.objects.get(pk=gafete.pk), by=None, motivo="Extravío")
    despues = cliente.get(url(gafete.codigo))

    assert "Válido" in pages.text(antes)
    assert "Sin validez" in pages.text(despues)
    assert {a.headers["Cache-Control"] for a in (antes, despues)} == {"no-store"}


def test_false_codes_all_get_the_same_answer():
    real = valido().codigo
    falsos = [
        secrets.token_urlsafe(16),
        real[:-1],
        real.swapcase(),
        real + "A",
        "x",
        "á" * 10,
        "A" * 200,
        "' OR 1=1 --",
        GafeteFactory().folio,
    ]

    answers = [Client().get(url(codigo)) for codigo in falsos]
    shapes = {
        re.sub(r'value="[^"]*"|\d{2}:\d{2}:\d{2}', "", pages.text(answer)) for answer in answers
    }

    assert {a.status_code for a in answers} == {404}
    assert len(shapes) == 1
    assert len({tuple(sorted(a.headers)) for a in answers}) == 1


def test_ten_thousand_neighbours_hit_nothing():
    alfabeto = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    reales = [GafeteFactory().codigo for _ in range(20)]
    vecinos = {
        codigo[:n] + letra + codigo[n + 1 :]
        for codigo in reales
        for n in range(len(codigo))
        for letra in alfabeto
    } - set(reales)
    azar = {secrets.token_urlsafe(16) for _ in range(10_000)}

    intentos = [*sorted(vecinos)[:10_000], *azar]
    hits = sum(
        Gafete.objects.filter(codigo__in=intentos[n : n + 500]).count()
        for n in range(0, len(intentos), 500)
    )

    assert (len(intentos), hits) == (20_000, 0)
    assert [verificar(codigo, "es") for codigo in intentos[:200]] == [None] * 200
    assert len(set(reales)) == 20


def test_who_tries_many_waits_and_staff_does_not(entrar, direccion):
    cliente = Client()

    codes = [cliente.get(url(f"prueba{n}")).status_code for n in range(62)]
    neighbour = Client(REMOTE_ADDR="127.0.0.77").get(url("prueba"))
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").get(url("prueba"))
    staff = entrar(direccion).get(url("prueba"))

    assert codes == [404] * 60 + [429] * 2
    assert neighbour.status_code == 429
    assert (elsewhere.status_code, staff.status_code) == (404, 404)


@pytest.mark.parametrize(
    ("idioma", "palabra"), [("es", "Válido"), ("en", "Valid"), ("fr", "Valide")]
)
def test_speaks_the_three_languages(idioma, palabra):
    gafete = valido()

    asked = pages.text(Client().get(url(gafete.codigo), {"lang": idioma}))
    spoken = pages.text(Client().get(url(gafete.codigo), headers={"accept-language": idioma}))

    for page in (asked, spoken):
        assert re.search(rf"</i> {palabra}\s*<", page)
        assert f'<html lang="{idioma}"' in page


def test_code_may_be_typed():
    gafete = valido()

    answer = Client().get(reverse("verificar:inicio"), {"codigo": f" {gafete.codigo} "})

    assert answer.url == f"{url(gafete.codigo)}?lang=es"
    assert Client().get(reverse("verificar:inicio")).status_code == 200
    assert Client().post(url(gafete.codigo)).status_code == 405


def test_photograph_only_for_signed_in_who_may(entrar, direccion, persona):
    gafete = valido()
    Gafete.objects.filter(pk=gafete.pk).update(foto="foto.jpg")
    foto = reverse("observacion:gafete_foto", args=[gafete.pk])

    assert foto in pages.text(entrar(direccion).get(url(gafete.codigo)))
    assert foto not in pages.text(entrar(persona("juridico")).get(url(gafete.codigo)))
    assert foto not in pages.text(Client().get(url(gafete.codigo)))
