"""The answers of the INE: a file, what it would do, and the batch that it leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.importing.presentation import TONOS
from core.importing.tables import ArchivoError
from core.models import Lote
from core.models.lote import EstadoRenglon, TipoLote
from core.permisos import permiso
from core.workbooks import lineas_csv
from crm.views.actos import datos, formulario
from observacion.actions.respuestas import registrar_respuestas
from observacion.forms.respuestas import COLUMNAS, Archivo, entender, leer_archivo
from observacion.forms.solicitudes import RespuestasForm
from observacion.models import SolicitudObservacion
from observacion.queries.respuestas import prever
from observacion.views.remision import LISTA, migas_de_lista

ACREDITAR = "observacion.acreditar_solicitudobservacion"
PAGINA = "observacion:solicitudobservacion_responder"
SE_VEN = 200  # rows of each class; how many more there are is said
CLASES = (
    (EstadoRenglon.PROBLEMA, "No se registran"),
    (EstadoRenglon.CAMBIA, "Se registran"),
    (EstadoRenglon.IGUAL, "Ya estaban registradas"),
)


@permiso(ACREDITAR)
@formulario
def responder(request):
    """Choose the file, look at what it would do, and only then write it."""
    form = RespuestasForm(**datos(request))
    if "registrar" in request.POST:
        return registrar(request)
    if request.method == "POST" and form.is_valid():
        subido = form.cleaned_data["archivo"]
        try:
            return vista_previa(request, leer_archivo(subido.read(), subido.name))
        except (ArchivoError, ValidationError) as error:
            form.add_error("archivo", error.messages)
    context = {
        "title": "Registrar respuestas del INE",
        "form": form,
        "columnas": COLUMNAS,
        "lotes": los_lotes(request.user)[:5],
        "cancel_url": reverse(LISTA),
        "breadcrumbs": migas_de_lista(),
    }
    status = 422 if form.errors else 200
    return render(request, "observacion/respuestas.html", context, status=status)


def los_lotes(user):
    modelo = SolicitudObservacion._meta.label_lower
    suyos = Lote.objects.visibles_para(user).filter(tipo=TipoLote.TRAMITE, modelo=modelo)
    return suyos.select_related("creado_por")


def vista_previa(request, archivo):
    """What each row would do; nothing is written."""
    previstas = prever(archivo.filas, entender, by=request.user)
    archivo.versiones = {p.renglon.numero: p.version for p in previstas if p.version is not None}
    context = {
        "title": "Revisar respuestas del INE",
        "archivo": archivo,
        "grupos": [grupo(clase, titulo, previstas) for clase, titulo in CLASES],
        "por_registrar": len(archivo.versiones),
        "leidas": len(previstas),
        "lote": archivo.firmado(de=request.user),
        "base_url": reverse(LISTA),
        "breadcrumbs": [*migas_de_lista(), ("Registrar respuestas del INE", reverse(PAGINA))],
    }
    return render(request, "observacion/respuestas_previa.html", context)


def grupo(clase, titulo, previstas):
    suyas = [p for p in previstas if p.renglon.estado == clase]
    return {
        "clase": clase,
        "titulo": titulo,
        "cuantas": len(suyas),
        "faltan": max(0, len(suyas) - SE_VEN),
        "filas": [en_tabla(p) for p in suyas[:SE_VEN]],
    }


def en_tabla(prevista):
    renglon = prevista.renglon
    return {
        "renglon": renglon,
        "nombre": prevista.nombre,
        "tono": TONOS[EstadoRenglon(renglon.estado)],
        "motivos": renglon.motivos(con_fila=False) if renglon.problemas else [],
        "cambios": [
            {"campo": campo, "antes": antes, "despues": despues}
            for campo, (antes, despues) in renglon.cambios.items()
        ],
    }


def registrar(request):
    """Write what was shown; the page of the batch says what went in and undoes it."""
    try:
        archivo = Archivo.de_firma(request.POST.get("lote", ""), de=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(PAGINA)
    lote = registrar_respuestas(
        prever(archivo.filas, entender, by=request.user),
        versiones=archivo.versiones,
        archivo=archivo.nombre,
        columnas=[titulo for titulo, _ayuda in COLUMNAS],
        clave=archivo.clave,
        by=request.user,
    )
    cuantas = lote.actualizadas
    if cuantas:
        texto = (
            "Se registró 1 respuesta."
            if cuantas == 1
            else f"Se registraron {cuantas:,} respuestas."
        )
        messages.success(request, texto)
    else:
        messages.warning(request, "No se registró ninguna respuesta.")
    return redirect(lote)


@permiso(ACREDITAR)
@require_safe
def plantilla_respuestas(request):
    """Those waiting for the INE, as the file to fill in."""
    rows = SolicitudObservacion.objects.visibles_para(request.user).filter(
        estado__in=["remitida_ine", "curso_pendiente", "curso_acreditado"]
    )
    filas = (
        (folio, externo, "", "", "", "")
        for folio, externo in rows.order_by("folio").values_list("folio", "folio_externo")
    )
    titulos = [titulo for titulo, _ayuda in COLUMNAS]
    response = HttpResponse("".join(lineas_csv(titulos, filas)), "text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="respuestas-ine.csv"'
    return response
