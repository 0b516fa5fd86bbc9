"""Delegations: their page, and the link of who heads them."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from acompanamiento.actions import renovar_enlace
from acompanamiento.models import Delegacion
from core.mail import absolute
from core.permisos import permiso
from core.views import DetailView
from crm.views.actos import registro


class DelegacionDetailView(DetailView):
    """Its people, and how its head enters."""

    def get_context_data(self, **kwargs):
        puede = self.request.user.has_perm("acompanamiento.change_delegacion", self.object)
        return super().get_context_data(puede_enlace=puede, **kwargs)


@permiso("acompanamiento.change_delegacion")
@require_POST
def delegacion_enlace(request, pk):
    """A new link for its head, shown once; the former stops working."""
    delegacion = registro(request, Delegacion, pk, "acompanamiento.change_delegacion")
    with transaction.atomic():
        token = renovar_enlace(delegacion, by=request.user)
    try:
        ruta = reverse("publico:delegacion_detail", args=[delegacion.idioma, token])
    except NoReverseMatch:
        messages.error(request, "La página pública de delegaciones todavía no está disponible.")
        return redirect("acompanamiento:delegacion_detail", pk)
    context = {
        "title": f"Enlace de {delegacion}",
        "object": delegacion,
        "enlace": absolute(ruta),
        "breadcrumbs": [
            ("Delegaciones", reverse("acompanamiento:delegacion_list")),
            (str(delegacion), reverse("acompanamiento:delegacion_detail", args=[pk])),
        ],
    }
    return render(request, "acompanamiento/delegacion_enlace.html", context)
