"""The pages of the draft: one topic each, kept when sent, and always open to come back."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from acompanamiento.enums import EstadoVisitante
from acompanamiento.forms.publico import (
    ContactoForm,
    InstitucionForm,
    NacionalidadForm,
    PersonaForm,
    ViajeForm,
)
from acompanamiento.forms.publico_pasaporte import PasaporteForm
from acompanamiento.queries.momentos import instante
from acompanamiento.queries.portal import (
    PASOS,
    TITULOS,
    es_mexicana,
    espera_folio,
    recibe,
    se_corrige,
)
from acompanamiento.views.publico.estado import pagina_de_estado
from acompanamiento.views.publico.puerta import con_solicitud, direccion, pagina, puede_recibir

FORMS = {
    "persona": PersonaForm,
    "nacionalidad": NacionalidadForm,
    "pasaporte": PasaporteForm,
    "institucion": InstitucionForm,
    "contacto": ContactoForm,
    "viaje": ViajeForm,
}
CON_NOMBRE = ("persona", "pasaporte")  # where the name on the badge is shown to be checked


def si_se_escribe(view):
    """Only while it may be changed; otherwise, where it is (F31): the same folio, and no error."""

    @wraps(view)
    def wrapper(request, solicitud, **kwargs):
        if solicitud.estado == EstadoVisitante.BORRADOR:
            if espera_folio(solicitud):
                return redirect(direccion(request, "solicitud_acuse"))
            if not recibe(solicitud):
                return cerrada(request, solicitud)
        elif not se_corrige(solicitud):
            return pagina_de_estado(request, solicitud, ya_enviada=True)
        return view(request, solicitud, **kwargs)

    return wrapper


def cerrada(request, solicitud):
    """The call ended while this was a draft."""
    convocatoria = solicitud.convocatoria
    return pagina(
        request,
        "publico/cerrada.html",
        _("La convocatoria cerró"),
        convocatoria=convocatoria,
        cierre=instante(convocatoria.cierra_en, convocatoria.zona),
    )


def contexto_de_paso(request, solicitud, paso):
    """Where in the way this page is, and where one comes back to."""
    numero = PASOS.index(paso)
    anterior = PASOS[numero - 1] if numero else ""
    en_correccion = solicitud.estado == EstadoVisitante.PREVENIDA
    if en_correccion:
        atras = direccion(request, "solicitud_corregir")
    else:
        atras = direccion(request, "solicitud_paso", paso=anterior) if anterior else ""
    return {
        "solicitud": solicitud,
        "convocatoria": solicitud.convocatoria,
        "paso": paso,
        "numero": numero + 1,
        "total": len(PASOS),
        "atras": atras,
        "en_correccion": en_correccion,
        "conmuta": True,  # the languages send the page, so that nothing written is lost
    }


def siguiente(request, solicitud, paso):
    """The next page; back to the corrections, or to the last page for who came from there."""
    if solicitud.estado == EstadoVisitante.PREVENIDA:
        return direccion(request, "solicitud_corregir")
    if es_mexicana(solicitud) and paso == "nacionalidad":
        return direccion(request, "solicitud_mexicana")
    if "volver" in request.POST:
        return direccion(request, "solicitud_paso", paso="revisar")
    return direccion(request, "solicitud_paso", paso=PASOS[PASOS.index(paso) + 1])


def quedarse(request, paso):
    """Whether what was pressed keeps the person on this page, saved: a language, or one more row."""
    if "cambiar" in request.POST:
        return direccion(request, "solicitud_paso", paso=paso)
    if "otra" in request.POST:
        return f"{direccion(request, 'solicitud_paso', paso=paso)}?otra=1"
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@con_solicitud
@si_se_escribe
def solicitud_paso(request, solicitud, paso):
    """A page of the draft."""
    if paso not in FORMS:
        raise Http404
    extra = {"otra": "otra" in request.GET} if paso == "nacionalidad" else {}
    data = request.POST if request.method == "POST" else None
    form = FORMS[paso](data, solicitud=solicitud, **extra)
    if data is not None:
        if form.is_valid() and guardado(request, form):
            return redirect(quedarse(request, paso) or siguiente(request, solicitud, paso))
        if "cambiar" in data:
            form = FORMS[paso](initial=data.dict(), solicitud=solicitud, **extra)
    context = contexto_de_paso(request, solicitud, paso)
    return pagina(
        request,
        "publico/paso.html",
        _(TITULOS[paso]),
        form=form,
        volver="volver" in request.GET or "volver" in request.POST,
        gafete=solicitud.nombre_en_gafete if paso in CON_NOMBRE else "",
        status=422 if form.errors else 200,
        **context,
    )


def guardado(request, form):
    """Keep the page; what the record itself refuses is said on it."""
    correo = form.correo_nuevo()
    con_carta = bool(correo) and puede_recibir(request, correo)
    try:
        form.guardar(request.idioma, con_carta=con_carta)
    except ValidationError:
        form.add_error(None, _("No pudimos guardar esta página. Revisa lo que escribiste."))
        return False
    return True


@require_http_methods(["GET", "HEAD"])
@con_solicitud
@si_se_escribe
def solicitud_mexicana(request, solicitud):
    """Who is also Mexican observes the election, and does not visit it (cases 36 and 37)."""
    if not es_mexicana(solicitud):
        return redirect(direccion(request, "solicitud_paso", paso="nacionalidad"))
    return pagina(
        request,
        "publico/mexicana.html",
        _("Tu camino es la observación electoral"),
        solicitud=solicitud,
        convocatoria=solicitud.convocatoria,
        corregir=direccion(request, "solicitud_paso", paso="nacionalidad"),
        retirar=direccion(request, "solicitud_retirar"),
    )
