"""After sending: where the application is, what to correct, and taking it back."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acompanamiento.actions import desistir, subsanar
from acompanamiento.enums import DESISTIBLES, EstadoVisitante, MotivoDocumento
from acompanamiento.forms.publico_papeles import PapelesForm, RetirarForm, nombre_de
from acompanamiento.queries.momentos import fecha, instante
from acompanamiento.queries.portal import (
    espera_folio,
    motivo_publico,
    papeles_de,
    papeles_pendientes,
    pasos_incompletos,
    recorrido,
    se_corrige,
    situacion,
)
from acompanamiento.queries.resumen import resumen
from acompanamiento.views.publico.puerta import con_solicitud, direccion, pagina


@require_safe
@con_solicitud
def solicitud_retomar(request, solicitud):
    """The personal link: the first page that lacks something, or where the application is."""
    if solicitud.estado != EstadoVisitante.BORRADOR:
        return redirect(direccion(request, "solicitud_estado"))
    if espera_folio(solicitud):
        return redirect(direccion(request, "solicitud_acuse"))
    paso = next(iter(pasos_incompletos(solicitud)), "revisar")
    return redirect(direccion(request, "solicitud_paso", paso=paso))


@require_safe
@con_solicitud
def solicitud_estado(request, solicitud):
    if solicitud.estado == EstadoVisitante.BORRADOR:
        return redirect(direccion(request, "solicitud_retomar"))
    return pagina_de_estado(request, solicitud)


def pagina_de_estado(request, solicitud, *, ya_enviada=False):
    """Where it is. With ``ya_enviada``, that it was sent before, with the same folio (F31)."""
    zona = solicitud.convocatoria.zona
    aviso = ""
    if ya_enviada and solicitud.folio:
        aviso = _("Esta solicitud ya se envió el %(cuando)s con el folio %(folio)s.") % {
            "cuando": instante(solicitud.recibida_en, zona),
            "folio": solicitud.folio,
        }
    return pagina(
        request,
        "publico/estado.html",
        _("Tu solicitud"),
        solicitud=solicitud,
        convocatoria=solicitud.convocatoria,
        nombre=solicitud.convocatoria.en_idioma("nombre", request.idioma),
        aviso=aviso,
        situacion=situacion(solicitud),
        recorrido=[(que, instante(cuando, zona)) for que, cuando in recorrido(solicitud)],
        motivo=motivo_publico(solicitud),
        fundamento=solicitud.fundamento if motivo_publico(solicitud) else "",
        corregible=se_corrige(solicitud),
        vencida=solicitud.estado == EstadoVisitante.PREVENIDA and not se_corrige(solicitud),
        limite=instante(solicitud.limite_prevencion, zona),
        se_retira=solicitud.estado in DESISTIBLES,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@con_solicitud
def solicitud_corregir(request, solicitud):
    """What is asked for, why and until when; only that is uploaded again."""
    if not se_corrige(solicitud):
        return pagina_de_estado(request, solicitud, ya_enviada=request.method == "POST")
    enviado = request.method == "POST"
    form = PapelesForm(
        request.POST if enviado else None,
        request.FILES if enviado else None,
        solicitud=solicitud,
        papeles=papeles_pendientes(solicitud),
    )
    if enviado and form.is_valid():
        destino = corregir(request, solicitud, form)
        if destino:
            return redirect(destino)
    return pagina(
        request,
        "publico/corregir.html",
        _("Corrige tu solicitud"),
        solicitud=solicitud,
        convocatoria=solicitud.convocatoria,
        form=form,
        pedidos=pedidos(solicitud, form),
        partes=resumen(solicitud),
        limite=instante(solicitud.limite_prevencion, solicitud.convocatoria.zona),
        conmuta=True,
        status=422 if form.errors else 200,
    )


def pedidos(solicitud, form):
    """Each paper that is asked for: its field, why, and what was sent meanwhile."""
    ahora = {papel.requisito.pk: papel for papel in papeles_de(solicitud)}
    filas = []
    for name, papel in form.papeles.items():
        actual = ahora[papel.requisito.pk]
        documento = papel.documento
        motivo = MotivoDocumento(documento.motivo).label if documento and documento.motivo else ""
        filas.append(
            {
                "field": form[name],
                "motivo": _(str(motivo)) if motivo else _("Falta subirlo"),
                "nota": documento.nota if documento else "",
                "es_firma": papel.es_firma,
                "recibido": not (actual.falta or actual.devuelto),
            }
        )
    return filas


def corregir(request, solicitud, form):
    """The address of what follows; none when a paper is still missing."""
    if "cambiar" in request.POST:
        return direccion(request, "solicitud_corregir")
    for papel in papeles_pendientes(solicitud):
        name = nombre_de(papel.requisito.pk)
        if name in form.fields:
            text = _("Elige un archivo en «%(campo)s».") % {"campo": form[name].label}
            form.add_error(name, text)
    if form.errors:
        return ""
    try:
        subsanar(solicitud)
    except ValidationError:
        form.add_error(None, _("No pudimos recibir tu corrección. Revisa que no falte nada."))
        return ""
    return direccion(request, "solicitud_estado")


@require_http_methods(["GET", "HEAD", "POST"])
@con_solicitud
def solicitud_retirar(request, solicitud):
    """Take it back, after being asked once."""
    if solicitud.estado not in DESISTIBLES:
        return pagina_de_estado(request, solicitud)
    form = RetirarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        motivo = form.cleaned_data["motivo"].strip()
        desistir(solicitud, motivo=motivo or "La persona la retiró con su enlace.")
        return redirect(direccion(request, "solicitud_estado"))
    return pagina(
        request,
        "publico/retirar.html",
        _("Retirar tu solicitud"),
        solicitud=solicitud,
        convocatoria=solicitud.convocatoria,
        form=form,
        atras=direccion(request, "solicitud_retomar"),
        status=422 if form.errors else 200,
    )


@require_safe
@con_solicitud
def solicitud_aviso(request, solicitud):
    """The notice that this application accepts or accepted, within its own link."""
    aviso = solicitud.aviso or solicitud.convocatoria.aviso
    return pagina(
        request,
        "publico/aviso.html",
        _("Aviso de privacidad"),
        convocatoria=solicitud.convocatoria,
        nombre=solicitud.convocatoria.en_idioma("nombre", request.idioma),
        texto=getattr(aviso, f"texto_{request.idioma}") or aviso.texto_es,
        version=aviso.numero,
        desde=fecha(aviso.desde),
    )
