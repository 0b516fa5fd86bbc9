"""What proves a gestión, and the board that says whose turn each one is."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.permisos import exigir, permiso
from crm.actions import gestiones as actions
from crm.enums import EstadoGestion, TipoEvidencia
from crm.forms.gestiones import EvidenciaForm
from crm.models import Evidencia, Gestion
from crm.queries.gestiones import tablero
from crm.views.actos import acto, datos, formulario, registro
from crm.views.gestiones import gestion_url


@permiso("crm.add_evidencia")
@formulario
def gestion_probar(request, pk):
    """Add what proves the request or its attention."""
    gestion = registro(request, Gestion, pk, "crm.view_gestion")
    exigir(request.user, "crm.add_evidencia", None)
    inicial = {"tipo": request.GET.get("tipo", TipoEvidencia.SOLICITUD)}
    return acto(
        request,
        EvidenciaForm(initial=inicial, **datos(request)),
        hacer=lambda data: actions.agregar_evidencia(
            gestion,
            by=request.user,
            tipo=TipoEvidencia(data["tipo"]),
            referencia=data["referencia"],
            fecha=data["fecha"],
            archivo=data["archivo"],
        ),
        volver=gestion_url(pk),
        hecho="Se agregó la evidencia.",
        title=f"Agregar evidencia a {gestion.folio}",
        explicacion="Un archivo, el número de un documento, o ambos.",
        submit_text="Agregar evidencia",
        object=gestion,
    )


@permiso("crm.delete_evidencia")
@require_POST
def evidencia_quitar(request, pk):
    """Hide an evidence that was added by mistake, unless the gestión already relies on it."""
    evidencia = registro(request, Evidencia, pk, "crm.delete_evidencia")
    if evidencia.gestion.estado == EstadoGestion.ATENDIDA:
        text = "La gestión ya está atendida con esta evidencia. Reábrela si hay que cambiarla."
        messages.error(request, text)
    else:
        evidencia.eliminar(by=request.user)
        messages.success(request, "Se quitó la evidencia. Su historial se conserva.")
    return redirect(gestion_url(evidencia.gestion_id))


@permiso("crm.view_gestion")
@require_safe
def gestion_tablero(request):
    """Open gestiones by whose turn it is, the longest wait first."""
    mias = request.GET.get("de") == "mias"
    context = {
        "title": "Gestiones por turno",
        "columnas": tablero(request.user, solo_mias=mias),
        "mias": mias,
        "breadcrumbs": [("Gestiones", reverse("crm:gestion_list"))],
    }
    return render(request, "crm/gestion_tablero.html", context)
