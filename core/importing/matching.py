"""Whose row is this: by key among the living and the deleted, or by a name that looks alike."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz import fuzz

from core.models import Buscable
from core.resources import ID
from core.search import VACIAS, normalizar

COMUN = 200
PARECIDO = 82
MAX_PARECIDOS = 3
AMBIGUA = 0
_CIFRA = re.compile(r"\d")


def plegar(valor: Any) -> Any:
    """Two spellings of the same key: only spaces and Unicode forms are forgiven."""
    if isinstance(valor, str):
        return unicodedata.normalize("NFC", " ".join(valor.split()))
    if isinstance(valor, dt.datetime):
        return valor.astimezone(dt.UTC).isoformat()
    if valor is None:
        return ""
    return str(getattr(valor, "code", valor)) if not isinstance(valor, int) else valor


class Claves:
    """Existing records by key. A deleted record never hides that its key is free."""

    def __init__(self, modelo, clave: str):
        self.campos = [] if clave == ID else clave.split("+")
        self.vivos: dict[tuple, int] = {}
        self.eliminados: dict[tuple, int] = {}
        self.supuestos = {c: supuesto(modelo._meta.get_field(c)) for c in self.campos}
        rutas = ["pk", "eliminado_en", *self.campos]
        for pk, eliminado, *valores in modelo.objects.values_list(*rutas).iterator():
            llave = tuple(map(plegar, valores)) if self.campos else (pk,)
            donde = self.eliminados if eliminado else self.vivos
            if donde.setdefault(llave, pk) != pk and donde is self.vivos:
                donde[llave] = AMBIGUA

    def llave(self, valores: dict[str, Any]) -> tuple:
        """The key of a row; a blank part is what a new record would get."""
        return tuple(plegar(valores.get(campo)) or self.supuestos[campo] for campo in self.campos)


def supuesto(campo) -> Any:
    return plegar(campo.get_default()) if campo.has_default() else ""


class Parecidos:
    """Names that differ from an existing one by accents, order, or one typing error.

    Words decide: every word of one name must have its pair in the other, equal or nearly so, and
    words with figures must be equal. «Universidad de Guerrero» is not «Universidad de Querétaro».
    """

    def __init__(self, nombres: Iterable[tuple[int, str]]):
        self.nombres: dict[int, str] = {}
        self.palabras: dict[int, frozenset[str]] = {}
        self.por_palabra: dict[str, list[int]] = {}
        self.por_inicio: dict[str, list[str]] = {}
        self._cercanas: dict[str, list[str]] = {}
        for pk, nombre in nombres:
            self.anotar(pk, nombre)

    @classmethod
    def de(cls, modelo) -> "Parecidos | None":
        """Those of an entity looked for by name; others have no names to compare."""
        if not issubclass(modelo, Buscable):
            return None
        return cls(modelo.objects.vivos().values_list("pk", modelo.CAMPO_NOMBRE).iterator())

    def anotar(self, pk: int, nombre: str) -> None:
        palabras = significativas(nombre)
        self.nombres[pk], self.palabras[pk] = nombre, palabras
        for palabra in palabras:
            if palabra not in self.por_palabra:
                self.por_inicio.setdefault(palabra[:2], []).append(palabra)
            self.por_palabra.setdefault(palabra, []).append(pk)

    def buscar(self, nombre: str) -> list[tuple[int, str]]:
        """The records whose name could be this one, at most three."""
        palabras = significativas(nombre)
        if not palabras:
            return []
        hallados = []
        for pk in self._candidatos(palabras):
            if casi_iguales(palabras, self.palabras[pk]):
                hallados.append((pk, self.nombres[pk]))
                if len(hallados) == MAX_PARECIDOS:
                    break
        return hallados

    def _candidatos(self, palabras: frozenset[str]) -> Sequence[int]:
        listas = []
        for palabra in palabras:
            escritas = [palabra] if palabra in self.por_palabra else self._parecidas(palabra)
            listas += [self.por_palabra[una] for una in escritas]
        listas.sort(key=len)
        elegidas = [lista for lista in listas[:2] if len(lista) <= COMUN] or [
            lista[:COMUN] for lista in listas[:1]
        ]
        return list(dict.fromkeys(pk for lista in elegidas for pk in lista))

    def _parecidas(self, palabra: str) -> list[str]:
        if palabra not in self._cercanas:
            vecinas = self.por_inicio.get(palabra[:2], ()) if _admite_error(palabra) else ()
            self._cercanas[palabra] = [v for v in vecinas if casi_igual(palabra, v)][:5]
        return self._cercanas[palabra]


def significativas(nombre: str) -> frozenset[str]:
    palabras = normalizar(nombre).split()
    return frozenset(p for p in palabras if p not in VACIAS) or frozenset(palabras)


def casi_igual(una: str, otra: str) -> bool:
    """One typing error apart; words with figures and very short ones admit none."""
    if abs(len(una) - len(otra)) > 2 or not _admite_error(una) or _CIFRA.search(otra):
        return False
    return fuzz.ratio(una, otra, score_cutoff=PARECIDO) >= PARECIDO


def _admite_error(palabra: str) -> bool:
    return len(palabra) >= 4 and not _CIFRA.search(palabra)


def casi_iguales(unas: frozenset[str], otras: frozenset[str]) -> bool:
    """Whether the words pair off; an acronym of the rest may be left over."""
    comunes = unas & otras
    if len(unas) - len(comunes) > 2 or len(otras) - len(comunes) > 2:
        return False
    solas, ajenas = unas - comunes, otras - comunes
    libres = set(ajenas)
    sin_par = []
    for palabra in solas:
        par = next((otra for otra in libres if casi_igual(palabra, otra)), None)
        libres.discard(par)
        if par is None:
            sin_par.append(palabra)
    return all(_es_sigla(p, comunes) for p in [*sin_par, *libres])


def _es_sigla(palabra: str, comunes: frozenset[str]) -> bool:
    iniciales = {otra[0] for otra in comunes}
    return 2 <= len(palabra) <= 6 and len(comunes) >= 2 and set(palabra) <= iniciales


def visibles(modelo, user) -> set[int] | None:
    """The records this person may know; None when all of them, which is the usual case."""
    if user is None:
        return None
    suyos = modelo.objects.visibles_para(user)
    if suyos.count() == modelo.objects.vivos().count():
        return None
    return set(suyos.values_list("pk", flat=True))


def muchos(modelo, campo: str, pks: Sequence[int]) -> dict[int, set[int]]:
    """Related keys of a many-to-many field, by record."""
    relacion = modelo._meta.get_field(campo)
    desde, hacia = f"{relacion.m2m_field_name()}_id", f"{relacion.m2m_reverse_field_name()}_id"
    juntos: dict[int, set[int]] = {}
    pares = relacion.remote_field.through._default_manager.filter(**{f"{desde}__in": pks})
    for pk, otro in pares.values_list(desde, hacia):
        juntos.setdefault(pk, set()).add(otro)
    return juntos
