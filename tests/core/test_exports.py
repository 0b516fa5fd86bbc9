"""What a file of an export says, whatever way its rows were read."""

import pytest

from core.exports import columnas_para, lineas_csv
from crm.models import Institucion
from crm.views.declaraciones import InstitucionCrud
from tests.factories.crm import EtiquetaFactory, InstitucionFactory

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
