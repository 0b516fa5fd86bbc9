"""Before the personal link: the calls, what one needs, the privacy notice, and lost links."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from acompanamiento.actions.portal import comenzar_una_vez, pedir_enlaces
from acompanamiento.forms.publico_papeles import PuertaForm, RecordarForm
from acompanamiento.queries.momentos import fecha, instante
from acompanamiento.queries.portal import (
    convocatoria_publica,
    convocatorias_de_visitantes,
    requisitos_de,
)
from acompanamiento.views.publico.puerta import (
    COMIENZOS_POR_HORA,
    PETICIONES_POR_HORA,
    contar,
    del_correo,
    direccion,
    en_idioma,
    limite,
    pagina,
    red,
)
from core import throttle
from core.permisos import publico
from observacion.enums import Idioma, SituacionConvocatoria

S = SituacionConvocatoria


@publico
@never_cache
@require_safe
def inicio(request):
    """The portal in the language that the browser prefers."""
    preferido = get_language_from_request(request)[:2]
    idioma = preferido if preferido in Idioma.values else Idioma.ES.value
    response = redirect("publico:convocatoria_list", idioma=idioma)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
@en_idioma
def convocatoria_list(request):
    filas = [fila(request, convocatoria) for convocatoria in convocatorias_de_visitantes()]
    return pagina(
        request,
        "publico/convocatorias.html",
        _("Acreditación de personas visitantes extranjeras"),
        abiertas=[una for una in filas if una["abierta"]],
        otras=[una for una in filas if not una["abierta"]],
    )


def fila(request, convocatoria):
    situacion = convocatoria.situacion()
    abre = instante(convocatoria.abre_en, convocatoria.zona)
    cierra = instante(convocatoria.cierra_en, convocatoria.zona)
    cuando = {
        S.POR_ABRIR: _("Abre el %(dia)s.") % {"dia": abre},
        S.ABIERTA: _("Cierra el %(dia)s.") % {"dia": cierra},
    }
    return {
        "nombre": convocatoria.en_idioma("nombre", request.idioma),
        "url": direccion(request, "convocatoria_detail", clave=convocatoria.clave),
        "abierta": situacion == S.ABIERTA,
        "cuando": cuando.get(situacion, _("Cerró el %(dia)s.") % {"dia": cierra}),
    }


def la_convocatoria(clave):
    """The published call of an address. Raises Http404."""
    convocatoria = convocatoria_publica(clave)
    if convocatoria is None:
        raise Http404
    return convocatoria


@require_http_methods(["GET", "HEAD", "POST"])
@en_idioma
def convocatoria_detail(request, clave):
    """Who it is for, what it asks and until when; its button begins an application."""
    convocatoria = la_convocatoria(clave)
    form = PuertaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        contar(limite(f"comienzo.{red(request)}", COMIENZOS_POR_HORA))
        if form.is_valid() and (destino := comenzar_o_explicar(request, form, convocatoria)):
            return redirect(destino)
    proceso, idioma = convocatoria.proceso, request.idioma
    return pagina(
        request,
        "publico/inicio.html",
        convocatoria.en_idioma("nombre", idioma),
        form=form,
        convocatoria=convocatoria,
        fila=fila(request, convocatoria),
        presentacion=convocatoria.en_idioma("presentacion", idioma),
        prohibiciones=renglones(convocatoria.en_idioma("prohibiciones", idioma)),
        requisitos=[
            (uno.en_idioma("nombre", idioma), uno.en_idioma("ayuda", idioma), uno.obligatorio)
            for uno in requisitos_de(convocatoria)
        ],
        jornada=fecha(proceso.jornada),
        limite=instante(convocatoria.cierra_en, convocatoria.zona),
        status=422 if form.errors else 200,
    )


def renglones(texto):
    return [renglon.strip() for renglon in texto.splitlines() if renglon.strip()]


def comenzar_o_explicar(request, form, convocatoria):
    """The address of the draft, or none and the reason in the form."""
    clave = form.cleaned_data["clave"]
    try:
        _solicitud, token = comenzar_una_vez(convocatoria, clave=clave, idioma=request.idioma)
    except ValidationError as error:
        cerrada = error.code == "cerrada"
        text = _("La convocatoria no está abierta.")
        form.add_error(None, text if cerrada else _("Abre de nuevo esta página."))
        return None
    return direccion(request, "solicitud_paso", token=token, paso="persona")


@require_safe
@en_idioma
def convocatoria_aviso(request, clave):
    """The privacy notice, on a page of its own."""
    convocatoria = la_convocatoria(clave)
    aviso = convocatoria.aviso
    return pagina(
        request,
        "publico/aviso.html",
        _("Aviso de privacidad"),
        convocatoria=convocatoria,
        nombre=convocatoria.en_idioma("nombre", request.idioma),
        texto=getattr(aviso, f"texto_{request.idioma}") or aviso.texto_es,
        version=aviso.numero,
        desde=fecha(aviso.desde),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@en_idioma
def enlace_recordar(request):
    """Mail the links of an address. The answer is the same whoever asks (T14)."""
    form = RecordarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        contar(limite(f"recordar.{red(request)}", PETICIONES_POR_HORA))
        if form.is_valid():
            correo = form.cleaned_data["correo"].lower()
            suyo = [del_correo(correo)]
            if not throttle.wait(suyo):
                throttle.count(suyo)
                pedir_enlaces(correo)
            return pagina(request, "publico/recordado.html", _("Revisa tu correo"))
    status = 422 if form.errors else 200
    return pagina(
        request, "publico/recordar.html", _("Recupera tu enlace"), form=form, status=status
    )
