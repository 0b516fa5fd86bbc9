"""Joining two records of one person, looking first, and undoing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.permisos import exigir, permiso
from crm import actions
from crm.forms.actos import FusionarForm
from crm.models import Contacto
from crm.queries.fusiones import fusion_de, unidos
from crm.queries.parecidos import contactos_parecidos
from crm.rules import campos_reservados


def contacto_url(contacto):
    return reverse("crm:contacto_detail", args=[contacto.pk])


@permiso("crm.fusionar_contacto")
@require_http_methods(["GET", "HEAD", "POST"])
def contacto_fusionar(request, pk):
    """Choose the record that stays, see what moves and what is left out, then join."""
    duplicado = get_object_or_404(Contacto.objects.visibles_para(request.user), pk=pk)
    exigir(request.user, "crm.fusionar_contacto", duplicado)
    data = request.POST if request.method == "POST" else request.GET or None
    form = FusionarForm(data, contacto=duplicado, user=request.user)
    queda = form.cleaned_data["en"] if form.is_bound and form.is_valid() else None
    if queda and request.method == "POST":
        return fusionar(request, duplicado, queda)
    context = {
        "title": f"Unir a {duplicado} con otro registro",
        "breadcrumbs": [
            ("Contactos", reverse("crm:contacto_list")),
            (str(duplicado), contacto_url(duplicado)),
        ],
        "object": duplicado,
        "form": form,
        "queda": queda,
        "fusion": visible(request.user, fusion_de(duplicado, queda)) if queda else None,
        "parecidos": contactos_parecidos(request.user, str(duplicado), excepto=duplicado.pk),
    }
    wrong = form.is_bound and not form.is_valid()
    return render(request, "crm/contacto_fusionar.html", context, status=422 if wrong else 200)


def visible(user, fusion):
    """The join as this person may see it: reserved fields move unseen."""
    ocultos = campos_reservados(user, "crm.contacto")
    for diferencias in (fusion.se_completan, fusion.se_descartan):
        diferencias[:] = [d for d in diferencias if d.campo not in ocultos]
    return fusion


def fusionar(request, duplicado, queda):
    try:
        actions.fusionar_contactos(duplicado, by=request.user, en=queda)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(contacto_url(duplicado))
    messages.success(request, f"Se unieron los dos registros de «{queda}». Se puede deshacer.")
    return redirect(contacto_url(queda))


@permiso("crm.fusionar_contacto")
@require_POST
def contacto_separar(request, pk):
    """Undo a join; what somebody changed since is left and listed."""
    duplicado = get_object_or_404(unidos(request.user), pk=pk)
    queda = duplicado.fusionado_en
    exigir(request.user, "crm.fusionar_contacto", queda)
    dejados = actions.separar_contactos(duplicado, by=request.user)
    messages.success(request, f"Se separó el registro de «{duplicado}».")
    if dejados:
        lista = ", ".join(dejados)
        messages.warning(request, f"Esto cambió después y se quedó en «{queda}»: {lista}.")
    return redirect(contacto_url(duplicado))
