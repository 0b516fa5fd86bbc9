"""The pages of who heads a delegation: its people, one more, and one instead of another."""

import uuid

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acompanamiento.actions.portal import comenzar_una_vez, sustituir
from acompanamiento.enums import DESISTIBLES, EstadoVisitante
from acompanamiento.queries.enlaces import token_de
from acompanamiento.queries.momentos import fecha, instante
from acompanamiento.queries.portal import personas_de, situacion
from acompanamiento.views.publico.puerta import (
    COMIENZOS_POR_HORA,
    con_delegacion,
    contar,
    direccion,
    limite,
    pagina,
)
from core.forms import idempotency_key
from observacion.enums import SituacionConvocatoria

POR_HOJA = 50
POR_ESCRIBIR = (EstadoVisitante.BORRADOR, EstadoVisitante.PREVENIDA)


def se_sustituye(convocatoria):
    """Until the cut-off of the call; without one, while it is open."""
    if convocatoria.limite_sustituciones:
        return timezone.localdate() <= convocatoria.limite_sustituciones
    return convocatoria.situacion() == SituacionConvocatoria.ABIERTA


def enlace_de(request, solicitud):
    """The personal page of one of the people, which who heads the group fills in or passes on."""
    kwargs = {"idioma": request.idioma, "token": token_de(solicitud)}
    return reverse("publico:solicitud_retomar", kwargs=kwargs)


@require_safe
@con_delegacion
def delegacion_detail(request, delegacion):
    return la_delegacion(request, delegacion)


def la_delegacion(request, delegacion, *, problema="", status=200):
    convocatoria = delegacion.convocatoria
    sustituye = se_sustituye(convocatoria)
    hoja = Paginator(personas_de(delegacion), POR_HOJA).get_page(request.GET.get("pagina"))
    filas = [
        {
            "nombre": persona.nombre or _("Sin nombre todavía"),
            "folio": persona.folio,
            "situacion": situacion(persona),
            "enlace": enlace_de(request, persona),
            "por_escribir": persona.estado in POR_ESCRIBIR,
            "sustituye_a": persona.sustituye_a,
            "sustituir": sustituye
            and persona.estado in DESISTIBLES
            and direccion(request, "delegacion_sustituir", pk=persona.pk),
        }
        for persona in hoja
    ]
    return pagina(
        request,
        "publico/delegacion.html",
        delegacion.nombre,
        delegacion=delegacion,
        convocatoria=convocatoria,
        nombre=convocatoria.en_idioma("nombre", request.idioma),
        personas=filas,
        hoja=hoja,
        abierta=convocatoria.situacion() == SituacionConvocatoria.ABIERTA,
        cierre=instante(convocatoria.cierra_en, convocatoria.zona),
        limite_sustituciones=fecha(convocatoria.limite_sustituciones) if sustituye else "",
        clave=uuid.uuid4(),
        problema=problema,
        status=status,
    )


@require_POST
@con_delegacion
def delegacion_agregar(request, delegacion):
    """One more person, with their own pages and their own result."""
    contar(limite(f"delegacion.{delegacion.pk}", COMIENZOS_POR_HORA))
    try:
        _solicitud, token = comenzar_una_vez(
            delegacion.convocatoria,
            clave=idempotency_key(request.POST) or uuid.uuid4(),
            idioma=request.idioma,
            delegacion=delegacion,
        )
    except ValidationError as error:
        return explicar(request, delegacion, error)
    return redirect("publico:solicitud_paso", request.idioma, token, "persona")


def explicar(request, delegacion, error):
    dichos = {
        "cerrada": _("La convocatoria no está abierta."),
        "sustituida": _("Esa persona ya tiene quien la sustituya."),
    }
    text = dichos.get(error.code, _("Abre de nuevo esta página."))
    return la_delegacion(request, delegacion, problema=text, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@con_delegacion
def delegacion_sustituir(request, delegacion, pk):
    """Somebody comes instead of another, whose application is withdrawn."""
    anterior = personas_de(delegacion).filter(pk=pk).first()
    if anterior is None:
        raise Http404
    if request.method != "POST":
        return pagina(
            request,
            "publico/sustituir.html",
            _("Sustituir a una persona"),
            delegacion=delegacion,
            convocatoria=delegacion.convocatoria,
            anterior=anterior.nombre or _("Sin nombre todavía"),
            folio=anterior.folio,
            clave=uuid.uuid4(),
            limite=fecha(delegacion.convocatoria.limite_sustituciones),
            atras=direccion(request, "delegacion_detail"),
        )
    contar(limite(f"delegacion.{delegacion.pk}", COMIENZOS_POR_HORA))
    try:
        _nueva, token = sustituir(
            delegacion,
            anterior,
            clave=idempotency_key(request.POST) or uuid.uuid4(),
            idioma=request.idioma,
        )
    except ValidationError as error:
        return explicar(request, delegacion, error)
    return redirect("publico:solicitud_paso", request.idioma, token, "persona")
