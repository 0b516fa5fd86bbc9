"""What each person does with their own account, signed in or by invitation."""

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from core import throttle
from core.permisos import autenticado, publico
from core.throttle import HOUR, Limit
from cuentas import actions
from cuentas.forms import ContrasenaForm, PerfilForm
from cuentas.models import Acceso, Usuario


def enviado(request):
    """What was sent, even when it is empty; None when the page was only asked for."""
    return request.POST if request.method == "POST" else None


@publico
@require_http_methods(["GET", "HEAD", "POST"])
def salir(request):
    """Sign out, and have the browser drop what pages kept in it: a telephone may be lost."""
    response = account.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


@autenticado
@require_http_methods(["GET", "POST"])
def perfil(request):
    persona = Usuario.objects.get(pk=request.user.pk)
    form = PerfilForm(enviado(request), instance=persona, user=request.user)
    if form.is_valid():
        form.guardar(by=request.user)
        messages.success(request, "Se guardó tu perfil.")
        return redirect("cuentas:perfil")
    accesos = Acceso.objects.visibles_para(request.user).filter(persona=request.user)[:5]
    context = {"title": "Tu perfil", "form": form, "persona": request.user, "accesos": accesos}
    status = 422 if form.errors else 200
    return render(request, "cuentas/perfil.html", context, status=status)


@autenticado
@require_POST
def cerrar_sesiones(request):
    """End the person's sessions everywhere but here."""
    persona = actions.cerrar_sesiones(request.user, by=request.user)
    update_session_auth_hash(request, persona)
    messages.success(request, "Se cerraron tus sesiones en otros equipos.")
    return redirect("cuentas:perfil")


@publico
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitacion(request, token):
    """Set the first password. Reading the link changes nothing: mail scanners read them all."""
    limite = [Limit(60, HOUR, f"invitacion:{get_adapter().get_client_ip(request)}")]
    if request.method == "POST" and (espera := throttle.wait(limite)):
        return throttle.too_many(request, espera)
    persona = Usuario.objects.por_invitacion(token)
    if persona is None:
        return render(
            request, "cuentas/invitacion_vencida.html", {"title": "El enlace ya no sirve"}
        )
    form = ContrasenaForm(enviado(request), persona=persona)
    if request.method == "POST":
        throttle.count(limite)
        if form.is_valid():
            actions.definir_contrasena(persona, form.cleaned_data["password1"])
            messages.success(request, "Se guardó tu contraseña. Ya puedes entrar.")
            return redirect("account_login")
    context = {"title": "Elige tu contraseña", "form": form, "persona": persona}
    status = 422 if form.errors else 200
    return render(request, "cuentas/invitacion.html", context, status=status)
