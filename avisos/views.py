"""One's notices and preferences; the rules and the health for who watches over them."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avisos.actions import marcar_hecho, posponer, reabrir, reintentar
from avisos.actions.personas import descartar, guardar_preferencias
from avisos.forms import PosponerForm, PreferenciasForm
from avisos.models import Aviso, ReglaAviso
from avisos.queries.bandeja import bandeja as avisos_de
from avisos.queries.bandeja import sin_lo_ajeno
from avisos.queries.preferencias import preferencias as preferencias_de
from avisos.queries.salud import estado_de_los_avisos
from core.crud import Crud
from core.pagination import fetch, positive
from core.permisos import autenticado, permiso

POR_PAGINA = 50
VISTAS = (("", "Por atender"), ("pospuestos", "Pospuestos"), ("hechos", "Hechos"))


class ReglaAvisoCrud(Crud):
    model = ReglaAviso
    icon = "alarm"
    columns = ["nombre", "antes", "unidad", "destino", "correo", "activa"]
    filters = ["fuente", "destino", "correo", "activa"]
    fields = ["nombre", "antes", "destino", "correo", "activa"]
    bulk_fields = ["correo", "activa"]
    ordering = ["fuente", "-antes"]
    operations = ("list", "export", "bulk_edit", "detail", "update", "history")


@autenticado
@require_safe
def bandeja(request):
    """What waits for this person, with what to do about it."""
    cual = request.GET.get("ver", "")
    page = fetch(avisos_de(request.user, cual), positive(request.GET.get("pagina"), 1), POR_PAGINA)
    sin_lo_ajeno(request.user, page.rows)
    context = {
        "title": "Tus avisos",
        "page_obj": page,
        "cual": cual,
        "vistas": [
            {"text": text, "url": f"?ver={clave}" if clave else "?", "active": clave == cual}
            for clave, text in VISTAS
        ],
    }
    return render(request, "avisos/bandeja.html", context)


def propio(request, pk):
    """A notice of this very person: nobody puts away those of somebody else."""
    rows = Aviso.objects.visibles_para(request.user).de_bandeja(request.user)
    return get_object_or_404(rows, pk=pk)


def volver(request):
    destino = request.POST.get("next", "")
    segura = url_has_allowed_host_and_scheme(destino, {request.get_host()}, request.is_secure())
    return redirect(destino if segura else reverse("avisos:bandeja"))


@autenticado
@require_POST
def aviso_hecho(request, pk):
    marcar_hecho(propio(request, pk))
    messages.success(request, "El aviso quedó como hecho. Está en «Hechos» por si lo necesitas.")
    return volver(request)


@autenticado
@require_POST
def aviso_reabrir(request, pk):
    reabrir(propio(request, pk))
    messages.success(request, "El aviso volvió a «Por atender».")
    return volver(request)


@autenticado
@require_http_methods(["GET", "HEAD", "POST"])
def aviso_posponer(request, pk):
    """Tomorrow and Monday are one press away in the list; another date has this page."""
    aviso = propio(request, pk)
    sin_lo_ajeno(request.user, [aviso])
    form = PosponerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dia = form.cleaned_data["dia"]
        posponer(aviso, timezone.make_aware(dt.datetime.combine(dia, dt.time())))
        messages.success(request, f"El aviso volverá el {dia:%d/%m/%Y}.")
        return volver(request)
    context = {
        "title": "Posponer el aviso",
        "form": form,
        "aviso": aviso,
        "cancel_url": reverse("avisos:bandeja"),
        "breadcrumbs": [("Tus avisos", reverse("avisos:bandeja"))],
    }
    return render(request, "avisos/posponer.html", context, status=422 if form.errors else 200)


@autenticado
@require_http_methods(["GET", "HEAD", "POST"])
def preferencias(request):
    """How this person wants to be told."""
    actual = preferencias_de([request.user.pk])[request.user.pk]
    form = PreferenciasForm(request.POST or None, instance=actual)
    if request.method == "POST" and form.is_valid():
        guardar_preferencias(request.user, **form.cleaned_data)
        messages.success(request, "Se guardó cómo te avisamos.")
        return redirect("avisos:preferencias")
    context = {
        "title": "Cómo te avisamos",
        "form": form,
        "cancel_url": reverse("avisos:bandeja"),
        "breadcrumbs": [("Tus avisos", reverse("avisos:bandeja"))],
    }
    return render(request, "avisos/preferencias.html", context, status=422 if form.errors else 200)


@permiso("avisos.view_salud")
@require_safe
def salud(request):
    """Whether the reminders leave, what is late and what somebody has to look at."""
    context = {
        "title": "Salud de los avisos",
        **estado_de_los_avisos(timezone.now()),
        "puede_cambiar": request.user.has_perm("avisos.change_salud"),
    }
    return render(request, "avisos/salud.html", context)


def detenido(request, pk):
    return get_object_or_404(Aviso.objects.visibles_para(request.user).detenidos(), pk=pk)


@permiso("avisos.change_salud")
@require_POST
def aviso_reintentar(request, pk):
    reintentar(detenido(request, pk))
    messages.success(request, "Se volverá a intentar en el próximo minuto.")
    return redirect("avisos:salud")


@permiso("avisos.change_salud")
@require_POST
def aviso_descartar(request, pk):
    descartar(detenido(request, pk))
    messages.success(request, "Quedó como revisado.")
    return redirect("avisos:salud")
