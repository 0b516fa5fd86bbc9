"""Commitments: the record and its verbs."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.keys import as_key
from core.permisos import permiso
from core.views import DetailView
from crm.actions import compromisos as actions
from crm.enums import LadoCompromiso
from crm.forms.actos import AccionForm, MotivoForm
from crm.forms.reuniones import CumplirForm, SeguirForm
from crm.models import Compromiso, Institucion, Reunion
from crm.views.actos import acto, datos, formulario, registro
from crm.views.gestiones import crear_desde
from crm.workflows import COMPROMISO


def compromiso_url(pk):
    return reverse("crm:compromiso_detail", args=[pk])


class CompromisoDetailView(DetailView):
    def actions(self):
        found, obj = super().actions(), self.object
        if self.request.user.has_perm("crm.add_gestion"):
            instituciones = [obj.institucion] if obj.institucion_id else []
            url = crear_desde("compromiso", obj, obj.texto, instituciones)
            found.append(
                {"text": "Registrar gestión", "icon": "inbox", "url": url, "operation": "gestion"}
            )
        return found

    def get_context_data(self, **kwargs):
        compromiso = self.object
        return super().get_context_data(
            seguimientos=list(compromiso.seguimientos.vivos().select_related("creado_por")),
            puede_seguir=self.request.user.has_perm("crm.add_seguimientocompromiso"),
            transiciones=[
                {
                    "text": a.transition.label,
                    "icon": a.transition.icon,
                    "danger": a.transition.danger,
                    "reasons": a.reasons,
                    "url": reverse(f"crm:compromiso_{a.transition.name}", args=[compromiso.pk]),
                }
                for a in COMPROMISO.available(compromiso, self.request.user)
            ],
            **kwargs,
        )


@permiso("crm.iniciar_compromiso")
@formulario
def compromiso_iniciar(request, pk):
    compromiso = registro(request, Compromiso, pk, "crm.iniciar_compromiso")
    return acto(
        request,
        AccionForm(**datos(request)),
        hacer=lambda _: actions.iniciar(compromiso, by=request.user),
        volver=compromiso_url(pk),
        hecho="El compromiso está en proceso.",
        title="Poner en proceso",
        explicacion=compromiso.texto,
        submit_text="Poner en proceso",
        object=compromiso,
    )


@permiso("crm.cumplir_compromiso")
@formulario
def compromiso_cumplir(request, pk):
    compromiso = registro(request, Compromiso, pk, "crm.cumplir_compromiso")
    return acto(
        request,
        CumplirForm(**datos(request)),
        hacer=lambda data: actions.cumplir(
            compromiso, by=request.user, fecha=data["fecha"], nota=data["nota"]
        ),
        volver=compromiso_url(pk),
        hecho="Se registró que se cumplió.",
        title="Registrar que se cumplió",
        explicacion=compromiso.texto,
        submit_text="Registrar",
        object=compromiso,
    )


def terminar(request, pk, verbo, title, hecho):
    """What the ends that need a reason share."""
    perm = f"crm.{verbo}_compromiso"
    compromiso = registro(request, Compromiso, pk, perm)
    return acto(
        request,
        MotivoForm(**datos(request)),
        hacer=lambda data: actions.terminar(
            compromiso, verbo, by=request.user, motivo=data["motivo"]
        ),
        volver=compromiso_url(pk),
        hecho=hecho,
        title=title,
        explicacion=compromiso.texto,
        submit_text=title,
        object=compromiso,
    )


@permiso("crm.incumplir_compromiso")
@formulario
def compromiso_incumplir(request, pk):
    return terminar(
        request, pk, "incumplir", "Registrar incumplimiento", "Se registró el incumplimiento."
    )


@permiso("crm.liberar_compromiso")
@formulario
def compromiso_liberar(request, pk):
    return terminar(
        request, pk, "liberar", "Declarar no exigible", "El compromiso ya no es exigible."
    )


@permiso("crm.reabrir_compromiso")
@formulario
def compromiso_reabrir(request, pk):
    return terminar(request, pk, "reabrir", "Reabrir el compromiso", "Se reabrió el compromiso.")


@permiso("crm.add_seguimientocompromiso")
@formulario
def compromiso_seguir(request, pk):
    """Note what was done about it."""
    compromiso = registro(request, Compromiso, pk, "crm.view_compromiso")
    return acto(
        request,
        SeguirForm(**datos(request)),
        hacer=lambda data: actions.seguir(
            compromiso,
            by=request.user,
            nota=data["nota"],
            fecha=data["fecha"],
            avance=data["avance"],
        ),
        volver=compromiso_url(pk),
        hecho="Se anotó el seguimiento.",
        title="Anotar seguimiento",
        explicacion=compromiso.texto,
        submit_text="Anotar",
        object=compromiso,
    )


@permiso("crm.view_compromiso")
@require_safe
def compromiso_seguimiento(request):
    """The open commitments of both sides with one institution, or those of a meeting, to send."""
    user = request.user
    if key := request.GET.get("reunion", ""):
        reunion = registro(request, Reunion, as_key(key), "crm.view_reunion")
        instituciones = reunion.instituciones.all()
    else:
        key = request.GET.get("institucion", "")
        instituciones = Institucion.objects.visibles_para(user).filter(pk=as_key(key))
    rows = (
        Compromiso.objects.visibles_para(user)
        .abiertos()
        .filter(institucion__in=instituciones)
        .select_related("responsable", "area", "puesto")
        .order_by("fecha_limite", "pk")
    )
    context = {
        "title": "Seguimiento de compromisos",
        "contrapartes": ", ".join(str(i) for i in instituciones),
        "grupos": [(lado.label, [c for c in rows if c.lado == lado]) for lado in LadoCompromiso],
        "breadcrumbs": [("Compromisos", reverse("crm:compromiso_list"))],
    }
    return render(request, "crm/compromiso_seguimiento.html", context)
