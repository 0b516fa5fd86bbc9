"""Statistics of a call: page, workbook and PDF of the same figures."""

import tempfile

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.exports import EXCEL
from core.permisos import permiso
from core.workbooks import escribir_libro
from observacion.enums import TipoConvocatoria
from observacion.forms.solicitudes import ElegirConvocatoriaForm
from observacion.models import Convocatoria
from observacion.queries.cortes import hojas, impreso
from observacion.queries.estadistica import estadistica_observacion


def elegida(request, tipo):
    """The call asked for, or the last of its kind; and the form that chooses another."""
    rows = Convocatoria.objects.visibles_para(request.user).filter(tipo=tipo)
    ultima = rows.order_by("-cierra_en", "-pk").first()
    datos = request.GET if "convocatoria" in request.GET else None
    form = ElegirConvocatoriaForm(datos, user=request.user, initial={"convocatoria": ultima})
    form.fields["convocatoria"].queryset = rows.select_related("proceso")
    if datos is not None:
        return (form.cleaned_data["convocatoria"] if form.is_valid() else ultima), form
    return ultima, form


def mostrar(request, *, tipo, calcular, lista, ve_lista, titulo):
    """The figures in the format of the query string; each one leads to its list for who may."""
    convocatoria, form = elegida(request, tipo)
    solo = "acreditadas" if request.GET.get("solo") == "acreditadas" else ""
    context = {"title": titulo, "form": form, "solo": solo, "convocatoria": convocatoria}
    if convocatoria is None:
        return render(request, "observacion/estadistica.html", context)
    datos = calcular(convocatoria, solo=solo)
    nombre = f"estadistica-{convocatoria.clave}{'-acreditadas' if solo else ''}"
    formato = request.GET.get("formato", "html")
    if formato == "xlsx":
        return como_libro(hojas(datos), nombre)
    if formato == "pdf":
        contenido = compilar("observacion/estadistica.typ", impreso(datos))
        return como_archivo(contenido, f"{nombre}.pdf", "application/pdf")
    if formato != "html":
        raise Http404
    context |= {"datos": datos, "lista": reverse(lista) if ve_lista else ""}
    context["breadcrumbs"] = [(lista_titulo(tipo), reverse(lista))] if ve_lista else []
    return render(request, "observacion/estadistica.html", context)


def lista_titulo(tipo):
    if tipo == TipoConvocatoria.OBSERVACION:
        return "Solicitudes de observación"
    return "Solicitudes de visitantes"


def como_libro(lista, nombre):
    """Sheets as an answer that the browser saves."""
    archivo = tempfile.TemporaryFile()  # noqa: SIM115 FileResponse closes it
    escribir_libro(archivo, lista)
    archivo.seek(0)
    return FileResponse(archivo, as_attachment=True, filename=f"{nombre}.xlsx", content_type=EXCEL)


@permiso("observacion.view_estadistica")
@require_safe
def estadistica(request):
    """Observers."""
    return mostrar(
        request,
        tipo=TipoConvocatoria.OBSERVACION,
        calcular=estadistica_observacion,
        lista="observacion:solicitudobservacion_list",
        ve_lista=request.user.has_perm("observacion.view_solicitudobservacion"),
        titulo="Estadística de observación electoral",
    )
