"""Columns matched, dates told apart, values read or returned with their reason."""

import pytest
from django.core.exceptions import ValidationError

from core.importing.opening import decidir
from crm.models import Institucion
from tests.core.importing.conftest import ENCABEZADOS, archivo, cuentas, fila, motivos

pytestmark = pytest.mark.django_db


def test_matching_must_be_complete_before_the_preview(abrir_archivo):
    abierto = abrir_archivo(archivo(["x", "y"], encabezados=["Uno", "Dos"]))

    with pytest.raises(ValidationError) as error:
        decidir(abierto)

    assert error.value.messages == [
        "Ninguna columna del archivo está relacionada con un dato.",
    ]


def test_headings_are_matched_by_label_name_synonym_or_nearly(abrir_archivo):
    abierto = abrir_archivo(
        archivo(["a", "b", "c", "d", "e"], encabezados=["NOMBRE ", "siglas", "pais", "tippo", "Z"])
    )

    assert abierto.relacion.mapa == {0: "nombre", 1: "siglas", 2: "pais", 3: "tipo"}
    assert abierto.relacion.clave == "nombre+pais"


def test_ambiguous_dates_are_asked_once_and_us_order_is_found(abrir_archivo):
    encabezados = [*ENCABEZADOS, "Existe desde", "Fecha de corte"]
    filas = [[*fila(0), "03/04/2020", "08/31/2023"], [*fila(1), "01/02/2021", "01/02/2023"]]

    abierto = abrir_archivo(archivo(*filas, encabezados=encabezados))

    assert abierto.relacion.ambiguas == ["vigente_desde"]
    assert abierto.relacion.ordenes == {"vigente_desde": "dma", "fecha_corte": "mda"}


def test_the_database_refuses_in_the_preview_what_it_would_refuse_later(revisar):
    encabezados = [*ENCABEZADOS, "Existe desde", "Existió hasta"]
    filas = [[*fila(n), "05/03/2020", "01/01/2021"] for n in range(5)]
    filas[3] = [*fila(3), "05/03/2020", "01/01/2010"]

    lote = revisar(archivo(*filas, encabezados=encabezados))

    assert cuentas(lote) == (5, 4, 0, 0, 1)
    assert motivos(lote)[3].startswith("Fila 5: La fecha «existió hasta» debe ser posterior")


@pytest.mark.parametrize(
    ("columna", "texto", "mensaje"),
    [
        ("Existe desde", "30/02/2020", "30/02/2020 no existe: febrero de 2020 tiene 29 días"),
        ("Existe desde", "60", "60 es para Excel un día anterior al 1 de marzo de 1900"),
        ("Existe desde", "15/03/58", "tiene el año con 2 cifras"),
        ("País", "Wakanda", "no reconocemos el país «Wakanda»"),
        ("Correo institucional", "a@b@c", "«a@b@c» no es un correo"),
        ("Sitio web", "no tiene", "«no tiene» no es una dirección web"),
        ("Sitio web", "javascript://x", "https://"),
        ("Siglas", "S" * 41, "debe tener 40 caracteres o menos; ahora tiene 41"),
        ("Depende de", "Nadie", "no encontramos «Nadie» en instituciones"),
        ("Entidad", "Gotham", "No encontramos «Gotham» entre las 32 entidades"),
    ],
)
def test_each_bad_value_names_row_column_and_remedy(revisar, columna, texto, mensaje):
    valores = dict(zip(ENCABEZADOS, fila(0), strict=True)) | {columna: texto}

    lote = revisar(archivo(list(valores.values()), encabezados=list(valores)))

    assert lote.con_problema == 1
    assert motivos(lote)[0].startswith(f"Fila 2, columna «{columna}»: ")
    assert mensaje in motivos(lote)[0]


@pytest.mark.parametrize(
    ("columna", "texto", "campo", "valor"),
    [
        ("País", "ESTADOS UNIDOS", "pais", "US"),
        ("País", "fra", "pais", "FR"),
        ("Tipo", " ACADÉMICA ", "tipo", "academica"),
        ("Entidad", "CDMX", "entidad", "Ciudad de México"),
        ("Correo institucional", " <Ana@ejemplo.mx>; ", "correo_institucional", "Ana@ejemplo.mx"),
        ("Sitio web", "www.ejemplo.mx", "sitio_web", "https://www.ejemplo.mx"),
        ("Teléfono del conmutador", "'+52 55", "telefono_conmutador", "+52 55"),
    ],
)
def test_harmless_spellings_are_understood(importar, columna, texto, campo, valor):
    valores = dict(zip(ENCABEZADOS, fila(0), strict=True)) | {columna: texto}
    if columna == "País":
        valores["Entidad"] = ""

    lote = importar(archivo(list(valores.values()), encabezados=list(valores)))

    assert motivos(lote) in ([], ["Fila 2: se omitió."])
    assert str(getattr(Institucion.objects.get(), campo)) == valor


def test_the_matching_confirmed_last_time_is_remembered(abrir_archivo, importar):
    encabezados = ["Nombre", "Cosa", "Siglas"]
    contenido = archivo(["Uno", "osc", "U"], encabezados=encabezados)
    importar(contenido, mapa={0: "nombre", 1: "tipo"})

    abierto = abrir_archivo(archivo(["Dos", "osc", "D"], encabezados=encabezados))

    assert abierto.relacion.mapa == {0: "nombre", 1: "tipo"}
