"""The papers of a meeting, as files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from jinja2 import TemplateError

from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.keys import as_key
from core.permisos import permiso
from crm.models import Reunion
from crm.queries.documentos import (
    ListaAsistenciaWord,
    MinutaWord,
    datos_lista,
    datos_minuta,
    version_vigente,
)
from crm.queries.invitacion import invitacion, metodo_de
from crm.views.actos import registro


def entregar(request, reunion, documento, datos, plantilla):
    """The data as Word or PDF, as the query string says."""
    nombre = f"{documento.clave}-{reunion.pk}"
    formato = request.GET.get("formato", "pdf")
    if formato == "pdf":
        return como_archivo(compilar(plantilla, datos), f"{nombre}.pdf", "application/pdf")
    if formato != "docx":
        raise Http404
    try:
        return como_archivo(documento.escribir(datos), f"{nombre}.docx")
    except (ValidationError, TemplateError) as error:
        texto = getattr(error, "messages", [f"La plantilla no se puede llenar: {error}"])[0]
        messages.error(request, texto)
        return redirect("crm:reunion_detail", reunion.pk)


@permiso("crm.view_reunion")
@require_safe
def reunion_minuta(request, pk):
    """The minutes: the signed version, the one asked with `?version=`, or the draft."""
    reunion = registro(request, Reunion, pk, "crm.view_reunion")
    numero = request.GET.get("version", "")
    if numero:
        version = get_object_or_404(reunion.versiones.vivos(), numero=as_key(numero))
    else:
        version = version_vigente(reunion)
    return entregar(request, reunion, MinutaWord, datos_minuta(reunion, version), "crm/minuta.typ")


@permiso("crm.view_reunion")
@require_safe
def reunion_lista_archivo(request, pk):
    """The attendance list to sign."""
    reunion = registro(request, Reunion, pk, "crm.view_reunion")
    datos = datos_lista(reunion)
    return entregar(request, reunion, ListaAsistenciaWord, datos, "crm/lista_asistencia.typ")


@permiso("crm.view_reunion")
@require_safe
def reunion_invitacion(request, pk):
    """The appointment for any calendar; after cancelling, what takes it away."""
    reunion = registro(request, Reunion, pk, "crm.view_reunion")
    contenido = invitacion(reunion, metodo_de(reunion))
    return como_archivo(contenido, f"reunion-{pk}.ics", "text/calendar; charset=utf-8")
