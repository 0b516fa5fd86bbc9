"""The public pages for what went wrong, in the language of the address."""

from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from acompanamiento.views.publico.puerta import otros_idiomas
from observacion.enums import Idioma


def idioma_de(request):
    """The language that the address says, even when nothing answers there."""
    partes = request.path.split("/")
    return partes[2] if len(partes) > 2 and partes[2] in Idioma.values else Idioma.ES.value


def responder(request, titulo, texto, status, *, con_idiomas=True):
    """A page by itself: whatever failed may fail again, so it asks for nothing."""
    request.idioma = idioma = idioma_de(request)
    with translation.override(idioma):
        context = {
            "title": _(titulo),
            "texto": _(texto),
            "idioma": idioma,
            "otros_idiomas": otros_idiomas(request) if con_idiomas else [],
        }
        response = render(None, "publico/falla.html", context, status=status)
    response.headers["Content-Language"] = idioma
    response.headers["Cache-Control"] = "no-store"
    return response


def no_existe(request):
    return responder(
        request,
        gettext_noop("No encontramos esta página"),
        gettext_noop("Si escribiste la dirección, revisa que esté completa."),
        404,
    )


def caduca(request):
    return responder(
        request,
        gettext_noop("La página caducó"),
        gettext_noop("Vuelve atrás, recarga la página y envíala otra vez. Necesita cookies."),
        403,
    )


def falla(request):
    return responder(
        request,
        gettext_noop("No pudimos completar lo que pediste"),
        gettext_noop("Lo que guardaste sigue guardado. Intenta de nuevo en unos minutos."),
        500,
        con_idiomas=False,
    )
