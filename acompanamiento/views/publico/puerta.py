"""The door of the public pages: language, personal links, limits, and what is told to strangers."""

import ipaddress
from functools import wraps
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from acompanamiento.queries.enlaces import delegacion_de, solicitud_de
from core import throttle
from core.permisos import publico
from core.throttle import DAY, HOUR, MINUTE, Limit
from observacion.enums import Idioma

NOMBRES = {"es": "Español", "en": "English", "fr": "Français"}
FALLAS_POR_HORA = 60
COMIENZOS_POR_HORA = 60
ENVIOS_POR_HORA = 300
PETICIONES_POR_HORA = 20
PETICIONES_POR_CORREO = 3
CARTAS_POR_HORA = 60
CARTAS_POR_ENLACE = 5


class Demasiados(Exception):  # noqa: N818 it is an answer, not a fault
    """So many tries that this one waits."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds = seconds


def red(request):
    """The neighbourhood of an address: /24, or /56 of the new ones (T13)."""
    ip = ipaddress.ip_address(get_adapter().get_client_ip(request))
    return ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 56}", strict=False)


def limite(que, tries, seconds=HOUR):
    return Limit(tries, seconds, f"publico.{que}")


def contar(*limites):
    """One more try; raises Demasiados when there were enough."""
    if espera := throttle.wait(list(limites)):
        raise Demasiados(espera)
    throttle.count(list(limites))


SE_VUELVE = "private, no-cache"  # a page of errors that is not kept cannot be gone back to


def del_correo(correo):
    """However it is asked for, an address receives its link a few times an hour."""
    return limite(f"recordar.{correo.lower()}", PETICIONES_POR_CORREO)


def puede_recibir(request, correo):
    """Whether one more link may be mailed: nobody bombs a third party from a draft (T13)."""
    limites = [
        del_correo(correo),
        limite(f"cartas.{red(request)}", CARTAS_POR_HORA),
        limite(f"cartas.{request.token}", CARTAS_POR_ENLACE, DAY),
    ]
    if throttle.wait(limites):
        return False
    throttle.count(limites)
    return True


def en_idioma(view):
    """A public page in the language of its address; nothing of it stays in a cache.

    But what came back with errors: the browser would ask to send it again on Back (F31).
    """

    @publico
    @sensitive_post_parameters()
    @wraps(view)
    def wrapper(request, idioma, **kwargs):
        conocido = idioma in Idioma.values
        request.idioma = idioma if conocido else Idioma.ES.value
        with translation.override(request.idioma):
            try:
                response = view(request, **kwargs) if conocido else no_existe(request)
            except Http404:
                response = no_existe(request)
            except Demasiados as error:
                response = muchos(request, error.seconds)
        response.headers["Content-Language"] = request.idioma
        if response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            response.headers["Cache-Control"] = SE_VUELVE
        else:
            add_never_cache_headers(response)
        return response

    return wrapper


def con_enlace(buscar):
    """A page of what a personal link opens; a false one and one that ended look the same (T15)."""

    def decorate(view):
        @en_idioma
        @wraps(view)
        def wrapper(request, token, **kwargs):
            fallas = limite(f"enlace.{red(request)}", FALLAS_POR_HORA)
            if espera := throttle.wait([fallas]):
                raise Demasiados(espera)
            objeto = buscar(token)
            if objeto is None:
                throttle.count([fallas])
                return pagina(
                    request, "publico/enlace.html", _("Este enlace no funciona"), status=404
                )
            if request.method == "POST":
                contar(limite(f"envio.{token}", ENVIOS_POR_HORA))
            request.token = token
            return view(request, objeto, **kwargs)

        return wrapper

    return decorate


con_solicitud = con_enlace(solicitud_de)
con_delegacion = con_enlace(delegacion_de)


def pagina(request, template, titulo, *, status=200, **context):
    """A page of the portal with what its frame needs."""
    context |= {
        "title": titulo,
        "idioma": request.idioma,
        "otros_idiomas": otros_idiomas(request),
        "token": getattr(request, "token", ""),
    }
    return render(request, template, context, status=status)


def otros_idiomas(request):
    """This same place in each of the other languages: code, name and address."""
    match = request.resolver_match
    nombre, kwargs = ("publico:convocatoria_list", {}) if match is None else lugar(match)
    return [
        (code, nombre_propio, reverse(nombre, kwargs=kwargs | {"idioma": code}))
        for code, nombre_propio in NOMBRES.items()
        if code != request.idioma
    ]


def lugar(match):
    return match.view_name, match.kwargs


def direccion(request, nombre, **kwargs):
    """The address of a page of the same link, in the same language."""
    if hasattr(request, "token"):
        kwargs["token"] = request.token
    return reverse(f"publico:{nombre}", kwargs={"idioma": request.idioma, **kwargs})


def no_existe(request):
    return pagina(request, "publico/no_existe.html", _("No encontramos esta página"), status=404)


def muchos(request, seconds):
    """Too many tries, with the wait in its header and in words."""
    minutos = max(1, -(-seconds // MINUTE))
    text = ngettext(
        "Puedes volver a intentar en %(minutos)s minuto.",
        "Puedes volver a intentar en %(minutos)s minutos.",
        minutos,
    )
    response = pagina(
        request,
        "publico/muchos.html",
        _("Hay muchos intentos seguidos"),
        espera=text % {"minutos": minutos},
        status=429,
    )
    response.headers["Retry-After"] = str(seconds)
    return response
