"""The words people search by, kept to understand a typing error."""

import time
from dataclasses import dataclass, field

from django.db import connection, models
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.models.insercion import insertar
from core.search import palabras_de

MIN_LETRAS = 4
MAX_LETRAS = 40
LARGA = " "  # stands for the words too long to keep; sorts before any
MAX_CERCANAS = 4
MAX_RESUELTAS = 1000
LOTE = 400
# A word whose transaction ended late has an id below the highest one seen: read all again.
RELECTURA_SEGUNDOS = 600
ASIENTO_SEGUNDOS = 5


class Palabra(models.Model):
    """A word that some record of a kind can be found by; it may outlive the record."""

    modelo = models.CharField("tipo de registro", max_length=80)
    texto = models.CharField("palabra", max_length=MAX_LETRAS)

    class Meta:
        verbose_name = "palabra de búsqueda"
        verbose_name_plural = "palabras de búsqueda"
        constraints = [
            models.UniqueConstraint(fields=["modelo", "texto"], name="core_palabra_unica")
        ]
        # «Is there a newer word of this kind?» is asked by searches; without it SQLite walks back
        # through the words of every other kind.
        indexes = [models.Index(fields=["modelo", "id"], name="core_palabra_ultima")]

    def __str__(self):
        return self.texto


def registrar_palabras(modelo, textos):
    """Remember the words of these indexed texts; known ones cost one query."""
    etiqueta = modelo._meta.label_lower
    todas = {p for texto in textos for p in palabras_de(texto)}
    palabras = sorted({p for p in todas if _sirve(p)} | {LARGA for p in todas if _es_larga(p)})
    for inicio in range(0, len(palabras), LOTE):
        lote = palabras[inicio : inicio + LOTE]
        conocidas = set(
            Palabra.objects.filter(modelo=etiqueta, texto__in=lote).values_list("texto", flat=True)
        )
        # Sorted, so that two writers take their locks in the same order.
        nuevas = [Palabra(modelo=etiqueta, texto=p) for p in lote if p not in conocidas]
        if nuevas:
            insertar(Palabra, nuevas, repetidas=True)


def _sirve(palabra):
    return MIN_LETRAS <= len(palabra) <= MAX_LETRAS and not palabra.isdigit()


def _es_larga(palabra):
    return len(palabra) > MAX_LETRAS and not palabra.isdigit()


@dataclass
class Vocabulario:
    """The words of one kind of record, held by this process and read again only when needed."""

    modelo: str
    palabras: list[str] = field(default_factory=list)
    corrida: str = ""
    ultima: int = 0
    leida: float = float("-inf")
    vista: int | None = None
    asentada: bool = False
    inicios: dict[int, list[str]] = field(default_factory=dict)
    resueltas: dict[str, list[str]] = field(default_factory=dict)

    def desconocidas(self, trozos, ultima=None):
        """The pieces that no word holds; looks for new words once, only after a failure.

        ``ultima`` spares the question when the last word of any kind was seen already.
        """
        faltan = [trozo for trozo in trozos if trozo not in self.corrida]
        if faltan and self._releer(ultima):
            faltan = [trozo for trozo in faltan if trozo not in self.corrida]
        return faltan

    def cercanas(self, palabra):
        """Words one error away (a letter more, less, other, or two swapped), best first.

        When no whole word is near, beginnings are compared: people search before they finish.
        """
        if palabra not in self.resueltas:
            if len(self.resueltas) >= MAX_RESUELTAS:
                self.resueltas.clear()
            self.resueltas[palabra] = self._buscar_cercanas(palabra)
        return self.resueltas[palabra]

    def _buscar_cercanas(self, palabra):
        halladas = _a_un_error(palabra, self.palabras)
        for largo in _largos_de_inicio(palabra):
            halladas = halladas or _a_un_error(palabra, self._inicios(largo))
        return sorted(halladas, key=lambda texto: (texto[0] != palabra[0], texto))[:MAX_CERCANAS]

    def _inicios(self, largo):
        if largo not in self.inicios:
            self.inicios[largo] = list(dict.fromkeys(p[:largo] for p in self.palabras))
        return self.inicios[largo]

    @property
    def completa(self):
        """Whether a piece that no word holds is in no record either."""
        return self.asentada and LARGA not in self.palabras[:1]

    def _releer(self, de_todas):
        vencida = time.monotonic() - self.leida > (
            RELECTURA_SEGUNDOS if self.asentada else ASIENTO_SEGUNDOS
        )
        if de_todas is not None and de_todas == self.vista and not vencida:
            return False
        propias = Palabra.objects.filter(modelo=self.modelo)
        ultima = propias.aggregate(ultima=models.Max("id"))["ultima"] or 0
        self.vista = de_todas
        if ultima == self.ultima and not vencida:
            return False
        self.palabras = list(propias.order_by("texto").values_list("texto", flat=True))
        self.corrida = " ".join(self.palabras)
        self.inicios, self.resueltas = {}, {}
        # Read twice some seconds apart without news: nothing was being written meanwhile.
        self.asentada = ultima == self.ultima or connection.vendor == "sqlite"
        self.ultima, self.leida = ultima, time.monotonic()
        return True


def _largos_de_inicio(palabra):
    # Short acronyms resemble the beginning of too many words.
    largo = len(palabra)
    return (largo, largo - 1, largo + 1) if largo > MIN_LETRAS else ()


def _a_un_error(palabra, textos):
    halladas = process.extract(palabra, textos, scorer=OSA.distance, score_cutoff=1, limit=20)
    return {texto for texto, _, _ in halladas}


VOCABULARIOS: dict[str, Vocabulario] = {}


def ultima_palabra():
    """The newest word of any kind: one question instead of one for each kind."""
    return Palabra.objects.aggregate(ultima=models.Max("id"))["ultima"] or 0


def vocabulario(modelo):
    """The word list of a model; one per process."""
    etiqueta = modelo._meta.label_lower
    return VOCABULARIOS.setdefault(etiqueta, Vocabulario(etiqueta))
