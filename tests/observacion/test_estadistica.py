"""Figures of few people are not told, nor can they be worked out (case 49)."""

import datetime as dt
import io
from collections import defaultdict
from itertools import product

import openpyxl
import pytest

from core.models import Parametro
from cuentas.enums import Rol
from observacion.calculations import edad, nacidos_entre, ocultar
from observacion.calculations.edades import RANGOS
from observacion.queries.cortes import MARCA
from observacion.queries.estadistica import estadistica_observacion
from tests import pages
from tests.factories.observacion import ConvocatoriaFactory, SolicitudObservacionFactory

EXHAUSTIVAS = [(5, 2, 14), (5, 3, 11), (5, 4, 7), (3, 4, 6)]


@pytest.mark.sin_base
@pytest.mark.parametrize(("minimo", "celdas", "maximo"), EXHAUSTIVAS)
def test_no_hidden_cell_can_be_worked_out_from_what_is_told(minimo, celdas, maximo):
    """Every table of that size: what is told, with its total, always fits with several others."""
    posibles = defaultdict(list)
    for valores in product(range(maximo + 1), repeat=celdas):
        dicho = tuple(ocultar(valores, minimo))
        posibles[dicho, sum(valores)].append(valores)

    for (dicho, total), tablas in posibles.items():
        for lugar, celda in enumerate(dicho):
            if celda is None:
                assert len({tabla[lugar] for tabla in tablas}) > 1, (dicho, total, tablas)


@pytest.mark.sin_base
def test_what_is_not_hidden_is_told_as_it_is():
    assert ocultar([9, 8, 0], 5) == [9, 8, 0]
    assert ocultar([40, 3, 2, 0], 5) == [40, None, None, 0]
    assert ocultar([40, 12, 3], 5) == [40, None, None]
    assert ocultar([2, 0], 5) == [None, None]


@pytest.mark.sin_base
def test_no_small_cell_is_ever_told():
    for valores in product(range(9), repeat=3):
        assert not [v for v in ocultar(valores, 5) if v is not None and 0 < v < 5]


@pytest.mark.sin_base
def test_ranges_of_age_cover_each_birth_date_once():
    jornada = dt.date(2024, 6, 2)

    for desde, hasta in RANGOS:
        primero, ultimo = nacidos_entre(desde, hasta, jornada)
        assert edad(ultimo, jornada) == desde
        if primero:
            assert edad(primero, jornada) == hasta


@pytest.fixture
def convocatoria(db):
    convocatoria = ConvocatoriaFactory(tipo="observacion")
    for sexo, cuantas in (("mujer", 7), ("hombre", 6), ("no_binaria", 2)):
        for _ in range(cuantas):
            SolicitudObservacionFactory(convocatoria=convocatoria, sexo=sexo)
    return convocatoria


def corte(datos, titulo):
    return next(c for c in datos.cortes if c.titulo == titulo)


def test_sensitive_breakdowns_hide_and_the_office_sets_from_where(convocatoria, direccion):
    de_cinco = corte(estadistica_observacion(convocatoria), "Sexo o género")
    Parametro(
        clave="observacion.celda_minima", valor=2, desde="2024-01-01", procedencia="Prueba"
    ).guardar(by=direccion)
    de_dos = corte(estadistica_observacion(convocatoria), "Sexo o género")

    assert [f.valor for f in de_cinco.filas] == [7, None, None, 0]
    assert [f.valor for f in de_dos.filas] == [7, 6, 2, 0]
    assert corte(estadistica_observacion(convocatoria), "Modalidad").filas[0].valor == 15


def test_page_workbook_and_pdf_tell_the_same(convocatoria, cliente):
    url = f"/observacion/estadistica/?convocatoria={convocatoria.pk}"

    pagina = pages.text(cliente.get(url))
    libro = openpyxl.load_workbook(
        io.BytesIO(pages.body(cliente.get(f"{url}&formato=xlsx"))), read_only=True
    )
    pdf = pages.body(cliente.get(f"{url}&formato=pdf"))

    celdas = [celda for fila in libro.active.iter_rows(values_only=True) for celda in fila]
    assert celdas.count(MARCA) == 2
    assert f">{MARCA}</" in pagina
    assert pdf.startswith(b"%PDF")
    assert cliente.get(f"{url}&formato=zip").status_code == 404


def test_only_who_may_see_the_list_is_led_to_it(convocatoria, persona, entrar):
    url = f"/observacion/estadistica/?convocatoria={convocatoria.pk}"

    coordina = pages.text(entrar(persona(Rol.COORDINACION_ACOMPANAMIENTO)).get(url))
    publica = pages.text(entrar(persona(Rol.TRANSPARENCIA)).get(url))

    assert "solicitudes-de-observacion/?convocatoria=" in coordina
    assert "solicitudes-de-observacion/?" not in publica
    assert entrar(persona(Rol.JURIDICO)).get(url).status_code == 403


def test_each_figure_is_its_list(convocatoria, cliente):
    datos = estadistica_observacion(convocatoria)

    for bloque in datos.cortes:
        for fila in bloque.filas:
            if fila.consulta and fila.valor:
                lista = cliente.get(f"/observacion/solicitudes-de-observacion/?{fila.consulta}")
                assert lista.context["count"].value == fila.valor, (bloque.titulo, fila.texto)


def test_without_calls_the_page_says_so(db, cliente):
    assert "Todavía no hay convocatorias" in pages.text(cliente.get("/observacion/estadistica/"))
    assert "Todavía no hay convocatorias" in pages.text(cliente.get("/visitantes/estadistica/"))
