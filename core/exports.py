"""Rows as files: streamed, harmless when opened in a spreadsheet, and importable back."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from django.db.models import ForeignKey, QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from core.importing import values
from core.resources import ID, Columna, EntidadResource
from core.sheets import (
    PELIGRO,
    SEGURO,
    Celda,
    Celdas,
    celda_csv,
    escribir_libro,
    renglones_csv,
    todas_llanas,
)

TROZO = 2000
MAX_NOMBRES = 2000
MAX_PARES = 20_000  # some megabytes; preparing thousands of keys for each piece costs more
BOM = "\ufeff"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    titulos = ["ID", *[columna.etiqueta for columna in columnas]]
    yield BOM + renglones_csv([[celda_csv(titulo)] for titulo in titulos])
    for trozo in trozos(rows, columnas, celda_csv, tal_cual=todas_llanas):
        yield renglones_csv(trozo)


def escribir_xlsx(archivo: BinaryIO, rows: QuerySet, columnas: list[Columna]) -> None:
    """A workbook written by pieces, where text is always text."""
    titulos = ["ID", *[columna.etiqueta for columna in columnas]]
    de_fecha = [False, *[columna.es_fecha for columna in columnas]]
    escribir_libro(archivo, titulos, de_fecha, partial(trozos, rows, columnas))


def trozos(
    rows: QuerySet,
    columnas: list[Columna],
    celda: Celda,
    tal_cual: Callable[[list[Any]], bool] = lambda _: False,
) -> Iterator[list[list[str]]]:
    """Cells of some thousand rows at a time, column by column; ``tal_cual`` are columns done."""
    lecturas = [Lectura(rows.model, columna, celda) for columna in columnas]
    rutas = [lectura.ruta for lectura in lecturas if lectura.ruta]
    leidas = rows.values_list("pk", *rutas).iterator(chunk_size=TROZO)
    while lote := list(islice(leidas, TROZO)):
        pks, *crudas = map(list, zip(*lote, strict=True))
        restantes = iter(crudas)
        salida = [[celda(pk) for pk in pks]]
        for lectura in lecturas:
            valores = next(restantes) if lectura.ruta else lectura.varios.de(pks)
            lista = lectura.es_texto and tal_cual(valores)
            salida.append(valores if lista else lectura.celdas.de(valores))
        yield salida


class Lectura:
    """How a column is read, and what its values become."""

    def __init__(self, modelo, columna: Columna, celda: Celda):
        self.varios = Varios(modelo, columna) if columna.varios else None
        self.ruta = "" if columna.varios else columna.ruta
        traducir = _traductor(columna.widget)
        if isinstance(columna.widget, values.RelacionWidget) and self.ruta:
            nombres = _pocos_nombres(modelo, columna)
            if nombres is not None:  # a join a row costs more than having them at hand
                self.ruta, traducir = f"{columna.campo}_id", nombres.get
        self.es_texto = traducir is None
        self.celdas = Celdas(celda if traducir is None else lambda valor: celda(traducir(valor)))


def _traductor(widget) -> Callable[[Any], Any] | None:
    """What a value is called in a file; nothing when it is its own name."""
    if isinstance(widget, values.OpcionWidget):
        return lambda valor: widget.opciones.get(valor, valor)
    if isinstance(widget, values.PaisWidget | values.InstanteWidget | values.SiNoWidget):
        return widget.render
    return None


def _pocos_nombres(modelo, columna: Columna) -> dict[int, str] | None:
    """The names of a relation by key, when they are few."""
    campo = modelo._meta.get_field(columna.campo)
    nombre = columna.ruta.removeprefix(f"{campo.name}__")
    if not isinstance(campo, ForeignKey) or columna.partes > 1 or "__" in nombre:
        return None
    pares = campo.related_model._base_manager.values_list(campo.target_field.name, nombre)
    pocos = list(pares[: MAX_NOMBRES + 1])
    return dict(pocos) if len(pocos) <= MAX_NOMBRES else None


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


def columnas_para(crud, user=None) -> list[Columna]:
    """The columns a person may see in a file of this entity."""
    ocultas = crud.hidden_fields(user) if user is not None else ()
    recurso: EntidadResource = crud.resource_class()
    return recurso.columnas_de_salida(ocultas)


__all__ = [
    "BOM",
    "EXCEL",
    "ID",
    "PELIGRO",
    "SEGURO",
    "columnas_para",
    "escribir_xlsx",
    "export_response",
    "lineas_csv",
]
