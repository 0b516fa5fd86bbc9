"""What the doors of an application share."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.permisos import exigir
from crm.views.actos import sin_campos_ajenos


def solicitud_url(pk, ancla=""):
    """The page of an application, perhaps at one of its parts."""
    return f"{reverse('acompanamiento:solicitudvisitante_detail', args=[pk])}{ancla}"


def migas(solicitud):
    """Where this page is: the list, then the application."""
    listado = ("Personas visitantes", reverse("acompanamiento:solicitudvisitante_list"))
    return [listado, (solicitud.folio or str(solicitud), solicitud_url(solicitud.pk))]


def hija(request, modelo, pk, perm):
    """A record of a visible application, or 404 if not for this person; 403 if not the verb."""
    obj = get_object_or_404(modelo.objects.visibles_para(request.user), pk=pk)
    suyas = type(obj.solicitud).objects.visibles_para(request.user)
    get_object_or_404(suyas, pk=obj.solicitud_id)
    exigir(request.user, perm, obj)
    return obj


def acto(request, form, solicitud, *, hacer, hecho, ancla="", **context):
    """Show the form; when it is right, do it, say so and go back. Refusals return on the form."""
    volver = context.pop("volver", None) or solicitud_url(solicitud.pk, ancla)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                hacer(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, sin_campos_ajenos(form, error))
        else:
            messages.success(request, hecho)
            return redirect(volver)
    context |= {
        "form": form,
        "object": solicitud,
        "cancel_url": volver,
        "breadcrumbs": migas(solicitud),
    }
    status = 422 if form.errors else 200
    return render(request, "acompanamiento/acto.html", context, status=status)
