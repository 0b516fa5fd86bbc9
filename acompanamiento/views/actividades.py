"""One activity: who has a place, who waits, who came."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from acompanamiento.actions.entradas import cerrar_lista, deshacer_asistencia, marcar_asistencia
from acompanamiento.actions.participacion import (
    cancelar_participacion,
    confirmar,
    inscribir_varias,
)
from acompanamiento.actions.programa import CERRADOS, guardar_actividad
from acompanamiento.enums import (
    OCUPAN_LUGAR,
    POR_LLEGAR,
    SE_INSCRIBE,
    EstadoParticipacion,
)
from acompanamiento.forms.pasos import MotivoForm
from acompanamiento.forms.programa import ActividadForm, CancelarParticipacionForm
from acompanamiento.models import ActividadPrograma, Participacion
from acompanamiento.queries.agenda import (
    HASTA_CANDIDATAS,
    candidatas,
    con_lugar_por_nombre,
    filas_de,
    personas_con,
    por_nombre,
)
from acompanamiento.queries.manifiesto import datos_manifiesto
from acompanamiento.queries.rutas import ruta_de
from acompanamiento.views.programa import acto, migas, programa_url
from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.forms import clean_text
from core.permisos import permiso
from crm.views.actos import datos, formulario, registro

E = EstadoParticipacion
VER = "acompanamiento.view_actividadprograma"
CAMBIAR = "acompanamiento.change_participacion"
INSCRIBIR = "acompanamiento.add_participacion"
EN_BLANCO = range(5)  # lines for who arrives without being on the list


def actividad_url(pk):
    return reverse("acompanamiento:actividadprograma_detail", args=[pk])


def migas_de(actividad):
    return [*migas(actividad.programa), (actividad.titulo, actividad_url(actividad.pk))]


@permiso(VER)
@require_safe
def actividad_detalle(request, pk):
    """Who goes, and what can be done with each."""
    actividad = registro(request, ActividadPrograma, pk, VER)
    filas, user = filas_de(actividad), request.user
    ocupados = [f for f in filas if f.estado in OCUPAN_LUGAR]
    abierto = actividad.programa.estado in SE_INSCRIBE
    context = {
        "title": actividad.titulo,
        "object": actividad,
        "con_lugar": por_nombre(ocupados),
        "esperan": [f for f in filas if f.estado == E.ESPERA],
        "canceladas": [f for f in filas if f.estado == E.CANCELADA],
        "quedan": max(0, actividad.cupo - len(ocupados)),
        "asistieron": sum(f.estado == E.ASISTIO for f in filas),
        "puede": user.has_perm(CAMBIAR),
        "puede_inscribir": abierto and user.has_perm(INSCRIBIR),
        "puede_cerrar": user.has_perm(CAMBIAR)
        and actividad.fin < timezone.now()
        and any(f.estado in POR_LLEGAR for f in filas),
        "puede_editar": user.has_perm("acompanamiento.change_actividadprograma")
        and actividad.programa.estado not in CERRADOS,
        "puede_quitar": user.has_perm("acompanamiento.delete_actividadprograma")
        and actividad.programa.estado not in CERRADOS,
        "ruta": ruta_de(actividad),
        "puede_ruta": user.has_perm("acompanamiento.change_rutacasillas")
        and actividad.programa.estado not in CERRADOS,
        "breadcrumbs": migas(actividad.programa),
    }
    return render(request, "acompanamiento/actividad.html", context)


@permiso("acompanamiento.change_actividadprograma")
@formulario
def actividad_editar(request, pk):
    """Correct an activity; more places let in who waits."""
    perm = "acompanamiento.change_actividadprograma"
    actividad = registro(request, ActividadPrograma, pk, perm)
    form = ActividadForm(instance=actividad, **datos(request))
    return acto(
        request,
        form,
        actividad.programa,
        hacer=lambda _: guardar_actividad(form.instance, by=request.user),
        hecho="Se guardó la actividad.",
        volver=actividad_url(pk),
        breadcrumbs=migas_de(actividad),
        title="Editar la actividad",
        submit_text="Guardar",
    )


@permiso("acompanamiento.delete_actividadprograma")
@formulario
def actividad_quitar(request, pk):
    """Withdraw an activity in which nobody is left."""
    perm = "acompanamiento.delete_actividadprograma"
    actividad = registro(request, ActividadPrograma, pk, perm)

    def hacer(data):
        if actividad.programa.estado in CERRADOS:
            raise ValidationError("El programa ya concluyó: sus actividades no cambian.")
        return actividad.eliminar(by=request.user, motivo=data["motivo"])

    return acto(
        request,
        MotivoForm(**datos(request)),
        actividad.programa,
        hacer=hacer,
        hecho="Se quitó la actividad del programa.",
        volver=programa_url(actividad.programa_id),
        breadcrumbs=migas_de(actividad),
        title=f"Quitar «{actividad}»",
        explicacion="Deja de estar en el programa; su historial se conserva.",
        submit_text="Quitar",
        danger=True,
    )


@permiso(INSCRIBIR)
@formulario
def actividad_inscribir(request, pk):
    """Search accredited people and enrol the ones chosen, one or many."""
    actividad = registro(request, ActividadPrograma, pk, VER)
    escrito = clean_text(request.POST.get("q", request.GET.get("q", ""))).strip()[:100]
    elegidas = request.POST.getlist("personas")[:500]
    errores = []
    if request.method == "POST":
        personas = personas_con(request.user, elegidas)
        try:
            filas = inscribir_varias(actividad, by=request.user, personas=personas)
        except ValidationError as error:
            errores = error.messages
        else:
            messages.success(request, se_inscribio(filas))
            return redirect(actividad_url(pk))
    opciones = candidatas(request.user, actividad, escrito)
    context = {
        "title": "Inscribir personas",
        "object": actividad,
        "escrito": escrito,
        "opciones": [o | {"marcada": o["clave"] in elegidas} for o in opciones],
        "muchas": len(opciones) >= HASTA_CANDIDATAS,
        "errores": errores,
        "breadcrumbs": migas_de(actividad),
        "cancel_url": actividad_url(pk),
    }
    status = 422 if errores else 200
    return render(request, "acompanamiento/actividad_inscribir.html", context, status=status)


def se_inscribio(filas):
    """Who got a place and who waits, in a sentence."""
    esperan = [f for f in filas if f.estado == E.ESPERA]
    dentro = len(filas) - len(esperan)
    texto = f"Se inscribió a {filas[0]}." if len(filas) == 1 else f"Se inscribió a {dentro}."
    if len(filas) == 1 and esperan:
        return f"No hay lugares: {filas[0]} quedó en lista de espera."
    if esperan:
        texto += f" En lista de espera: {len(esperan)}."
    return texto


@permiso(VER)
@require_safe
def actividad_lista(request, pk):
    """The attendance list, to be signed."""
    actividad = registro(request, ActividadPrograma, pk, VER)
    context = {
        "title": "Lista de asistencia",
        "object": actividad,
        "filas": con_lugar_por_nombre(actividad),
        "vacias": EN_BLANCO,
        "breadcrumbs": migas_de(actividad),
    }
    return render(request, "acompanamiento/actividad_lista.html", context)


@permiso(VER)
@require_safe
def actividad_manifiesto(request, pk):
    """The same as a paper for the door or the vehicle."""
    actividad = registro(request, ActividadPrograma, pk, VER)
    contenido = compilar("acompanamiento/programa_manifiesto.typ", datos_manifiesto(actividad))
    return como_archivo(contenido, f"manifiesto-{actividad.pk}.pdf", "application/pdf")


@permiso(CAMBIAR)
@require_POST
def actividad_cerrar(request, pk):
    """Who had a place and did not come is noted so."""
    actividad = registro(request, ActividadPrograma, pk, VER)
    try:
        cuantas = cerrar_lista(actividad, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Se cerró la lista. No asistieron: {cuantas}.")
    return redirect(actividad_url(pk))


def participacion_de(request, pk):
    fila = registro(request, Participacion, pk, CAMBIAR)
    return fila, registro(request, ActividadPrograma, fila.actividad_id, VER)


@permiso(CAMBIAR)
@require_POST
def participacion_confirmar(request, pk):
    """The person said they will come."""
    return de_un_toque(request, pk, lambda f: f"{confirmar(f, by=request.user)} confirmó.")


@permiso(CAMBIAR)
@require_POST
def participacion_asistio(request, pk):
    """Somebody who knows the person notes that they are here."""
    return de_un_toque(request, pk, lambda f: marcar_asistencia(f, by=request.user).mensaje)


def de_un_toque(request, pk, hacer):
    """An act without a form: do it, say what came of it, and back to the activity."""
    fila, actividad = participacion_de(request, pk)
    try:
        messages.success(request, hacer(fila))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(actividad_url(actividad.pk))


@permiso(CAMBIAR)
@formulario
def participacion_cancelar(request, pk):
    """Give the place back: the first who waits and can come gets it."""
    fila, actividad = participacion_de(request, pk)

    def hecho(suben):
        entran = ", ".join(str(s) for s in suben)
        return f"Se canceló. Ahora tiene lugar: {entran}." if suben else "Se canceló."

    return acto(
        request,
        CancelarParticipacionForm(**datos(request)),
        actividad.programa,
        hacer=lambda d: cancelar_participacion(fila, by=request.user, motivo=d["motivo"]),
        hecho=hecho,
        volver=actividad_url(actividad.pk),
        breadcrumbs=migas_de(actividad),
        title=f"Cancelar la participación de {fila}",
        explicacion="Su lugar pasa a quien sigue en la lista de espera y pueda asistir.",
        submit_text="Cancelar participación",
        danger=True,
    )


@permiso(CAMBIAR)
@formulario
def participacion_deshacer(request, pk):
    """Take back an arrival, or an absence, noted by mistake."""
    fila, actividad = participacion_de(request, pk)
    return acto(
        request,
        MotivoForm(**datos(request)),
        actividad.programa,
        hacer=lambda d: deshacer_asistencia(fila, by=request.user, motivo=d["motivo"]),
        hecho=f"{fila} vuelve a estar inscrita.",
        volver=actividad_url(actividad.pk),
        breadcrumbs=migas_de(actividad),
        title=f"Quitar lo registrado de {fila}",
        explicacion="Conserva su lugar. El historial guarda quién lo registró y quién lo quitó.",
        submit_text="Quitar",
    )
