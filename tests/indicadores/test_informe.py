"""The report of a quarter: page, workbook and PDF say the same; closed ones do not move."""

import io
import re

import pytest
from openpyxl import load_workbook

from calendario.calculations import trimestre
from crm.enums import EstadoGestion, TipoEvidencia, TipoGestion
from crm.models import Gestion
from cuentas.enums import Rol
from indicadores import actions
from indicadores.calculations import Conteos, Razon, porcentaje_texto
from indicadores.enums import Conteo
from indicadores.models import CierreTrimestral
from indicadores.queries.ai3 import gestiones_de
from indicadores.queries.informe import informe_ai3
from tests.core.documentos import texto_de_pdf, una_linea
from tests.factories.crm import InstitucionFactory
from tests.factories.seguimiento import EvidenciaFactory, GestionFactory
from tests.indicadores.cuarenta import local
from tests.indicadores.test_ai3 import ai3, cerrar, cuarenta  # noqa: F401 fixtures
from tests.pages import body

pytestmark = pytest.mark.django_db
TEXTOS = dict(Conteo.choices)
URL = "/indicadores/ai3/informe/?anio=2024&trimestre=1"


def pagina(cliente):
    """Figures and folios of the page."""
    html = cliente.get(URL).content.decode()
    pares = re.findall(r"<dt>([^<]+)</dt><dd>([\d,]+)</dd>", html)
    return {
        "porcentajes": re.findall(r'figure-value">([^<]+)<', html),
        "conteos": {texto: int(valor.replace(",", "")) for texto, valor in pares},
        "folios": re.findall(r'<a href="/crm/gestiones/\d+/">([^<]+)</a>', html),
        "texto": una_linea(re.sub("<[^>]+>", " ", html)),
    }


def libro(cliente):
    return load_workbook(io.BytesIO(body(cliente.get(f"{URL}&formato=xlsx"))))


def excel(cliente):
    """The same, as the workbook says it."""
    book = libro(cliente)
    resumen = {
        row[0].removesuffix(", con lo que hay hoy"): row[1]
        for row in book["Resumen"].iter_rows(values_only=True)
    }
    folios = [r[0] for r in book["Gestiones"].iter_rows(min_row=2, values_only=True)]
    return {
        "porcentajes": [en_porcentaje(resumen[k]) for k in ("Porcentaje", "Acumulado del año")],
        "conteos": {texto: resumen[texto] for texto in TEXTOS.values()},
        "folios": folios,
    }


def en_porcentaje(valor):
    return valor if isinstance(valor, str) else f"{valor * 100:.2f} %"


def papel(cliente):
    """The same, as another program reads the PDF."""
    texto = una_linea(texto_de_pdf(cliente.get(f"{URL}&formato=pdf").content))
    conteos = {t: re.search(rf"{t} ([\d,]+)", texto) for t in TEXTOS.values()}
    razones = r"En el trimestre (.*?) \(.*Acumulado del año(?:, con lo que hay hoy)? (.*?) \("
    return {
        "porcentajes": list(re.search(razones, texto).groups()),
        "conteos": {t: int(hallado[1].replace(",", "")) for t, hallado in conteos.items()},
        "folios": re.findall(r"GES-\d{4}-\d{4}", texto.partition("Gestiones contadas")[2]),
        "texto": texto,
    }


def iguales(cliente):
    en_pantalla, en_libro, en_papel = pagina(cliente), excel(cliente), papel(cliente)
    for clave in ("porcentajes", "conteos"):
        assert en_pantalla[clave] == en_libro[clave] == en_papel[clave]
    assert en_pantalla["folios"] == en_libro["folios"]
    assert en_papel["folios"] == en_libro["folios"]
    return en_pantalla


def test_open_quarter_is_the_same_in_the_three(cliente, ai3, cuarenta):  # noqa: F811
    dicho = iguales(cliente)

    # By hand, today: 21 attended of 24 (the three of group F were attended after 10 April).
    assert dicho["porcentajes"] == ["87.50 %", "87.50 %"]
    assert dicho["conteos"]["Solicitadas en el trimestre"] == 24
    assert "Provisional, al corte del" in dicho["texto"]
    assert "Provisional, al corte del" in papel(cliente)["texto"]


def test_closed_quarter_is_the_same_in_the_three_and_stays(
    cliente,
    direccion,
    ai3,  # noqa: F811
    cuarenta,  # noqa: F811
):
    cierre = cerrar(ai3, direccion)
    antes = iguales(cliente)
    pendiente = Gestion.objects.filter(fecha_solicitud=local("2024-03-31 23:30")).first()
    pendiente.estado = EstadoGestion.ATENDIDA
    pendiente.fecha_atencion = local("2024-05-02 10:00")
    pendiente.guardar(by=direccion)
    tardia = GestionFactory(fecha_solicitud=local("2024-03-10 10:00"))
    actions.registrar_ajustes(cierre, by=direccion, motivo="Captura tardía")

    despues = iguales(cliente)

    assert antes["porcentajes"] == ["75.00 %", "87.50 %"]  # reported; and the year, today
    assert despues["porcentajes"] == ["75.00 %", "88.00 %"]  # 22 of 25
    assert antes["conteos"] == despues["conteos"]
    assert antes["folios"] == despues["folios"]
    assert tardia.folio not in despues["folios"]
    for texto in ("Captura tardía", tardia.folio, cierre.sha256, "Trimestre cerrado con corte al"):
        assert texto in despues["texto"]
        assert texto in papel(cliente)["texto"].replace(" ", "") or texto in papel(cliente)["texto"]
    ajustes = {r[0] for r in libro(cliente)["Ajustes"].iter_rows(min_row=2, values_only=True)}
    assert {pendiente.folio, tardia.folio} <= ajustes


def test_a_close_somebody_touched_says_so(cliente, direccion, ai3, cuarenta):  # noqa: F811
    cierre = cerrar(ai3, direccion)
    CierreTrimestral.objects.filter(pk=cierre.pk).update(numerador=24)

    assert "su huella ya no coincide" in pagina(cliente)["texto"]
    assert "su huella ya no coincide" in papel(cliente)["texto"]


def test_empty_quarter_has_no_value(cliente, ai3):  # noqa: F811
    dicho = iguales(cliente)

    assert dicho["porcentajes"] == ["Sin gestiones solicitadas"] * 2
    assert dicho["folios"] == []


@pytest.mark.parametrize("con_respuesta", [True, False])
def test_list_says_in_which_counts_each_one_stands(ai3, cuarenta, con_respuesta):  # noqa: F811
    """As many in the list as in every figure, by the database's rule and by the pure one."""
    ai3.cuenta_con_respuesta = con_respuesta
    informe = informe_ai3(ai3, 2024, 1, local("2024-04-10 12:00"))

    folios = list(informe.folios(Gestion.objects.all()))

    for nombre, texto in TEXTOS.items():
        cuantas = sum(texto in fila["cuenta_en"] for fila in folios)
        rows = gestiones_de(ai3, trimestre(2024, 1), informe.corte, nombre)
        assert cuantas == informe.conteos[nombre] == rows.count()


def test_closed_list_stands_in_the_counts_of_the_close(direccion, ai3, cuarenta):  # noqa: F811
    cierre = cerrar(ai3, direccion)
    informe = informe_ai3(ai3, 2024, 1)

    folios = list(informe.folios(Gestion.objects.all()))

    assert {f["folio"] for f in folios} == set(cierre.instantanea)
    for nombre, texto in TEXTOS.items():
        assert sum(texto in f["cuenta_en"] for f in folios) == cierre.conteos[nombre]
    assert sum(t["solicitadas"] for t in informe.por_tipo) == 24
    assert sum(t["atendidas"] for t in informe.por_tipo) == 18


def test_closed_list_says_what_was_true_that_day(direccion, ai3):  # noqa: F811
    gestion = GestionFactory(
        fecha_solicitud=local("2024-02-01 10:00"), tipo=TipoGestion.OPINION_PERTINENCIA
    )
    cerrar(ai3, direccion)
    EvidenciaFactory(gestion=gestion, tipo=TipoEvidencia.SOLICITUD, referencia="OF/9/2024")
    gestion.tipo = TipoGestion.OTRA
    gestion.guardar(by=direccion)
    informe = informe_ai3(ai3, 2024, 1)

    (fila,) = informe.folios(Gestion.objects.all())

    assert (fila["evidencia_solicitud"], fila["tipo"]) == ("", TipoGestion.OPINION_PERTINENCIA)
    assert [t["tipo"] for t in informe.por_tipo] == [TipoGestion.OPINION_PERTINENCIA]
    assert "de ese día" in informe.sobre_los_folios


def test_workbook_keeps_types_and_runs_nothing(cliente, ai3):  # noqa: F811
    gestion = GestionFactory(
        fecha_solicitud=local("2024-02-01 23:30"),
        fecha_atencion=local("2024-02-20 10:15"),
        estado=EstadoGestion.ATENDIDA,
        contrapartes='=HYPERLINK("http://x.mx")',
    )
    EvidenciaFactory(gestion=gestion, tipo=TipoEvidencia.SOLICITUD, referencia="=1+1")
    EvidenciaFactory(gestion=gestion, tipo=TipoEvidencia.ATENCION, referencia="OF/7/2024")
    EvidenciaFactory(gestion=gestion, tipo=TipoEvidencia.ATENCION, referencia="OF/8/2024")

    book = libro(cliente)
    fila = dict(zip(*[list(r) for r in book["Gestiones"].iter_rows(max_row=2)], strict=True))
    celdas = {titulo.value: celda for titulo, celda in fila.items()}

    assert celdas["Fecha de solicitud"].value.isoformat() == "2024-02-01T23:30:00"
    assert celdas["Fecha de atención"].value.isoformat() == "2024-02-20T10:15:00"
    assert celdas["Evidencia de la solicitud"].value == "=1+1"
    assert celdas["Evidencia de la solicitud"].data_type == "s"
    assert celdas["Contrapartes"].data_type == "s"
    assert celdas["Evidencia de la atención"].value == "OF/7/2024; OF/8/2024"
    resumen = {r[0].value: r[1] for r in book["Resumen"].iter_rows()}
    assert (resumen["Porcentaje"].value, resumen["Porcentaje"].data_type) == (1, "n")
    assert resumen["Solicitadas en el trimestre"].data_type == "n"


def test_what_lacks_evidence_says_so(cliente, ai3):  # noqa: F811
    GestionFactory(
        fecha_solicitud=local("2024-02-01 10:00"),
        fecha_atencion=local("2024-02-20 10:00"),
        estado=EstadoGestion.ATENDIDA,
    )

    assert pagina(cliente)["texto"].count("Sin evidencia") == 2
    assert papel(cliente)["texto"].count("Sin evidencia") == 2


def test_figures_are_of_all_and_folios_of_what_one_sees(persona, entrar, ai3, cuarenta):  # noqa: F811
    lector = entrar(persona(Rol.TRANSPARENCIA))
    visibles = Gestion.objects.visibles_para(persona(Rol.TRANSPARENCIA)).count()

    dicho = pagina(lector)

    assert dicho["conteos"]["Solicitadas en el trimestre"] == 24
    assert bool(dicho["folios"]) == bool(visibles)


def test_who_may_not_and_other_formats(cliente, persona, entrar, ai3):  # noqa: F811
    assert entrar(persona(Rol.AREA_SOLICITANTE)).get(URL).status_code == 403
    assert cliente.get(f"{URL}&formato=exe").status_code == 404
    assert cliente.get("/indicadores/ai3/informe/?anio=1&trimestre=1").status_code == 404


def test_page_of_ai3_leads_to_the_report(cliente, ai3):  # noqa: F811
    page = cliente.get("/indicadores/ai3/?anio=2024&trimestre=1").content.decode()

    assert 'href="/indicadores/ai3/informe/?anio=2024&amp;trimestre=1"' in page


def test_list_costs_the_same_queries_for_one_and_for_many(
    ai3,  # noqa: F811
    cuarenta,  # noqa: F811
    django_assert_max_num_queries,
):
    informe = informe_ai3(ai3, 2024, 1, local("2024-04-10 12:00"))

    with django_assert_max_num_queries(4):
        assert list(informe.folios(Gestion.objects.all()))


def test_institution_with_hostile_name_prints(cliente, ai3):  # noqa: F811
    nombre = '#panic("x") & <b> $x$'
    gestion = GestionFactory(fecha_solicitud=local("2024-02-01 10:00"), contrapartes=nombre)
    gestion.instituciones.set([InstitucionFactory(nombre=nombre)])

    assert nombre in papel(cliente)["texto"]


@pytest.mark.parametrize(
    ("razon", "texto"),
    [
        (Razon(1, 800), "0.13 %"),  # 0.125: halves go up, as on every screen
        (Razon(2, 3), "66.67 %"),
        (Razon(0, 5), "0.00 %"),
        (Razon(0, 0), "Sin gestiones solicitadas"),
    ],
)
def test_rounding_is_one(razon, texto):
    assert porcentaje_texto(razon) == texto


def test_every_count_has_words():
    assert set(TEXTOS) == set(Conteos.__dataclass_fields__)
