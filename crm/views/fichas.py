"""Record pages: what it is, in what state, what comes next, and everything that hangs from it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.permisos import permiso
from core.views import DetailView
from crm.enums import EstatusInstitucion, TipoPuesto
from crm.models import Institucion, NombreAlterno
from crm.queries.calidad import faltantes
from crm.queries.cronologia import cronologia
from crm.queries.fichas import ocupaciones_de, puestos_de, puestos_vacantes, relaciones_de
from crm.queries.fusiones import unido_a, unidos
from crm.workflows import ESTATUS_INSTITUCION

TERMINADAS = (EstatusInstitucion.FUSIONADA, EstatusInstitucion.EXTINTA)


class InstitucionDetailView(DetailView):
    def get_context_data(self, **kwargs):
        user, institucion = self.request.user, self.object
        ocupaciones = ocupaciones_de(user, institucion)
        actuales = [o for o in ocupaciones if o.esta_en_funciones]
        lacks = faltantes(institucion, actuales)
        context = super().get_context_data(
            ocupaciones=actuales,
            anteriores=[o for o in ocupaciones if not o.esta_en_funciones],
            vacantes=puestos_vacantes(user, institucion),
            faltantes=lacks,
            puede_ocupar=user.has_perm("crm.add_ocupacion"),
            puede_relevar=user.has_perm("crm.relevar_puesto"),
            puede_confirmar=institucion.confirmada_en != timezone.localdate()
            and user.has_perm("crm.confirmar_institucion"),
            **kwargs,
        )
        return context | {"next_step": siguiente_paso(user, institucion, lacks)}

    def actions(self):
        """The generic actions, and a verb for each transition open to this person."""
        verbs = [
            {
                "text": accion.transition.label,
                "icon": accion.transition.icon,
                "url": verbo_url(accion.transition.name, self.object),
                "operation": accion.transition.name,
            }
            for accion in ESTATUS_INSTITUCION.available(self.object, self.request.user)
        ]
        printing = {
            "text": "Vista para imprimir",
            "icon": "printer",
            "url": reverse("crm:institucion_imprimir", args=[self.object.pk]),
            "operation": "imprimir",
        }
        return [*super().actions(), *verbs, printing]

    def panels(self):
        pk = self.object.pk
        return [
            {
                "title": "Cronología",
                "url": reverse("crm:institucion_cronologia", args=[pk]),
                "side": "main",
            },
            {
                "title": "Relaciones",
                "url": reverse("crm:institucion_relaciones", args=[pk]),
                "side": "aside",
            },
            *super().panels(),
            {
                "title": "Archivos",
                "url": reverse("core:adjunto_panel", args=["crm.institucion", pk]),
                "side": "aside",
            },
        ]


class InstitucionPrintView(InstitucionDetailView):
    """The record on paper: everything on one page, nothing to unfold."""

    def get_template_names(self):
        return ["crm/institucion_imprimir.html"]

    def get_context_data(self, **kwargs):
        user = self.request.user
        nombres = NombreAlterno.objects.visibles_para(user).filter(institucion=self.object)
        relaciones = relaciones_de(user, self.object)
        return super().get_context_data(nombres=nombres, **relaciones, **kwargs)


def verbo_url(verbo, institucion):
    return reverse(f"crm:institucion_{verbo}", args=[institucion.pk])


def siguiente_paso(user, institucion, lacks):
    """One sentence, with the button that does it if this person may."""
    if institucion.estatus == EstatusInstitucion.ACTIVA:
        return paso_de_activa(user, institucion, lacks)
    texto = {
        EstatusInstitucion.PROPUESTA: "Está propuesta: falta revisar sus datos y aprobarla.",
        EstatusInstitucion.INACTIVA: f"Está inactiva: {institucion.motivo_estatus}",
        EstatusInstitucion.FUSIONADA: f"Se fusionó en {institucion.sucesora}.",
        EstatusInstitucion.EXTINTA: "Ya no existe. Su historial se conserva.",
    }[institucion.estatus]
    if institucion.estatus in TERMINADAS and institucion.sucesora_id:
        url = reverse("crm:institucion_detail", args=[institucion.sucesora_id])
        return {"text": texto, "action": "Ver la sucesora", "url": url}
    verbo = {"propuesta": "aprobar", "inactiva": "reactivar"}.get(institucion.estatus)
    if verbo is None or not user.has_perm(f"crm.{verbo}_institucion", institucion):
        return {"text": texto}
    return {"text": texto, "action": verbo.capitalize(), "url": verbo_url(verbo, institucion)}


def paso_de_activa(user, institucion, lacks):
    claves = [falta.clave for falta in lacks]
    pasos = [
        (
            "sin_titular",
            "crm.add_ocupacion",
            "Falta registrar a la persona titular.",
            "Registrar titular",
            f"{verbo_url('ocupar', institucion)}?tipo={TipoPuesto.TITULAR}",
        ),
        (
            "sin_correo",
            "crm.change_institucion",
            "Falta un correo para escribirle.",
            "Agregar correo",
            reverse("crm:institucion_update", args=[institucion.pk]),
        ),
        (
            "sin_confirmar",
            "crm.confirmar_institucion",
            "Hace más de 12 meses que nadie confirma estos datos."
            if institucion.confirmada_en
            else "Nadie ha confirmado estos datos desde su registro.",
            "Confirmar datos",
            verbo_url("confirmar", institucion),
        ),
    ]
    for clave, perm, texto, boton, url in pasos:
        if clave in claves and user.has_perm(perm, institucion):
            return {"text": texto, "action": boton, "url": url, "post": clave == "sin_confirmar"}
    return None


class ContactoDetailView(DetailView):
    def get(self, request, *args, **kwargs):
        """Who joined another record is found there: old links still lead to the person."""
        if queda := unido_a(request.user, kwargs["pk"]):
            return redirect("crm:contacto_detail", queda)
        return super().get(request, *args, **kwargs)

    def actions(self):
        if not self.request.user.has_perm("crm.fusionar_contacto", self.object):
            return super().actions()
        url = reverse("crm:contacto_fusionar", args=[self.object.pk])
        fusionar = {"text": "Unir con otro registro", "icon": "sign-merge-right", "url": url}
        return [*super().actions(), fusionar | {"operation": "fusionar"}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        ocupaciones = puestos_de(user, self.object)
        return super().get_context_data(
            ocupaciones=[o for o in ocupaciones if o.esta_en_funciones],
            anteriores=[o for o in ocupaciones if not o.esta_en_funciones],
            unidos=unidos(user).filter(fusionado_en=self.object),
            puede_relevar=user.has_perm("crm.relevar_puesto"),
            puede_separar=user.has_perm("crm.fusionar_contacto", self.object),
            **kwargs,
        )


def institucion_visible(request, pk):
    rows = Institucion.objects.visibles_para(request.user)
    return get_object_or_404(rows.select_related("subtipo", "responsable", "sucesora"), pk=pk)


def fragmento(request, nombre, context):
    """The panel alone for htmx, the same panel in a page of its own for everybody else."""
    partial = request.htmx and not request.htmx.boosted
    base = f"crm/{'_' if partial else ''}{nombre}.html"
    return render(request, base, context)


@permiso("crm.view_institucion")
@require_safe
def institucion_cronologia(request, pk):
    """What happened with an institution and what was edited, in one list."""
    institucion = institucion_visible(request, pk)
    clase = request.GET.get("clase", "")
    entradas = cronologia(request.user, institucion, ocupaciones_de(request.user, institucion))
    if clase:
        entradas = [e for e in entradas if e["clase"] == clase]
    context = {"object": institucion, "entradas": entradas, "clase": clase}
    return fragmento(request, "cronologia", context | {"title": f"Cronología de {institucion}"})


@permiso("crm.view_relacioninstitucional")
@require_safe
def institucion_relaciones(request, pk):
    """What an institution depends on, what depends on it, and its dated ties."""
    institucion = institucion_visible(request, pk)
    context = relaciones_de(request.user, institucion) | {
        "object": institucion,
        "title": f"Relaciones de {institucion}",
        "puede_agregar": request.user.has_perm("crm.add_relacioninstitucional"),
    }
    return fragmento(request, "relaciones", context)
