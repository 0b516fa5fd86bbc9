"""The doorman and the headers that every answer carries."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.module_loading import import_string

from core.permisos import AUTENTICADO, PUBLICO, declaracion

PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


class CabecerasMiddleware:
    """Headers that Django and django-csp do not set."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class PermisoMiddleware:
    """Default deny: sign-in first, then the permission the view declares."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.external = import_string(settings.PERMISOS_EXTERNOS)

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        needed = declaracion(request.resolver_match, self.external)
        if needed is None:
            return self.undeclared(request)
        if needed == PUBLICO:
            return None
        if not request.user.is_authenticated:
            return self.to_sign_in(request)
        if needed != AUTENTICADO and not request.user.has_perm(needed):
            raise PermissionDenied
        return None

    def undeclared(self, request):
        """A view nobody declared: a fault for developers, a closed door for everybody else."""
        if settings.PERMISO_SIN_DECLARAR_FALLA:
            message = f"La vista {request.resolver_match.view_name} no declara permiso."
            raise ImproperlyConfigured(message)
        raise PermissionDenied

    def to_sign_in(self, request):
        if request.headers.get("HX-Request"):
            # A fragment cannot become the sign-in page: the whole window has to go there.
            return HttpResponse(
                status=401, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)}
            )
        return redirect_to_login(request.get_full_path())
