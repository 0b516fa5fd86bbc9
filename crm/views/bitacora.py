"""The log: written in seconds, completed when there is time."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.permisos import permiso
from core.pickers import typed_in
from core.views import CreateView, DetailView
from crm.actions.reuniones import completar_como_reunion
from crm.enums import TipoInteraccion
from crm.forms.bitacora import BitacoraForm
from crm.forms.reuniones import CompletarForm
from crm.models import Interaccion
from crm.queries.conquien import describir
from crm.views.actos import acto, datos, formulario, registro
from crm.views.gestiones import crear_desde


class BitacoraView(CreateView):
    """The quick log, one page away from anywhere (R)."""

    page = "quick"

    def get_form_class(self):
        return BitacoraForm

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"title": "Registrar lo que pasó"}


@permiso("crm.add_interaccion")
@require_safe
def con_quien(request):
    """The options of «con quién» for what is being typed, as a fragment."""
    typed = typed_in(request.GET, "con_quien")
    options = describir(request.user, request.GET.getlist("con_quien"), typed)
    context = {"name": "con_quien", "options": options, "typed": typed, "multiple": True}
    return render(request, "components/_picker_options.html", context)


class InteraccionDetailView(DetailView):
    def get_context_data(self, **kwargs):
        interaccion = self.object
        return super().get_context_data(
            instituciones=list(interaccion.instituciones.order_by("orden")),
            contactos=list(interaccion.contactos.order_by("orden")),
            integrantes=list(interaccion.integrantes.order_by("orden")),
            compromisos=list(interaccion.compromisos.vivos().select_related("responsable")),
            **kwargs,
        )

    def actions(self):
        found = super().actions()
        if self.request.user.has_perm("crm.add_gestion"):
            obj = self.object
            url = crear_desde("interaccion", obj, obj.asunto, obj.instituciones.all())
            found.append(
                {"text": "Registrar gestión", "icon": "inbox", "url": url, "operation": "gestion"}
            )
        can = self.request.user.has_perm("crm.add_reunion")
        is_meeting = self.object.tipo == TipoInteraccion.REUNION
        if can and is_meeting and not self.object.reunion_id:
            url = reverse("crm:interaccion_completar", args=[self.object.pk])
            text = "Completar como reunión"
            found.insert(0, {"text": text, "icon": "calendar-check", "url": url, "operation": "x"})
        return found


@permiso("crm.add_reunion")
@formulario
def interaccion_completar(request, pk):
    """Make a full meeting of a quick log, with its people and commitments."""
    interaccion = registro(request, Interaccion, pk, "crm.view_interaccion")
    form = CompletarForm(**datos(request))
    return acto(
        request,
        form,
        hacer=lambda data: completar_como_reunion(interaccion, by=request.user, tipo=data["tipo"]),
        volver=reverse("crm:interaccion_detail", args=[pk]),
        hecho="Se completó como reunión. Ya puedes agregar asistencia y minuta.",
        title="Completar como reunión",
        explicacion="Se copian las personas, lo que pasó y los compromisos.",
        submit_text="Completar",
        object=interaccion,
    )
