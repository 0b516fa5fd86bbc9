"""Staged rows in the words of the screen: labels instead of keys, names instead of numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from core.importing.values import FechaWidget, RelacionWidget
from core.models import Lote, RenglonImportacion
from core.models.lote import EstadoRenglon
from core.resources import Columna

TONOS = {
    EstadoRenglon.NUEVA: "ok",
    EstadoRenglon.CAMBIA: "info",
    EstadoRenglon.IGUAL: "",
    EstadoRenglon.PROBLEMA: "error",
    EstadoRenglon.PARECIDA: "warn",
    EstadoRenglon.ELIMINADA: "warn",
}


class Lector:
    """Shows values of a page of rows; names of related records come in one query per field."""

    def __init__(self, columnas: Iterable[Columna], renglones: Sequence[RenglonImportacion]):
        self.columnas = {columna.campo: columna for columna in columnas}
        self.nombres: dict[str, dict[int, str]] = {}
        for campo, columna in self.columnas.items():
            if isinstance(columna.widget, RelacionWidget):
                self.nombres[campo] = _nombres(columna, renglones)

    def texto(self, campo: str, valor: Any) -> str:
        if valor in (None, "", []):
            return ""
        columna = self.columnas.get(campo)
        if campo in self.nombres:
            pks = valor if isinstance(valor, list) else [valor]
            return "; ".join(self.nombres[campo].get(pk, f"#{pk}") for pk in pks)
        if columna is None:
            return str(valor)
        if isinstance(columna.widget, FechaWidget):
            anio, mes, dia = str(valor)[:10].split("-")
            return f"{dia}/{mes}/{anio}"
        return str(columna.widget.render(valor))

    def etiqueta(self, campo: str) -> str:
        columna = self.columnas.get(campo)
        return columna.etiqueta if columna else campo

    def fila(self, renglon: RenglonImportacion, nombre: str) -> dict[str, Any]:
        """One row of the preview table."""
        return {
            "renglon": renglon,
            "nombre": nombre,
            "tono": TONOS[EstadoRenglon(renglon.estado)],
            "motivos": renglon.motivos(con_fila=False) if renglon.problemas else [],
            "cambios": [
                {
                    "campo": self.etiqueta(campo),
                    "antes": self.texto(campo, antes),
                    "despues": self.texto(campo, despues),
                }
                for campo, (antes, despues) in renglon.cambios.items()
            ],
        }


def _nombres(columna: Columna, renglones: Sequence[RenglonImportacion]) -> dict[int, str]:
    pks: set[int] = set()
    for renglon in renglones:
        for valor in renglon.cambios.get(columna.campo, ()):
            pks.update(valor if isinstance(valor, list) else [valor] if valor else ())
    modelo = columna.widget.modelo
    if not pks:
        return {}
    return dict(modelo.objects.filter(pk__in=pks).values_list("pk", modelo.CAMPO_NOMBRE))


def indice_de_nombre(lote: Lote, columnas: Sequence[Columna]) -> int:
    """Which cell of the original row names it best on screen."""
    mapa = {nombre: int(indice) for indice, nombre in lote.opciones.get("mapa", {}).items()}
    orden = [columna.nombre for columna in columnas]
    return min((mapa[nombre] for nombre in orden[:3] if nombre in mapa), default=0)
