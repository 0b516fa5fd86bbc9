"""The Word templates of the office: see, download, try, replace, and go back to ours."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.documents.catalog import contenido_de, documentos, reemplazar
from core.documents.checking import revisar
from core.documents.forms import PlantillaForm
from core.documents.word import MIME, llenar
from core.models import PlantillaDocumento
from core.permisos import permiso


def documento_o_404(clave):
    try:
        return documentos()[clave]
    except KeyError as error:
        raise Http404 from error


def como_archivo(contenido: bytes, nombre: str, tipo: str = MIME) -> HttpResponse:
    """An answer the browser saves."""
    return HttpResponse(
        contenido,
        content_type=tipo,
        headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
    )


@permiso("core.view_plantilladocumento")
@require_safe
def lista(request):
    """Each document and the template it is written with."""
    context = {
        "title": "Plantillas de documentos",
        "documentos": [
            {"clave": d.clave, "nombre": d.nombre, "vigente": d.vigente()}
            for d in documentos().values()
        ],
    }
    return render(request, "core/plantillas.html", context)


@permiso("core.view_plantilladocumento")
@require_http_methods(["GET", "HEAD"])
def detalle(request, clave):
    """One template: which one is in use, what can be written in it, the former ones."""
    return mostrar(request, documento_o_404(clave), PlantillaForm())


def mostrar(request, documento, form, status=200):
    rows = PlantillaDocumento.objects.visibles_para(request.user).filter(clave=documento.clave)
    context = {
        "title": documento.nombre,
        "clave": documento.clave,
        "vigente": documento.vigente(),
        "plantillas": rows.select_related("creado_por"),
        "datos": ejemplos(documento.ejemplo),
        "form": form if request.user.has_perm("core.add_plantilladocumento") else None,
        "puede_quitar": request.user.has_perm("core.delete_plantilladocumento"),
        "breadcrumbs": [("Plantillas de documentos", reverse("core:plantilladocumento_list"))],
    }
    return render(request, "core/plantilla.html", context, status=status)


def ejemplos(datos, prefijo=""):
    """What may be written in the template, with what it would print."""
    for nombre, valor in datos.items():
        if isinstance(valor, list):
            yield from de_lista(nombre, valor)
        elif isinstance(valor, bool):
            yield f"{{% if {prefijo}{nombre} %}}", "sí o no"
        else:
            yield f"{{{{ {prefijo}{nombre} }}}}", valor


def de_lista(nombre, valores):
    primero = valores[0]
    if isinstance(primero, dict):
        yield f"{{%tr for x in {nombre} %}}", "una fila por cada elemento"
        yield from ejemplos(primero, "x.")
    else:
        yield f'{{{{ {nombre}|join("; ") }}}}', "; ".join(valores)


@permiso("core.add_plantilladocumento")
@require_POST
def subir(request, clave):
    """Check a template and, if it is right, put it in use."""
    documento = documento_o_404(clave)
    form = PlantillaForm(request.POST, request.FILES)
    if not form.is_valid():
        return mostrar(request, documento, form, status=422)
    archivo = form.cleaned_data["archivo"]
    try:
        reemplazar(
            documento,
            contenido=archivo.read(),
            nombre=archivo.name,
            desde=form.cleaned_data["desde"],
            by=request.user,
        )
    except ValidationError as error:
        form.add_error("archivo", error)
        return mostrar(request, documento, form, status=422)
    messages.success(request, f"Se guardó la plantilla de «{documento.nombre}».")
    return redirect("core:plantilladocumento_detail", clave)


@permiso("core.view_plantilladocumento")
@require_safe
def descargar(request, clave):
    """The template in use, to change it in Word; `?ejemplo=1` gives it filled in."""
    documento = documento_o_404(clave)
    try:
        contenido = documento.plantilla()
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("core:plantilladocumento_detail", clave)
    if "ejemplo" not in request.GET:
        return como_archivo(contenido, f"plantilla-{clave}.docx")
    if fallas := revisar(contenido, documento.ejemplo):
        messages.error(request, fallas[0])
        return redirect("core:plantilladocumento_detail", clave)
    return como_archivo(llenar(contenido, documento.ejemplo), f"ejemplo-{clave}.docx")


@permiso("core.view_plantilladocumento")
@require_safe
def descargar_anterior(request, pk):
    """One of the office's templates, in use or not."""
    row = get_object_or_404(PlantillaDocumento.objects.visibles_para(request.user), pk=pk)
    try:
        return como_archivo(contenido_de(row), f"plantilla-{row.clave}-{row.pk}.docx")
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("core:plantilladocumento_detail", row.clave)


@permiso("core.delete_plantilladocumento")
@require_POST
def quitar(request, pk):
    """Stop using a template: the former one, or ours, takes its place."""
    row = get_object_or_404(PlantillaDocumento.objects.visibles_para(request.user), pk=pk)
    row.eliminar(by=request.user)
    messages.success(request, f"Se quitó la plantilla «{row}».")
    return redirect("core:plantilladocumento_detail", row.clave)
