"""What a file of an export says, whatever way its rows were read."""

import csv
import datetime as dt
import io

import openpyxl
import pytest

from core.exports import columnas_para, escribir_xlsx, lineas_csv
from crm.models import Institucion
from crm.views.declaraciones import InstitucionCrud
from tests.factories.crm import EtiquetaFactory, InstitucionFactory, SubtipoFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("maximo", [0, 20_000])
def test_several_names_in_a_cell_whether_read_at_once_or_by_pieces(monkeypatch, maximo):
    monkeypatch.setattr("core.exports.MAX_PARES", maximo)
    con, _sin = InstitucionFactory(nombre="Con dos"), InstitucionFactory(nombre="Sin ninguna")
    for nombre in ("Zeta", "Alfa"):
        con.etiquetas.add(EtiquetaFactory(nombre=nombre))

    rows = Institucion.objects.order_by("nombre")
    texto = "".join(lineas_csv(rows, columnas_para(InstitucionCrud)))

    encabezado, primera, segunda = texto.splitlines()
    assert "Etiquetas" in encabezado
    assert "Zeta; Alfa" in primera
    assert ";" not in segunda


def leidas_del_csv(rows, columnas):
    return list(csv.DictReader(io.StringIO("".join(lineas_csv(rows, columnas)), newline="")))


@pytest.mark.parametrize("maximo", [0, 2000])
def test_names_of_relations_whether_at_hand_or_joined(monkeypatch, maximo):
    monkeypatch.setattr("core.exports.MAX_NOMBRES", maximo)
    subtipo = SubtipoFactory(nombre="Alcaldía, la de prueba")
    InstitucionFactory(nombre="Con subtipo", tipo=subtipo.tipo, subtipo=subtipo)
    InstitucionFactory(nombre="Sin subtipo")

    rows = Institucion.objects.order_by("nombre")
    filas = leidas_del_csv(rows, columnas_para(InstitucionCrud))

    assert [fila["Subtipo"] for fila in filas] == ["Alcaldía, la de prueba", ""]
    assert [fila["Ámbito"] for fila in filas] == ["", ""]
    assert [fila["País"] for fila in filas] == ["México", "México"]


def test_a_file_of_several_pieces_has_each_row_once(monkeypatch):
    monkeypatch.setattr("core.exports.TROZO", 2)
    for numero in range(5):
        InstitucionFactory(
            nombre=f"Casa {numero}", notas="a\nb, c", vigente_desde=f"202{numero}-01-05"
        )
    rows, columnas = Institucion.objects.order_by("nombre"), columnas_para(InstitucionCrud)

    archivo = io.BytesIO()
    escribir_xlsx(archivo, rows, columnas)
    libro = openpyxl.load_workbook(archivo).active
    titulos, *filas = libro.iter_rows(values_only=True)
    leidas = leidas_del_csv(rows, columnas)

    assert [fila["Nombre"] for fila in leidas] == [f"Casa {n}" for n in range(5)]
    assert [fila[titulos.index("Nombre")] for fila in filas] == [f"Casa {n}" for n in range(5)]
    assert {fila["Notas internas"] for fila in leidas} == {"a\nb, c"}
    assert leidas[3]["Existe desde"] == "2023-01-05"
    assert filas[3][titulos.index("Existe desde")] == dt.datetime(2023, 1, 5)  # noqa: DTZ001
