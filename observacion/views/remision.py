"""Many applications at once, sent to the INE with one letter."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse

from core.keys import is_key
from core.permisos import permiso
from crm.views.actos import datos, formulario
from observacion.actions.solicitudes import remitir_varias
from observacion.forms.solicitudes import RemitirForm
from observacion.models import SolicitudObservacion
from observacion.workflows import SOLICITUD
from observacion.workflows.solicitud import falta_oficio

POR_PAGINA = 200
LISTA = "observacion:solicitudobservacion_list"


def migas_de_lista():
    return [("Solicitudes de observación", reverse(LISTA))]


def recibidas(user):
    rows = SolicitudObservacion.objects.visibles_para(user).filter(estado="recibida")
    return rows.select_related("convocatoria__proceso", "organizacion").order_by(
        "fecha_recepcion", "pk"
    )


def falta_para_remitir(solicitud):
    """What a letter alone would not solve."""
    guards = SOLICITUD.transitions["remitir"].guards
    razones = [guard(solicitud) for guard in guards if guard is not falta_oficio]
    return " ".join(razon for razon in razones if razon)


@permiso("observacion.remitir_solicitudobservacion")
@formulario
def remitir(request):
    """Those received, ticked, and the letter they go with."""
    page = Paginator(recibidas(request.user), POR_PAGINA).get_page(request.GET.get("pagina"))
    form = RemitirForm(**datos(request))
    elegidas = {int(pk) for pk in request.POST.getlist("pk") if is_key(pk)}
    if request.method == "POST" and form.is_valid():
        if not elegidas:
            form.add_error(None, "Elige al menos una solicitud.")
        else:
            rows = recibidas(request.user).filter(pk__in=sorted(elegidas)[:POR_PAGINA])
            resultado = remitir_varias(rows, by=request.user, **form.cleaned_data)
            avisar(request, resultado, "Se remitieron")
            return redirect("observacion:solicitudobservacion_remitir_varias")
    filas = [
        {
            "solicitud": s,
            "falta": falta_para_remitir(s),
            "elegida": request.method != "POST" or s.pk in elegidas,
        }
        for s in page
    ]
    context = {
        "title": "Remitir al INE",
        "form": form,
        "filas": filas,
        "page": page,
        "cancel_url": reverse(LISTA),
        "breadcrumbs": migas_de_lista(),
    }
    return render(request, "observacion/remitir.html", context, status=422 if form.errors else 200)


def avisar(request, resultado, verbo):
    """How many were done, and each one that was not with its reason."""
    if resultado.hechas:
        messages.success(request, f"{verbo} {len(resultado.hechas)} solicitudes.")
    for cual, razon in resultado.no_se_pudo[:10]:
        messages.warning(request, f"{cual}: {razon}")
    if len(resultado.no_se_pudo) > 10:
        messages.warning(request, f"Y otras {len(resultado.no_se_pudo) - 10} que no se pudieron.")
