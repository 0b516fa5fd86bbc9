"""The last page: read again, accept, sign on paper and send; and what one gets for it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acompanamiento.actions import presentar
from acompanamiento.actions.portal import aceptar
from acompanamiento.enums import EstadoVisitante
from acompanamiento.forms.publico_papeles import (
    AceptarForm,
    PapelesForm,
    es_muy_pronto,
)
from acompanamiento.queries.acuse import datos_del_acuse
from acompanamiento.queries.impreso import datos_del_impreso
from acompanamiento.queries.momentos import instante
from acompanamiento.queries.portal import (
    TITULOS,
    es_mexicana,
    espera_folio,
    papeles_de,
    pasos_incompletos,
    reenvio_hasta,
)
from acompanamiento.queries.resolucion import datos_constancia
from acompanamiento.queries.resumen import resumen
from acompanamiento.views.publico.estado import pagina_de_estado
from acompanamiento.views.publico.fila import en_la_fila, sello_de
from acompanamiento.views.publico.papeles import tarjetas
from acompanamiento.views.publico.pasos import (
    contexto_de_paso,
    quedarse,
    si_se_escribe,
)
from acompanamiento.views.publico.puerta import con_solicitud, direccion, pagina
from core.documents.pdf import compilar


def firmas_de(solicitud):
    return [papel for papel in papeles_de(solicitud) if papel.es_firma]


@require_http_methods(["GET", "HEAD", "POST"])
@en_la_fila
@con_solicitud
@si_se_escribe
def solicitud_revisar(request, solicitud):
    """Read what was written, accept, upload the signed page, send."""
    if es_mexicana(solicitud):
        return redirect(direccion(request, "solicitud_mexicana"))
    data = request.POST if request.method == "POST" else None
    archivos = request.FILES if data is not None else None
    firma = PapelesForm(data, archivos, solicitud=solicitud, papeles=firmas_de(solicitud))
    form = AceptarForm(data, initial=aceptado(solicitud))
    if data is not None and firma.is_valid():
        destino = enviar(request, solicitud, form, firma)
        if destino:
            return redirect(destino)
    if data is not None and ya_recibida(solicitud):
        return redirect(direccion(request, "solicitud_acuse"))
    firmas, incompletos = firmas_de(solicitud), pasos_incompletos(solicitud)
    actuales = {papel.requisito.pk: papel for papel in firmas}
    firma.papeles = {name: actuales[papel.requisito.pk] for name, papel in firma.papeles.items()}
    return pagina(
        request,
        "publico/revisar.html",
        _(TITULOS["revisar"]),
        form=form,
        firma=firma,
        tarjetas=tarjetas(request, firma),
        partes=resumen(solicitud),
        papeles=[papel for papel in papeles_de(solicitud) if not papel.es_firma],
        incompletos=[(paso, _(TITULOS[paso])) for paso in incompletos],
        sello="" if incompletos or vence_antes(solicitud) else sello_de(solicitud, firmas),
        clave=solicitud.convocatoria.clave,
        reenvio=instante(reenvio_hasta(solicitud), solicitud.convocatoria.zona),
        status=422 if form.errors or firma.errors else 200,
        **contexto_de_paso(request, solicitud, "revisar"),
    )


def aceptado(solicitud):
    return {"normas": bool(solicitud.acepta_normas_en), "aviso": bool(solicitud.aviso_en)}


def enviar(request, solicitud, form, firma):
    """The address of the receipt; of this page, when it was only kept; none when something lacks."""
    if form.is_valid() and not aceptada(solicitud, form):
        return ""
    if quedan := quedarse(request, "revisar"):
        return quedan
    if "guardar" in request.POST:
        return direccion(request, "solicitud_revisar")
    comprobar(solicitud, form)
    for name, papel in firma.papeles.items():
        if papel_falta(solicitud, papel):
            firma.add_error(name, _("Falta subir la solicitud firmada."))
    if form.errors or firma.errors:
        return ""
    try:
        presentar(solicitud)
    except ValidationError:
        form.add_error(None, _("No pudimos recibir tu solicitud. Revisa que no falte nada."))
        return ""
    return direccion(request, "solicitud_acuse")


def papel_falta(solicitud, papel):
    """Still, after keeping what this very page brought."""
    return any(uno.falta for uno in firmas_de(solicitud) if uno.requisito == papel.requisito)


def ya_recibida(solicitud):
    """Another press of the same button arrived first: both get the same folio (F30)."""
    solicitud.refresh_from_db(fields=["folio"])
    return bool(solicitud.folio)


def aceptada(solicitud, form):
    try:
        aceptar(solicitud)
    except ValidationError:
        form.add_error(None, _("No pudimos recibir tu solicitud. Revisa que no falte nada."))
        return False
    return True


def comprobar(solicitud, form):
    """What still lacks, page by page, in the person's language."""
    for paso in pasos_incompletos(solicitud):
        text = _("Falta completar «%(pagina)s».") % {"pagina": _(TITULOS[paso])}
        form.add_error(None, text)
    if es_muy_pronto(solicitud):
        form.add_error(None, _("Espera un momento y presiona otra vez el botón."))
    if vence_antes(solicitud):
        form.add_error(None, _("Tu pasaporte vence antes de tu salida. Necesitas uno vigente."))


def vence_antes(solicitud):
    """Whether the passport ends before the person leaves, or has ended."""
    salida, hoy = solicitud.salida, timezone.localdate()
    pasaporte = solicitud.pasaporte()
    return bool(pasaporte) and pasaporte.vencimiento < max(salida or hoy, hoy)


@require_safe
@con_solicitud
def solicitud_acuse(request, solicitud):
    """The receipt: folio, instant, what was received and what follows."""
    if espera_folio(solicitud):
        return en_espera(request, solicitud)
    if not solicitud.folio:
        return redirect(direccion(request, "solicitud_retomar"))
    return pagina(
        request,
        "publico/acuse.html",
        _("Recibimos tu solicitud"),
        solicitud=solicitud,
        convocatoria=solicitud.convocatoria,
        acuse=datos_del_acuse(solicitud),
    )


def en_espera(request, solicitud):
    """Received, with its instant; the folio is coming."""
    convocatoria = solicitud.convocatoria
    return pagina(
        request,
        "publico/espera.html",
        _("Recibimos tu solicitud"),
        solicitud=solicitud,
        convocatoria=convocatoria,
        cuando=instante(solicitud.envio.recibido_en, convocatoria.zona),
    )


def como_pdf(contenido, nombre):
    response = HttpResponse(contenido, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{nombre}.pdf"'
    return response


@require_safe
@con_solicitud
def solicitud_acuse_pdf(request, solicitud):
    if not solicitud.folio:
        return redirect(direccion(request, "solicitud_retomar"))
    return como_pdf(compilar("publico/acuse.typ", datos_del_acuse(solicitud)), solicitud.folio)


@require_safe
@con_solicitud
def solicitud_constancia(request, solicitud):
    """The paper that the last letter announces, once the visit is over."""
    if solicitud.estado != EstadoVisitante.CONCLUIDA:
        return redirect(direccion(request, "solicitud_retomar"))
    contenido = compilar("acompanamiento/constancia.typ", datos_constancia(solicitud))
    return como_pdf(contenido, f"constancia-{solicitud.folio}")


@require_safe
@con_solicitud
def solicitud_impresa(request, solicitud):
    """The paper bridge: what was written, on a sheet with a line to sign."""
    if solicitud.estado not in (EstadoVisitante.BORRADOR, EstadoVisitante.PREVENIDA):
        return pagina_de_estado(request, solicitud, ya_enviada=True)
    datos = datos_del_impreso(solicitud, request.idioma)
    return como_pdf(compilar("publico/solicitud.typ", datos), datos["archivo"])
