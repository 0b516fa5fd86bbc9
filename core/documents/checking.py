"""Every mistake of a Word template, by name and place, before anybody needs the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from core.documents.expressions import (
    Ambito,
    Desconocido,
    a_ciegas,
    condicion,
    mostrable,
    recorrido,
)
from core.documents.places import Ilegible, Parrafo, parrafos, partes
from core.documents.word import MAX_ANIDADOS, llenar

MARCA = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}|\{#.*?#\}", re.DOTALL)
SUELTA = re.compile(r"\{\s*[{%].{0,40}|.{0,40}[%}]\s*\}|\{#.{0,40}", re.DOTALL)
UNA_LLAVE = re.compile(r"(?<!\{)\{\s*([a-z_]+)\s*\}(?!\})")
PREFIJO = re.compile(r"(tr|tc|p|r)\s+(.*)", re.DOTALL)
COMILLAS = str.maketrans("“”\u2018\u2019", "\"\"''")
CIERRES = {"endfor": "for", "endif": "if"}


@dataclass
class Bloque:
    """A «for» or an «if» still open."""

    palabra: str
    marca: str
    prefijo: str
    parrafo: Parrafo
    ambito: Ambito


@dataclass
class Revision:
    """One part of the document, read mark by mark."""

    ambito: Ambito
    fallas: list[str] = field(default_factory=list)
    abiertos: list[Bloque] = field(default_factory=list)

    @property
    def visibles(self) -> Ambito:
        return self.abiertos[-1].ambito if self.abiertos else self.ambito

    def falla(self, parrafo: Parrafo, marca: str, texto: str) -> None:
        self.fallas.append(f"«{marca.strip()}»: {texto} Está en {parrafo.lugar}.")

    def leer(self, parrafo: Parrafo) -> None:
        for hallada in MARCA.finditer(parrafo.texto):
            marca = hallada[0]
            if re.search(r"[{}]", marca[2:-2].translate(str.maketrans("", "", "\"'"))):
                trozo = re.split(r"\}", marca)[0]
                self.falla(parrafo, trozo, "no está bien cerrado; lleva dos llaves a cada lado.")
            elif hallada[1] is not None:
                self.dato(parrafo, marca, hallada[1])
            elif hallada[2] is not None:
                self.instruccion(parrafo, marca, hallada[2])
        resto = MARCA.sub("", parrafo.texto)
        for suelta in SUELTA.finditer(resto):
            self.falla(parrafo, suelta[0], "no está bien cerrado; lleva dos llaves a cada lado.")
        for nombre in UNA_LLAVE.findall(resto):
            if nombre in self.ambito:
                texto = f"le falta una llave a cada lado; se escribe «{{{{ {nombre} }}}}»."
                self.falla(parrafo, f"{{{nombre}}}", texto)

    def intentar(self, parrafo: Parrafo, marca: str, hacer: Any, *args: Any) -> Any:
        """What ``hacer`` answers; its complaints become a finding with name and place."""
        try:
            return hacer(*args)
        except Desconocido as error:
            self.falla(parrafo, marca, str(error))
        except TemplateSyntaxError as error:
            es_nuestro = (error.message or "").startswith(("Una plantilla", "Hay más"))
            self.falla(parrafo, marca, error.message if es_nuestro else "no se entiende.")
        return None

    def dato(self, parrafo: Parrafo, marca: str, dentro: str) -> None:
        _prefijo, expresion = partir(dentro)
        self.intentar(parrafo, marca, mostrable, expresion, self.visibles)

    def instruccion(self, parrafo: Parrafo, marca: str, dentro: str) -> None:
        prefijo, texto = partir(dentro)
        palabra = (texto.split() or [""])[0]
        if prefijo in ("tr", "tc") and parrafo.celda is None:
            self.falla(parrafo, marca, f"«{prefijo}» solo sirve dentro de una tabla.")
        if palabra in ("for", "if"):
            self.abrir(Bloque(palabra, marca, prefijo, parrafo, self.visibles), texto)
        elif palabra in CIERRES:
            self.cerrar(parrafo, marca, prefijo, CIERRES[palabra])
        elif palabra in ("else", "elif"):
            self.alternativa(parrafo, marca, palabra, texto)
        else:
            opciones = "for, endfor, if, elif, else y endif"
            self.falla(parrafo, marca, f"no conocemos la instrucción «{palabra}»; hay {opciones}.")

    def abrir(self, bloque: Bloque, texto: str) -> None:
        if bloque.palabra == "if":
            self.intentar(bloque.parrafo, bloque.marca, condicion, texto, bloque.ambito)
        else:
            dentro = self.intentar(bloque.parrafo, bloque.marca, recorrido, texto, bloque.ambito)
            bloque.ambito = dentro or a_ciegas(texto, bloque.ambito)
        self.abiertos.append(bloque)
        if sum(b.palabra == "for" for b in self.abiertos) > MAX_ANIDADOS:
            texto = f"hay más de {MAX_ANIDADOS} repeticiones una dentro de otra."
            self.falla(bloque.parrafo, bloque.marca, texto)

    def alternativa(self, parrafo: Parrafo, marca: str, palabra: str, texto: str) -> None:
        if not self.abiertos:
            self.falla(parrafo, marca, "no hay ningún «if» abierto antes.")
        elif palabra == "elif":
            self.intentar(parrafo, marca, condicion, texto, self.visibles)

    def cerrar(self, parrafo: Parrafo, marca: str, prefijo: str, palabra: str) -> None:
        if not self.abiertos:
            self.falla(parrafo, marca, f"no hay ningún «{palabra}» abierto que cerrar.")
            return
        bloque = self.abiertos[-1]
        if bloque.palabra != palabra:
            texto = f"lo que está abierto es «{bloque.marca}», en {bloque.parrafo.lugar}."
            self.falla(parrafo, marca, texto)
            return
        self.abiertos.pop()
        if queja := mal_puesto(bloque, parrafo, prefijo):
            self.falla(parrafo, f"{bloque.marca} … {marca}", queja)

    def terminar(self) -> list[str]:
        for bloque in self.abiertos:
            self.falla(bloque.parrafo, bloque.marca, f"le falta su «{{% end{bloque.palabra} %}}».")
        return self.fallas


def partir(dentro: str) -> tuple[str, str]:
    """The prefix of Word (row, cell, paragraph, run) and what jinja reads."""
    texto = dentro.translate(COMILLAS)
    con_prefijo = PREFIJO.fullmatch(texto)
    prefijo, texto = (con_prefijo[1], con_prefijo[2]) if con_prefijo else ("", texto)
    return prefijo, texto.strip().strip("-").strip()


def mal_puesto(bloque: Bloque, parrafo: Parrafo, prefijo: str) -> str:
    """Why a block cannot begin and end where it does; nothing when it can."""
    inicio, fin = bloque.parrafo.celda, parrafo.celda
    if bloque.prefijo != prefijo and "r" not in (bloque.prefijo, prefijo):
        return "el principio y el fin llevan el mismo prefijo."
    if prefijo == "tr":
        if inicio and fin and (inicio.tabla != fin.tabla or inicio.fila == fin.fila):
            return "cada uno va en su propia fila de la misma tabla."
    elif prefijo == "p":
        if bloque.parrafo is parrafo:
            return "cada uno va en su propio párrafo."
    elif prefijo != "tc" and inicio != fin:
        return "empieza en una celda y termina en otra; para repetir filas usa «tr» en ambos."
    return ""


def revisar(contenido: bytes, ejemplo: dict[str, Any]) -> list[str]:
    """What is wrong with a template, mark by mark; empty when it can be used.

    ``ejemplo`` has every datum of the document, each list with at least one element.
    """
    try:
        hojas = partes(contenido)
    except Ilegible as error:
        return [str(error)]
    fallas: list[str] = []
    for nombre, raiz in hojas:
        revision = Revision(ejemplo)
        for parrafo in parrafos(nombre, raiz):
            revision.leer(parrafo)
        fallas += revision.terminar()
    return list(dict.fromkeys(fallas)) or probar(contenido, ejemplo)


def probar(contenido: bytes, ejemplo: dict[str, Any]) -> list[str]:
    """Fill it in with the example: what no reading of the text can tell."""
    try:
        salida = llenar(contenido, ejemplo)
        partes(salida)
    except TemplateError as error:
        return [f"La plantilla no se puede llenar: {error.message}"]
    except Ilegible:
        return ["Con esta plantilla sale un documento dañado: revisa dónde empieza cada bloque."]
    except Exception as error:  # whatever a file from outside may break
        return [f"Word no podría abrir este documento ({type(error).__name__}): guárdalo de nuevo."]
    return []
