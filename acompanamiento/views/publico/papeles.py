"""Passport, photograph and whatever else the call asks for; and their preview by the same link."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from PIL import Image

from acompanamiento.forms.publico_papeles import PapelesForm
from acompanamiento.queries.portal import TITULOS, papeles_de
from acompanamiento.views.publico.pasos import (
    contexto_de_paso,
    quedarse,
    si_se_escribe,
    siguiente,
)
from acompanamiento.views.publico.puerta import con_solicitud, direccion, pagina
from core.attachments import SANDBOX
from core.imagenes import revisar

JPEG = "image/jpeg"


def avisos_de(documento):
    """What the person may want to photograph again; never an obstacle."""
    if documento is None or documento.tipo_mime != JPEG:
        return []
    dichos = {
        "oscura": _("Se ve oscura: prueba con más luz."),
        "clara": _("Se ve muy clara: evita el reflejo de la luz."),
        "chica": _("Es pequeña: acércate o elige una de mayor tamaño."),
    }
    with Image.open(documento.archivo.open("rb")) as imagen:
        return [dichos[codigo] for codigo in revisar(imagen.convert("RGB"))]


def tarjetas(request, form):
    """Each requisite with its field, what was received and what to look at."""
    return [
        {
            "papel": papel,
            "field": form[name],
            "documento": papel.documento,
            "es_imagen": bool(papel.documento) and papel.documento.tipo_mime == JPEG,
            "avisos": avisos_de(papel.documento),
            "url": papel.documento and direccion(request, "documento_ver", pk=papel.documento.pk),
        }
        for name, papel in form.papeles.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@con_solicitud
@si_se_escribe
def solicitud_documentos(request, solicitud):
    """Upload; what does is kept even when the rest does not."""
    papeles = [papel for papel in papeles_de(solicitud) if not papel.es_firma]
    enviado = request.method == "POST"
    form = PapelesForm(
        request.POST if enviado else None,
        request.FILES if enviado else None,
        solicitud=solicitud,
        papeles=papeles,
    )
    if enviado and form.is_valid():
        destino = despues(request, solicitud, form)
        if destino:
            return redirect(destino)
    actuales = {papel.requisito.pk: papel for papel in papeles_de(solicitud)}
    form.papeles = {name: actuales[papel.requisito.pk] for name, papel in form.papeles.items()}
    return pagina(
        request,
        "publico/documentos.html",
        _(TITULOS["documentos"]),
        form=form,
        tarjetas=tarjetas(request, form),
        volver="volver" in request.GET or "volver" in request.POST,
        status=422 if form.errors else 200,
        **contexto_de_paso(request, solicitud, "documentos"),
    )


def despues(request, solicitud, form):
    """Where to go: on this page while there is something to look at; the next when there is not."""
    if quedan := quedarse(request, "documentos"):
        return quedan
    recibidos = {papel.requisito.pk: papel for papel in papeles_de(solicitud)}
    faltan = [n for n, papel in form.papeles.items() if recibidos[papel.requisito.pk].falta]
    for name in faltan:
        form.add_error(name, _("Elige un archivo en «%(campo)s».") % {"campo": form[name].label})
    if faltan:
        return ""
    subidos = [
        recibidos[form.papeles[name].requisito.pk] for name in request.FILES if name in form.papeles
    ]
    if any(avisos_de(papel.documento) for papel in subidos):
        return direccion(request, "solicitud_paso", paso="documentos")
    return siguiente(request, solicitud, "documentos")


@require_safe
@con_solicitud
def documento_ver(request, solicitud, pk):
    """A paper of this very link: a picture of ours is shown; anything else is only saved."""
    rows = [uno for uno in solicitud.documentos_vigentes() if uno.pk == pk]
    if not rows:
        raise Http404
    documento = rows[0]
    es_imagen = documento.tipo_mime == JPEG
    with documento.archivo.open("rb") as archivo:
        response = HttpResponse(
            archivo.read(), content_type=JPEG if es_imagen else "application/pdf"
        )
    como = "inline" if es_imagen else "attachment"
    extension = "jpg" if es_imagen else "pdf"
    response.headers["Content-Disposition"] = f'{como}; filename="documento-{pk}.{extension}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
