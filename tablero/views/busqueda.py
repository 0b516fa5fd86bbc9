"""Search, and the palette."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.permisos import autenticado
from core.search import MAX_CARACTERES
from tablero.queries import busqueda

POR_GRUPO = 20
POR_GRUPO_EN_PALETA = 5


@autenticado
@require_safe
def buscar(request):
    q = lo_escrito(request)
    hallazgos = busqueda.buscar_todo(request.user, q, POR_GRUPO) if q else None
    contexto = {"title": "Buscar", "q": q, "hallazgos": hallazgos, "breadcrumbs": []}
    return render(request, "tablero/buscar.html", contexto)


@autenticado
@require_safe
def paleta(request):
    """The options of the palette, as a fragment."""
    q = lo_escrito(request)
    if q:
        hallazgos = busqueda.buscar_todo(request.user, q, POR_GRUPO_EN_PALETA)
    else:
        hallazgos = busqueda.antes_de_escribir(request.user)
    return render(request, "tablero/_paleta.html", {"q": q, "hallazgos": hallazgos})


def lo_escrito(request):
    """The query without what no keyboard writes: control characters, NUL, half characters."""
    q = request.GET.get("q", "")[: MAX_CARACTERES * 4]
    return "".join(letra for letra in q if letra.isprintable())[:MAX_CARACTERES].strip()
