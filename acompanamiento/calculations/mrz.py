"""The machine readable zone of a passport: ICAO Doc 9303, parts 3 (check digits) and 4 (TD3)."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

LARGO = 44
PESOS = (7, 3, 1)
SIGLO = 100
# Three-letter codes of ICAO that are not ISO 3166: Germany writes one letter, the UN its own.
DE_ICAO = {"D": "DEU"}


@dataclass(frozen=True)
class Mrz:
    """What the two lines say; dates as the document writes them, with no century of their own."""

    pais: str
    apellidos: str
    nombres: str
    numero: str
    nacionalidad: str
    nacimiento: dt.date
    sexo: str
    vencimiento: dt.date


class MrzError(ValueError):
    """What fails, in Spanish; ``que`` names the part alone, for those who say it in other words."""

    def __init__(self, texto: str, que: str = "") -> None:
        super().__init__(texto)
        self.que = que


def digito(texto: str) -> int:
    """The check digit of a field: weights 7, 3, 1; letters from 10; the filler counts zero."""
    total = 0
    for posicion, letra in enumerate(texto):
        valor = 0 if letra == "<" else int(letra, 36)
        total += valor * PESOS[posicion % 3]
    return total % 10


def leer_mrz(texto: str, hoy: dt.date) -> Mrz:
    """Read the two lines as typed or pasted. Raises MrzError, in Spanish, naming what fails."""
    uno, dos = lineas(texto)
    comprobar(dos[0:9], dos[9], "el número de pasaporte")
    comprobar(dos[13:19], dos[19], "la fecha de nacimiento")
    comprobar(dos[21:27], dos[27], "la fecha de vencimiento")
    if dos[28:42].strip("<"):
        comprobar(dos[28:42], dos[42], "el número personal")
    comprobar(dos[0:10] + dos[13:20] + dos[21:43], dos[43], "toda la segunda línea")
    apellidos, _, nombres = uno[5:].partition("<<")
    return Mrz(
        pais=pais(uno[2:5]),
        apellidos=palabras(apellidos),
        nombres=palabras(nombres),
        numero=dos[0:9].rstrip("<"),
        nacionalidad=pais(dos[10:13]),
        nacimiento=fecha(dos[13:19], hoy, pasada=True),
        sexo=dos[20].replace("<", ""),
        vencimiento=fecha(dos[21:27], hoy, pasada=False),
    )


def lineas(texto: str) -> tuple[str, str]:
    limpio = "".join(texto.upper().replace("«", "<<").split())
    if len(limpio) != 2 * LARGO or not limpio.startswith("P"):
        raise MrzError(
            f"La zona de lectura mecánica son dos líneas de {LARGO} caracteres que empiezan con P; "
            f"aquí hay {len(limpio)} caracteres en total."
        )
    if not all(letra == "<" or (letra.isascii() and letra.isalnum()) for letra in limpio):
        raise MrzError("Solo lleva letras sin acento, números y el signo <.")
    return limpio[:LARGO], limpio[LARGO:]


def comprobar(campo: str, control: str, que: str) -> None:
    esperado = digito(campo)
    if control == "<" and not campo.strip("<"):
        return
    if control != str(esperado):
        raise MrzError(f"El dígito de control de {que} no coincide: revisa esa parte.", que)


def fecha(texto: str, hoy: dt.date, *, pasada: bool) -> dt.date:
    """Two-digit years: a birth is never ahead, and a passport never expires fifty years away."""
    try:
        anio, mes, dia = int(texto[:2]), int(texto[2:4]), int(texto[4:6])
        cercana = dt.date(hoy.year - hoy.year % SIGLO + anio, mes, dia)
    except ValueError as error:
        raise MrzError(f"«{texto}» no es una fecha.") from error
    if pasada and cercana > hoy:
        return cercana.replace(year=cercana.year - SIGLO)
    if not pasada and (hoy.year - cercana.year) > SIGLO // 2:
        return cercana.replace(year=cercana.year + SIGLO)
    return cercana


def pais(codigo: str) -> str:
    limpio = codigo.rstrip("<")
    return DE_ICAO.get(limpio, limpio)


def palabras(texto: str) -> str:
    return " ".join(texto.replace("<", " ").split())


def transliterado(texto: str) -> str:
    """A name as the zone writes it: no accents, no punctuation, capital letters."""
    especiales = texto.upper().replace("Ñ", "N").replace("ß", "SS").replace("Æ", "AE")
    plano = unicodedata.normalize("NFKD", especiales.replace("Ø", "OE").replace("Å", "AA"))
    return " ".join(
        "".join(c if c.isalnum() else " " for c in plano if not unicodedata.combining(c)).split()
    )


def diferencias(
    mrz: Mrz,
    *,
    numero: str,
    apellidos: str,
    nacimiento: dt.date | None,
    vencimiento: dt.date | None,
) -> list[str]:
    """What was typed and the zone does not say the same; each one as people read it."""
    dicho = []
    if mrz.numero != "".join(numero.upper().split()):
        dicho.append("el número de pasaporte")
    if not coinciden(mrz.apellidos, apellidos):
        dicho.append("los apellidos")
    if nacimiento and mrz.nacimiento != nacimiento:
        dicho.append("la fecha de nacimiento")
    if vencimiento and mrz.vencimiento != vencimiento:
        dicho.append("la fecha de vencimiento")
    return dicho


def coinciden(de_la_zona: str, escritos: str) -> bool:
    """Equal, or cut where the zone ran out of room; ä may be A or AE, as each country writes it."""
    corto = transliterado(escritos).replace(" ", "")
    zona = de_la_zona.replace(" ", "")
    alemanes = escritos.upper()
    for letra, par in (("Ä", "AE"), ("Ö", "OE"), ("Ü", "UE"), ("Å", "AA")):
        alemanes = alemanes.replace(letra, par)
    largo = transliterado(alemanes).replace(" ", "")
    return any(zona == nombre or (zona and nombre.startswith(zona)) for nombre in (corto, largo))
