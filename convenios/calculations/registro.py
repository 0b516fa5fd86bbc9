"""What the cells of a former register say, to the letter: nothing is inferred from silence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.search import normalizar

SIN_DATO = {
    "s f",
    "sf",
    "s d",
    "sd",
    "n d",
    "nd",
    "sin fecha",
    "sin dato",
    "sin datos",
    "sin informacion",
    "no disponible",
    "no se tiene",
    "no consta",
    "se desconoce",
    "desconocido",
    "desconocida",
    "",
}
INDEFINIDA = re.compile(
    r"(?:(?:con )?(?:vigencia|duracion|plazo)(?: es| sera)? )?(?:por )?(?:tiempo )?indefinid[ao]"
)
# How a text says that something must happen, and not which day.
CONDICION = re.compile(
    r"(?:hasta (?:que|el termino|la terminacion|la conclusion|el cumplimiento|el fin"
    r"|concluir|terminar|cumplir|finalizar|agotar)"
    r"|al (?:termino|concluir|terminar|finalizar|cumplirse|cumplimiento)"
    r"|a la (?:conclusion|terminacion|firma)|cuando|mientras|en tanto|una vez)\b.*"
)
# What may surround the name of a process for the text to say that it ends with it.
CON_PROCESO = re.compile(
    r"(?:(?:hasta|al|a) )?(?:(?:el|la) )?"
    r"(?:(?:termino|terminar|terminacion|concluir|conclusion|finalizar|fin) )?(?:del? )?(?:el )?"
)
HASTA = re.compile(r"^\s*(?:hasta\s+)?(?:el\s+(?:d[ií]a\s+)?|al\s+)", re.IGNORECASE)
UNIDAD = re.compile(
    r"^(?P<nombre>.+?)[\s,;]+(?:a\s+trav[eé]s|por\s+conducto)\s+de(?:l|\s+la|\s+las|\s+los)?\s+"
    r"(?P<unidad>.+)$",
    re.IGNORECASE | re.DOTALL,
)
SEPARADORES = re.compile(r"[;\n]+")


@dataclass(frozen=True)
class Contraparte:
    """A name of the register and the unit by which it signs (case 11)."""

    nombre: str
    unidad: str = ""


def sin_dato(texto: str) -> bool:
    """Whether the cell says that nobody knows."""
    return normalizar(texto) in SIN_DATO


def sin_hasta(texto: str) -> str:
    """The date of «hasta el 31 de diciembre de 2013»."""
    return HASTA.sub("", texto).strip()


def tipo_de_vigencia(texto: str) -> str:
    """The kind that a text which is not a date clearly states; blank when it does not."""
    limpio = normalizar(texto)
    if INDEFINIDA.fullmatch(limpio):
        return "indefinida"
    return "por_condicion" if CONDICION.fullmatch(limpio) else ""


def proceso_nombrado(texto: str, procesos: Mapping[str, int]) -> int | None:
    """The only process that the text names whole, when it says no more than that it ends then.

    ``procesos`` goes from normalised name or key to the process; 0 where two share it.
    """
    limpio = normalizar(texto)
    hallados = {
        clave
        for nombre, clave in procesos.items()
        if limpio.endswith(nombre) and CON_PROCESO.fullmatch(limpio.removesuffix(nombre))
    }
    return hallados.pop() or None if len(hallados) == 1 else None


def contrapartes(texto: str) -> list[Contraparte]:
    """The counterparts of a cell: «;» and new lines part them, «y» never does.

    The same name written twice is one; its units are kept together.
    """
    juntas: dict[str, Contraparte] = {}
    for parte in SEPARADORES.split(texto):
        una = contraparte(parte)
        llave = normalizar(una.nombre)
        if not llave or llave in SIN_DATO:
            continue
        antes = juntas.setdefault(llave, una)
        if antes is not una and una.unidad and una.unidad != antes.unidad:
            unidad = "; ".join(filter(None, [antes.unidad, una.unidad]))
            juntas[llave] = Contraparte(antes.nombre, unidad)
    return list(juntas.values())


def contraparte(texto: str) -> Contraparte:
    """«UNAM, a través de la FES Aragón» is UNAM; the faculty is the unit by which it signs."""
    limpio = " ".join(texto.split()).strip(" ,;")
    hallado = UNIDAD.match(limpio)
    if hallado is None:
        return Contraparte(limpio)
    return Contraparte(hallado["nombre"].strip(" ,;"), hallado["unidad"].strip(" ,;"))
