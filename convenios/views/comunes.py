"""What the doors of an instrument share."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.permisos import exigir
from crm.views.actos import sin_campos_ajenos


def convenio_url(pk, ancla=""):
    """The page of an instrument, perhaps at one of its parts."""
    return f"{reverse('convenios:convenio_detail', args=[pk])}{ancla}"


def migas(convenio):
    """Where this page is: the list, then the instrument."""
    listado = ("Convenios", reverse("convenios:convenio_list"))
    return [listado, (convenio.folio or str(convenio)[:60], convenio_url(convenio.pk))]


def hija(request, modelo, pk, perm):
    """A record that belongs to an instrument, or 404 if not for this person; 403 if not the verb."""
    rows = modelo.objects.visibles_para(request.user)
    obj = get_object_or_404(rows, pk=pk)
    exigir(request.user, perm, obj)
    return obj


def enfocar(form, *, libre):
    """The first field takes the focus, so that a step from the board is two strokes away."""
    campos = form.visible_fields()
    if libre and campos and not form.errors:
        campos[0].field.widget.attrs["autofocus"] = True


def acto(request, form, convenio, *, hacer, hecho, ancla="", **context):
    """Show the form; when it is right, do it, say so and go back. Refusals return on the form."""
    volver = convenio_url(convenio.pk, ancla)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                hacer(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, sin_campos_ajenos(form, error))
        else:
            messages.success(request, hecho)
            return redirect(volver)
    enfocar(form, libre=not context.get("faltan"))
    context |= {
        "form": form,
        "object": convenio,
        "cancel_url": volver,
        "breadcrumbs": migas(convenio),
    }
    status = 422 if form.errors else 200
    return render(request, "convenios/acto.html", context, status=status)
