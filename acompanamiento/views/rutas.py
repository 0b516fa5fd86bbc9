"""Routes of polling stations: planned beforehand, marked stop by stop on the day."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from acompanamiento.actions.programa import CERRADOS
from acompanamiento.actions.rutas import (
    corregir_parada,
    guardar_parada,
    guardar_ruta,
    marcar_parada,
    mover_parada,
    quitar_parada,
    quitar_ruta,
)
from acompanamiento.enums import SE_INSCRIBE, EstadoParada, TipoActividad
from acompanamiento.forms.pasos import MotivoForm
from acompanamiento.forms.rutas import MarcarParadaForm, ParadaForm, RutaForm
from acompanamiento.models import ActividadPrograma, ParadaRuta, RutaCasillas
from acompanamiento.queries.rutas import cuentas, datos_hoja, paradas_de, ruta_de, zona
from acompanamiento.views.actividades import actividad_url, migas_de
from acompanamiento.views.programa import acto
from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.permisos import permiso
from crm.views.actos import datos, formulario, registro

VER = "acompanamiento.view_rutacasillas"
VER_PARADA = "acompanamiento.view_paradaruta"
CAMBIAR = "acompanamiento.change_rutacasillas"
CAMBIAR_PARADA = "acompanamiento.change_paradaruta"
MARCAR = "acompanamiento.marcar_paradaruta"


def ruta_url(pk):
    return reverse("acompanamiento:rutacasillas_detail", args=[pk])


def migas_de_ruta(ruta):
    return [*migas_de(ruta.actividad), (ruta.nombre, ruta_url(ruta.pk))]


def acto_de_ruta(request, form, ruta, **context):
    """An act whose way back is the page of the route."""
    context.setdefault("volver", ruta_url(ruta.pk))
    context.setdefault("breadcrumbs", migas_de_ruta(ruta))
    return acto(request, form, ruta.actividad.programa, **context)


@permiso(VER)
@require_safe
def ruta_detalle(request, pk):
    """The stops in order, what was found at each, and what can be done."""
    ruta = registro(request, RutaCasillas, pk, VER)
    paradas, user = paradas_de(ruta), request.user
    estado = ruta.actividad.programa.estado
    abierta = estado not in CERRADOS
    context = {
        "title": ruta.nombre,
        "object": ruta,
        "actividad": ruta.actividad,
        "zona": zona(ruta),
        "paradas": paradas,
        "cuentas": cuentas(paradas),
        "puede": abierta and user.has_perm(CAMBIAR),
        "puede_marcar": estado in SE_INSCRIBE and user.has_perm(MARCAR),
        "breadcrumbs": migas_de(ruta.actividad),
    }
    return render(request, "acompanamiento/ruta.html", context)


@permiso(CAMBIAR)
@formulario
def actividad_ruta(request, pk):
    """The vehicle of a tour: written the first time, corrected afterwards."""
    actividad = registro(request, ActividadPrograma, pk, CAMBIAR)
    if actividad.tipo != TipoActividad.CASILLAS:
        messages.error(request, "Solo los recorridos por casillas tienen ruta.")
        return redirect(actividad_url(pk))
    ruta = ruta_de(actividad)
    form = RutaForm(instance=ruta or nueva(actividad), **datos(request))
    return acto(
        request,
        form,
        actividad.programa,
        hacer=lambda _: guardar_ruta(form.instance, by=request.user),
        hecho="Se guardó la ruta.",
        volver=ruta_url(ruta.pk) if ruta else actividad_url(pk),
        breadcrumbs=migas_de(actividad),
        title="Editar la ruta" if ruta else "Trazar la ruta",
        explicacion="" if ruta else "Primero el vehículo; después se agregan las casillas.",
        submit_text="Guardar",
    )


def nueva(actividad):
    """A route with what its activity already says."""
    return RutaCasillas(
        actividad=actividad,
        nombre=actividad.titulo[:120],
        capacidad=actividad.cupo,
        enlace=actividad.responsable,
        salida=actividad.sede,
    )


@permiso(CAMBIAR)
@formulario
def ruta_quitar(request, pk):
    """The activity stays without its route."""
    ruta = registro(request, RutaCasillas, pk, CAMBIAR)
    return acto_de_ruta(
        request,
        MotivoForm(**datos(request)),
        ruta,
        hacer=lambda d: quitar_ruta(ruta, by=request.user, motivo=d["motivo"]),
        hecho="Se quitó la ruta.",
        volver=actividad_url(ruta.actividad_id),
        title=f"Quitar la ruta «{ruta}»",
        explicacion="La actividad y las personas inscritas se quedan; su historial se conserva.",
        submit_text="Quitar",
        danger=True,
    )


@permiso(VER)
@require_safe
def ruta_hoja(request, pk):
    """The sheet that goes in the vehicle."""
    ruta = registro(request, RutaCasillas, pk, VER)
    contenido = compilar("acompanamiento/ruta_hoja.typ", datos_hoja(ruta))
    return como_archivo(contenido, f"hoja-de-ruta-{ruta.pk}.pdf", "application/pdf")


@permiso(CAMBIAR)
@formulario
def ruta_agregar_parada(request, pk):
    """One more polling station; its hour gives it its place."""
    ruta = registro(request, RutaCasillas, pk, CAMBIAR)
    inicio = ParadaRuta(ruta=ruta, prevista_en=ruta.actividad.inicio)
    return con_parada(request, ParadaForm(instance=inicio, **datos(request)), "Agregar casilla")


def con_parada(request, form, title):
    return acto_de_ruta(
        request,
        form,
        form.instance.ruta,
        hacer=lambda _: guardar_parada(form.instance, by=request.user),
        hecho=lambda parada: f"Se guardó: {parada}.",
        title=title,
        submit_text="Guardar casilla",
    )


@permiso(CAMBIAR_PARADA)
@formulario
def parada_editar(request, pk):
    """Correct a stop that was not visited yet."""
    parada = registro(request, ParadaRuta, pk, CAMBIAR_PARADA)
    return con_parada(request, ParadaForm(instance=parada, **datos(request)), f"Editar: {parada}")


@permiso(CAMBIAR_PARADA)
@formulario
def parada_quitar(request, pk):
    """It will not be visited."""
    parada = registro(request, ParadaRuta, pk, CAMBIAR_PARADA)
    return acto_de_ruta(
        request,
        MotivoForm(**datos(request)),
        parada.ruta,
        hacer=lambda d: quitar_parada(parada, by=request.user, motivo=d["motivo"]),
        hecho="Se quitó la casilla de la ruta.",
        title=f"Quitar de la ruta: {parada}",
        submit_text="Quitar",
        danger=True,
    )


def de_un_toque(request, parada, hacer):
    """An act without a form: do it, say what came of it, and back to the route, at the stop."""
    try:
        if texto := hacer():
            messages.success(request, texto)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{ruta_url(parada.ruta_id)}#parada-{parada.pk}")


@permiso(CAMBIAR_PARADA)
@require_POST
def parada_mover(request, pk):
    """One place up or down, with the hour of that place."""
    parada = registro(request, ParadaRuta, pk, CAMBIAR_PARADA)
    arriba = request.POST.get("hacia") == "arriba"
    return de_un_toque(
        request, parada, lambda: mover_parada(parada, by=request.user, arriba=arriba)
    )


@permiso(MARCAR)
@require_POST
def parada_visitada(request, pk):
    """Visited now, as planned: one touch at the door of the polling station."""
    parada = registro(request, ParadaRuta, pk, MARCAR)

    def hacer():
        marcar_parada(parada, by=request.user, estado=EstadoParada.VISITADA)
        return f"Visitada: {parada}."

    return de_un_toque(request, parada, hacer)


@permiso(MARCAR)
@formulario
def parada_marcar(request, pk):
    """What was found, at another hour or not as planned."""
    parada = registro(request, ParadaRuta, pk, MARCAR)
    return acto_de_ruta(
        request,
        MarcarParadaForm(**datos(request)),
        parada.ruta,
        hacer=lambda d: marcar_parada(parada, by=request.user, **d),
        hecho=f"Se marcó: {parada}.",
        title=f"Qué se encontró: {parada}",
        explicacion=f"Dirección prevista: {parada.direccion}.",
        submit_text="Guardar lo encontrado",
    )


@permiso(CAMBIAR_PARADA)
@formulario
def parada_corregir(request, pk):
    """Take back what was marked by mistake."""
    parada = registro(request, ParadaRuta, pk, CAMBIAR_PARADA)
    return acto_de_ruta(
        request,
        MotivoForm(**datos(request)),
        parada.ruta,
        hacer=lambda d: corregir_parada(parada, by=request.user, motivo=d["motivo"]),
        hecho=f"{parada} está otra vez por visitar.",
        title=f"Quitar lo marcado: {parada}",
        explicacion="Si dejó una incidencia, también se retira. El historial guarda las dos cosas.",
        submit_text="Quitar lo marcado",
        danger=True,
    )
