"""Search without accents, case or punctuation: pure text and conditions, no tables.

`busqueda` holds every searchable text of a row between bars: « | instituto electoral | iem | ».
Normalisation never produces a bar, so «this text is exactly that» and «the name begins with that»
are plain LIKE patterns, equal on both engines and served by one trigram index.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Q

VACIAS = frozenset(
    [
        "a",
        "al",
        "con",
        "de",
        "del",
        "e",
        "el",
        "en",
        "la",
        "las",
        "lo",
        "los",
        "para",
        "por",
        "u",
        "y",
    ]
)
MAX_CARACTERES = 200
MAX_PALABRAS = 8
LARGO_ORDEN = 200
LARGO_RECORDADO = 300
ULTIMO = "\U0010ffff"  # sorts after any letter
ENIE = "\ue000"  # private use: stands for «ñ» while the other marks are removed

SIN_DESCOMPOSICION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)


class Pliegue(dict):
    """Table for ``str.translate``: marks, invisible and lone surrogate characters vanish."""

    def __missing__(self, punto):
        categoria = unicodedata.category(chr(punto))
        sobra = categoria.startswith("M") or categoria in {"Cf", "Cs"}
        self[punto] = None if sobra else punto
        return self[punto]


PLIEGUE = Pliegue(SIN_DESCOMPOSICION)
APOSTROFOS = str.maketrans("", "", "'’‘ʼ´`′")
INICIALES = re.compile(r"(?<!\w)(?:\w\.){2,}\w?(?!\w)")
UNIDAS = re.compile(r"\w+(?:[-/&]\w+)+")
NO_PALABRA = re.compile(r"[\W_]+")
NO_LETRA = re.compile(rf"[^\w{ENIE}]|_")
NUMERO = re.compile(r"\d+")


def normalizar(texto):
    """Words of the text, without marks, case or punctuation, separated by single spaces."""
    texto = str(texto or "")
    return _recordado(texto) if len(texto) <= LARGO_RECORDADO else _normalizar(texto)


def _normalizar(texto):
    texto = _plegar(texto)
    if "." in texto:  # «A.C.» is one word
        texto = INICIALES.sub(lambda hallada: hallada[0].replace(".", ""), texto)
    return NO_PALABRA.sub(" ", texto).strip()


# A record asks for its own name four times while it is read, checked and indexed.
_recordado = lru_cache(maxsize=2048)(_normalizar)


def _plegar(texto):
    """Case and marks removed, punctuation kept."""
    texto = str(texto or "").translate(APOSTROFOS)
    if texto.isascii():
        return texto.lower()
    return unicodedata.normalize("NFKD", texto).casefold().translate(PLIEGUE)


def clave_orden(texto):
    """Key that sorts as the dictionary does (ñ after n, 2 before 10) under binary collation."""
    compuesto = unicodedata.normalize("NFC", str(texto or "")).casefold().replace("ñ", ENIE)
    plegado = NO_LETRA.sub(" ", _plegar(compuesto))
    # «~» is above every ASCII letter: «n~» falls after «nz» and before «o».
    clave = " ".join(plegado.split()).replace(ENIE, "n~")
    return NUMERO.sub(lambda numero: numero[0].zfill(6), clave)[:LARGO_ORDEN]


def texto_indexado(textos):
    """The searchable column of a row: its distinct texts between bars, the name first."""
    formas = []
    for texto in textos:
        formas.append(normalizar(texto))
        # «A-WEB» is also found as «aweb».
        formas += [NO_PALABRA.sub("", unida) for unida in UNIDAS.findall(_plegar(texto))]
    distintas = [forma for forma in dict.fromkeys(formas) if forma]
    return f" | {' | '.join(distintas)} | " if distintas else " "


def palabras_de(busqueda):
    """The distinct words of an indexed text."""
    return set(busqueda.split()) - {"|"}


def tiene(lookup, compiler, connection, texto):
    """Whether the column holds a normalised text, which has no mark that LIKE would read.

    SQLite compares bytes a third faster than it follows a pattern, and it scans the column whole.
    """
    columna, parametros = lookup.process_lhs(compiler, connection)
    if connection.vendor == "sqlite":
        return f"instr({columna}, %s) > 0", [*parametros, texto]
    return f"{columna} LIKE %s", [*parametros, f"%{texto}%"]


@models.TextField.register_lookup
class Tiene(models.Lookup):
    """Whether the text is somewhere in the column."""

    lookup_name = "tiene"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        return tiene(self, compiler, connection, self.rhs)


@models.TextField.register_lookup
class EsParte(models.Lookup):
    """Whether one of the texts between bars is exactly this one."""

    lookup_name = "es_parte"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        return tiene(self, compiler, connection, f" | {self.rhs} | ")

    def as_postgresql(self, compiler, connection):
        # Trigrams do not see the bars: common words would be read whole.
        columna, parametros = self.process_lhs(compiler, connection)
        return f"string_to_array({columna}, ' | ') @> ARRAY[%s]", [*parametros, self.rhs]


@models.BigAutoField.register_lookup
class Entre(models.Lookup):
    """Whether the key is one of many, sent as one value: prepared apart, a thousand cost 5 ms."""

    lookup_name = "entre"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        if not self.rhs:
            raise EmptyResultSet
        columna, parametros = self.process_lhs(compiler, connection)
        if connection.vendor == "sqlite":
            lista = json.dumps(self.rhs)
            return f"{columna} IN (SELECT value FROM json_each(%s))", [*parametros, lista]  # noqa: S608
        return f"{columna} = ANY(%s)", [*parametros, self.rhs]


ESTA, EMPIEZA = "> 0", "= 1"


class Relevancia(models.Func):
    """The place of the first grade that a row meets: a grade asks for one text of each group.

    Written at once: as conditions of Django it would be a third of what a search costs.
    """

    output_field = models.IntegerField()

    def __init__(self, *grados):
        super().__init__("busqueda")
        self.grados = grados

    def as_sql(self, compiler, connection, **_):
        posicion = "instr" if connection.vendor == "sqlite" else "strpos"
        columna, _ = compiler.compile(self.source_expressions[0])
        casos, textos = [], []
        for puesto, (prueba, grupos) in enumerate(self.grados):
            una = f"{posicion}({columna}, %s) {prueba}"
            todos = " AND ".join(f"({' OR '.join([una] * len(grupo))})" for grupo in grupos)
            casos.append(f"WHEN {todos} THEN {puesto}")
            textos += [texto for grupo in grupos for texto in grupo]
        return f"CASE {' '.join(casos)} ELSE {len(self.grados)} END", textos


@dataclass(frozen=True)
class Consulta:
    """What a person typed, understood: a row must hold every term, in any of its spellings."""

    frase: str = ""
    clave: str = ""
    terminos: tuple[str, ...] = ()
    correcciones: dict[str, list[str]] = field(default_factory=dict)
    sin_respuesta: bool = False  # some term is in no word of any row

    @classmethod
    def leer(cls, q):
        escrito = str(q or "")[:MAX_CARACTERES]
        frase = normalizar(escrito)
        todas = tuple(dict.fromkeys(frase.split()))
        terminos = tuple(palabra for palabra in todas if palabra not in VACIAS) or todas
        return cls(frase, clave_orden(escrito), terminos[:MAX_PALABRAS])

    def __bool__(self):
        return bool(self.terminos)

    @property
    def tambien(self):
        """Spellings looked for besides what was typed, to be told on screen."""
        return [palabra for cercanas in self.correcciones.values() for palabra in cercanas]

    def formas(self, termino):
        return self.correcciones.get(termino) or [termino]

    def condicion(self):
        """Rows holding every term."""
        condicion = Q()
        for textos in self.patrones():
            alguno = Q()
            for texto in textos:
                alguno |= Q(busqueda__tiene=texto)
            condicion &= alguno
        return condicion

    def exacta(self):
        """Rows with a name, acronym or other text that is exactly the phrase."""
        return Q(busqueda__es_parte=self._frase_corregida())

    def patrones(self):
        """For each term, the texts of which a row must hold one."""
        return self._cada_termino(_patron)

    def parte(self):
        """What a row with exactly the phrase holds."""
        return f"| {self._frase_corregida()} |"

    def comienzo(self):
        """Rows that the alphabet puts under the phrase, by the index of the lists."""
        clave = clave_orden(self._frase_corregida()) if self.correcciones else self.clave
        return Q(orden__gte=clave, orden__lt=f"{clave}{ULTIMO}")

    def relevancia(self):
        """0 is best: exactly a name or acronym, begins with it, whole words, beginnings, rest."""
        frase = self._frase_corregida()
        enteras = self._cada_termino(" {} ".format)
        unica = [[texto for grupo in self._cada_termino(" | {} | ".format) for texto in grupo]]
        return Relevancia(
            (ESTA, [[f" | {frase} | "]]),
            (EMPIEZA, [[f" | {frase} "]]),
            (EMPIEZA, [[f" | {frase}"]]),
            (ESTA, [*enteras, *unica]),
            (ESTA, enteras),
            (ESTA, self._cada_termino(" {}".format)),
        )

    def _frase_corregida(self):
        return " ".join(self.formas(palabra)[0] for palabra in self.frase.split())

    def _cada_termino(self, patron):
        return [[patron(forma) for forma in self.formas(termino)] for termino in self.terminos]


def _patron(forma):
    # One or two letters only begin words: inside them they would match nearly everything.
    return forma if len(forma) > 2 else f" {forma}"
