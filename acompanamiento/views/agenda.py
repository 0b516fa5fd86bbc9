"""The agenda of one visitor: as a panel, as paper in their language, and for a calendar."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.agenda import agenda_de, citas_de, datos_agenda
from acompanamiento.queries.logistica import de_persona
from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.ics import archivo
from core.permisos import permiso
from crm.views.actos import registro

VER = "acompanamiento.view_actividadprograma"
VER_SOLICITUD = "acompanamiento.view_solicitudvisitante"


@permiso(VER_SOLICITUD)
@require_safe
def solicitud_agenda(request, pk):
    """What one visitor has, as a panel of their page or as a page."""
    solicitud = registro(request, SolicitudVisitante, pk, VER_SOLICITUD)
    context = {
        "title": f"Agenda de {solicitud}",
        "object": solicitud,
        "filas": agenda_de(solicitud),
        "con_viaje": de_persona(solicitud) is not None,
        "puede_actividades": request.user.has_perm(VER),
    }
    panel = request.htmx and not request.htmx.boosted
    nombre = "_programa_agenda" if panel else "programa_agenda"
    return render(request, f"acompanamiento/{nombre}.html", context)


@permiso(VER_SOLICITUD)
@require_safe
def solicitud_agenda_pdf(request, pk):
    """The agenda in the language of the person, to hand or to send."""
    solicitud = registro(request, SolicitudVisitante, pk, VER_SOLICITUD)
    contenido = compilar("acompanamiento/programa_agenda.typ", datos_agenda(solicitud))
    return como_archivo(contenido, f"agenda-{solicitud.folio}.pdf", "application/pdf")


@permiso(VER_SOLICITUD)
@require_safe
def solicitud_agenda_ics(request, pk):
    """The same for a calendar."""
    solicitud = registro(request, SolicitudVisitante, pk, VER_SOLICITUD)
    nombre = datos_agenda(solicitud)["titulo"]
    contenido = archivo(citas_de(solicitud), nombre=f"{nombre}: {solicitud.nombre}")
    return como_archivo(contenido, f"agenda-{solicitud.folio}.ics", "text/calendar; charset=utf-8")
