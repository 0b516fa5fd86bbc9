"""Which data a template names: each name against an example of what the document will have."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from core.documents.word import Entorno

ENTORNO = Entorno()
VUELTA = {
    "index": 1, "index0": 0, "revindex": 1, "first": True, "last": True, "length": 1,
}  # fmt: skip
SIN_FORMA = object()  # what came out of a mistake already told
Ambito = dict[str, Any]


class Desconocido(Exception):  # noqa: N818 it is a finding, caught next door
    """A name that the document does not have, said in words."""


def leer(texto: str) -> nodes.Node:
    """An expression as a tree. Raises TemplateSyntaxError."""
    salida = ENTORNO.parse("{{" + texto + "}}").body
    if len(salida) != 1 or not isinstance(salida[0], nodes.Output) or len(salida[0].nodes) != 1:
        message = "No se entiende."
        raise TemplateSyntaxError(message, 1)
    return salida[0].nodes[0]


def parecido(nombre: str, conocidos: Iterator[str] | Ambito) -> str:
    """«¿Quisiste decir…?», when something is close; else what there is."""
    cerca = difflib.get_close_matches(nombre, list(conocidos), n=1, cutoff=0.6)
    if cerca:
        return f" ¿Quisiste decir «{cerca[0]}»?"
    return f" Hay: {', '.join(sorted(conocidos))}."


def forma(nodo: nodes.Node, ambito: Ambito) -> Any:
    """The example value of an expression. Raises Desconocido at a name that is not there."""
    if isinstance(nodo, nodes.Name):
        return nombre_en(nodo.name, ambito)
    if isinstance(nodo, nodes.Getattr):
        return campo_en(forma(nodo.node, ambito), nodo.attr)
    if isinstance(nodo, nodes.Getitem):
        return elemento_en(forma(nodo.node, ambito), nodo.arg)
    if isinstance(nodo, nodes.Filter):
        valor = revisar_filtro(nodo, ambito)
        return primero(valor) if nodo.name in ("first", "last") else ""
    if isinstance(nodo, nodes.CondExpr):
        forma(nodo.test, ambito)
        return forma(nodo.expr1, ambito)
    for hijo in nodo.iter_child_nodes():
        forma(hijo, ambito)
    return ""


def nombre_en(nombre: str, ambito: Ambito) -> Any:
    if nombre not in ambito:
        raise Desconocido(f"no conocemos «{nombre}».{parecido(nombre, ambito)}")
    return ambito[nombre]


def campo_en(padre: Any, campo: str) -> Any:
    if padre is SIN_FORMA:
        return padre
    if isinstance(padre, dict):
        if campo not in padre:
            raise Desconocido(f"no conocemos «.{campo}».{parecido(campo, padre)}")
        return padre[campo]
    if isinstance(padre, list):
        raise Desconocido(f"«.{campo}» se pide a una lista: recórrela antes con «for».")
    raise Desconocido(f"«.{campo}» se pide a un dato que no tiene partes.")


def elemento_en(padre: Any, clave: nodes.Node) -> Any:
    if isinstance(padre, list):
        return primero(padre)
    return campo_en(padre, str(getattr(clave, "value", "")))


def revisar_filtro(nodo: nodes.Filter, ambito: Ambito) -> Any:
    for argumento in nodo.args:
        forma(argumento, ambito)
    if nodo.name not in ENTORNO.filters:
        raise Desconocido(
            f"no conocemos el filtro «{nodo.name}».{parecido(nodo.name, ENTORNO.filters)}"
        )
    return forma(nodo.node, ambito)


def primero(valor: Any) -> Any:
    if valor is SIN_FORMA:
        return valor
    return valor[0] if isinstance(valor, list) and valor else ""


def mostrable(texto: str, ambito: Ambito) -> None:
    """Raise Desconocido unless this expression prints as a text."""
    valor = forma(leer(texto), ambito)
    if isinstance(valor, list):
        raise Desconocido('es una lista: recórrela con «for», o únela con «|join(", ")».')
    if isinstance(valor, dict):
        raise Desconocido(f"tiene varias partes: pide una de ellas ({', '.join(valor)}).")


def recorrido(texto: str, ambito: Ambito) -> Ambito:
    """The names inside «for … in …». Raises Desconocido or TemplateSyntaxError."""
    bloque = ENTORNO.parse("{%" + texto + "%}{% endfor %}").body[0]
    if not isinstance(bloque, nodes.For) or not isinstance(bloque.target, nodes.Name):
        raise Desconocido("se escribe «for dato in lista».")
    valores = forma(bloque.iter, ambito)
    if not isinstance(valores, list) and valores is not SIN_FORMA:
        raise Desconocido("lo que sigue a «in» no es una lista.")
    return ambito | {bloque.target.name: primero(valores), "loop": VUELTA}


def a_ciegas(texto: str, ambito: Ambito) -> Ambito:
    """The names inside a repetition that was not understood: told once, that is enough."""
    dato = re.match(r"for\s+(\w+)", texto)
    return ambito | {"loop": VUELTA} | ({dato[1]: SIN_FORMA} if dato else {})


def condicion(texto: str, ambito: Ambito) -> None:
    """Raise Desconocido or TemplateSyntaxError unless «if …» can be decided."""
    bloque = ENTORNO.parse("{%" + texto.removeprefix("el") + "%}{% endif %}").body[0]
    forma(bloque.test, ambito)
