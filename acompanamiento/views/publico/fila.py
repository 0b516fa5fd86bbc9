"""The last page when many send at once: received as it comes, and handed in by the clock.

What the page knew when it was opened (that only the signed sheet was lacking) comes back with it,
signed by us: looking at everything again takes longer than the rest together, and is done later.
"""

from functools import wraps

from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from acompanamiento.actions.espera import apartar
from acompanamiento.forms.publico_papeles import es_muy_pronto, nombre_de
from acompanamiento.queries.enlaces import borrador_de
from acompanamiento.queries.portal import espera_folio, recibe
from core.throttle import DAY
from core.turnos import FORMADOS

FILA = 3  # others waiting behind: a quarter of a second of work each
SAL = "acompanamiento.publico.fila"
SE_ACEPTA = {"normas", "aviso"}
NO_SE_ENVIA = {"cambiar", "guardar"}


def sello_de(solicitud, firmas):
    """To be kept in the page of who lacks nothing but the signed sheet."""
    if len(firmas) > 1:
        return ""
    requisitos = [(firma.requisito.pk, not firma.falta) for firma in firmas]
    return signing.dumps([solicitud.pk, *next(iter(requisitos), (0, True))], salt=SAL)


def en_la_fila(view):
    """Receive at once while others wait behind; whatever is not plainly complete goes on as ever."""

    @wraps(view)
    def wrapper(request, idioma, token):
        formados = request.META.get(FORMADOS, 0)
        if request.method == "POST" and formados >= FILA and apartada(request, token):
            response = redirect("publico:solicitud_acuse", idioma=idioma, token=token)
            add_never_cache_headers(response)
            return response
        return view(request, idioma=idioma, token=token)

    return wrapper


def apartada(request, token):
    """Whether it was received to wait for its folio."""
    data = request.POST
    if not data.keys() >= SE_ACEPTA or data.keys() & NO_SE_ENVIA:
        return False
    try:
        pk, requisito, subido = signing.loads(data.get("sello", ""), salt=SAL, max_age=DAY)
    except signing.BadSignature:
        return False
    solicitud = borrador_de(token, pk)
    if solicitud is None or es_muy_pronto(solicitud) or not recibe(solicitud):
        return False
    hoja = request.FILES.get(nombre_de(requisito))
    if hoja is None and not subido:
        return False
    try:
        return espera_folio(solicitud) or apartar(solicitud, requisito, hoja)
    except ValidationError:
        return False
