"""Hostile texts in every box of the wizard: never a fault, never raw."""

import re

import pytest

from acompanamiento.queries.impreso import datos_del_impreso
from tests import pages
from tests.acompanamiento.portal import en_portal, lista, respuestas
from tests.acompanamiento.vida import borrador, convocatoria
from tests.corpus.textos import LARGO, PLANTADO, TEXTOS

pytestmark = [pytest.mark.django_db, pytest.mark.lento]


@pytest.mark.parametrize("paso", [*respuestas(), "revisar", "documentos", "corregir"])
def test_no_text_breaks_a_page(paso):
    visita = en_portal("en")
    campos = pages.read(visita.get(visita.paso("persona"))).forms[0]["names"]
    if paso in respuestas():
        campos = pages.read(visita.get(visita.paso(paso))).forms[0]["names"]
    url = visita.paso(paso)

    for label, texto in [*TEXTOS.items(), ("1 MB", LARGO)]:
        response = visita.post(url, dict.fromkeys(campos, texto))
        assert response.status_code < 500, label
        shown = visita.get(url)
        assert PLANTADO not in pages.text(shown) + pages.text(response), label


def test_what_was_written_is_shown_escaped_and_printed():
    visita = lista()
    datos = respuestas()["persona"] | {"nombres": "<b>Ana</b> & «Ñ»", "apellidos": "O'Hara #let"}

    visita.post(visita.paso("persona"), datos)
    html = pages.text(visita.get(visita.url("solicitud_revisar")))
    pdf = visita.get(visita.url("solicitud_impresa"))

    assert "&lt;b&gt;Ana&lt;/b&gt; &amp; «Ñ»" in html
    assert not re.search(r"<b>Ana", html)
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize("nombre", ["محمد علي", "王小明", "Анна Петрова", "José Ñandú"])
def test_names_of_any_script_are_printed(nombre):
    visita = lista()
    datos = respuestas()["persona"] | {"nombres": nombre, "nombre_latino": "Latin Name"}

    visita.post(visita.paso("persona"), datos)

    assert visita.solicitud().nombres == nombre
    assert visita.get(visita.url("solicitud_impresa")).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("prohibiciones", "anuncia"), [("", False), ("Sustituir\nObstaculizar", True)]
)
def test_the_sheet_announces_prohibitions_when_there_are(prohibiciones, anuncia):
    solicitud = borrador(convocatoria=convocatoria(prohibiciones_es=prohibiciones), papeles=())

    datos = datos_del_impreso(solicitud, "es")

    assert ("siguientes" in datos["compromiso"]) is anuncia
    assert bool(datos["prohibiciones"]) is anuncia
