"""What went wrong, told to the office in Spanish and to the public pages in their language."""

from acompanamiento.views.publico import errores as publico
from core import errors

PUBLICO = "/publico/"


def es_publica(request):
    return request.path.startswith(PUBLICO)


def not_found(request, exception=None):
    return publico.no_existe(request) if es_publica(request) else errors.not_found(request)


def server_error(request):
    return publico.falla(request) if es_publica(request) else errors.server_error(request)


def csrf_failure(request, reason=""):
    return publico.caduca(request) if es_publica(request) else errors.csrf_failure(request)
