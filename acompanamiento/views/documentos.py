"""The papers that the office gives: the resolution and the constancia."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from acompanamiento.enums import EstadoVisitante
from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.resolucion import datos_constancia, datos_resolucion
from acompanamiento.views.comunes import solicitud_url
from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.permisos import permiso
from crm.views.actos import registro

VER = "acompanamiento.view_solicitudvisitante"
PDF = "application/pdf"


@permiso(VER)
@require_safe
def resolucion(request, pk):
    """What was resolved, in Spanish and in the person's language."""
    solicitud = registro(request, SolicitudVisitante, pk, VER)
    if not (solicitud.fecha_resolucion or solicitud.motivo_rechazo):
        messages.error(request, "Todavía no se resuelve.")
        return redirect(solicitud_url(pk))
    contenido = compilar("acompanamiento/resolucion.typ", datos_resolucion(solicitud))
    return como_archivo(contenido, f"resolucion-{solicitud.folio}.pdf", PDF)


@permiso(VER)
@require_safe
def constancia(request, pk):
    """That the person was accredited, with the code that proves it."""
    solicitud = registro(request, SolicitudVisitante, pk, VER)
    if solicitud.estado != EstadoVisitante.CONCLUIDA:
        messages.error(request, "La constancia se da al concluir.")
        return redirect(solicitud_url(pk))
    contenido = compilar("acompanamiento/constancia.typ", datos_constancia(solicitud))
    return como_archivo(contenido, f"constancia-{solicitud.folio}.pdf", PDF)
