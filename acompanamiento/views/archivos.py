"""Papers and reserved data: shown to who may, and each look is written down."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from acompanamiento import actions
from acompanamiento.forms.captura import PasaporteForm, ReservadosForm
from acompanamiento.forms.pasos import DocumentoForm
from acompanamiento.models import DocumentoVisitante, PasaporteVisitante, SolicitudVisitante
from acompanamiento.queries.reservados import PERMISO, consultas_de, datos_reservados
from acompanamiento.views.comunes import acto, hija, migas, solicitud_url
from core.attachments import SANDBOX
from core.documents.pdf import primera_pagina
from core.models import anotar_consulta
from core.permisos import exigir, permiso
from crm.views.actos import datos, formulario, registro


def respuesta(contenido, tipo, nombre="", *, adjunto=False):
    """Bytes of a person, for this look only: kept by no cache and interpreted by nobody."""
    response = HttpResponse(contenido, content_type=tipo)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    if adjunto:
        response.headers["Content-Disposition"] = content_disposition_header(True, nombre)
    return response


def leer(request, pk):
    """The paper, for who may see what is reserved; the look stays written."""
    documento = hija(request, DocumentoVisitante, pk, PERMISO)
    que = f"Documento: {documento.requisito.nombre_es}"
    anotar_consulta(documento.solicitud, que[:80], by=request.user)
    with documento.archivo.open("rb") as archivo:
        return documento, archivo.read()


@permiso(PERMISO)
@require_safe
def documento_archivo(request, pk):
    """The file itself, always as a download."""
    documento, contenido = leer(request, pk)
    return respuesta(contenido, "application/octet-stream", documento.nombre_original, adjunto=True)


@permiso(PERMISO)
@require_safe
def documento_imagen(request, pk):
    """The picture we wrote again when it came, or the first page of a PDF as a picture."""
    documento, contenido = leer(request, pk)
    if documento.tipo_mime == "image/jpeg":
        return respuesta(contenido, "image/jpeg")
    try:
        return respuesta(primera_pagina(contenido), "image/png")
    except ValueError as error:
        raise Http404 from error


@permiso(PERMISO)
@require_POST
def ver_reservados(request, pk):
    """What is reserved, after saying who looks; never by a link that something may follow."""
    solicitud = registro(request, SolicitudVisitante, pk, PERMISO)
    antes = consultas_de(solicitud)
    anotar_consulta(solicitud, "Datos reservados", by=request.user)
    context = {
        "object": solicitud,
        "datos": datos_reservados(solicitud),
        "consultas": antes,
        "title": f"Datos reservados de {solicitud}",
        "breadcrumbs": migas(solicitud),
        "volver": solicitud_url(solicitud.pk),
    }
    partial = request.htmx and not request.htmx.boosted
    name = "_reservados" if partial else "reservados"
    return render(request, f"acompanamiento/{name}.html", context)


@permiso("acompanamiento.change_solicitudvisitante")
@formulario
def editar_reservados(request, pk):
    """Correct what is reserved: to open the form is to look."""
    solicitud = registro(
        request, SolicitudVisitante, pk, "acompanamiento.change_solicitudvisitante"
    )
    exigir(request.user, PERMISO, solicitud)
    anotar_consulta(solicitud, "Datos reservados, para corregirlos", by=request.user)
    version = solicitud.version
    form = ReservadosForm(instance=solicitud, **datos(request))
    if request.method == "POST" and request.POST.get("version") != str(version):
        form.add_error(None, "Mientras editabas, alguien guardó cambios: revisa y guarda otra vez.")
        form.data = form.data.copy()
        form.data["version"] = version
    return acto(
        request,
        form,
        solicitud,
        hacer=lambda _: form.guardar(by=request.user),
        hecho="Se guardaron los datos reservados.",
        title=f"Datos reservados de {solicitud}",
        explicacion="Queda escrito que los abriste.",
        submit_text="Guardar",
    )


@permiso("acompanamiento.change_solicitudvisitante")
@formulario
def registrar_pasaporte(request, pk):
    """Another passport of the person; the former one is kept."""
    solicitud = registro(
        request, SolicitudVisitante, pk, "acompanamiento.change_solicitudvisitante"
    )
    form = PasaporteForm(instance=PasaporteVisitante(solicitud=solicitud), **datos(request))
    return acto(
        request,
        form,
        solicitud,
        hacer=lambda _: actions.registrar_pasaporte(solicitud, form.instance, by=request.user),
        hecho="Se registró el pasaporte.",
        title=f"Registrar pasaporte de {solicitud}",
        explicacion="Si ya tenía uno, queda como anterior: no se borra.",
        submit_text="Registrar pasaporte",
    )


@permiso("acompanamiento.change_solicitudvisitante")
@formulario
def agregar_documento(request, pk, requisito):
    """A paper that came by another way, for one requisite of the call."""
    solicitud = registro(
        request, SolicitudVisitante, pk, "acompanamiento.change_solicitudvisitante"
    )
    pedido = solicitud.convocatoria.requisitos.vivos().filter(pk=requisito).first()
    if pedido is None:
        raise Http404
    if solicitud.estado not in ("borrador", "recibida", "en_revision", "prevenida"):
        messages.error(request, "La solicitud ya se resolvió: sus documentos no cambian.")
        return redirect(solicitud_url(pk))
    return acto(
        request,
        DocumentoForm(**datos(request)),
        solicitud,
        hacer=lambda d: actions.recibir_documento(solicitud, pedido, d["archivo"], by=request.user),
        hecho=f"Se agregó: {pedido.nombre_es}.",
        ancla="#documentos",
        title=f"Agregar: {pedido.nombre_es}",
        explicacion="Si ya había uno, queda como anterior.",
        submit_text="Agregar documento",
    )
