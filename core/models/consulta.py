"""From what a person typed to the rows that answer it."""

from dataclasses import replace

from core.models.palabra import MIN_LETRAS, vocabulario
from core.search import Consulta

# Beyond this many rows a person refines the search; ranking them all would cost more than it says.
TOPE = 1000
TOPE_EXACTOS = 200


def interpretar(modelo, q):
    """The query understood, with typing errors replaced by the nearest words of this model.

    ``q`` is what was typed, or a query already understood, which stays as it is.
    """
    if isinstance(q, Consulta):
        return q
    consulta = Consulta.leer(q)
    palabras = vocabulario(modelo)
    largas = [t for t in consulta.terminos if len(t) >= MIN_LETRAS and not t.isdigit()]
    cercanas = {t: palabras.cercanas(t) for t in palabras.desconocidas(largas)}
    correcciones = {termino: halladas for termino, halladas in cercanas.items() if halladas}
    return replace(consulta, correcciones=correcciones) if correcciones else consulta


def buscar(queryset, q, tope=None):
    """Rows that answer ``q``, best first; all of them, as they came, when ``q`` says nothing.

    ``tope`` is for screens over big tables: the candidates are read at once, that many at most
    plus the exact matches and beginnings, and only they are ranked. Exports and bulk edits leave it out.
    """
    consulta = interpretar(queryset.model, q)
    if not consulta:
        return queryset
    hallados = queryset.filter(consulta.condicion())
    if tope:
        hallados = queryset.filter(pk__in=_candidatos(queryset, consulta, tope))
    return hallados.order_by(consulta.relevancia(), "orden", "pk")


def _candidatos(queryset, consulta, tope):
    # One more than asked, so that a count can tell «more than».
    claves = _claves(queryset, consulta.condicion(), tope + 1)
    if len(claves) > tope:
        claves += _claves(queryset, consulta.exacta(), TOPE_EXACTOS)
        claves += _claves(queryset, consulta.comienzo(), TOPE_EXACTOS)
    return set(claves)


def _claves(queryset, condicion, cuantas):
    filas = queryset.order_by()
    if len(queryset.query.alias_map) > 1:
        # Who may see a row depends on another table: look for the text first, in the index of
        # this one alone, or SQLite walks the other table and fetches every row of both.
        propias = queryset.model._base_manager.order_by().filter(condicion, eliminado_en=None)
        filas = filas.filter(pk__in=propias.values("pk"))
    else:
        filas = filas.filter(condicion)
    return list(filas.values_list("pk", flat=True)[:cuantas])
