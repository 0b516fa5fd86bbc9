"""Meetings: the record with its agenda, people and minutes, and every verb."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.keys import as_key
from core.permisos import exigir, permiso
from core.views import CreateView, DetailView, UpdateView
from crm.actions import reuniones as actions
from crm.forms.actos import AccionForm, MotivoForm
from crm.forms.reuniones import AsistenciaForm, PuntoForm, ReprogramarForm
from crm.models import Asistencia, PuntoAgenda, Reunion
from crm.queries.agenda import compromisos_por_revisar, puntos_sin_tratar
from crm.views.actos import acto, datos, formulario, registro
from crm.views.gestiones import crear_desde
from crm.workflows import REUNION

TITULOS = {
    "convocar": ("Convocar", "Las personas de la lista recibirán la invitación por correo."),
    "celebrar": (
        "Registrar que se celebró",
        "Los compromisos abiertos y los puntos pendientes pasan al orden del día.",
    ),
    "revisar_minuta": ("Pasar la minuta a revisión", "Todavía podrá corregirse."),
    "devolver_minuta": ("Devolver la minuta", "Vuelve a quien la redacta."),
    "firmar_minuta": (
        "Registrar la firma de la minuta",
        "Queda fija. Si hay que corregirla, será en una versión nueva.",
    ),
    "corregir_minuta": (
        "Abrir una versión nueva de la minuta",
        "La versión firmada se conserva como está.",
    ),
    "cancelar": ("Cancelar la reunión", "Sus pendientes pasarán a la siguiente reunión."),
}
CON_MOTIVO = {"devolver_minuta", "corregir_minuta", "cancelar"}


def reunion_url(pk):
    return reverse("crm:reunion_detail", args=[pk])


def verbo_url(name, pk):
    return reverse(f"crm:reunion_{name}", args=[pk])


class ReunionDetailView(DetailView):
    """Agenda with what is carried over, people of both sides, minutes and commitments."""

    def actions(self):
        found, obj = super().actions(), self.object
        if self.request.user.has_perm("crm.add_gestion"):
            instituciones = obj.instituciones.all()
            url = crear_desde("reunion", obj, obj.asunto, instituciones)
            found.append(
                {"text": "Registrar gestión", "icon": "inbox", "url": url, "operation": "gestion"}
            )
        return found

    def get_context_data(self, **kwargs):
        reunion, user = self.object, self.request.user
        return super().get_context_data(
            instituciones=list(reunion.instituciones.order_by("orden")),
            puntos=list(reunion.puntos.vivos().select_related("compromiso", "viene_de__reunion")),
            por_revisar=compromisos_por_revisar(reunion),
            sin_tratar=puntos_sin_tratar(reunion),
            asistencias=list(reunion.asistencias.vivos()),
            compromisos=list(
                reunion.compromisos.vivos().select_related("responsable", "area", "puesto")
            ),
            versiones=list(reunion.versiones.vivos().select_related("creado_por")),
            transiciones=self.transitions(),
            puede_editar=user.has_perm("crm.change_reunion") and not reunion.esta_bloqueada,
            **kwargs,
        )

    def transitions(self):
        """The verbs of the state machine, blocked ones with their reason."""
        return [
            {
                "text": accion.transition.label,
                "icon": accion.transition.icon,
                "danger": accion.transition.danger,
                "reasons": accion.reasons,
                "url": verbo_url(accion.transition.name, self.object.pk),
            }
            for accion in REUNION.available(self.object, self.request.user)
        ]


def verbo_de_reunion(verbo):
    """The view of an act that only changes the state; its texts stand in ``TITULOS``."""
    transition = REUNION.transitions[verbo]
    titulo, explicacion = TITULOS[verbo]

    @permiso(transition.permission)
    @formulario
    def view(request, pk):
        reunion = registro(request, Reunion, pk, transition.permission)
        form_class = MotivoForm if verbo in CON_MOTIVO else AccionForm

        def hacer(data):
            if verbo == "celebrar":
                return actions.celebrar(reunion, by=request.user)
            if verbo == "firmar_minuta":
                return actions.firmar_minuta(reunion, by=request.user)
            return actions.avanzar(reunion, verbo, by=request.user, motivo=data.get("motivo", ""))

        return acto(
            request,
            form_class(**datos(request)),
            hacer=hacer,
            volver=reunion_url(pk),
            hecho=f"{transition.label}: listo.",
            title=titulo,
            explicacion=explicacion,
            submit_text=transition.label,
            danger=transition.danger,
            object=reunion,
        )

    view.__name__ = f"reunion_{verbo}"
    view.__doc__ = f"{transition.label}."
    return view


@permiso("crm.convocar_reunion")
@formulario
def reunion_reprogramar(request, pk):
    """Move a meeting to another moment, with its reason."""
    reunion = registro(request, Reunion, pk, "crm.convocar_reunion")
    form = ReprogramarForm(initial={"inicio": reunion.inicio, "fin": reunion.fin}, **datos(request))
    return acto(
        request,
        form,
        hacer=lambda data: actions.reprogramar(
            reunion,
            by=request.user,
            inicio=data["inicio"],
            fin=data["fin"],
            motivo=data["motivo"],
        ),
        volver=reunion_url(pk),
        hecho="Se reprogramó la reunión.",
        title=f"Reprogramar {reunion}",
        explicacion="La fecha anterior queda en el historial.",
        submit_text="Reprogramar",
        object=reunion,
    )


@permiso("crm.add_asistencia")
@formulario
def reunion_convidar(request, pk):
    """Add a person of either side to the list."""
    reunion = registro(request, Reunion, pk, "crm.view_reunion")
    exigir(request.user, "crm.change_reunion", reunion)

    def hacer(data):
        asistencia = Asistencia(
            reunion=reunion,
            contacto=data["contacto"],
            integrante=data["integrante"],
            puesto=puesto_de(data["contacto"], reunion),
        )
        asistencia.full_clean()
        asistencia.guardar(by=request.user)

    return acto(
        request,
        AsistenciaForm(**datos(request)),
        hacer=hacer,
        volver=reunion_url(pk),
        hecho="Se agregó a la lista.",
        title="Agregar a una persona",
        explicacion=f"Reunión: {reunion}",
        submit_text="Agregar",
        object=reunion,
    )


def puesto_de(contacto, reunion):
    """The seat by which a person attends: theirs in one of the institutions of the meeting."""
    if contacto is None:
        return None
    held = contacto.ocupaciones.en_funciones().filter(
        puesto__institucion__in=reunion.instituciones.all()
    )
    ocupacion = held.select_related("puesto").first()
    return ocupacion.puesto if ocupacion else None


@permiso("crm.change_asistencia")
@require_POST
def asistencia_marcar(request, pk):
    """Tick who came."""
    asistencia = registro(request, Asistencia, pk, "crm.change_asistencia")
    if asistencia.reunion.esta_bloqueada:
        messages.error(request, "La minuta está firmada: abre una versión nueva para corregirla.")
        return redirect(reunion_url(asistencia.reunion_id))
    marca = {"si": True, "no": False}.get(request.POST.get("asistio"))
    asistencia.asistio = marca
    asistencia.guardar(by=request.user)
    return redirect(f"{reunion_url(asistencia.reunion_id)}#asistencia")


class DeReunionMixin:
    """Records inside a meeting: they return to its page, and its signed minutes lock them."""

    def success_url(self, obj):
        return f"{reunion_url(obj.reunion_id)}#agenda"


class PuntoUpdateView(DeReunionMixin, UpdateView):
    pass


@permiso("crm.add_puntoagenda")
@formulario
def reunion_agregar_punto(request, pk):
    """Add a point to the agenda."""
    reunion = registro(request, Reunion, pk, "crm.view_reunion")
    exigir(request.user, "crm.change_reunion", reunion)
    form = PuntoForm(
        request.POST if request.method == "POST" else None,
        instance=PuntoAgenda(reunion=reunion),
        user=request.user,
    )

    def hacer(_data):
        form.instance.orden_dia = reunion.puntos.vivos().count() + 1
        form.instance.full_clean()
        form.guardar(by=request.user)

    return acto(
        request,
        form,
        hacer=hacer,
        volver=f"{reunion_url(pk)}#agenda",
        hecho="Se agregó el punto.",
        title="Agregar un punto al orden del día",
        explicacion=f"Reunión: {reunion}",
        submit_text="Agregar punto",
        object=reunion,
    )


class CompromisoDeReunionView(CreateView):
    """A commitment made in a meeting: it knows its meeting and proposes its institution."""

    def build_form(self, data=None, instance=None, **kwargs):
        form = super().build_form(data, instance, **kwargs)
        if key := self.request.GET.get("reunion", ""):
            rows = Reunion.objects.visibles_para(self.request.user)
            form.instance.reunion = rows.filter(pk=as_key(key)).first()
        return form

    def success_url(self, obj):
        return reunion_url(obj.reunion_id) if obj.reunion_id else super().success_url(obj)


@permiso("crm.view_reunion")
@require_safe
def reunion_lista_asistencia(request, pk):
    """The attendance list to print, with a signature column."""
    reunion = registro(request, Reunion, pk, "crm.view_reunion")
    context = {
        "title": f"Lista de asistencia: {reunion}",
        "object": reunion,
        "asistencias": reunion.asistencias.vivos().select_related("puesto__institucion"),
        "instituciones": reunion.instituciones.order_by("orden"),
        "breadcrumbs": [("Reuniones", reverse("crm:reunion_list")), (reunion, reunion_url(pk))],
    }
    return render(request, "crm/reunion_asistencia.html", context)
