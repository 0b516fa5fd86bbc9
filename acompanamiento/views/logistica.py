"""How a visitor arrives, sleeps and moves, and who arrives and leaves each day of a programme."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from acompanamiento.actions.logistica import (
    guardar_logistica,
    guardar_traslado,
    impedimento,
    logistica_de,
)
from acompanamiento.forms.logistica import LogisticaForm, LogisticaReservadaForm, TrasladoForm
from acompanamiento.forms.pasos import MotivoForm
from acompanamiento.models import (
    LogisticaVisitante,
    ProgramaAcompanamiento,
    SolicitudVisitante,
    Traslado,
)
from acompanamiento.queries.logistica import (
    comparten,
    datos_reservados,
    de_persona,
    llegadas_y_salidas,
    sin_vuelo,
)
from acompanamiento.queries.reservados import PERMISO
from acompanamiento.views.comunes import acto, migas, solicitud_url
from acompanamiento.views.programa import migas as migas_de_programa
from core.models import anotar_consulta
from core.permisos import exigir, permiso
from crm.views.actos import datos, formulario, registro

VER = "acompanamiento.view_logisticavisitante"
CAMBIAR = "acompanamiento.change_logisticavisitante"
AGREGAR_TRASLADO = "acompanamiento.add_traslado"
CAMBIAR_TRASLADO = "acompanamiento.change_traslado"
QUITAR_TRASLADO = "acompanamiento.delete_traslado"
VER_PROGRAMA = "acompanamiento.view_programaacompanamiento"


def logistica_url(pk):
    return reverse("acompanamiento:solicitudvisitante_logistica", args=[pk])


def fragmento(request):
    return request.htmx and not request.htmx.boosted


@permiso(VER)
@require_safe
def solicitud_logistica(request, pk):
    """The trip of one visitor, as a panel of her page or as a page."""
    solicitud = registro(request, SolicitudVisitante, pk, VER)
    user, razon = request.user, impedimento(solicitud)
    context = {
        "title": f"Logística de {solicitud}",
        "object": solicitud,
        "logistica": de_persona(solicitud),
        "razon": razon,
        "puede": razon is None and user.has_perm(CAMBIAR),
        "puede_traslado": razon is None and user.has_perm(AGREGAR_TRASLADO),
        "puede_quitar": user.has_perm(QUITAR_TRASLADO),
        "puede_reservados": user.has_perm(PERMISO),
        "breadcrumbs": migas(solicitud),
    }
    nombre = "_logistica" if fragmento(request) else "logistica"
    return render(request, f"acompanamiento/{nombre}.html", context)


def no_cabe(request, solicitud):
    """Back to the record, saying why nothing is arranged; nothing when it may be."""
    razon = impedimento(solicitud)
    if razon is None:
        return None
    messages.error(request, razon)
    return redirect(solicitud_url(solicitud.pk))


def la_suya(solicitud):
    return logistica_de(solicitud) or LogisticaVisitante(
        solicitud=solicitud, hotel_desde=solicitud.llegada, hotel_hasta=solicitud.salida
    )


@permiso(CAMBIAR)
@formulario
def editar_logistica(request, pk):
    """Flights, hotel, who receives and who pays."""
    solicitud = registro(request, SolicitudVisitante, pk, CAMBIAR)
    if respuesta := no_cabe(request, solicitud):
        return respuesta
    form = LogisticaForm(instance=la_suya(solicitud), **datos(request))
    return acto(
        request,
        form,
        solicitud,
        hacer=lambda _: guardar_logistica(form.instance, by=request.user),
        hecho="Se guardó la logística.",
        volver=logistica_url(pk),
        title=f"Logística de {solicitud}",
        explicacion="Captura lo que ya sepas: lo demás puede completarse después.",
        submit_text="Guardar",
    )


@permiso(PERMISO)
@require_POST
def ver_logistica_reservada(request, pk):
    """Room, diet, accessibility, insurance and emergency contact; the look stays written."""
    solicitud = registro(request, SolicitudVisitante, pk, PERMISO)
    anotar_consulta(solicitud, "Logística: datos reservados", by=request.user)
    logistica = logistica_de(solicitud)
    context = {
        "object": solicitud,
        "datos": datos_reservados(logistica) if logistica else [],
        "puede": impedimento(solicitud) is None and request.user.has_perm(CAMBIAR),
        "title": f"Logística reservada de {solicitud}",
        "breadcrumbs": migas(solicitud),
        "volver": logistica_url(pk),
    }
    nombre = "_logistica_reservada" if fragmento(request) else "logistica_reservada"
    response = render(request, f"acompanamiento/{nombre}.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@permiso(CAMBIAR)
@formulario
def editar_logistica_reservada(request, pk):
    """Write what is reserved: to open the form is to look."""
    solicitud = registro(request, SolicitudVisitante, pk, CAMBIAR)
    exigir(request.user, PERMISO, solicitud)
    if respuesta := no_cabe(request, solicitud):
        return respuesta
    anotar_consulta(solicitud, "Logística: datos reservados, para corregirlos", by=request.user)
    form = LogisticaReservadaForm(instance=la_suya(solicitud), **datos(request))
    return acto(
        request,
        form,
        solicitud,
        hacer=lambda _: guardar_logistica(form.instance, by=request.user),
        hecho="Se guardaron los datos reservados de la logística.",
        volver=logistica_url(pk),
        title=f"Logística reservada de {solicitud}",
        explicacion="Se guarda cifrado, no se exporta y no sale en la agenda. "
        "Queda escrito que lo abriste.",
        submit_text="Guardar",
    )


@permiso(AGREGAR_TRASLADO)
@formulario
def agregar_traslado(request, pk):
    """One more vehicle for a visitor, and for whoever goes with her."""
    solicitud = registro(request, SolicitudVisitante, pk, AGREGAR_TRASLADO)
    if respuesta := no_cabe(request, solicitud):
        return respuesta
    logistica = logistica_de(solicitud)
    if logistica is None:
        messages.error(request, "Captura primero su logística: su llegada, su hotel o su enlace.")
        return redirect(reverse("acompanamiento:solicitudvisitante_editar_logistica", args=[pk]))
    traslado = Traslado(proceso_id=solicitud.convocatoria.proceso_id, **propuesta(logistica))
    form = TrasladoForm(
        instance=traslado,
        personas=comparten(logistica),
        initial={"ocupantes": [logistica.pk]},
        **datos(request),
    )
    return con_traslado(request, form, solicitud, "Agregar traslado", "Se agregó el traslado.")


def propuesta(logistica):
    """The transfer that is missing, filled in with what is known."""
    if logistica.llegada_en and not logistica.traslados.vivos().filter(clase="llegada").exists():
        return {
            "clase": "llegada",
            "en": logistica.llegada_en,
            "punto": logistica.llegada_lugar,
            "destino": logistica.hotel,
        }
    return {"punto": logistica.hotel}


def con_traslado(request, form, solicitud, title, hecho):
    return acto(
        request,
        form,
        solicitud,
        hacer=lambda d: guardar_traslado(form.instance, by=request.user, ocupantes=d["ocupantes"]),
        hecho=hecho,
        volver=logistica_url(solicitud.pk),
        title=title,
        submit_text="Guardar traslado",
    )


def de_quien(request, traslado):
    """The visitor from whose page the transfer is read: the first who goes in it."""
    suyas = SolicitudVisitante.objects.visibles_para(request.user).filter(
        logisticas__traslados=traslado
    )
    return suyas.order_by("apellidos", "pk").first()


@permiso(CAMBIAR_TRASLADO)
@formulario
def traslado_editar(request, pk):
    """Correct a transfer, for everybody who goes in it."""
    traslado = registro(request, Traslado, pk, CAMBIAR_TRASLADO)
    van = list(traslado.ocupantes.vivos().select_related("solicitud__convocatoria"))
    posibles = {p.pk: p for fila in van for p in [fila, *comparten(fila)]}
    form = TrasladoForm(
        instance=traslado,
        personas=list(posibles.values()),
        initial={"ocupantes": [fila.pk for fila in van]},
        **datos(request),
    )
    solicitud = de_quien(request, traslado)
    if solicitud is None:
        messages.error(request, "En ese traslado ya no va nadie.")
        return redirect("acompanamiento:solicitudvisitante_list")
    return con_traslado(request, form, solicitud, "Editar traslado", "Se guardó el traslado.")


@permiso(QUITAR_TRASLADO)
@formulario
def traslado_quitar(request, pk):
    """Withdraw a transfer, with the reason."""
    traslado = registro(request, Traslado, pk, QUITAR_TRASLADO)
    solicitud = de_quien(request, traslado)
    if solicitud is None:
        messages.error(request, "En ese traslado ya no va nadie.")
        return redirect("acompanamiento:solicitudvisitante_list")
    return acto(
        request,
        MotivoForm(**datos(request)),
        solicitud,
        hacer=lambda d: traslado.eliminar(by=request.user, motivo=d["motivo"]),
        hecho="Se quitó el traslado.",
        volver=logistica_url(solicitud.pk),
        title=f"Quitar el traslado de {traslado}",
        explicacion=f"Deja de estar en la agenda de quienes iban: {traslado.ocupantes.count()}.",
        submit_text="Quitar",
        danger=True,
    )


@permiso(VER_PROGRAMA)
@require_safe
def programa_llegadas(request, pk):
    """Who arrives and who leaves, by day, with who receives each: to print and take along."""
    programa = registro(request, ProgramaAcompanamiento, pk, VER_PROGRAMA)
    exigir(request.user, VER, None)
    dias, elegido = llegadas_y_salidas(programa), request.GET.get("dia", "")
    context = {
        "title": "Llegadas y salidas",
        "object": programa,
        "todos": dias,
        "elegido": elegido,
        "dias": [d for d in dias if d["clave"] == elegido] or dias,
        "sin_vuelo": sin_vuelo(programa),
        "breadcrumbs": migas_de_programa(programa),
    }
    return render(request, "acompanamiento/programa_llegadas.html", context)
