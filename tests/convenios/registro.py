"""A former register as a spreadsheet brings it, and its way through the workbench."""

from core.importing.catalog import crud_por_nombre
from core.importing.opening import abrir, decidir
from core.importing.preview import previsualizar
from core.importing.run import confirmar, ejecutar
from tests.corpus.hojas import csv_de

ENCABEZADOS = [
    "No.",
    "Nombre del convenio",
    "Contraparte",
    "Fecha de firma",
    "Inicio",
    "Fecha de término",
    "Estatus",
]
CUENTAS = ("leidas", "nuevas", "actualizadas", "sin_cambio", "con_problema")


def fila(n, **cambios):
    """A good row; ``cambios`` by the first word of its heading."""
    base = {
        "numero": f"IEDF-{n}",
        "nombre": f"Convenio de apoyo y colaboración {n}",
        "contraparte": "Universidad Ficticia",
        "firma": "12/03/2013",
        "inicio": "",
        "termino": "31/12/2015",
        "estatus": "Concluido",
    }
    return list((base | cambios).values())


def archivo(*filas, encabezados=None):
    return csv_de([encabezados or ENCABEZADOS, *filas])


def revisar(contenido, by, nombre="registro.csv", **opciones):
    """Upload, match as proposed, and preview."""
    abierto = abrir(crud_por_nombre("convenios"), contenido, nombre, by=by)
    for clave, valor in opciones.items():
        setattr(abierto.relacion, clave, valor)
    decidir(abierto)
    previsualizar(abierto.lote)
    abierto.lote.refresh_from_db()
    return abierto.lote


def importar(contenido, by, nombre="registro.csv", **opciones):
    """Preview and apply."""
    lote = revisar(contenido, by, nombre, **opciones)
    confirmar(lote)
    ejecutar(lote)
    lote.refresh_from_db()
    return lote


def cuentas(lote):
    return tuple(getattr(lote, nombre) for nombre in CUENTAS)


def motivos(lote):
    return [motivo for renglon in lote.renglones.all() for motivo in renglon.motivos()]
