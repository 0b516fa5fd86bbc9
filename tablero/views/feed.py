"""The private calendar address, and the screen that gives and takes it away."""

import hashlib

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendario.actions import crear_enlace, revocar_enlace, usar_enlace
from calendario.models import EnlaceCalendario
from core import throttle
from core.ics import archivo
from core.mail import absolute
from core.permisos import exigir, permiso, publico
from core.throttle import HOUR, Limit
from tablero.forms import EnlaceForm
from tablero.queries.feed import citas, enlace_de

LECTURAS_POR_HORA = 60  # programs ask every 15 minutes to every day
FALLAS_POR_HORA = 60


@publico
@require_safe
def feed(request, token):
    """The calendar behind a secret address. Nothing tells apart what is revoked from what never was."""
    de_quien = [Limit(FALLAS_POR_HORA, HOUR, f"feed:{get_adapter().get_client_ip(request)}")]
    del_enlace = [Limit(LECTURAS_POR_HORA, HOUR, f"feed-enlace:{token}")]
    if espera := throttle.wait([*de_quien, *del_enlace]):
        return throttle.too_many(request, espera)
    enlace = enlace_de(token)
    if enlace is None:
        throttle.count(de_quien)
        raise Http404
    throttle.count(del_enlace)
    usar_enlace(enlace)
    return publicar(request, enlace)


def publicar(request, enlace):
    """The file, or 304: never from a cache, because access may have ended a second ago."""
    lista = citas(enlace)
    contenido = archivo(lista, nombre=f"Vínculo: {enlace.area or enlace.titular}")
    etag = quote_etag(hashlib.sha256(contenido).hexdigest()[:32])
    response = HttpResponse(contenido, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache, must-revalidate"
    response.headers["ETag"] = etag
    if lista:
        response.headers["Last-Modified"] = http_date(
            max(cita.cambiado_en for cita in lista).timestamp()
        )
    return get_conditional_response(request, etag=etag, response=response)


@permiso("calendario.add_enlacecalendario")
@require_http_methods(["GET", "HEAD", "POST"])
def conectar(request):
    """One's links, and a new one, whose address is shown this once."""
    user = request.user
    puede_area = bool(user.area_id) and user.has_perm("calendario.compartir_enlacecalendario")
    form = EnlaceForm(request.POST if request.method == "POST" else None, con_area=puede_area)
    nuevo = None
    if request.method == "POST" and form.is_valid():
        try:
            de_area = form.cleaned_data.get("de") == "area"
            _enlace, token = crear_enlace(form.cleaned_data["nombre"], by=user, de_area=de_area)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            nuevo = absolute(reverse("tablero:feed", args=[token]))
            form = EnlaceForm(con_area=puede_area)
    filas = EnlaceCalendario.objects.visibles_para(user).filter(revocado_en=None)
    contexto = {
        "title": "Conectar mi calendario",
        "form": form,
        "puede_area": puede_area,
        "nuevo": nuevo,
        "nuevo_webcal": nuevo and f"webcal:{nuevo.partition(':')[2]}",
        "enlaces": filas.select_related("area", "creado_por"),
        "breadcrumbs": [("Agenda", reverse("tablero:agenda"))],
    }
    status = 422 if form.errors else 200
    return render(request, "tablero/conectar.html", contexto, status=status)


@permiso("calendario.delete_enlacecalendario")
@require_POST
def revocar(request, pk):
    """Close a link: one's own, or one of the area that one may share."""
    enlace = get_object_or_404(EnlaceCalendario.objects.visibles_para(request.user), pk=pk)
    if enlace.area_id:
        exigir(request.user, "calendario.compartir_enlacecalendario", enlace)
    revocar_enlace(enlace, by=request.user)
    messages.success(request, f"Se revocó «{enlace}»: ya no se puede leer con él.")
    return redirect("tablero:conectar")
