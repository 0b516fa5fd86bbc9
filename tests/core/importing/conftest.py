"""A file goes through the workbench in one call."""

import pytest

from core.importing.catalog import crud_por_nombre
from core.importing.opening import abrir, decidir
from core.importing.preview import previsualizar
from core.importing.run import confirmar, ejecutar
from tests.corpus.hojas import csv_de

ENCABEZADOS = ["Nombre", "Siglas", "Tipo", "País", "Entidad"]


def fila(numero, **cambios):
    """A good row of institutions; `cambios` by heading."""
    base = {
        "Nombre": f"Universidad Ficticia Número {numero}",
        "Siglas": f"UF{numero}",
        "Tipo": "academica",
        "País": "México",
        "Entidad": "Jalisco",
    }
    return list((base | cambios).values())


def archivo(*filas, encabezados=None):
    return csv_de([encabezados or ENCABEZADOS, *filas])


CUENTAS = ("leidas", "nuevas", "actualizadas", "sin_cambio", "con_problema")


def cuentas(lote):
    return tuple(getattr(lote, nombre) for nombre in CUENTAS)


def motivos(lote):
    return [motivo for renglon in lote.renglones.all() for motivo in renglon.motivos()]


@pytest.fixture
def abrir_archivo(direccion):
    def abrir_uno(contenido, nombre="instituciones.csv", entidad="instituciones", **opciones):
        abierto = abrir(crud_por_nombre(entidad), contenido, nombre, by=direccion)
        for clave, valor in opciones.items():
            setattr(abierto.relacion, clave, valor)
        return abierto

    return abrir_uno


@pytest.fixture
def revisar(abrir_archivo):
    """Upload, match as proposed, and preview."""

    def run(contenido, **opciones):
        abierto = abrir_archivo(contenido, **opciones)
        decidir(abierto)
        previsualizar(abierto.lote)
        abierto.lote.refresh_from_db()
        return abierto.lote

    return run


@pytest.fixture
def importar(revisar):
    """Preview and apply."""

    def run(contenido, parecidas="omitir", **opciones):
        lote = revisar(contenido, **opciones)
        confirmar(lote, parecidas=parecidas)
        ejecutar(lote)
        lote.refresh_from_db()
        return lote

    return run
