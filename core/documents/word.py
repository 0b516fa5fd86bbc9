"""Word documents from a template that other people wrote: nothing in it may run as code."""

from __future__ import annotations

import io
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from core.documents.pdf import limpiar

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILTROS = {
    "capitalize", "count", "d", "default", "e", "escape", "first", "join", "last", "length",
    "lower", "title", "trim", "upper",
}  # fmt: skip
# Reading, comparing, choosing and repeating. No calls and no arithmetic: a template that
# multiplies texts fills the memory, and one that calls reaches what the data do not show.
PERMITIDOS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Name,
    nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter, nodes.Test, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat,
)  # fmt: skip
MAX_ANIDADOS = 3


class Entorno(SandboxedEnvironment):
    """The sandbox of jinja, which in addition refuses whatever it is not told to allow."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTROS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        acotar(tree)
        return tree


def acotar(nodo: nodes.Node, anidados: int = 0) -> None:
    """Raise TemplateSyntaxError at the first thing a template may not do."""
    if not isinstance(nodo, PERMITIDOS):
        kind = type(nodo).__name__
        message = f"Una plantilla solo muestra, compara y repite datos ({kind})."
        raise TemplateSyntaxError(message, nodo.lineno)
    anidados += isinstance(nodo, nodes.For)
    if anidados > MAX_ANIDADOS:
        message = f"Hay más de {MAX_ANIDADOS} repeticiones una dentro de otra."
        raise TemplateSyntaxError(message, nodo.lineno)
    for hijo in nodo.iter_child_nodes():
        acotar(hijo, anidados)


def llenar(plantilla: bytes, datos: dict[str, Any]) -> bytes:
    """The document: the template with its placeholders replaced, the data always as text."""
    documento = DocxTemplate(io.BytesIO(plantilla))
    documento.render(limpiar(datos), jinja_env=Entorno())
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()
