"""The mode of the day: what a telephone at the door asks for, with and without network."""

import datetime as dt
import hashlib
import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from acompanamiento.actions.incidencias import atender_envio
from acompanamiento.enums import TipoIncidencia
from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.jornada import consulta, lista_del_dia, sello_vale
from core.attachments import SANDBOX
from core.models import anotar_consulta
from core.permisos import exigir, permiso, publico
from crm.views.actos import registro
from observacion.models import Gafete

OPERAR = "acompanamiento.operar_jornada"
RESERVADOS = "acompanamiento.consultar_reservados"
MAX_ENVIOS = 20
EDAD_SELLO = dt.timedelta(hours=48)
# What the telephone keeps to open without network.
ARCHIVOS = (
    "css/app.css",
    "css/jornada.css",
    "js/jornada-almacen.js",
    "js/jornada.js",
    "img/favicon.svg",
    "img/jornada.svg",
    "js-lib-bootstrap5/css/bootstrap-reboot.min.css",
    "bootstrap-icons/font/bootstrap-icons.min.css",
)


@permiso(OPERAR)
@require_safe
@ensure_csrf_cookie
def jornada_inicio(request):
    """The only page of the mode: its parts are shown one at a time."""
    context = {
        "title": "Modo jornada",
        "tipos": TipoIncidencia.choices,
        "ahora": timezone.localtime(),
        "puede_contacto": request.user.has_perm(RESERVADOS),
        "puede_incidencia": request.user.has_perm("acompanamiento.add_incidencia"),
        "puede_llegada": request.user.has_perm("acompanamiento.change_participacion"),
    }
    return render(request, "acompanamiento/jornada.html", context)


@publico
@require_safe
def jornada_sw(request):
    """The service worker: our file, with the addresses it keeps. It holds no data of anybody."""
    archivos = [static(nombre) for nombre in ARCHIVOS]
    contenido = Path(finders.find("js/jornada-sw.js")).read_text(encoding="utf-8")
    inicio = {"archivos": archivos, "pagina": reverse("acompanamiento:jornada_inicio")}
    texto = f"const JORNADA = {json.dumps(inicio)};\n{contenido}"
    version = hashlib.sha256((texto + "".join(map(huella_de, ARCHIVOS))).encode()).hexdigest()
    response = HttpResponse(
        f'const VERSION = "jornada-{version[:12]}";\n{texto}',
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


def huella_de(nombre):
    """A change of any kept file is a change of the worker, so telephones take it."""
    ruta = finders.find(nombre)
    return hashlib.sha256(Path(ruta).read_bytes()).hexdigest() if ruta else nombre


@permiso(OPERAR)
@require_safe
def jornada_lista(request):
    """The signed list of the day."""
    return sin_guardar(JsonResponse(lista_del_dia(request.user)))


def sin_guardar(response):
    response.headers["Cache-Control"] = "no-store"
    return response


@permiso(OPERAR)
@require_POST
def jornada_codigo(request):
    """What one badge is worth now; its photograph only for who may see it."""
    hallada = consulta(request.user, request.POST.get("codigo", ""))
    if hallada is None:
        return sin_guardar(JsonResponse({"mensaje": "No encontramos este código."}, status=404))
    gafete, con_foto = hallada.pop("gafete"), hallada.pop("con_foto")
    if con_foto and request.user.has_perm(RESERVADOS):
        hallada["foto"] = reverse("acompanamiento:jornada_foto", args=[gafete])
    return sin_guardar(JsonResponse(hallada))


@permiso(RESERVADOS)
@require_safe
def jornada_foto(request, pk):
    """The photograph to confirm who it is: each look stays written."""
    exigir(request.user, OPERAR, None)
    gafete = Gafete.objects.visibles_para(request.user).filter(pk=pk).first()
    if gafete is None or not gafete.foto:
        raise Http404
    anotar_consulta(gafete, "Fotografía, en modo jornada", by=request.user)
    with gafete.foto.open("rb") as foto:
        response = HttpResponse(foto.read(), content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = SANDBOX
    return sin_guardar(response)


@permiso(RESERVADOS)
@require_POST
def jornada_contacto(request, pk):
    """The telephone of a visitor, to call or write: each look stays written."""
    solicitud = registro(request, SolicitudVisitante, pk, RESERVADOS)
    anotar_consulta(solicitud, "Teléfono, en modo jornada", by=request.user)
    telefono = str(solicitud.telefono or "")
    cifras = "".join(c for c in telefono if c.isdigit())
    internacional = telefono.strip().startswith(("+", "00"))
    # Ten digits without a prefix are a Mexican number.
    numero = cifras.removeprefix("00") if internacional else f"52{cifras}"
    datos = {"telefono": telefono, "llamar": "", "whatsapp": ""}
    if cifras:
        datos["llamar"] = f"tel:+{numero}"
        datos["whatsapp"] = f"https://wa.me/{numero}"
    return sin_guardar(JsonResponse(datos))


@permiso(OPERAR)
@require_POST
def jornada_cola(request):
    """What was kept without network: each thing has its own answer, and the same twice."""
    try:
        cuerpo = json.loads(request.body)
        envios = cuerpo["envios"]
        claves = [str(envio["clave"]) for envio in envios]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"mensaje": "El envío llegó incompleto."}, status=400)
    if len(envios) > MAX_ENVIOS:
        mensaje = f"Envía hasta {MAX_ENVIOS} registros a la vez."
        return JsonResponse({"mensaje": mensaje}, status=400)
    nuestra = sello_vale(str(cuerpo.get("sello", "")), request.user, edad=EDAD_SELLO)
    resultados = [
        {"clave": clave} | atender(envio, request.user, nuestra)
        for clave, envio in zip(claves, envios, strict=True)
    ]
    return sin_guardar(JsonResponse({"resultados": resultados}))


def atender(envio, user, nuestra):
    """The answer to one thing."""
    if envio.get("clase") == "llegada" and envio.get("sin_conexion") and not nuestra:
        mensaje = "La lista de ese equipo no es de hoy ni tuya: lee otra vez el gafete."
        return {"resultado": "rechazado", "mensaje": mensaje}
    try:
        resultado = atender_envio(envio, by=user)
    except ValidationError as error:
        return {"resultado": "rechazado", "mensaje": " ".join(error.messages)}
    return {"resultado": resultado.resultado, "mensaje": resultado.mensaje}
