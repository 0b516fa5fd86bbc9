"""The board of what is in process."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from convenios.filters import ConvenioFilter
from convenios.models import Convenio
from convenios.queries.tablero import espera_por_area, tablero
from convenios.views.pasos import pasos_de
from convenios.views.siguiente import ADELANTE
from convenios.workflows import CONVENIO
from core.permisos import permiso
from crm.views.actos import registro

DIAS = 10
DIRECCIONES = {
    "ficha": "convenios:convenio_detail",
    "menu": "convenios:convenio_movimientos",
    "mover": "convenios:convenio_mover_a",
    "avanzar": "convenios:convenio_mover_a",
}
PASOS = frozenset(paso.permission for paso in CONVENIO.transitions.values())
ETAPAS = {"mover": "ETAPA", "avanzar": ADELANTE}


def con_direcciones(columnas):
    """Each card with where it leads: to ask four addresses a card would cost more than its data."""
    moldes = {
        name: reverse(view, args=[0, ETAPAS[name]] if name in ETAPAS else [0])
        for name, view in DIRECCIONES.items()
    }
    for columna in columnas:
        for card in columna["tarjetas"]:
            pk = card["pk"]
            card |= {n: molde.replace("/0/", f"/{pk}/", 1) for n, molde in moldes.items()}
    return columnas


@permiso("convenios.view_convenio")
@require_safe
def convenio_tablero(request):
    """Instruments in process by stage, those that exceed their norm first."""
    visibles = Convenio.objects.visibles_para(request.user)
    filtros = ConvenioFilter(request.GET, queryset=visibles, request=request)
    filtros.leave_active()
    columnas = tablero(request.user, filtros.qs if filtros.active else visibles)
    context = {
        "title": "Convenios en trámite",
        "columnas": con_direcciones(columnas),
        "espera": espera_por_area(request.user, DIAS),
        "dias": DIAS,
        "de": request.GET.get("de", ""),
        "breadcrumbs": [("Convenios", reverse("convenios:convenio_list"))],
        "puede_mover": any(map(request.user.has_perm, PASOS)),
        "puede_registrar": request.user.has_perm("convenios.add_convenio"),
    }
    return render(request, "convenios/convenio_tablero.html", context)


@permiso("convenios.view_convenio")
@require_safe
def convenio_movimientos(request, pk):
    """Where a card may go, as the items of its menu."""
    convenio = registro(request, Convenio, pk, "convenios.view_convenio")
    pasos = pasos_de(convenio, request.user)
    context = {"object": convenio, "pasos": pasos, "title": f"Mover {convenio.folio}"}
    partial = request.htmx and not request.htmx.boosted
    nombre = "_movimientos" if partial else "movimientos"
    return render(request, f"convenios/{nombre}.html", context)
