"""The least a Django page can be: one query, fifty rows, a plain template. No shell, no menu.

``lista`` and the two that narrow it read the session and the person, as any page of ours must;
``registro`` reads neither, as in the table the targets were taken from.
"""

from django.http import HttpResponseForbidden
from django.shortcuts import get_object_or_404, render
from django.urls import path

from crm.models import Institucion

FILAS = 50
TOPE = 1000


def mostrar(request, rows):
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    return render(request, "bench/lista.html", {"filas": rows[:FILAS], "user": request.user})


def vivas():
    return Institucion.objects.filter(eliminado_en=None).only(
        "nombre", "siglas", "tipo", "estatus", "entidad", "pais", "ultimo_contacto_en"
    )


def lista(request):
    return mostrar(request, vivas().order_by("orden", "pk"))


def filtrada(request):
    return mostrar(
        request, vivas().filter(tipo="academica", estatus="activa").order_by("orden", "pk")
    )


def hallada(request):
    """A thousand candidates at most, those in order: what a search cannot do without."""
    candidatas = Institucion.objects.filter(eliminado_en=None).order_by()
    for termino in request.GET["q"].split():
        candidatas = candidatas.filter(busqueda__contains=termino)
    claves = list(candidatas.values_list("pk", flat=True)[:TOPE])
    return mostrar(request, vivas().filter(pk__in=claves).order_by("orden", "pk"))


def registro(request, pk):
    institucion = get_object_or_404(Institucion, pk=pk)
    ocupantes = institucion.puestos.values_list("cargo", "ocupaciones__nombre")
    contexto = {"institucion": institucion, "ocupantes": ocupantes}
    return render(request, "bench/registro.html", contexto)


urlpatterns = [
    path("lista/", lista),
    path("filtrada/", filtrada),
    path("hallada/", hallada),
    path("registro/<int:pk>/", registro),
]
