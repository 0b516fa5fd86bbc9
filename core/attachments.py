"""Files of a record: received with care, served only through the record's own rule."""

from __future__ import annotations

import filetype
from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.documents.quieto import es_quieto
from core.forms import ExplainMixin
from core.models import Adjunto, Entidad, anotar_consulta, huella
from core.permisos import autenticado, exigir

MAX_BYTES = 10 * 1024 * 1024
PDF, PDF_INQUIETO = "application/pdf", "application/x-pdf-inquieto"
OFFICE = "application/vnd.openxmlformats-officedocument."
ALLOWED = {
    "pdf": {PDF},
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "png": {"image/png"},
    "docx": {f"{OFFICE}wordprocessingml.document"},
    "xlsx": {f"{OFFICE}spreadsheetml.sheet"},
    "pptx": {f"{OFFICE}presentationml.presentation"},
    "txt": {"text/plain"},
    "csv": {"text/plain"},
}
KINDS = "PDF, Word, Excel, PowerPoint, JPG, PNG, TXT o CSV"
SANDBOX = "default-src 'none'; sandbox"


def por_su_inicio(upload) -> str:
    """The type told by the first bytes; plain text when they are readable text."""
    head = upload.read(8192)
    upload.seek(0)
    found = filetype.guess(head)
    if found:
        return found.mime
    return "text/plain" if b"\x00" not in head else "application/octet-stream"


def sniff(upload) -> str:
    """The same, for a paper of a person: a PDF that asks its reader to do something is none.

    What the office attaches to its own records may (a form to fill, an invoice with its data
    inside): it is only ever downloaded.
    """
    mime = por_su_inicio(upload)
    if mime != PDF:
        return mime
    contenido = upload.read()
    upload.seek(0)
    return PDF if es_quieto(contenido) else PDF_INQUIETO


class AdjuntoForm(ExplainMixin, forms.Form):
    """One file for a record."""

    archivo = forms.FileField(label="Archivo", help_text=f"{KINDS}; hasta 10 MB.")
    descripcion = forms.CharField(label="Descripción", max_length=200, required=False)

    def clean_archivo(self):
        upload = self.cleaned_data["archivo"]
        if upload.size > MAX_BYTES:
            size = filesizeformat(upload.size)
            raise ValidationError(f"El archivo pesa {size}; el máximo es 10 MB.")
        extension = upload.name.rpartition(".")[2].lower()
        if por_su_inicio(upload) not in ALLOWED.get(extension, ()):
            raise ValidationError(f"El archivo debe ser {KINDS}, y su contenido corresponder.")
        return upload


@transaction.atomic
def adjuntar(obj, upload, *, by, descripcion="", reservado=False):
    """Attach an uploaded file to a record; the history of the file says who.

    A reserved one is kept encrypted: it holds something of a person, as their signature.
    """
    adjunto = Adjunto(
        objeto=obj,
        reservado=reservado,
        archivo=upload,
        nombre_original=safe_name(upload.name),
        descripcion=descripcion,
        tamano=upload.size,
        tipo_mime=por_su_inicio(upload),
        sha256=huella(upload),
    )
    return adjunto.guardar(by=by)


def safe_name(name: str) -> str:
    """A name that is only a name: no folders, no control or direction characters."""
    text = name.replace("\\", "/").rpartition("/")[2]
    try:
        return get_valid_filename(text)[-255:] if text.strip(". ") else "archivo"
    except SuspiciousFileOperation:  # nothing is left of it: «¿?»
        return "archivo"


def parent(user, model: type, pk: int):
    """The record that holds the files, if this person may see it."""
    return get_object_or_404(model.objects.visibles_para(user), pk=pk)


def model_named(label: str) -> type:
    """An entity by its ``app.model`` label; anything else does not exist for this door."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not issubclass(model, Entidad):
        raise Http404
    return model


def reserved_permission(model) -> str:
    """Who may open the reserved files of a record; each look is written down."""
    return f"{model._meta.app_label}.consultar_reservados"


def change_permission(model) -> str:
    return f"{model._meta.app_label}.change_{model._meta.model_name}"


@autenticado
@require_http_methods(["GET", "HEAD", "POST"])
def panel(request, modelo, pk):
    """The files of a record, and the form that adds one. Its rule is the record's."""
    model = model_named(modelo)
    obj = parent(request.user, model, pk)
    can_change = request.user.has_perm(change_permission(model), obj)
    form = AdjuntoForm()
    status = 200
    if request.method == "POST":
        exigir(request.user, change_permission(model), obj)
        form = AdjuntoForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            adjuntar(obj, data["archivo"], by=request.user, descripcion=data["descripcion"])
            return redirect(reverse("core:adjunto_panel", args=[modelo, pk]))
        status = 422
    context = {
        "object": obj,
        "adjuntos": Adjunto.objects.de(obj).select_related("creado_por"),
        "puede_reservados": request.user.has_perm(reserved_permission(model)),
        "form": form if can_change else None,
        "url": request.path,
        "title": f"Archivos de {obj}",
    }
    partial = request.htmx and not request.htmx.boosted
    name = "components/_adjuntos.html" if partial else "components/adjuntos.html"
    return render(request, name, context, status=status)


def visible(request, pk) -> Adjunto:
    """A file whose record this person may see; 404 otherwise, as if it did not exist."""
    adjunto = get_object_or_404(Adjunto.objects.vivos(), pk=pk)
    model = adjunto.content_type.model_class()
    adjunto.registro = parent(request.user, model, adjunto.object_id)
    return adjunto


@autenticado
@require_safe
def descargar(request, pk):
    """The file, always as a download and never interpreted by the browser here."""
    adjunto = visible(request, pk)
    if adjunto.reservado:
        exigir(request.user, reserved_permission(type(adjunto.registro)), adjunto.registro)
        que = f"Archivo: {adjunto.descripcion or adjunto.nombre_original}"
        anotar_consulta(adjunto.registro, que[:80], by=request.user)
    response = FileResponse(
        adjunto.archivo.open("rb"), as_attachment=True, filename=adjunto.nombre_original
    )
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Security-Policy"] = SANDBOX
    if adjunto.reservado:
        response.headers["Cache-Control"] = "no-store"
    return response


@autenticado
@require_POST
def quitar(request, pk):
    """Hide a file from its record; history and the stored file remain as evidence."""
    adjunto = visible(request, pk)
    model = adjunto.content_type.model_class()
    exigir(request.user, change_permission(model), adjunto.registro)
    try:
        adjunto.eliminar(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    label = ContentType.objects.get_for_model(model)
    args = [f"{label.app_label}.{label.model}", adjunto.object_id]
    return redirect(reverse("core:adjunto_panel", args=args))
