"""From what a person typed to the rows that answer it."""

from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Case, Q, When

from core import trigrams
from core.models.palabra import MAX_LETRAS, MIN_LETRAS, vocabulario
from core.search import Consulta

# Beyond this many rows a person refines the search; ranking them all would cost more than it says.
TOPE = 1000
TOPE_EXACTOS = 200
# Of those found in a table, how many are looked at before asking which may be seen.
HOLGURA = 2


def interpretar(modelo, q, ultima=None):
    """The query understood, with typing errors replaced by the nearest words of this model.

    ``q`` is what was typed, or a query already understood, which stays as it is. ``ultima`` is
    `ultima_palabra()` where several models are asked at once.
    """
    if isinstance(q, Consulta):
        return q
    consulta = Consulta.leer(q)
    palabras = vocabulario(modelo)
    largas = [t for t in consulta.terminos if len(t) >= MIN_LETRAS and not t.isdigit()]
    cercanas = {t: palabras.cercanas(t) for t in palabras.desconocidas(largas, ultima)}
    correcciones = {termino: halladas for termino, halladas in cercanas.items() if halladas}
    ausentes = any(not halladas and len(t) <= MAX_LETRAS for t, halladas in cercanas.items())
    return replace(
        consulta, correcciones=correcciones, sin_respuesta=ausentes and palabras.completa
    )


def buscar(queryset, q, tope=None):
    """Rows that answer ``q``, best first; all of them, as they came, when ``q`` says nothing.

    ``tope`` is for screens over big tables: the candidates are read at once, that many at most
    plus the exact matches and beginnings, and only they are ranked. Exports and bulk edits leave it out.
    """
    consulta = interpretar(queryset.model, q)
    if not consulta:
        return queryset
    if not tope:
        return _ordenados(queryset.filter(consulta.condicion()), consulta)
    claves = _candidatos(queryset, consulta, tope)
    hallados = _ordenados(queryset.filter(pk__entre=claves), consulta)
    # Only of these very rows: whatever narrows them is another queryset, which does not know.
    hallados.cuantos = len(claves)
    return hallados


def _ordenados(hallados, consulta):
    return hallados.order_by(consulta.relevancia(), "orden", "pk")


@dataclass(frozen=True)
class Pregunta:
    """A condition, and what the trigram index of SQLite is asked to find who may meet it."""

    condicion: Q
    trigramas: str = ""

    def filtrar(self, queryset):
        hallados = queryset.filter(self.condicion)
        return trigrams.limitar(hallados, self.trigramas) if self.trigramas else hallados


def _candidatos(queryset, consulta, tope):
    todas, exactas, orden = _preguntas(queryset.model, consulta)
    # One more than asked, so that a count can tell «more than».
    claves = _claves(queryset, todas, tope + 1, orden)
    if len(claves) > tope and not orden:
        claves += _claves(queryset, exactas, TOPE_EXACTOS)
    if len(claves) > tope:
        claves += _claves(queryset, Pregunta(consulta.comienzo()), TOPE_EXACTOS)
    return list(dict.fromkeys(claves))


def _preguntas(modelo, consulta):
    """Who answers, who answers exactly, and the order in which the first ones are read."""
    todas, exactas = consulta.condicion(), consulta.exacta()
    if connection.vendor != "sqlite":
        return Pregunta(todas), Pregunta(exactas), []
    trigramas = trigrams.pregunta(consulta.patrones())
    if trigramas and trigrams.sirven(modelo):
        parte = trigrams.pregunta([[consulta.parte()]])
        return Pregunta(todas, trigramas), Pregunta(exactas, parte), []
    # Here every question walks the whole column: one walk, the exact ones first.
    return Pregunta(todas), Pregunta(exactas), [Case(When(exactas, then=0), default=1)]


def _claves(queryset, pregunta, cuantas, orden=()):
    if len(queryset.query.alias_map) <= 1:
        filas = pregunta.filtrar(queryset.order_by(*orden))
        return list(filas.values_list("pk", flat=True)[:cuantas])
    # Who may see a row depends on another table: look for the text first, in the index of this
    # one alone, or SQLite walks the other table and fetches every row of both.
    propias = pregunta.filtrar(queryset.model._base_manager.filter(eliminado_en=None))
    holgura = cuantas * HOLGURA
    primeras = list(propias.order_by(*orden).values_list("pk", flat=True)[:holgura])
    visibles = set(queryset.filter(pk__entre=primeras).order_by().values_list("pk", flat=True))
    claves = [pk for pk in primeras if pk in visibles][:cuantas]
    if len(claves) < cuantas and len(primeras) == holgura:
        filas = queryset.order_by(*orden).filter(pk__in=propias.order_by().values("pk"))
        claves = list(filas.values_list("pk", flat=True)[:cuantas])
    return claves
