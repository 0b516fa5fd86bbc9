"""The published totals, over the demo, in every format of the report (acceptance of the issue)."""

import io
import re

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from demo import convenios, tramite
from tests.core.documentos import texto_de_pdf, texto_de_word, una_linea
from tests.demo.test_convenios import equipo  # noqa: F401 fixture
from tests.pages import body

pytestmark = [pytest.mark.django_db, pytest.mark.lento]
URL = "/convenios/informe/?periodo=anio&anio=2025"
PUBLICADO = {
    "Histórico de suscritos": 853,
    "Concluidos": 731,
    "Vigentes": 122,
    "En trámite": 7,
    "Suscritos en el periodo": 22,
}


def de_texto(texto):
    return {t: int(re.search(rf"{t} (\d+)", texto)[1]) for t in PUBLICADO}


def test_published_totals_are_in_every_format(cliente, equipo):  # noqa: F811
    hoy = timezone.localdate()
    convenios.cargar(equipo, hoy=hoy)
    tramite.cargar(equipo, hoy=hoy)
    url = f"{URL}&al={hoy:%d/%m/%Y}"

    html = cliente.get(url).content.decode()
    pantalla = dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<a [^>]*>)?([\d,]+)", html))
    libro = load_workbook(io.BytesIO(body(cliente.get(f"{url}&formato=xlsx"))))
    resumen = {fila[0]: fila[1] for fila in libro["Resumen"].iter_rows(values_only=True)}
    anios = {fila[0]: fila[1] for fila in libro["Por año"].iter_rows(values_only=True)}

    assert {t: int(pantalla[t]) for t in PUBLICADO} == PUBLICADO
    assert {t: resumen[t] for t in PUBLICADO} == PUBLICADO
    word = una_linea(texto_de_word(cliente.get(f"{url}&formato=docx").content))
    assert de_texto(word) == PUBLICADO
    pdf = una_linea(texto_de_pdf(cliente.get(f"{url}&formato=pdf").content))
    assert de_texto(pdf) == PUBLICADO
    assert "vigentes: 123 por categoría y 122 instrumentos" in html
    assert anios[2013] == 60
