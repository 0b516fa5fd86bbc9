"""Gestiones: the record, its verbs, and the board that says whose turn it is."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from core.keys import as_key
from core.permisos import permiso
from core.views import CreateView, DetailView
from crm.actions import gestiones as actions
from crm.enums import EnManosDe
from crm.forms.actos import AccionForm, MotivoForm
from crm.forms.gestiones import (
    AtenderForm,
    ConcluirForm,
    DuplicadaForm,
    TurnarForm,
)
from crm.models import Compromiso, Gestion, Interaccion, Reunion
from crm.views.actos import acto, datos, formulario, registro
from crm.workflows import GESTION

VERBOS = {
    "turnar": "turnar",
    "iniciar": "iniciar",
    "atender": "atender",
    "declarar_improcedente": "declarar-improcedente",
    "marcar_duplicada": "marcar-duplicada",
    "desistir": "desistir",
    "cancelar": "cancelar",
    "reabrir": "reabrir",
    "reabrir_con_ajuste": "reabrir",
}


# What its guard misses before the form asks for it: the original of a duplicate.
LO_PIDE_SU_FORMA = {"marcar_duplicada"}


def gestion_url(pk):
    return reverse("crm:gestion_detail", args=[pk])


ORIGENES = {"reunion": Reunion, "compromiso": Compromiso, "interaccion": Interaccion}


class GestionCreateView(CreateView):
    """A gestión, perhaps born from a meeting, a commitment or something in the log."""

    def build_form(self, data=None, instance=None, **kwargs):
        form = super().build_form(data, instance, **kwargs)
        for name, model in ORIGENES.items():
            if key := as_key(self.request.GET.get(name, "")):
                rows = model.objects.visibles_para(self.request.user)
                setattr(form.instance, name, rows.filter(pk=key).first())
        return form


def crear_desde(name, obj, texto, instituciones):
    """The link that starts a gestión from another record, with what is already known."""
    params = [(name, obj.pk), ("descripcion", texto)]
    params += [("instituciones", institucion.pk) for institucion in instituciones]
    return f"{reverse('crm:gestion_create')}?{urlencode(params)}"


class GestionDetailView(DetailView):
    """What was asked, in whose hands it is, what proves it, and what can be done now."""

    def get_context_data(self, **kwargs):
        user, gestion = self.request.user, self.object
        turnos = list(gestion.turnos.vivos().select_related("area", "institucion"))
        evidencias = list(gestion.evidencias.vivos().select_related("adjunto"))
        return super().get_context_data(
            turnos=turnos,
            turno=next((t for t in turnos if t.hasta is None), None),
            evidencias=evidencias,
            transiciones=self.transitions(),
            puede_probar=user.has_perm("crm.add_evidencia"),
            puede_quitar=user.has_perm("crm.delete_evidencia"),
            duplicadas=list(gestion.duplicadas.vivos()),
            **kwargs,
        )

    def transitions(self):
        """The verbs of the state machine, blocked ones with their reason; one for each address."""
        found = [
            {
                "text": accion.transition.label,
                "icon": accion.transition.icon,
                "danger": accion.transition.danger,
                "reasons": [] if accion.transition.name in LO_PIDE_SU_FORMA else accion.reasons,
                "url": verbo_url(accion.transition.name, self.object.pk),
            }
            for accion in GESTION.available(self.object, self.request.user)
        ]
        # Reopening has two forms at one address: the one that is possible is the one to offer.
        by_url = {step["url"]: step for step in sorted(found, key=lambda s: not s["reasons"])}
        return [step for step in found if step is by_url[step["url"]]]


def verbo_url(name, pk):
    return reverse(f"crm:gestion_{VERBOS[name].replace('-', '_')}", args=[pk])


@permiso("crm.turnar_gestion")
@formulario
def gestion_turnar(request, pk):
    """Send it to an area or to the counterpart, whose clock starts now."""
    gestion = registro(request, Gestion, pk, "crm.turnar_gestion")
    return acto(
        request,
        TurnarForm(**datos(request)),
        hacer=lambda data: actions.turnar(
            gestion,
            by=request.user,
            en_manos_de=EnManosDe(data["en_manos_de"]),
            area=data["area"],
            institucion=data["institucion"],
            nota=data["nota"],
        ),
        volver=gestion_url(pk),
        hecho=f"Se turnó {gestion.folio}.",
        title=f"Turnar {gestion.folio}",
        explicacion="Los días que pasen cuentan para quien la tiene, no para ti.",
        submit_text="Turnar",
        object=gestion,
    )


@permiso("crm.iniciar_gestion")
@formulario
def gestion_iniciar(request, pk):
    """Take it in our hands."""
    gestion = registro(request, Gestion, pk, "crm.iniciar_gestion")
    return acto(
        request,
        AccionForm(**datos(request)),
        hacer=lambda _: actions.iniciar(gestion, by=request.user),
        volver=gestion_url(pk),
        hecho=f"{gestion.folio} está en atención.",
        title=f"Iniciar la atención de {gestion.folio}",
        explicacion="Queda en manos de la DVOE.",
        submit_text="Iniciar atención",
        object=gestion,
    )


@permiso("crm.atender_gestion")
@formulario
def gestion_atender(request, pk):
    """Conclude it with its date and result; it needs both evidences (case 33)."""
    gestion = registro(request, Gestion, pk, "crm.atender_gestion")
    return acto(
        request,
        AtenderForm(**datos(request)),
        hacer=lambda data: actions.atender(
            gestion, by=request.user, fecha=data["fecha"], resultado=data["resultado"]
        ),
        volver=gestion_url(pk),
        hecho=f"Se registró la atención de {gestion.folio}.",
        title=f"Registrar la atención de {gestion.folio}",
        explicacion="Contará en el trimestre en que se solicitó, según el método del indicador.",
        submit_text="Registrar atención",
        object=gestion,
    )


def concluir(request, pk, verbo, **context):
    """What the three ends without attention share."""
    gestion = registro(request, Gestion, pk, f"crm.{verbo}_gestion")
    form_class = MotivoForm if verbo == "cancelar" else ConcluirForm
    return acto(
        request,
        form_class(**datos(request)),
        hacer=lambda data: actions.concluir_sin_atender(
            gestion,
            verbo,
            by=request.user,
            motivo=data["motivo"],
            con_respuesta=data.get("con_respuesta", False),
            fecha=data.get("fecha"),
        ),
        volver=gestion_url(pk),
        object=gestion,
        hecho=f"Se registró el término de {gestion.folio}.",
        **context,
    )


@permiso("crm.declarar_improcedente_gestion")
@formulario
def gestion_declarar_improcedente(request, pk):
    return concluir(
        request,
        pk,
        "declarar_improcedente",
        title="Declarar improcedente",
        explicacion="La gestión sigue contando como solicitada.",
        submit_text="Declarar improcedente",
    )


@permiso("crm.desistir_gestion")
@formulario
def gestion_desistir(request, pk):
    return concluir(
        request,
        pk,
        "desistir",
        title="Registrar desistimiento",
        explicacion="Quien la pidió ya no la necesita. Sigue contando como solicitada.",
        submit_text="Registrar desistimiento",
    )


@permiso("crm.cancelar_gestion")
@formulario
def gestion_cancelar(request, pk):
    return concluir(
        request,
        pk,
        "cancelar",
        title="Cancelar por error de registro",
        explicacion="Sólo si nunca debió registrarse: deja de contar. "
        "Su folio queda cancelado y no se vuelve a usar.",
        submit_text="Cancelar gestión",
        danger=True,
    )


@permiso("crm.marcar_duplicada_gestion")
@formulario
def gestion_marcar_duplicada(request, pk):
    """Point to the original: the same request that arrived twice counts once (case 32)."""
    gestion = registro(request, Gestion, pk, "crm.marcar_duplicada_gestion")
    return acto(
        request,
        DuplicadaForm(**datos(request)),
        hacer=lambda data: actions.marcar_duplicada(
            gestion, by=request.user, original=data["original"]
        ),
        volver=gestion_url(pk),
        hecho=f"{gestion.folio} quedó como duplicada.",
        title=f"Marcar {gestion.folio} como duplicada",
        explicacion="La misma solicitud que llegó dos veces cuenta una: la original.",
        submit_text="Marcar como duplicada",
        object=gestion,
    )


@permiso("crm.reabrir_gestion")
@formulario
def gestion_reabrir(request, pk):
    """Attend it again; once its quarter closed, only with an adjustment (case 34)."""
    gestion = registro(request, Gestion, pk, "crm.reabrir_gestion")
    return acto(
        request,
        MotivoForm(**datos(request)),
        hacer=lambda data: actions.reabrir(gestion, by=request.user, motivo=data["motivo"]),
        volver=gestion_url(pk),
        hecho=f"Se reabrió {gestion.folio}.",
        title=f"Reabrir {gestion.folio}",
        explicacion="Lo que un trimestre cerrado reportó no cambia: aparece como ajuste.",
        submit_text="Reabrir",
        object=gestion,
    )
