"""The control list: a row per instrument, dates as dates, what an end that is no date says."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from convenios.models import Convenio
from convenios.queries.control import TITULOS, filas
from crm.enums import TipoInstitucion
from cuentas.enums import Rol
from tests.convenios.instrumentos import CORTE, compromisos, instrumento, registro, suscrito
from tests.factories.convenios import (
    AprobacionOrganoFactory,
    OpinionPertinenciaFactory,
    ValidacionJuridicaFactory,
)
from tests.factories.cuentas import UsuarioFactory
from tests.pages import body

pytestmark = pytest.mark.django_db


def por_nombre(al=CORTE):
    """Each row by its column titles."""
    rows = filas(Convenio.objects.all(), al)
    return {fila[2]: dict(zip(TITULOS, fila, strict=True)) for fila in rows}


def test_columns_are_those_of_the_office():
    assert [t.partition(":")[0] for t in TITULOS] == [
        "Número",
        "Tipo",
        "Denominación",
        "Contrapartes",
        "Objeto",
        "Área",
        "Etapa",
        "Fecha de solicitud",
        "Opinión",
        "Opinión",
        "Validación",
        "Validación",
        "Aprobación",
        "Aprobación",
        "Suscripción",
        "Vigencia",
        "Vigencia",
        "Días restantes",
        "Compromisos",
        "Compromisos cumplidos",
        "Compromisos vencidos",
    ]


def test_ends_and_days_left():
    registro()
    filas_ = por_nombre()

    fines = {n: (f["Vigencia: fin"], f["Días restantes"]) for n, f in filas_.items()}

    assert fines["Hoy vence"] == (dt.date(2024, 6, 30), 0)
    assert fines["Venció"] == (dt.date(2024, 6, 29), -1)
    assert fines["Indefinido de 2013"] == ("Indefinida", None)
    assert fines["Se renueva solo"] == (dt.date(2024, 12, 31), 184)
    assert fines["Del proceso que terminó"][0] == dt.date(2021, 9, 30)
    assert fines["En solicitud"] == (None, None)
    assert "Por error" not in fines
    assert fines["No procede"] == (None, None)


def test_an_end_that_is_no_date_goes_as_its_text():
    suscrito(
        TipoInstitucion.OSC,
        el=dt.date(2024, 1, 1),
        tipo_vigencia="por_condicion",
        termino_texto="Al término de la obra",
        denominacion="Por condición",
    )

    assert por_nombre()["Por condición"]["Vigencia: fin"] == "Al término de la obra"


def test_the_last_review_of_each_kind_and_its_commitments():
    marco, _ = registro()
    compromisos(marco)
    OpinionPertinenciaFactory(convenio=marco, sentido="", folio="OP-1")
    OpinionPertinenciaFactory(
        convenio=marco,
        folio="OP-2",
        sentido="favorable",
        fecha_emision=dt.date(2024, 3, 1),
        emitida_por=marco.creado_por or UsuarioFactory(),
    )
    ValidacionJuridicaFactory(convenio=marco, ronda=1, resultado="con_observaciones")
    ValidacionJuridicaFactory(convenio=marco, ronda=2, fecha=dt.date(2024, 3, 8))
    AprobacionOrganoFactory(convenio=marco)

    fila = por_nombre()["Dos categorías"]

    assert (fila["Opinión: sentido"], fila["Opinión: fecha"]) == ("Favorable", dt.date(2024, 3, 1))
    assert (fila["Validación"], fila["Validación: fecha"]) == ("Validado", dt.date(2024, 3, 8))
    assert fila["Aprobación"] == "IECM/ACU-CG-001/2024"
    cuentas = [fila[t] for t in ("Compromisos", "Compromisos cumplidos", "Compromisos vencidos")]
    assert cuentas == [5, 1, 2]


def test_workbook_has_real_dates_and_text_that_never_runs(cliente):
    instrumento(
        TipoInstitucion.OSC, denominacion='=HYPERLINK("http://malo","x")', objeto="+52 55 @suma"
    )

    hoja = load_workbook(io.BytesIO(body(cliente.get("/convenios/control/")))).active

    titulos = [celda.value for celda in hoja[1]]
    fila = dict(zip(titulos, hoja[2], strict=True))
    assert fila["Denominación"].value == '=HYPERLINK("http://malo","x")'
    assert fila["Denominación"].data_type == "s"
    assert fila["Objeto"].data_type == "s"
    assert fila["Fecha de solicitud"].is_date
    assert fila["Fecha de solicitud"].number_format == "dd/mm/yyyy"


def test_control_has_what_the_person_may_see(persona, entrar):
    registro()

    assert entrar(persona(Rol.AREA_SOLICITANTE)).get("/convenios/control/").status_code == 403
    response = entrar(persona(Rol.JURIDICO)).get("/convenios/control/")
    assert load_workbook(io.BytesIO(body(response))).active.max_row == 15


def test_control_asks_the_same_however_many_there_are():
    registro()
    with CaptureQueriesContext(connection) as pocas:
        list(filas(Convenio.objects.all(), CORTE))
    for n in range(10):
        suscrito(TipoInstitucion.OSC, el=dt.date(2024, 5, n + 1))

    with CaptureQueriesContext(connection) as muchas:
        list(filas(Convenio.objects.all(), CORTE))

    assert len(muchas) == len(pocas)
