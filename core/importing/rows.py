"""From a row of text to the values of a record, or to the reasons why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from core.importing.mapping import Relacion
from core.importing.tables import Fila, Tabla, letra
from core.importing.values import FechaWidget, RelacionWidget
from core.keys import is_key
from core.models.lote import EstadoRenglon
from core.resources import ID, Columna, EntidadResource


@dataclass(slots=True)
class Limpia:
    """What a row says: values by field, and problems as (heading, message)."""

    valores: dict[str, Any] = field(default_factory=dict)
    vacios: set[str] = field(default_factory=set)
    problemas: list[tuple[str, str]] = field(default_factory=list)
    id: int | None = None


@dataclass(slots=True)
class Caso:
    """One row on its way from text to a verdict."""

    fila: Fila
    limpia: Limpia
    estado: str = EstadoRenglon.PROBLEMA
    objeto_id: int | None = None
    obj: models.Model | None = None
    cambios: dict[str, list[Any]] = field(default_factory=dict)
    posibles: list[tuple[int, str]] = field(default_factory=list)

    def culpar(self, encabezado: str, mensaje: str) -> None:
        self.limpia.problemas.append((encabezado, mensaje))
        self.estado = EstadoRenglon.PROBLEMA


class Interprete:
    """Reads rows under the decisions of one batch."""

    def __init__(
        self,
        recurso: EntidadResource,
        columnas: Sequence[Columna],
        relacion: Relacion,
        tabla: Tabla,
    ):
        por_nombre = {columna.nombre: columna for columna in columnas}
        self.recurso, self.encabezados = recurso, tabla.encabezados
        self.vaciar = set(relacion.vaciar)
        self.indice_id = next((i for i, nombre in relacion.mapa.items() if nombre == ID), None)
        self.simples: list[tuple[int, Columna]] = []
        self.compuestas: dict[str, list[tuple[int, Columna]]] = {}
        for indice, nombre in relacion.mapa.items():
            if nombre == ID or nombre not in por_nombre:
                continue
            columna = por_nombre[nombre]
            self._preparar(columna, relacion, tabla.base_1904)
            if columna.partes > 1:
                self.compuestas.setdefault(columna.campo, []).append((indice, columna))
            else:
                self.simples.append((indice, columna))
        for partes in self.compuestas.values():
            partes.sort(key=lambda par: par[1].parte)
        campos = [c.campo for _, c in self.simples] + list(self.compuestas)
        self.campos = list(dict.fromkeys([*campos, *(recurso.COMPLETADOS if campos else ())]))
        self.etiquetas = {columna.campo: columna.etiqueta for columna in columnas}
        self.obligatorios = _obligatorios(columnas)
        self.widgets = {columna.campo: columna.widget for columna in columnas}
        self.varios = {columna.campo for columna in columnas if columna.varios}
        self._memoria: dict[tuple[str, str], Any] = {}

    @staticmethod
    def _preparar(columna: Columna, relacion: Relacion, base_1904: bool) -> None:
        if isinstance(columna.widget, RelacionWidget):
            columna.widget.olvidar()
        if isinstance(columna.widget, FechaWidget):
            columna.widget.orden = relacion.ordenes.get(columna.nombre, columna.widget.orden)
            columna.widget.base_1904 = base_1904

    def limpiar(self, fila: Fila) -> Limpia:
        """Read one row, cell by cell."""
        limpia = Limpia()
        celdas = fila.celdas
        danadas = set()
        for indice, mensaje in fila.problemas:
            danadas.add(indice)
            limpia.problemas.append((self._encabezado(indice), mensaje))
        for indice, columna in self.simples:
            if indice in danadas:
                continue
            texto = celdas[indice] if indice < len(celdas) else ""
            if texto:
                self._leer(limpia, columna, texto, indice)
            else:
                self._vacio(limpia, columna)
        for campo, partes in self.compuestas.items():
            self._leer_compuesta(limpia, campo, partes, celdas)
        if self.indice_id is not None:
            self._leer_id(limpia, celdas[self.indice_id])
        limpia.valores = self.recurso.completar(limpia.valores)
        return limpia

    def _leer(self, limpia: Limpia, columna: Columna, texto: Any, indice: int) -> None:
        clave = (columna.campo, texto)
        try:
            valor = self._memoria[clave]
        except KeyError:
            valor = self._interpretar(columna, texto)
            if len(self._memoria) < 20_000:
                self._memoria[clave] = valor
        if isinstance(valor, ValueError):
            limpia.problemas.append((self._encabezado(indice), str(valor)))
        else:
            limpia.valores[columna.campo] = valor

    @staticmethod
    def _interpretar(columna: Columna, texto: Any) -> Any:
        try:
            return columna.widget.clean(texto)
        except ValueError as error:
            return error

    def _leer_compuesta(
        self, limpia: Limpia, campo: str, partes: list[tuple[int, Columna]], celdas: list[str]
    ) -> None:
        textos = tuple(celdas[indice] if indice < len(celdas) else "" for indice, _ in partes)
        indice, columna = partes[-1]
        if any(textos):
            self._leer(limpia, columna, textos, indice)
        else:
            self._vacio(limpia, columna)

    def _vacio(self, limpia: Limpia, columna: Columna) -> None:
        limpia.vacios.add(columna.campo)
        if columna.nombre in self.vaciar and not columna.obligatoria:
            limpia.valores[columna.campo] = [] if columna.varios else None

    def _leer_id(self, limpia: Limpia, texto: str) -> None:
        if not texto:
            return
        if is_key(texto):
            limpia.id = int(texto)
        else:
            mensaje = f"«{texto[:30]}» no es un ID: déjalo vacío en las filas nuevas"
            limpia.problemas.append((self._encabezado(self.indice_id), mensaje))

    def _encabezado(self, indice: int | None) -> str:
        if indice is None or indice >= len(self.encabezados):
            return f"Columna {letra(indice or 0)}"
        return self.encabezados[indice]

    def faltantes(self, limpia: Limpia) -> list[tuple[str, str]]:
        """What a new record needs and the row does not give."""
        con_problema = {encabezado for encabezado, _ in limpia.problemas}
        problemas = []
        for campo, etiqueta in self.obligatorios.items():
            if limpia.valores.get(campo) in (None, "") and etiqueta not in con_problema:
                que = "está vacía" if campo in limpia.vacios else "no está en el archivo"
                problemas.append((etiqueta, f"{que}, y una fila nueva la necesita"))
        return problemas


def _obligatorios(columnas: Iterable[Columna]) -> dict[str, str]:
    return {c.campo: c.etiqueta for c in columnas if c.obligatoria}
