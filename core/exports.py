"""Rows as files: streamed, harmless when opened in a spreadsheet, and importable back."""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from core.importing import values
from core.importing.countries import paises
from core.importing.tables import con_apostrofo
from core.resources import ID, Columna, EntidadResource

TROZO = 2000
MAX_PARES = 20_000  # some megabytes; preparing thousands of keys for each piece costs more
BOM = "\ufeff"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PELIGRO = frozenset("=+-@\t\r\x00\uff1d\uff0b\uff0d\uff20'")


def export_response(crud, rows: QuerySet, request) -> HttpResponseBase:
    """Exactly these rows as a file of the format asked for in the query string."""
    columnas = crud.resource_class().columnas_de_salida(crud.hidden_fields(request.user))
    nombre = f"{crud.slug()}-{timezone.localdate().isoformat()}"
    if request.GET.get("formato") == "xlsx":
        archivo = tempfile.TemporaryFile()  # noqa: SIM115 FileResponse closes it
        escribir_xlsx(archivo, rows, columnas)
        archivo.seek(0)
        return FileResponse(
            archivo, as_attachment=True, filename=f"{nombre}.xlsx", content_type=EXCEL
        )
    response = StreamingHttpResponse(lineas_csv(rows, columnas), "text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{nombre}.csv"'
    return response


def lineas_csv(rows: QuerySet, columnas: list[Columna]) -> Iterator[str]:
    """The file in pieces of some thousand rows."""
    salida = io.StringIO()
    escritor = csv.writer(salida, lineterminator="\r\n")
    salida.write(BOM)
    escritor.writerow(["ID", *[columna.etiqueta for columna in columnas]])
    for trozo in trozos(rows, columnas, fecha=dt.date.isoformat, texto=_protegidos):
        escritor.writerows(zip(*trozo, strict=True))
        yield salida.getvalue()
        salida.seek(0)
        salida.truncate()
    yield salida.getvalue()


def escribir_xlsx(archivo: BinaryIO, rows: QuerySet, columnas: list[Columna]) -> None:
    """A workbook written row by row, where text is always text."""
    with xlsxwriter.Workbook(archivo, {"constant_memory": True, **SEGURO}) as libro:
        hoja = libro.add_worksheet("Datos")
        titulo = libro.add_format({"bold": True})
        fecha = libro.add_format({"num_format": "dd/mm/yyyy"})
        for indice, columna in enumerate(columnas, 1):
            hoja.set_column(indice, indice, 24, fecha if columna.es_fecha else None)
        for indice, etiqueta in enumerate(["ID", *[c.etiqueta for c in columnas]]):
            hoja.write_string(0, indice, etiqueta, titulo)
        hoja.freeze_panes(1, 0)
        numero = 1
        for trozo in trozos(rows, columnas, fecha=None, texto=_duplicados):
            for fila in zip(*trozo, strict=True):
                _escribir_fila(hoja, numero, fila, fecha)
                numero += 1


SEGURO = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def _escribir_fila(hoja, numero: int, fila: tuple[Any, ...], fecha) -> None:
    for indice, valor in enumerate(fila):
        if valor == "" or valor is None:
            continue
        if isinstance(valor, str):
            hoja.write_string(numero, indice, valor[:32_767])
        elif isinstance(valor, dt.date):
            _escribir_fecha(hoja, numero, indice, valor, fecha)
        else:
            hoja.write_number(numero, indice, valor)


def _escribir_fecha(hoja, numero: int, indice: int, valor: dt.date, fecha) -> None:
    if valor < dt.date(1900, 3, 1):  # Excel miscounts the days before
        hoja.write_string(numero, indice, valor.isoformat())
    else:
        hoja.write_datetime(numero, indice, valor, fecha)


def trozos(
    rows: QuerySet,
    columnas: list[Columna],
    *,
    fecha: Callable[[dt.date], str] | None,
    texto: Callable[[list[Any]], list[Any]],
) -> Iterator[list[list[Any]]]:
    """Columns of some thousand rows at a time, converted column by column."""
    simples = [columna.ruta for columna in columnas if not columna.varios]
    nombres = {columna.campo: Varios(rows.model, columna) for columna in columnas if columna.varios}
    leidas = rows.values_list("pk", *simples).iterator(chunk_size=TROZO)
    while lote := list(_primeros(leidas, TROZO)):
        pks, *crudas = map(list, zip(*lote, strict=True))
        restantes = iter(crudas)
        salida = [pks]
        for columna in columnas:
            valores = nombres[columna.campo].de(pks) if columna.varios else next(restantes)
            salida.append(_convertir(columna, valores, fecha, texto))
        yield salida


def _primeros(filas: Iterator[tuple], cuantas: int) -> Iterator[tuple]:
    return (fila for _, fila in zip(range(cuantas), filas, strict=False))


def _convertir(columna: Columna, valores: list[Any], fecha, texto) -> list[Any]:
    widget = columna.widget
    if isinstance(widget, values.OpcionWidget):
        etiquetas = widget.opciones
        return texto([etiquetas.get(valor, valor) for valor in valores])
    if isinstance(widget, values.PaisWidget):
        nombres = paises()[0]
        return [nombres.get(valor, valor) for valor in map(str, valores)]
    if isinstance(widget, values.InstanteWidget | values.SiNoWidget):
        return [widget.render(valor) for valor in valores]
    if isinstance(widget, values.FechaWidget):
        return [fecha(valor) if valor and fecha else valor for valor in valores]
    if isinstance(widget, values.NumeroWidget):
        return valores
    return texto(valores)


class Varios:
    """The names of a many-to-many column: read at once when they are few, or for each piece."""

    def __init__(self, modelo, columna: Columna):
        campo = modelo._meta.get_field(columna.campo)
        desde, hacia = campo.m2m_field_name(), campo.m2m_reverse_field_name()
        pares = campo.remote_field.through._default_manager.order_by("pk")
        self.pares = pares.values_list(
            f"{desde}_id", f"{hacia}__{campo.related_model.CAMPO_NOMBRE}"
        )
        self.desde = desde
        pocos = list(self.pares[: MAX_PARES + 1])
        self.todos = _juntar(pocos) if len(pocos) <= MAX_PARES else None

    def de(self, pks: list[int]) -> list[str]:
        juntos = self.todos
        if juntos is None:
            juntos = _juntar(self.pares.filter(**{f"{self.desde}__in": pks}))
        return ["; ".join(juntos.get(pk, ())) for pk in pks]


def _juntar(pares: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    juntos: dict[int, list[str]] = {}
    for pk, texto in pares:
        juntos.setdefault(pk, []).append(texto)
    return juntos


def _protegidos(valores: Iterable[Any]) -> list[Any]:
    """Text a spreadsheet would execute gets the apostrophe that the importer takes off."""
    return [con_apostrofo(valor) if valor and valor[0] in PELIGRO else valor for valor in valores]


def _duplicados(valores: Iterable[Any]) -> list[Any]:
    """In a workbook text is never executed; only what already looks protected is marked again."""
    return [con_apostrofo(valor) if valor and valor[0] == "'" else valor for valor in valores]


def columnas_para(crud, user=None) -> list[Columna]:
    """The columns a person may see in a file of this entity."""
    ocultas = crud.hidden_fields(user) if user is not None else ()
    recurso: EntidadResource = crud.resource_class()
    return recurso.columnas_de_salida(ocultas)


__all__ = ["ID", "columnas_para", "escribir_xlsx", "export_response", "lineas_csv"]
