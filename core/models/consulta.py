"""From what a person typed to the rows that answer it."""

from dataclasses import dataclass, replace

from django.core.exceptions import EmptyResultSet
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
    claves = _claves(queryset, [todas], tope + 1, orden)
    if len(claves) > tope:
        comienzo = Pregunta(consulta.comienzo())
        claves += _claves(queryset, [comienzo] if orden else [exactas, comienzo], TOPE_EXACTOS)
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


def _claves(queryset, preguntas, cuantas, orden=()):
    """Keys of as many visible rows as asked, of each question."""
    if len(queryset.query.alias_map) <= 1:
        return _leer(
            [pregunta.filtrar(queryset.order_by(*orden)) for pregunta in preguntas], cuantas
        )
    # Who may see a row depends on another table: look for the text first, in the index of this
    # one alone, or SQLite walks the other table and fetches every row of both.
    vivas = queryset.model._base_manager.filter(eliminado_en=None).order_by(*orden)
    propias = [pregunta.filtrar(vivas) for pregunta in preguntas]
    holgura = cuantas * HOLGURA
    primeras = _leer(propias, holgura)
    visibles = set(queryset.filter(pk__entre=primeras).order_by().values_list("pk", flat=True))
    claves = [pk for pk in primeras if pk in visibles]
    if len(claves) < cuantas and len(primeras) >= holgura:
        halladas = [filas.order_by().values("pk") for filas in propias]
        filas = queryset.order_by(*orden)
        claves = _leer([filas.filter(pk__in=unas) for unas in halladas], cuantas)
    return claves if len(preguntas) > 1 else claves[:cuantas]


def _leer(filas, cuantas):
    """The first keys of one queryset, or of several at once."""
    primeras = [unas.values_list("pk", flat=True)[:cuantas] for unas in filas]
    if len(primeras) == 1:
        return list(primeras[0])
    try:
        partes = [unas.query.sql_with_params() for unas in primeras]
    except EmptyResultSet:
        return [pk for unas in primeras for pk in unas]
    # By hand: Django's union takes no limits inside on SQLite, which does take them so.
    union = " UNION ALL ".join(
        f"SELECT * FROM ({sql}) parte{numero}"  # noqa: S608 compiled by Django
        for numero, (sql, _) in enumerate(partes)
    )
    with connection.cursor() as cursor:
        cursor.execute(union, [valor for _, valores in partes for valor in valores])
        return [pk for (pk,) in cursor.fetchall()]
