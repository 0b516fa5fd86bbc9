"""Badges: their list, their page, and what is done with one."""

import dataclasses

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from core.attachments import SANDBOX, adjuntar, reserved_permission
from core.crud import Crud
from core.models import anotar_consulta
from core.permisos import permiso
from core.views import DetailView, ListView
from crm.forms.actos import AccionForm
from crm.views.actos import datos, formulario, registro, sin_campos_ajenos
from crm.views.vistas import VistasMixin
from observacion.actions import gafetes as actions
from observacion.enums import MotivoReimpresion
from observacion.forms.gafetes import AnularForm, EntregarGafeteForm, GafeteFilter, ReimprimirForm
from observacion.models import Gafete

CAMBIAR = "observacion.change_gafete"
ANULAR = "observacion.anular_gafete"
RESERVADOS = "observacion.consultar_reservados"
# Their badge is handed on the page of the person, where it moves their application.
POR_SU_EXPEDIENTE = ("gafete_listo", "acreditada")


class GafeteListView(VistasMixin, ListView):
    vistas = (
        ("Todos", {}),
        ("Por imprimir", {"situacion": "por_imprimir"}),
        ("En lote", {"situacion": "en_lote"}),
        ("Impresos", {"situacion": "impresos"}),
        ("Entregados", {"situacion": "entregados"}),
        ("Sin validez", {"situacion": "anulados"}),
    )
    otras = (("Lotes", "observacion:lotegafetes_list"),)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.request.user.has_perm("observacion.add_lotegafetes"):
            return context
        url = reverse("observacion:lotegafetes_armar")
        armar = {"text": "Armar lote", "icon": "printer", "url": url}
        return context | {"can_bulk": True, "bulk_actions": [armar]}

    def actions(self):
        if not self.request.user.has_perm("observacion.add_lotegafetes"):
            return super().actions()
        url = reverse("observacion:lotegafetes_armar")
        todos = {"text": "Armar lote con los que faltan", "url": url, "icon": "printer"}
        return [todos | {"primary": True}, *super().actions()]


def titular_url(gafete):
    """The page of the person, in whichever app; nothing when it has none."""
    tipo = gafete.content_type
    try:
        return reverse(f"{tipo.app_label}:{tipo.model}_detail", args=[gafete.object_id])
    except NoReverseMatch:
        return ""


def se_entrega_aqui(gafete):
    """What is not a step of an application: a reprinted badge, or that of staff."""
    return getattr(gafete.titular, "estado", "") not in POR_SU_EXPEDIENTE


class GafeteDetailView(DetailView):
    """What it shows, what it is worth today, and its other generations."""

    def get_context_data(self, **kwargs):
        gafete = self.object
        otras = Gafete.objects.visibles_para(self.request.user).filter(folio=gafete.folio)
        return super().get_context_data(
            situacion=gafete.situacion(),
            titular_url=titular_url(gafete),
            generaciones=otras.exclude(pk=gafete.pk).order_by("-generacion")[:20],
            puede_foto=bool(gafete.foto) and self.request.user.has_perm(RESERVADOS),
            puede_acuse=self.puede_acuse(gafete),
            **kwargs,
        )

    def puede_acuse(self, gafete):
        """The receipt is opened by who may see what is reserved of whoever it belongs to."""
        if gafete.acuse is None:
            return False
        permission = reserved_permission(gafete.acuse.content_type.model_class())
        return self.request.user.has_perm(permission)

    def actions(self):
        gafete, user = self.object, self.request.user
        vivo = gafete.anulado_en is None
        entregado = gafete.entregado_en is not None
        posibles = (
            (
                "entregar",
                "Registrar entrega",
                "hand-index",
                CAMBIAR,
                vivo and not entregado and se_entrega_aqui(gafete),
            ),
            ("reimprimir", "Reimprimir", "arrow-repeat", CAMBIAR, vivo),
            (
                "devolver",
                "Registrar devolución",
                "box-arrow-in-left",
                CAMBIAR,
                entregado and not gafete.devuelto_en,
            ),
            ("anular", "Quitarle validez", "x-circle", ANULAR, vivo),
        )
        propias = [
            {
                "text": text,
                "icon": icon,
                "operation": verbo,
                "url": reverse(f"observacion:gafete_{verbo}", args=[gafete.pk]),
                "primary": verbo == "entregar",
            }
            for verbo, text, icon, perm, cabe in posibles
            if cabe and user.has_perm(perm, gafete)
        ]
        return [*super().actions(), *propias]


class GafeteCrud(Crud):
    model = Gafete
    icon = "person-badge"
    columns = ["folio", "nombre", "tipo", "organizacion", "pais", "lote", "hasta", "entregado_en"]
    ordering = ["-creado_en", "-pk"]
    filterset_class = GafeteFilter
    fields = ["tipo", "nombre", "organizacion", "pais", "desde", "hasta"]
    sections = [
        ("Lo que se imprime", "", ["nombre", "organizacion", "pais", "tipo"]),
        ("Validez", "", ["proceso", "desde", "hasta", "generacion", "motivo_reimpresion"]),
        (
            "Recorrido",
            "",
            [
                "lote",
                "entregado_en",
                "entregado_por",
                "devuelto_en",
                "anulado_en",
                "motivo_anulacion",
            ],
        ),
    ]
    operations = ("list", "detail", "history")
    views = {"list": GafeteListView, "detail": GafeteDetailView}
    empty_text = "Cada gafete se emite desde el expediente de la persona, cuando se le acredita."


def acto(request, form, gafete, *, hacer, hecho, **context):
    """Show the form; when it is right, do it, say so and go back. Refusals return on the form."""
    volver = reverse("observacion:gafete_detail", args=[gafete.pk])
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                otro = hacer(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, sin_campos_ajenos(form, error))
        else:
            messages.success(request, hecho)
            return redirect("observacion:gafete_detail", otro.pk)
    context |= {
        "form": form,
        "object": gafete,
        "cancel_url": volver,
        "breadcrumbs": [("Gafetes", reverse("observacion:gafete_list")), (str(gafete), volver)],
    }
    status = 422 if form.errors else 200
    return render(request, "observacion/gafete_acto.html", context, status=status)


@permiso(CAMBIAR)
@formulario
def gafete_reimprimir(request, pk):
    """Another generation; this one is void from then on (case 46)."""
    gafete = registro(request, Gafete, pk, CAMBIAR)

    def hacer(data):
        nuevo = None
        if data["nombre"] != gafete.nombre:
            if data["motivo"] != MotivoReimpresion.CORRECCION:
                raise ValidationError({"motivo": "Cambiaste el nombre: el motivo es corrección."})
            campos = {f.name: getattr(gafete, f.name) for f in dataclasses.fields(actions.Datos)}
            nuevo = actions.Datos(**campos | {"nombre": data["nombre"]})
        return actions.reimprimir(gafete, by=request.user, motivo=data["motivo"], datos=nuevo)

    return acto(
        request,
        ReimprimirForm(initial={"nombre": gafete.nombre}, **datos(request)),
        gafete,
        hacer=hacer,
        hecho="Se emitió la nueva generación: queda por imprimir. La anterior ya no vale.",
        title=f"Reimprimir {gafete}",
        explicacion="El gafete anterior pierde validez en este momento, aunque esté en su mano.",
        submit_text="Reimprimir",
    )


@permiso(ANULAR)
@formulario
def gafete_anular(request, pk):
    """Void at once: the public page says so."""
    gafete = registro(request, Gafete, pk, ANULAR)
    return acto(
        request,
        AnularForm(**datos(request)),
        gafete,
        hacer=lambda d: actions.anular(gafete, by=request.user, motivo=d["motivo"]),
        hecho="El gafete ya no tiene validez.",
        title=f"Quitarle validez a {gafete}",
        explicacion="Quien lo verifique verá «Sin validez» desde este momento.",
        submit_text="Quitar validez",
        danger=True,
    )


@permiso(CAMBIAR)
@formulario
def gafete_entregar(request, pk):
    """Handed in person, against a signed receipt that stays with the person's record."""
    gafete = registro(request, Gafete, pk, CAMBIAR)
    if not se_entrega_aqui(gafete):
        messages.info(request, "Su gafete se entrega desde el expediente de la persona.")
        return redirect(titular_url(gafete) or reverse("observacion:gafete_list"))

    def hacer(data):
        acuse = adjuntar(
            gafete,
            data["acuse"],
            by=request.user,
            descripcion="Acuse de entrega del gafete",
            reservado=True,
        )
        return actions.entregar(gafete, by=request.user, acuse=acuse)

    return acto(
        request,
        EntregarGafeteForm(**datos(request)),
        gafete,
        hacer=hacer,
        hecho="Se registró la entrega.",
        title=f"Entregar {gafete}",
        submit_text="Registrar entrega",
    )


@permiso(CAMBIAR)
@formulario
def gafete_devolver(request, pk):
    """It came back to the office."""
    gafete = registro(request, Gafete, pk, CAMBIAR)
    return acto(
        request,
        AccionForm(**datos(request)),
        gafete,
        hacer=lambda _: actions.devolver(gafete, by=request.user),
        hecho="Se registró la devolución.",
        title=f"Registrar la devolución de {gafete}",
        submit_text="Registrar devolución",
    )


@permiso(RESERVADOS)
@require_safe
def gafete_foto(request, pk):
    """The photograph, for who confirms identity; the look stays written."""
    gafete = registro(request, Gafete, pk, RESERVADOS)
    if not gafete.foto:
        raise Http404
    anotar_consulta(gafete, "Fotografía del gafete", by=request.user)
    with gafete.foto.open("rb") as foto:
        response = HttpResponse(foto.read(), content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
