"""The report: by hand, the same in four formats, and each figure equal to its list."""

import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from convenios.models import Convenio
from convenios.queries.avances import con_avance, de_programa, por_lado
from convenios.queries.informe import CIFRAS, lista_de
from convenios.queries.suscripcion import EN_TABLAS, Lapso, informe_de
from crm.enums import TipoInstitucion
from cuentas.enums import Rol
from tests.convenios.instrumentos import CORTE, FIGURAS, compromisos, programa, registro, suscrito
from tests.core.documentos import texto_de_pdf, texto_de_word, una_linea
from tests.pages import body

pytestmark = pytest.mark.django_db
URL = "/convenios/informe/?periodo=2&anio=2024&al=30/06/2024"
T2 = Lapso(dt.date(2024, 4, 1), dt.date(2024, 6, 30), "2.º trimestre de 2024", "2024-T2")


def informe(al=CORTE, lapso=T2):
    return informe_de(Convenio.objects.all(), lapso, al)


def test_figures_are_those_counted_by_hand():
    registro()

    assert informe().totales == FIGURAS


def test_in_force_and_over_and_to_begin_add_up_to_the_signed():
    registro()

    for al in (dt.date(2014, 1, 1), dt.date(2021, 9, 30), CORTE, dt.date(2030, 1, 1)):
        totales = informe(al).totales
        parts = totales["vigentes"] + totales["terminados"] + totales["por_iniciar"]
        assert parts == totales["suscritos"]
        assert totales["con_conclusion"] + totales["vencidos"] == totales["terminados"]


def test_pure_calculation_says_the_same_of_each_instrument():
    """What SQL counts is what the dates of each one say, computed apart."""
    registro()

    for al in (dt.date(2021, 9, 30), dt.date(2021, 10, 1), CORTE, dt.date(2024, 7, 1)):
        sql = set(lista_de(Convenio.objects.all(), "vigentes", al=al).values_list("pk", flat=True))
        dichos = {
            c.pk: c.vigencia_al(al)
            for c in Convenio.objects.filter(estado="suscrito", fecha_suscripcion__lte=al)
        }
        en_vigor = {pk for pk, v in dichos.items() if v not in ("vencida", "por_iniciar")}
        de_ellos = {pk for pk in sql if pk in dichos}
        assert de_ellos == en_vigor


def test_one_with_two_categories_counts_once_in_total_and_in_each():
    registro()
    datos = informe()

    por_categoria = {c["clave"]: c for c in datos.categorias}
    assert por_categoria["academica"]["vigentes"] == 2
    assert por_categoria["osc"]["vigentes"] == 1
    assert sum(c["vigentes"] for c in datos.categorias) == 6
    assert datos.totales["vigentes"] == 5
    assert "vigentes: 6 por categoría y 5 instrumentos" in datos.nota_categorias
    assert "en el periodo: 4 por categoría y 3 instrumentos" in datos.nota_categorias


def test_twenty_two_signed_are_twenty_three_by_category():
    """The real precedent of the office (case 3)."""
    for _ in range(21):
        suscrito(TipoInstitucion.OSC, el=dt.date(2024, 5, 1))
    suscrito(TipoInstitucion.OSC, TipoInstitucion.PRIVADA, el=dt.date(2024, 5, 1))

    datos = informe()

    assert datos.totales["en_periodo"] == 22
    assert sum(c["en_periodo"] for c in datos.categorias) == 23
    assert "en el periodo: 23 por categoría y 22 instrumentos" in datos.nota_categorias


def test_derived_counts_by_itself():
    """Case 4: the framework ends and what derives from it does not, unless it was agreed."""
    marco, derivado = registro()
    marco.fecha_fin, marco.tipo_vigencia = dt.date(2024, 5, 31), "fecha_determinada"
    marco.guardar(by=None)

    en_vigor = lista_de(Convenio.objects.all(), "vigentes", al=CORTE)

    assert marco not in en_vigor
    assert derivado in en_vigor


def test_a_past_cut_says_what_was_known_then():
    registro()

    totales = informe(dt.date(2014, 1, 1)).totales

    # By hand: the two of 2013 and the one of the register with no dates, taken as over.
    assert (totales["suscritos"], totales["vigentes"], totales["terminados"]) == (3, 2, 1)
    assert totales["tramite"] == 0


def test_what_was_signed_after_the_cut_was_then_in_process():
    suscrito(TipoInstitucion.OSC, el=dt.date(2024, 7, 5), fecha_solicitud=dt.date(2024, 3, 1))

    assert informe(CORTE).totales["tramite"] == 1
    assert informe(dt.date(2024, 7, 5)).totales["tramite"] == 0
    assert informe(dt.date(2024, 7, 5)).totales["vigentes"] == 1


def test_years_leave_none_out():
    registro()

    anios = {a["anio"]: a["suscritos"] for a in informe().anios}

    assert list(anios) == list(range(2013, 2025))
    assert {a: n for a, n in anios.items() if n} == {2013: 2, 2020: 2, 2022: 2, 2024: 3}


def test_commitments_of_each_side_apart():
    marco, _ = registro()
    compromisos(marco)
    compromisos(Convenio.objects.get(denominacion="En firma"))  # not signed: binds nobody yet

    lados = {fila["clave"]: fila for fila in por_lado(Convenio.objects.all(), CORTE)}

    ours = lados["nuestro"]
    assert (ours["total"], ours["abiertos"], ours["vencidos"], ours["cumplidos"]) == (4, 3, 1, 1)
    assert (lados["contraparte"]["total"], lados["contraparte"]["vencidos"]) == (1, 1)
    assert lados["conjunto"]["total"] == 0


def test_programme_leaves_out_what_was_cancelled():
    marco, _ = registro()
    programa(marco)

    (dicho,) = map(de_programa, con_avance(Convenio.objects.all(), CORTE))

    assert (dicho["actividades"], dicho["realizadas"], dicho["vencidas"]) == (3, 1, 1)
    assert dicho["avance"] == 40
    assert informe().programas["actividades_total"] == 3


# ------------------------------------------------------------------------- the four formats


def de_pagina(cliente):
    html = cliente.get(URL).content.decode()
    pares = re.findall(r"<dt>([^<]+)</dt><dd>(?:<a [^>]*>)?([\d,]+)", html)
    return {texto: int(valor.replace(",", "")) for texto, valor in pares}, html


def de_libro(cliente):
    libro = load_workbook(io.BytesIO(body(cliente.get(f"{URL}&formato=xlsx"))))
    filas = libro["Resumen"].iter_rows(values_only=True)
    return {fila[0]: fila[1] for fila in filas if isinstance(fila[1], int)}, libro


def de_papel(texto):
    return {
        t: int(hallado[1]) for t in CIFRAS.values() if (hallado := re.search(rf"{t} (\d+)", texto))
    }


def test_page_word_pdf_and_workbook_say_the_same(cliente):
    marco, _ = registro()
    compromisos(marco)
    programa(marco)
    esperado = {CIFRAS[cifra]: valor for cifra, valor in FIGURAS.items()}
    word = una_linea(texto_de_word(cliente.get(f"{URL}&formato=docx").content))
    pdf = una_linea(texto_de_pdf(cliente.get(f"{URL}&formato=pdf").content))

    pagina, html = de_pagina(cliente)
    cifras, libro = de_libro(cliente)

    assert {t: pagina[t] for t in esperado} == esperado
    assert cifras == esperado
    assert de_papel(word) == esperado
    assert de_papel(pdf) == esperado
    for texto in (word, pdf, una_linea(re.sub("<[^>]+>", " ", html))):
        assert "vigentes: 6 por categoría y 5 instrumentos" in texto
        assert "Cada instrumento cuenta una vez y por sí mismo" in texto
        assert "con corte al 30 de junio de 2024" in texto
    assert "Específico del marco" in word
    assert "Específico del marco" in pdf
    nombres = [fila[2].value for fila in libro["Suscritos en el periodo"].iter_rows(min_row=2)]
    assert sorted(nombres) == ["Aún no inicia", "Dos categorías", "Específico del marco"]


def test_every_link_leads_to_a_list_with_as_many(cliente):
    """Figures, categories, kinds and years: the list of each one has what the figure says."""
    registro()
    html = cliente.get(URL).content.decode()
    enlaces = re.findall(r'<a href="(/convenios/convenios/\?[^"]+)">([\d,]+)', html)

    contados = {enlace: int(valor) for enlace, valor in enlaces}
    listados = {enlace: en_lista(cliente, enlace) for enlace in contados}

    assert len(contados) > 40
    assert listados == contados


def en_lista(cliente, enlace):
    """How many instruments the page of a list shows."""
    html = cliente.get(enlace.replace("&amp;", "&")).content.decode()
    filas = html.partition("<tbody")[2].partition("</tbody>")[0]
    return len(set(re.findall(r'href="(/convenios/convenios/\d+/)"', filas)))


def test_lists_of_the_report_take_what_one_may_see(persona, entrar):
    registro()
    ajena = persona(Rol.AREA_SOLICITANTE)

    assert lista_de(Convenio.objects.visibles_para(ajena), "suscritos", al=CORTE).count() == 0
    assert entrar(ajena).get(URL).status_code == 403


@pytest.mark.parametrize(
    ("consulta", "dicho"),
    [
        ("periodo=fechas", "Escribe desde qué día, o elige un trimestre o un año."),
        ("periodo=fechas&desde=2/2/2024&hasta=1/1/2024", "igual o posterior a «Desde»"),
        ("periodo=1&anio=2098", "Ese periodo todavía no empieza."),
        ("periodo=1&anio=2024&al=31/02/2024", "no existe"),
        ("periodo=9", "Elige en «Periodo» una de las opciones de la lista."),
    ],
)
def test_a_period_that_cannot_be_says_why(cliente, consulta, dicho):
    response = cliente.get(f"/convenios/informe/?{consulta}")

    assert response.status_code == 422
    assert dicho in response.content.decode()


def test_empty_register_has_a_report(cliente):
    for formato in ("html", "docx", "pdf", "xlsx"):
        response = cliente.get(f"{URL}&formato={formato}")
        assert response.status_code == 200
        assert body(response)
    assert set(informe().totales.values()) == {0}
    assert cliente.get(f"{URL}&formato=exe").status_code == 404


def test_report_asks_the_same_however_many_there_are(cliente):
    marco, _ = registro()
    programa(marco)
    cliente.get(URL)  # what is read once and kept
    with CaptureQueriesContext(connection) as pocas:
        cliente.get(URL)
    for n in range(8):
        programa(suscrito(TipoInstitucion.OSC, el=dt.date(2024, 5, n + 1)))

    with CaptureQueriesContext(connection) as muchas:
        cliente.get(URL)

    assert len(muchas) == len(pocas)


def test_tables_have_every_figure():
    registro()
    datos = informe()

    for cifra in EN_TABLAS:
        assert sum(t[cifra] for t in datos.tipos) == datos.totales[cifra]
