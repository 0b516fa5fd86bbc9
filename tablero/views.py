"""Home and search."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.permisos import autenticado
from core.search import MAX_CARACTERES
from tablero.calculations import CORTE_2023, variacion
from tablero.queries import busqueda
from tablero.queries import inicio as lecturas

POR_GRUPO = 20
POR_GRUPO_EN_PALETA = 5


@autenticado
@require_safe
def inicio(request):
    barras = lecturas.instituciones_por_tipo(request.user)
    total = sum(barra.hoy for barra in barras)
    contexto = {
        "title": "Inicio",
        "barras": barras,
        "corte": CORTE_2023,
        "total": total,
        "variacion_total": variacion(total, CORTE_2023.total),
        "pendientes": lecturas.pendientes(request.user),
        "mias": lecturas.mis_instituciones(request.user),
        "cambios": lecturas.cambios_recientes(request.user),
        "faltantes": lecturas.faltantes(request.user),
    }
    return render(request, "tablero/inicio.html", contexto)


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
