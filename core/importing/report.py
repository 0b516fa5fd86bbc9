"""Books for people: the template to fill in, and the rows that came back with their reason."""

from typing import BinaryIO

import xlsxwriter

from core.models import Lote
from core.models.lote import EstadoRenglon
from core.resources import Columna
from core.sheets import SEGURO

MAX_LISTA = 255  # characters Excel takes in a list written in the validation itself
FILAS_CON_LISTA = 1000


def escribir_plantilla(archivo: BinaryIO, columnas: list[Columna]) -> None:
    """Headings, one example, drop-down lists where only some answers are understood."""
    with xlsxwriter.Workbook(archivo, SEGURO) as libro:
        hoja, opciones = libro.add_worksheet("Datos"), libro.add_worksheet("Opciones")
        titulo = libro.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
        requerido = libro.add_format({"bold": True, "bg_color": "#FCE8B2", "border": 1})
        hoja.freeze_panes(1, 0)
        listas = 0
        for indice, columna in enumerate(columnas):
            formato = requerido if columna.obligatoria else titulo
            hoja.write_string(0, indice, columna.etiqueta, formato)
            hoja.set_column(indice, indice, max(14, min(40, len(columna.etiqueta) + 6)))
            if nota := _nota(columna):
                hoja.write_comment(0, indice, nota)
            hoja.write_string(1, indice, columna.ejemplo or next(iter(columna.opciones), ""))
            if columna.opciones:
                listas = _lista(opciones, hoja, listas, indice, columna)


def _nota(columna: Columna) -> str:
    partes = ["Obligatoria en las filas nuevas." if columna.obligatoria else "", columna.ayuda]
    if columna.es_fecha:
        partes.append("Fecha como 05/03/2026.")
    return " ".join(filter(None, partes))


def _lista(opciones, hoja, usadas: int, indice: int, columna: Columna) -> int:
    opciones.write_string(0, usadas, columna.etiqueta)
    opciones.write_column(1, usadas, columna.opciones)
    letra = xlsxwriter.utility.xl_col_to_name(usadas, col_abs=True)
    rango = f"=Opciones!{letra}$2:{letra}${len(columna.opciones) + 1}"
    regla = {"validate": "list", "source": rango, "error_type": "warning"}
    hoja.data_validation(1, indice, FILAS_CON_LISTA, indice, regla)
    return usadas + 1


def devueltas(lote: Lote):
    """The rows that did not get in, in the order of the file."""
    filas = lote.renglones.filter(aplicado=False).exclude(estado=EstadoRenglon.IGUAL)
    return filas.order_by("pk")


def escribir_devueltas(archivo: BinaryIO, lote: Lote) -> None:
    """The original columns in their order plus «Motivo», the guilty cells coloured.

    Text goes back as text: what came as a formula or a number is written as it was read, and the
    corrected book can be imported as it is.
    """
    encabezados = lote.opciones.get("encabezados", [])
    posicion = {nombre: indice for indice, nombre in enumerate(encabezados)}
    with xlsxwriter.Workbook(archivo, {"constant_memory": True, **SEGURO}) as libro:
        hoja = libro.add_worksheet("Con problema")
        titulo = libro.add_format({"bold": True})
        culpable = libro.add_format({"bg_color": "#FAD7D4"})
        hoja.freeze_panes(1, 0)
        hoja.set_column(0, len(encabezados), 22)
        hoja.set_column(len(encabezados), len(encabezados), 80)
        for indice, nombre in enumerate([*encabezados, "Motivo"]):
            hoja.write_string(0, indice, nombre, titulo)
        for numero, renglon in enumerate(devueltas(lote).iterator(), 1):
            malas = {posicion[nombre] for nombre, _ in renglon.problemas if nombre in posicion}
            for indice in range(len(encabezados)):
                texto = renglon.original[indice] if indice < len(renglon.original) else ""
                if texto or indice in malas:
                    formato = culpable if indice in malas else None
                    hoja.write_string(numero, indice, texto, formato)
            hoja.write_string(numero, len(encabezados), " ".join(renglon.motivos())[:32_000])
