"""What is published: exact titles, real dates, numbers, reasons instead of blanks, no original."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from convenios.actions.expediente import refrescar_partes
from convenios.models import Convenio
from convenios.queries.formatos import DE_CONVENIOS, DE_DOCUMENTOS, convenios_xxxv, documentos_xix
from convenios.queries.suscripcion import Lapso
from convenios.queries.transparencia import SIN_FECHA, SIN_OFICIAL, SIN_SECTOR
from crm.enums import TipoInstitucion
from cuentas.enums import Rol
from tests.convenios.instrumentos import suscrito
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.convenios import (
    DocumentoConvenioFactory,
    ParteConvenioFactory,
    VersionConvenioFactory,
)
from tests.factories.core import AdjuntoFactory, ParametroFactory
from tests.factories.crm import InstitucionFactory
from tests.pages import body

pytestmark = pytest.mark.django_db
T2 = Lapso(dt.date(2024, 4, 1), dt.date(2024, 6, 30), "2.º trimestre de 2024", "2024-T2")
ANIO = Lapso(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "año 2024", "2024")
HOY = dt.date(2024, 7, 25)
URL = "/convenios/transparencia/?obligacion=121-xxxv&periodo=2&anio=2024&validacion=25/07/2024"
ANUAL = "/convenios/transparencia/?obligacion=128-xix-b&periodo=anio&anio=2024"
# As published by the format (dominio 2.11), to the letter.
XXXV = (
    "Ejercicio | Fecha de inicio del periodo que se informa | Fecha de término del periodo que se "
    "informa | Tipo de convenio (catálogo) | Denominación del convenio | Fecha de firma del "
    "convenio | Unidad administrativa responsable de su seguimiento | Persona(s) con quien se "
    "celebra el convenio | Objetivo(s) del convenio | Fuente de los recursos que se emplearán | "
    "Descripción y/o monto de los recursos entregados | Inicio del periodo de vigencia | Término "
    "del periodo de vigencia | Fecha de publicación en DOF u otro medio oficial | Hipervínculo al "
    "documento (versión pública) | Hipervínculo al documento con modificaciones | Área(s) "
    "responsable(s) que genera(n), posee(n), publica(n) y actualizan la información | Fecha de "
    "validación | Fecha de actualización | Nota"
)
XIX = (
    "Ejercicio | Fecha de inicio del periodo que se informa | Fecha de término del periodo que se "
    "informa | Tipo de documento | Fecha en la que se firmó o emitió | Tipo de organismo con "
    "quien se firmó el documento | Denominación del organismo o nombre completo (en su caso, "
    "nombre(s), primer apellido, segundo apellido) | Ámbito de competencia del documento | Lugar "
    "de competencia | Vigencia del documento: Fecha de inicio | Vigencia del documento: Fecha de "
    "término | Objetivo de la firma o emisión del documento | Hipervínculo al documento | Área(s) "
    "responsable(s) que genera(n), posee(n), publica(n) y actualiza(n) la información | Fecha de "
    "actualización de la información | Fecha de validación de la información | Nota"
)


def test_titles_are_those_published():
    assert " | ".join(DE_CONVENIOS) == XXXV
    assert " | ".join(DE_DOCUMENTOS) == XIX


def publicar(lapso=T2, formato=convenios_xxxv):
    return formato(Convenio.objects.all(), lapso, HOY)


def fila(publicacion, n=0):
    return dict(zip(publicacion.titulos, publicacion.filas[n], strict=True))


def uno(**datos):
    base = {"el": dt.date(2024, 5, 2), "fecha_fin": dt.date(2025, 5, 1)}
    return suscrito(TipoInstitucion.OSC, **(base | datos))


def test_a_complete_row():
    convenio = uno(compromete_recursos=True, recursos="Presupuesto 2024", monto=Decimal("25000.50"))
    DocumentoConvenioFactory(
        convenio=convenio, tipo="version_publica", referencia="https://ejemplo.mx/vp.pdf"
    )

    dicha = fila(publicar())

    assert dicha["Ejercicio"] == 2024
    assert dicha["Fecha de firma del convenio"] == dt.date(2024, 5, 2)
    assert dicha["Tipo de convenio (catálogo)"] == "De coordinación con el sector social"
    assert dicha["Fuente de los recursos que se emplearán"] == "Presupuesto 2024"
    assert dicha["Descripción y/o monto de los recursos entregados"] == Decimal("25000.50")
    assert dicha["Término del periodo de vigencia"] == dt.date(2025, 5, 1)
    assert dicha["Hipervínculo al documento (versión pública)"] == "https://ejemplo.mx/vp.pdf"
    assert dicha["Fecha de validación"] == HOY
    assert dicha["Fecha de actualización"] == dt.date(2024, 6, 30)
    assert publicar().faltas == []


def test_nothing_is_left_blank_and_what_is_missing_is_told():
    Convenio.objects.filter(pk=uno().pk).update(objeto="", fecha_inicio=None)

    publicacion = publicar()

    assert [v for v in publicacion.filas[0] if v in (None, "")] == []
    assert [f.que for f in publicacion.faltas] == [
        "Falta el objeto",
        "Falta el inicio de la vigencia",
        "Falta la versión pública",
    ]
    sin_recursos = fila(publicacion)["Descripción y/o monto de los recursos entregados"]
    assert sin_recursos == "No aplica, porque el convenio no compromete recursos"


@pytest.mark.parametrize(
    ("datos", "termino"),
    [
        ({"fecha_fin": None}, "Indefinida"),
        (
            {
                "fecha_fin": None,
                "tipo_vigencia": "por_condicion",
                "termino_texto": "Al término del Proceso Electoral Local Ordinario 2020-2021",
            },
            "Al término del Proceso Electoral Local Ordinario 2020-2021",
        ),
        (
            {"renovacion": "automatica", "periodo_meses": 12, "el": dt.date(2020, 1, 1),
             "fecha_fin": dt.date(2020, 12, 31)},
            dt.date(2024, 12, 31),
        ),
    ],
    ids=["indefinite", "condition", "renewed"],
)  # fmt: skip
def test_the_end_may_be_a_text(datos, termino):
    uno(**datos)

    assert fila(publicar())["Término del periodo de vigencia"] == termino


def test_until_a_process_ends_it_says_which():
    proceso = ProcesoElectoralFactory(clave="PELO de prueba", fin=None)
    uno(fecha_fin=None, tipo_vigencia="por_proceso_electoral", proceso=proceso)

    assert fila(publicar())["Término del periodo de vigencia"] == "Al término del PELO de prueba"


def test_each_counterpart_is_a_row_of_its_own_table():
    convenio = suscrito(
        TipoInstitucion.OSC, TipoInstitucion.PRIVADA, el=dt.date(2024, 5, 2), denominacion="De dos"
    )
    ParteConvenioFactory(
        convenio=convenio,
        institucion=InstitucionFactory(nombre="UNAM"),
        denominacion="UNAM",
        a_traves_de="FES Aragón",
    )
    refrescar_partes(convenio, by=None)

    publicacion = publicar()

    assert fila(publicacion)["Persona(s) con quien se celebra el convenio"] == 1
    assert [p[0] for p in publicacion.partes] == [1, 1, 1]
    assert publicacion.partes[-1][-1] == "UNAM, a través de FES Aragón"
    assert publicacion.partes[0][1] == "No aplica, porque se celebra con una persona moral"


def test_the_original_is_never_the_link():
    convenio = uno()
    VersionConvenioFactory(
        convenio=convenio, es_final=True, congelada_en=convenio.creado_en,
        adjunto=AdjuntoFactory(nombre_original="firmado.pdf"),
    )  # fmt: skip
    DocumentoConvenioFactory(convenio=convenio, tipo="ejemplar", referencia="https://interno/x.pdf")
    columna = "Hipervínculo al documento (versión pública)"

    assert fila(publicar())[columna].startswith("No disponible")

    DocumentoConvenioFactory(
        convenio=convenio,
        tipo="version_publica",
        referencia="",
        adjunto=AdjuntoFactory(nombre_original="publica.pdf"),
    )
    publicacion = publicar()
    assert fila(publicacion)[columna] == "Versión pública disponible, por publicar: publica.pdf"
    assert "Falta el hipervínculo" in publicacion.por_falta()
    texto = str(publicacion.filas)
    assert "firmado.pdf" not in texto
    assert "interno" not in texto


def test_what_modifies_it_goes_by_its_public_version():
    marco = uno()
    adenda = uno(tipo="adenda", padre=marco, denominacion="Adenda")
    DocumentoConvenioFactory(
        convenio=adenda, tipo="version_publica", referencia="https://ejemplo.mx/adenda.pdf"
    )

    publicacion = publicar()
    filas = {f["Denominación del convenio"]: f for f in (fila(publicacion, n) for n in (0, 1))}

    columna = "Hipervínculo al documento con modificaciones"
    assert filas[marco.denominacion][columna] == "https://ejemplo.mx/adenda.pdf"
    assert filas["Adenda"][columna] == "No aplica, porque el convenio no tiene modificaciones"


def test_which_ones_are_kept():
    uno(denominacion="Del trimestre")
    uno(el=dt.date(2010, 1, 1), fecha_fin=None, denominacion="Vigente de 2010")
    uno(el=dt.date(2022, 1, 1), fecha_fin=dt.date(2022, 6, 1), denominacion="Vencido de 2022")
    uno(el=dt.date(2021, 1, 1), fecha_fin=dt.date(2021, 6, 1), denominacion="Vencido de 2021")
    uno(el=dt.date(2024, 7, 1), denominacion="Posterior")
    uno(estado="cancelado", denominacion="Cancelado")

    nombres = [c.denominacion for c in publicar().convenios]

    assert nombres == ["Del trimestre", "Vencido de 2022", "Vigente de 2010"]
    assert publicar().del_periodo == 1
    ParametroFactory(clave="convenios.transparencia.ejercicios_anteriores", valor=3)
    assert "Vencido de 2021" in [c.denominacion for c in publicar().convenios]


def test_the_catalogue_is_the_office_s_to_decide():
    suscrito(TipoInstitucion.GUBERNAMENTAL, el=dt.date(2024, 5, 2))

    publicacion = publicar()
    assert fila(publicacion)["Tipo de convenio (catálogo)"] == SIN_SECTOR
    assert "Falta decidir el tipo de convenio del catálogo" in publicacion.por_falta()

    clave = "convenios.transparencia.tipo_convenio.gubernamental"
    nombre = "De coordinación con el sector social"
    ParametroFactory(clave=clave, valor=nombre, desde=dt.date(2020, 1, 1))
    assert fila(publicar())["Tipo de convenio (catálogo)"] == nombre
    ParametroFactory(clave=clave, valor="no_aplica", desde=dt.date(2024, 1, 1))
    assert fila(publicar())["Tipo de convenio (catálogo)"] == SIN_SECTOR
    assert "Falta decidir el tipo de convenio del catálogo" not in publicar().por_falta()


def test_the_office_decides_the_catalogue_in_a_screen(entrar, persona):
    administra = entrar(persona(Rol.ADMINISTRACION))
    clave = "convenios.transparencia.tipo_convenio.gubernamental"
    url = reverse("core:parametro_detail", args=[clave])
    suscrito(TipoInstitucion.GUBERNAMENTAL, el=dt.date(2024, 5, 2))
    nombre = "De concertación con el sector social"

    datos = {"valor": nombre, "desde": "01/01/2024", "procedencia": "Oficio 1/2024"}
    assert administra.post(url, datos | {"valor": ""}).status_code == 422
    assert administra.post(url, datos).status_code == 302

    assert fila(publicar())["Tipo de convenio (catálogo)"] == nombre


def test_when_it_was_published_officially():
    convenio = uno(denominacion="Publicado")
    columna = "Fecha de publicación en DOF u otro medio oficial"
    assert fila(publicar())[columna] == SIN_OFICIAL
    DocumentoConvenioFactory(convenio=convenio, tipo="publicacion", referencia="Gaceta 88")
    assert fila(publicar())[columna] == SIN_FECHA
    assert "Falta la fecha de la publicación oficial" in publicar().por_falta()
    DocumentoConvenioFactory(
        convenio=convenio, tipo="publicacion", referencia="DOF", fecha=dt.date(2024, 6, 3)
    )
    assert fila(publicar())[columna] == dt.date(2024, 6, 3)


def test_annual_format_has_what_was_signed_in_the_year():
    uno(denominacion="De 2024")
    uno(el=dt.date(2023, 12, 31), denominacion="De 2023")

    publicacion = publicar(ANIO, documentos_xix)

    (dicha,) = (fila(publicacion),)
    assert [c.denominacion for c in publicacion.convenios] == ["De 2024"]
    assert dicha["Tipo de organismo con quien se firmó el documento"] == "Sociedad civil"
    assert dicha["Lugar de competencia"] == "Ciudad de México"
    assert dicha["Fecha de término del periodo que se informa"] == dt.date(2024, 12, 31)


# -------------------------------------------------------------------------------- the doors


def libro(cliente, url):
    return load_workbook(io.BytesIO(body(cliente.get(f"{url}&formato=xlsx"))))


def test_workbook_has_dates_numbers_and_text_that_never_runs(cliente):
    uno(
        denominacion="=1+1",
        objeto="@SUM(A1)",
        compromete_recursos=True,
        recursos="-2+3",
        monto=Decimal("1234567.5"),
    )

    hojas = libro(cliente, URL)
    hoja = hojas["Informacion"]
    celdas = dict(zip([c.value for c in hoja[1]], hoja[2], strict=True))

    assert hojas.sheetnames == ["Informacion", "Tabla_Personas"]
    assert tuple(celdas) == DE_CONVENIOS
    assert {
        celdas[t].data_type for t in ("Denominación del convenio", "Objetivo(s) del convenio")
    } == {"s"}
    assert celdas["Denominación del convenio"].value == "=1+1"
    assert celdas["Descripción y/o monto de los recursos entregados"].value == 1234567.5
    assert celdas["Ejercicio"].value == 2024
    assert celdas["Fecha de firma del convenio"].is_date
    assert celdas["Fecha de validación"].value.date() == HOY


def test_csv_has_civil_dates_and_what_would_run_is_protected(cliente):
    uno(denominacion="=cmd|' /C calc'!A0")

    texto = body(cliente.get(f"{URL}&formato=csv")).decode("utf-8-sig")
    personas = body(cliente.get(f"{URL}&formato=personas")).decode("utf-8-sig")

    assert "02/05/2024" in texto
    assert "'=cmd|" in texto
    assert personas.startswith("ID,Nombre(s),Primer apellido")
    assert len(personas.splitlines()) == 2
    assert cliente.get(f"{ANUAL}&formato=personas").status_code == 404


def test_page_lists_what_is_published_and_what_is_missing(cliente):
    convenio = uno(denominacion="Convenio <b>con</b> marcas")

    html = cliente.get(URL).content.decode()

    assert "Falta la versión pública: 1 instrumento" in html
    assert "Convenio &lt;b&gt;con&lt;/b&gt; marcas" in html
    assert f"/convenios/convenios/{convenio.pk}/" in html
    assert "<dd>02/05/2024</dd>" in html
    assert "No aplica, porque el convenio no compromete recursos" in html


@pytest.mark.parametrize("url", [URL, ANUAL])
def test_an_empty_period_still_has_its_titles(cliente, url):
    assert libro(cliente, url)["Informacion"].max_row == 1
    assert "Nada que publicar" in cliente.get(url).content.decode()


def test_who_may_publish(persona, entrar):
    assert entrar(persona(Rol.TRANSPARENCIA)).get(URL).status_code == 200
    assert entrar(persona(Rol.JURIDICO)).get(URL).status_code == 403


@pytest.mark.parametrize(
    "consulta",
    ["obligacion=x&periodo=1&anio=2024", "obligacion=121-xxxv&periodo=1&anio=2098", "obligacion="],
)
def test_what_cannot_be_published_says_why(cliente, consulta):
    assert cliente.get(f"/convenios/transparencia/?{consulta}").status_code == 422


def test_it_asks_the_same_however_many_there_are():
    uno()
    with CaptureQueriesContext(connection) as pocas:
        publicar()
    for _ in range(10):
        adenda = uno(tipo="adenda", padre=uno())
        DocumentoConvenioFactory(convenio=adenda, tipo="version_publica")

    with CaptureQueriesContext(connection) as muchas:
        publicar()

    assert len(muchas) <= len(pocas) + 1  # what hangs from modifications is asked once
