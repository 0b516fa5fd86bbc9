"""The navigation, explicit: what each person sees follows from what they may."""

from django.utils.functional import SimpleLazyObject

from avisos.queries.bandeja import por_atender
from avisos.queries.salud import esta_callado
from config.entradas import BARRA, REGISTRAR


def menu(request):
    """Context of every page: the bar, marked with where we are, and what may be registered."""
    return {
        "menu": SimpleLazyObject(lambda: _barra(request)),
        "registrar": SimpleLazyObject(lambda: permitidas(REGISTRAR, request.user)),
    }


def campana(request):
    """Context of every page: how many notices wait, and whether the alarm clock is silent."""
    return {
        "avisos_por_atender": SimpleLazyObject(lambda: por_atender(request.user)),
        "avisos_callados": SimpleLazyObject(
            lambda: request.user.has_perm("avisos.view_salud") and esta_callado()
        ),
    }


def permitidas(entradas, user):
    """The entries this person may use; none for who has not signed in."""
    if not user.is_authenticated:
        return []
    return [
        {"text": e.text, "url": e.url, "icon": e.icon, "key": e.key}
        for e in entradas
        if e.permitida(user)
    ]


def barra_de(user):
    """The places of a person's bar: what she reaches from one of them does not take another."""
    return permitidas([e for e in BARRA if not (e.salvo and user.has_perm(e.salvo))], user)


def _barra(request):
    entradas = barra_de(request.user)
    for entrada in entradas:
        url = entrada["url"]
        entrada["active"] = request.path == url or (url != "/" and request.path.startswith(url))
    return entradas
