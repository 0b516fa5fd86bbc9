from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.crud import Crud, Panel
from core.permisos import exigir, permiso
from core.views import DetailView, HistoryView, ListView
from cuentas import actions
from cuentas.enums import Rol
from cuentas.filters import UsuarioFilterSet
from cuentas.forms import MotivoForm, UsuarioForm
from cuentas.models import Usuario


class UsuarioListView(ListView):
    def actions(self):
        found = super().actions()
        if self.request.user.has_perm("cuentas.view_rol"):
            url = reverse("cuentas:roles")
            found.append({"text": "Roles y permisos", "url": url, "icon": "shield-check"})
        return found


class UsuarioDetailView(DetailView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.object.esta_por_entrar and self.can("update"):
            context["next_step"] = {"text": "Falta que abra su invitación y elija su contraseña."}
        return context

    def sections(self):
        """Roles in words; their keys are the form's."""
        found = super().sections()
        for section in found:
            section["facts"] = [f for f in section["facts"] if f["column"] != "roles"]
        return found

    def actions(self):
        persona, user = self.object, self.request.user
        verbos = [
            ("invitar", "Reenviar invitación", "envelope", persona.esta_por_entrar, "post"),
            ("desactivar", "Desactivar la cuenta", "person-dash", persona.is_active, "get"),
            ("reactivar", "Reactivar la cuenta", "person-check", not persona.is_active, "post"),
        ]
        return super().actions() + [
            {"text": text, "icon": icon, "url": url_de(verbo, persona), "method": method}
            for verbo, text, icon, aplica, method in verbos
            if aplica and user.has_perm(f"cuentas.{verbo}_usuario", persona)
        ]


class UsuarioHistoryView(HistoryView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for entry in context["entries"]:
            for cambio in entry["cambios"]:
                cambio |= {k: en_palabras(cambio[k]) for k in ("antes", "despues")}
        return context


def en_palabras(valor):
    """A list of roles by their labels; anything else as it is."""
    return " · ".join(Rol(v).label for v in valor) if isinstance(valor, list) else valor


class UsuarioCrud(Crud):
    model = Usuario
    operations = ("list", "create", "export", "detail", "update", "history")
    columns = ["nombre_completo", "roles_texto", "area", "is_active", "last_login"]
    subtitle = "correo"
    filterset_class = UsuarioFilterSet
    form_class = UsuarioForm
    fields = ["nombres", "primer_apellido", "segundo_apellido", "correo", "area", "roles_texto"]
    sections = [
        ("Persona", "", ["nombres", "primer_apellido", "segundo_apellido", "area"]),
        (
            "Acceso",
            "",
            ["correo", "roles", "roles_texto", "is_active", "last_login", "invitacion_enviada_en"],
        ),
    ]
    views = {
        "list": UsuarioListView,
        "detail": UsuarioDetailView,
        "history": UsuarioHistoryView,
    }
    panels = [
        Panel("Accesos", "cuentas:acceso_list", "persona", "cuentas.view_acceso", "door-open")
    ]
    icon = "person-badge"
    empty_text = "Aquí están las personas del instituto que usan el sistema."


def url_de(verbo, persona):
    return f"{UsuarioCrud.url('detail', persona)}{verbo}/"


def persona_o_404(request, pk, verbo):
    persona = get_object_or_404(Usuario.objects.visibles_para(request.user), pk=pk)
    exigir(request.user, f"cuentas.{verbo}_usuario", persona)
    return persona


def intentar(request, accion, exito):
    """Run an action and tell how it went."""
    try:
        accion()
    except ValidationError as error:
        for texto in error.messages:
            messages.error(request, texto)
    else:
        messages.success(request, exito)


@permiso("cuentas.invitar_usuario")
@require_POST
def invitar(request, pk):
    persona = persona_o_404(request, pk, "invitar")
    exito = f"Se envió otra invitación a {persona.correo}. La anterior ya no sirve."
    intentar(request, lambda: actions.invitar(persona, by=request.user), exito)
    return redirect(UsuarioCrud.url("detail", persona))


@permiso("cuentas.reactivar_usuario")
@require_POST
def reactivar(request, pk):
    persona = persona_o_404(request, pk, "reactivar")
    exito = f"Se reactivó la cuenta de {persona}."
    intentar(request, lambda: actions.reactivar(persona, by=request.user), exito)
    return redirect(UsuarioCrud.url("detail", persona))


@permiso("cuentas.desactivar_usuario")
@require_http_methods(["GET", "POST"])
def desactivar(request, pk):
    persona = persona_o_404(request, pk, "desactivar")
    form = MotivoForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            actions.desactivar(persona, by=request.user, motivo=form.cleaned_data["motivo"])
        except ValidationError as error:
            form.add_error(None, error)
            status = 422
        else:
            messages.success(request, f"Se desactivó la cuenta de {persona} y salió del sistema.")
            return redirect(UsuarioCrud.url("detail", persona))
    detalle = UsuarioCrud.url("detail", persona)
    context = {
        "title": f"Desactivar la cuenta de {persona}",
        "object": persona,
        "form": form,
        "cancel_url": detalle,
        "breadcrumbs": [("Personas", UsuarioCrud.url("list")), (str(persona), detalle)],
    }
    return render(request, "cuentas/usuario_desactivar.html", context, status=status)
