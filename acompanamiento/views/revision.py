"""The review of one application: its papers beside what was typed, and the decision, in a page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from acompanamiento import actions
from acompanamiento.enums import EstadoDocumento, EstadoVisitante
from acompanamiento.forms.pasos import DevolverForm, PrevenirForm, RechazarForm, ResolucionForm
from acompanamiento.models import DocumentoVisitante, SolicitudVisitante
from acompanamiento.queries.reservados import PERMISO, RESERVADOS
from acompanamiento.queries.revision import (
    JUNTOS,
    cola,
    comprobacion,
    exigir_sin_devueltos,
    expediente,
    impedimentos,
    motivos_para,
    siguiente,
    sin_revisar,
)
from acompanamiento.views.comunes import hija, migas, solicitud_url
from acompanamiento.views.fichas import fact_of
from acompanamiento.views.pasos import LO_PIDE_SU_FORMA
from acompanamiento.views.resolucion import recordada, recordar, textos_de_rechazo
from core.models import anotar_consulta
from core.permisos import exigir, permiso
from crm.views.actos import datos, registro
from observacion.enums import ClaveRequisito

REVISAR = "acompanamiento.revisar_solicitudvisitante"
HECHOS = (
    "nombres",
    "apellidos",
    "nombre_latino",
    "fecha_nacimiento",
    "lugar_nacimiento",
    "sexo",
    "nacionalidades",
    "pais_residencia",
    "organizacion",
    "cargo",
    "perfil",
    "llegada",
    "salida",
    "idioma",
)


def revisar_url(pk, ancla=""):
    return f"{reverse('acompanamiento:solicitudvisitante_revisar', args=[pk])}{ancla}"


@permiso(REVISAR)
@require_safe
def revisar_siguiente(request):
    """The first of the queue, or the one after ``?de=``."""
    actual = None
    if (pk := request.GET.get("de", "")).isdecimal() and len(pk) < 15:
        actual = SolicitudVisitante.objects.visibles_para(request.user).filter(pk=pk).first()
    otra = siguiente(request.user, actual)
    if otra is None:
        messages.success(request, "No queda ninguna solicitud por revisar.")
        return redirect("acompanamiento:solicitudvisitante_list")
    return redirect(revisar_url(otra.pk))


@permiso(REVISAR)
@require_safe
def revisar(request, pk):
    """Side by side. To open it is to look at the passport, and it is written."""
    return mostrar(request, tomar(request, pk))


def tomar(request, pk):
    rows = SolicitudVisitante.objects.visibles_para(request.user).prefetch_related(*JUNTOS)
    solicitud = get_object_or_404(
        rows.select_related("convocatoria__proceso", "responsable"), pk=pk
    )
    exigir(request.user, REVISAR, solicitud)
    exigir(request.user, PERMISO, solicitud)
    return solicitud


def mostrar(request, solicitud, status=200, **formas):
    """The page; ``formas`` are those that come back with what has to be corrected."""
    user, pasaporte = request.user, solicitud.pasaporte()
    anotar_consulta(solicitud, "Pasaporte y documentos, para revisar", by=user)
    papeles = expediente(solicitud)
    foto = next((f for f in papeles if f["requisito"].clave == ClaveRequisito.FOTOGRAFIA), None)
    en_cola = list(cola(user).values_list("pk", flat=True)[:200])
    context = {
        "title": f"Revisar a {solicitud}",
        "object": solicitud,
        "breadcrumbs": migas(solicitud),
        "papeles": papeles,
        "foto": foto["documento"] if foto else None,
        "hechos": [fact_of(solicitud, campo) for campo in HECHOS],
        "pasaporte": pasaporte,
        "comprobaciones": comprobacion(solicitud, pasaporte),
        "reservados": [campo for campo in RESERVADOS if getattr(solicitud, campo)],
        "en_revision": solicitud.estado == EstadoVisitante.EN_REVISION,
        "por_tomar": solicitud.estado == EstadoVisitante.RECIBIDA,
        "quedan": len([pk for pk in en_cola if pk != solicitud.pk]),
        "siguiente_url": f"{reverse('acompanamiento:revisar_siguiente')}?de={solicitud.pk}",
        "volver": solicitud_url(solicitud.pk),
        "textos": textos_de_rechazo(),
        "sin_revisar": len(sin_revisar(solicitud)),
        "faltan": faltan(solicitud, user),
        "puede_resolver": user.has_perm("acompanamiento.aprobar_solicitudvisitante", solicitud),
    }
    context |= {
        "forma_aprobar": ResolucionForm(
            user=user, initial=recordada(request), prefix="aprobar", auto_id="aprobar_%s"
        ),
        "forma_prevenir": PrevenirForm(user=user, prefix="prevenir"),
        "forma_rechazar": RechazarForm(user=user, initial=recordada(request), prefix="rechazar"),
    }
    return render(
        request, "acompanamiento/solicitudvisitante_revisar.html", context | formas, status=status
    )


def faltan(solicitud, user):
    """What keeps it from being approved, beyond accepting the papers that are here."""
    if solicitud.estado != EstadoVisitante.EN_REVISION:
        return []
    por_aceptar = sin_revisar(solicitud)
    for documento in por_aceptar:
        documento.estado = EstadoDocumento.ACEPTADO
    reasons = [r for r in impedimentos(solicitud, "aprobar", user) if r not in LO_PIDE_SU_FORMA]
    for documento in por_aceptar:
        documento.estado = EstadoDocumento.POR_REVISAR
    return reasons


@permiso(REVISAR)
@require_POST
def tomar_para_revisar(request, pk):
    """One that nobody has: whoever opens it reviews it."""
    solicitud = registro(request, SolicitudVisitante, pk, REVISAR)
    try:
        actions.mover(solicitud, "asignar", by=request.user, responsable=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(revisar_url(pk))


@permiso(REVISAR)
@require_POST
def documento_aceptar(request, pk):
    """The paper does; on to the next one."""
    documento = hija(request, DocumentoVisitante, pk, REVISAR)
    try:
        actions.aceptar_documento(documento, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(revisar_url(documento.solicitud_id, ancla_siguiente(documento)))


@permiso(REVISAR)
@require_POST
def documento_devolver(request, pk):
    """The paper has to be sent again, and why."""
    documento = hija(request, DocumentoVisitante, pk, REVISAR)
    form = DevolverForm(motivos=motivos_para(documento.requisito.clave), **datos(request))
    aqui = revisar_url(documento.solicitud_id, f"#documento-{documento.pk}")
    if not form.is_valid():
        messages.error(request, "Elige por qué se devuelve el documento.")
        return redirect(aqui)
    try:
        actions.devolver_documento(documento, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(aqui)
    return redirect(revisar_url(documento.solicitud_id, ancla_siguiente(documento)))


def ancla_siguiente(documento):
    """Where the eye goes after one paper: the next that nobody has looked at, or the decision."""
    otro = next((d for d in sin_revisar(documento.solicitud) if d.pk != documento.pk), None)
    return f"#documento-{otro.pk}" if otro else "#decision"


def aprobar(solicitud, data, by):
    """Accept the papers that nobody returned and grant it: whoever approves has seen them."""
    exigir_sin_devueltos(solicitud)
    for documento in sin_revisar(solicitud):
        actions.aceptar_documento(documento, by=by)
    return actions.aprobar(solicitud, by=by, fecha=data["fecha"], clave=data["clave"])


DECISIONES = {
    "aprobar": (ResolucionForm, aprobar, "Aprobada"),
    "prevenir": (
        PrevenirForm,
        lambda s, d, by: actions.prevenir(s, by=by, prevencion=d["prevencion"], limite=d["limite"]),
        "Se pidieron correcciones",
    ),
    "rechazar": (RechazarForm, lambda s, d, by: actions.rechazar(s, by=by, **d), "Rechazada"),
}


@permiso(REVISAR)
@require_POST
def decidir(request, pk, verbo):
    """Approve, ask for corrections or refuse; what is right leads to the next of the queue."""
    if verbo not in DECISIONES:
        raise Http404
    solicitud = registro(request, SolicitudVisitante, pk, REVISAR)
    exigir(request.user, f"acompanamiento.{verbo}_solicitudvisitante", solicitud)
    clase, hacer, hecho = DECISIONES[verbo]
    auto = {"auto_id": "aprobar_%s"} if verbo == "aprobar" else {}
    form = clase(prefix=verbo, **auto, **datos(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                hecha = hacer(solicitud, form.cleaned_data, request.user)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            if verbo == "aprobar":
                recordar(request, hecha)
            messages.success(request, f"{hecho}: {solicitud}.")
            url = reverse("acompanamiento:revisar_siguiente")
            return redirect(f"{url}?de={pk}")
    fresca = tomar(request, pk)
    abierta = {f"forma_{verbo}": form, "abierta": verbo, "form": form}
    return mostrar(request, fresca, status=422, **abierta)
