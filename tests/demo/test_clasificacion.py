"""What the names of the file say by themselves."""

import csv
from collections import Counter

import pytest

from crm.enums import Ambito, LineaTrabajo
from demo import clasificacion
from demo.carga import ECUADOR, ETIQUETAS, INAI, INSTITUCIONES, NOTAS
from demo.convenios import INE, UNAM
from demo.tramite import CASOS
from tablero.calculations import CORTE_2023

PAISES = {"México": "MX", "": "MX", "Estados Unidos de América": "US"}


@pytest.fixture(scope="module")
def filas():
    with INSTITUCIONES.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def test_file_has_the_programme_s_split(filas):
    assert Counter(fila["tipo"] for fila in filas) == CORTE_2023.por_tipo
    assert len({fila["nombre"] for fila in filas}) == 785


def test_subtypes_are_those_the_names_say(filas):
    contadas = Counter(
        clasificacion.subtipo(f["nombre"], f["tipo"], PAISES.get(f["pais"], "XX")) for f in filas
    )

    assert contadas["alcaldia"] == 16
    assert contadas["ople"] == 31  # the 32nd is the IECM, which is no counterpart
    assert contadas["tribunal_electoral"] == 33
    assert contadas["emb_extranjera"] == 88
    assert contadas["consulado"] == 55
    assert contadas["embajada"] == 82
    assert contadas["agencia_onu"] == 8


def test_house_itself_is_not_in_the_file(filas):
    assert not [f for f in filas if f["siglas"] in {"IECM", "IEDF"}]


def test_every_name_the_demo_mentions_is_in_the_file(filas):
    nombres = {fila["nombre"] for fila in filas}
    with (INSTITUCIONES.parent / "nombres_alternos.csv").open(encoding="utf-8") as archivo:
        mencionados = {fila["institucion"] for fila in csv.DictReader(archivo)}

    partes = {nombre for _etapa, nombre, *_ in CASOS} | {INE, UNAM}
    assert mencionados | set(NOTAS) | clasificacion.AUTONOMOS | {ECUADOR, INAI} | partes <= nombres


@pytest.mark.parametrize(
    ("datos", "esperado"),
    [
        (("Alcaldía Tláhuac", "gubernamental", "MX", "Ciudad de México"), Ambito.LOCAL),
        (("Congreso del Estado de Sonora", "gubernamental", "MX", "Sonora"), Ambito.SUBNACIONAL),
        (("Secretaría de Salud", "gubernamental", "MX", "Ciudad de México"), Ambito.NACIONAL),
        (("Embajada de México en Italia", "gubernamental", "IT", "Roma"), Ambito.NACIONAL),
        (("Embajada de Italia en México", "gubernamental", "IT", ""), Ambito.EXTRANJERO),
        (("Unión Interparlamentaria", "organismo_internacional", "CH", ""), Ambito.INTERNACIONAL),
    ],
)
def test_ambito(datos, esperado):
    assert clasificacion.ambito(*datos) == esperado


@pytest.mark.parametrize(
    ("datos", "esperado"),
    [
        (("Instituto Nacional Electoral", "organismo_electoral", "MX"), LineaTrabajo.INE_OPLE),
        (
            ("Tribunal Electoral de Veracruz", "organismo_electoral", "MX"),
            LineaTrabajo.ORGANISMOS_NACIONALES,
        ),
        (
            ("Consulado de México en Yuma", "gubernamental", "US"),
            LineaTrabajo.COMUNIDAD_EXTRANJERO,
        ),
        (("Fuerza Migrante", "osc", "US"), LineaTrabajo.COMUNIDAD_EXTRANJERO),
        (("Kiesraad", "organismo_electoral", "NL"), LineaTrabajo.COOPERACION),
        (("Causa en Común, A.C.", "osc", "MX"), LineaTrabajo.ORGANISMOS_NACIONALES),
    ],
)
def test_linea_trabajo(datos, esperado):
    assert clasificacion.linea_trabajo(*datos) == esperado


def test_parent_is_read_from_the_name():
    assert clasificacion.nombre_del_padre("Facultad de Derecho, UNAM").endswith("de México")
    assert (
        clasificacion.nombre_del_padre("Universidad Autónoma Metropolitana, Unidad Lerma")
        == "Universidad Autónoma Metropolitana"
    )
    assert clasificacion.nombre_del_padre("Universidad del Rosario") == ""


def test_tags_are_put_on_subtypes_that_exist(filas):
    claves = {c for _, _, c in clasificacion.SUBTIPOS} | {"emb_extranjera", "ople"}

    assert {subtipo for _, _, subtipo in ETIQUETAS} <= claves
