"""The opinion of pertinence as a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from jinja2 import TemplateError

from convenios.models import OpinionPertinencia
from convenios.queries.documentos import OpinionWord, datos_opinion
from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.permisos import permiso


@permiso("convenios.view_opinionpertinencia")
@require_safe
def opinion_documento(request, pk):
    """Word, with the office's template, or PDF, as the query string says."""
    rows = OpinionPertinencia.objects.visibles_para(request.user).select_related(
        "convenio__padre", "convenio__area_solicitante", "version_texto", "emitida_por"
    )
    opinion = get_object_or_404(rows, pk=pk)
    datos = datos_opinion(opinion)
    nombre = f"opinion-{opinion.folio}"
    formato = request.GET.get("formato", "pdf")
    if formato == "pdf":
        contenido = compilar("convenios/opinion.typ", datos)
        return como_archivo(contenido, f"{nombre}.pdf", "application/pdf")
    if formato != "docx":
        raise Http404
    try:
        return como_archivo(OpinionWord.escribir(datos), f"{nombre}.docx")
    except (ValidationError, TemplateError) as error:
        texto = getattr(error, "messages", [f"La plantilla no se puede llenar: {error}"])[0]
        messages.error(request, texto)
        return redirect("convenios:convenio_detail", opinion.convenio_id)
