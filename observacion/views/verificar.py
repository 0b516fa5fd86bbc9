"""The public page that says whether a badge or a constancia is true."""

import ipaddress

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from core.permisos import publico
from core.throttle import HOUR, MINUTE, Limit, count, too_many, wait
from observacion.queries.verificacion import LARGO, TEXTOS, ahora_en_palabras, verificar

IDIOMAS = {"es": "Español", "en": "English", "fr": "Français"}
POR_MINUTO, POR_HORA = 60, 600
FOTO = "observacion.consultar_reservados"


def idioma_de(request):
    """What was asked for, what the browser speaks, or Spanish."""
    pedido = request.GET.get("lang") or get_language_from_request(request)[:2]
    return pedido if pedido in IDIOMAS else "es"


def red_de(request):
    """The neighbourhood of an address: counting one by one is easy to dodge."""
    try:
        direccion = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "desconocida"
    prefijo = 24 if direccion.version == 4 else 48
    return str(ipaddress.ip_network(f"{direccion}/{prefijo}", strict=False))


def demasiados(request):
    """Whoever tries codes one after another waits; staff at the door does not."""
    if request.user.is_authenticated:
        return 0
    sujeto = f"verificar:{red_de(request)}"
    limites = [Limit(POR_MINUTO, MINUTE, sujeto), Limit(POR_HORA, HOUR, sujeto)]
    espera = wait(limites)
    if not espera:
        count(limites)
    return espera


def pagina(request, context, status=200):
    """The same page and headers, whatever the answer; kept by nobody."""
    idioma = idioma_de(request)
    otros = [(c, n, f"?lang={c}") for c, n in IDIOMAS.items() if c != idioma]
    context |= {"idioma": idioma, "otros_idiomas": otros, "t": TEXTOS[idioma]}
    context |= {"title": TEXTOS[idioma]["titulo"], "cuando": ahora_en_palabras()}
    with translation.override(idioma):
        response = render(request, "publico/verificar.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@publico
@require_safe
def inicio(request):
    """Where a code is typed."""
    codigo = request.GET.get("codigo", "").strip()
    if codigo and len(codigo) <= LARGO and "/" not in codigo:
        return redirect(f"{reverse('verificar:gafete', args=[codigo])}?lang={idioma_de(request)}")
    return pagina(request, {"escrito": codigo[:LARGO]})


@publico
@require_safe
def gafete(request, codigo):
    """What a code is worth at this instant."""
    if espera := demasiados(request):
        return too_many(request, espera)
    respuesta = verificar(codigo, idioma_de(request))
    if respuesta is None:
        return pagina(request, {"escrito": codigo[:LARGO], "nada": True}, status=404)
    con_foto = respuesta.gafete and respuesta.gafete.foto and request.user.has_perm(FOTO)
    context = {"respuesta": respuesta, "con_foto": bool(con_foto)}
    return pagina(request, context)
