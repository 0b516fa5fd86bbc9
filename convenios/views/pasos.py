"""One address per step of the table: its form, its action, its permission."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from convenios.actions import convenios as actions
from convenios.actions import opiniones
from convenios.actions.convenios import Papel
from convenios.enums import EstadoConvenio
from convenios.forms.actos import (
    ConcluirForm,
    EnviarAOpinionForm,
    PasoForm,
    ResolverForm,
    SuscribirForm,
    ValidarForm,
)
from convenios.models import Convenio
from convenios.views.comunes import acto, convenio_url, migas
from convenios.views.siguiente import ADELANTE, APARTE
from convenios.workflows import CONVENIO
from convenios.workflows.convenio import DOCUMENTO_DE
from core.permisos import permiso
from crm.views.actos import datos, formulario, registro

VALIDAN = ("observar", "validar_y_aprobar", "validar_y_firmar", "validar_y_opinar")
A_ORGANO = ("validar_y_aprobar", "validar_y_opinar")
RESUELVEN = ("aprobar", "engrosar")
EXPLICACIONES = {
    "enviar_a_opinion": "El texto se congela: lo que se revise será exactamente esta versión.",
    "enviar_a_validacion": "El texto se congela: lo que se revise será exactamente esta versión.",
    "observar": "Vuelve a proyecto con las observaciones que escribiste; hará falta otra versión.",
    "suscribir": "El ejemplar firmado queda como texto final y ya no se reemplaza.",
    "concluir": "El expediente se conserva completo. Una conclusión por error se puede reabrir.",
    "cancelar": "Sólo por error de registro: no contará en ningún informe. "
    "Si alguien ya no quiere firmarlo, es un desistimiento.",
    "desistir": "Se conserva en el expediente y en la estadística como desistido.",
}


def con_papel(data):
    """The document that came in the form."""
    return Papel(data.get("referencia", ""), data.get("fecha"), data.get("archivo"))


def opciones_de(verbo, convenio):
    """How the form of a step is built: its document, and whether it asks why."""
    documento = DOCUMENTO_DE.get(verbo)
    ya_esta = any(d.tipo == documento for d in convenio.documentos_sin_usar())
    motivo = CONVENIO.transitions[verbo].requires_reason
    return {"documento": documento, "ya_esta": ya_esta, "con_motivo": motivo}


def forma_de(request, verbo, convenio):
    """The form of a step, and what it does when it is right."""
    args, by = datos(request), request.user
    if verbo == "enviar_a_opinion":
        form = EnviarAOpinionForm(**args)
        return form, lambda d: opiniones.enviar_a_opinion(convenio, by=by, **d)
    if verbo in RESUELVEN:
        form = ResolverForm(
            initial={"organo": convenio.organo_aprobador_id}, con_motivo=verbo == "engrosar", **args
        )
        return form, lambda d: opiniones.resolver(convenio, verbo, by=by, **d)
    opciones = opciones_de(verbo, convenio)
    if verbo in VALIDAN and verbo != "observar":
        organo = verbo in A_ORGANO
        form = ValidarForm(con_organo=organo, **opciones, **args)
        return form, lambda d: opiniones.validar(
            convenio,
            verbo,
            by=by,
            papel=con_papel(d),
            requiere_aprobacion=organo,
            organo=d.get("organo"),
            motivo_aprobacion=d["motivo_aprobacion"],
        )
    if verbo == "observar":
        return PasoForm(**opciones, **args), lambda d: opiniones.validar(
            convenio, verbo, by=by, papel=con_papel(d)
        )
    return forma_final(request, verbo, convenio, opciones)


def forma_final(request, verbo, convenio, opciones):
    """The steps that sign, end or take back; any other asks its document and its reason."""
    args, by = datos(request), request.user
    if verbo == "suscribir":
        form = SuscribirForm(initial={"fecha_inicio": convenio.fecha_inicio}, **opciones, **args)
        return form, lambda d: actions.suscribir(
            convenio,
            by=by,
            papel=con_papel(d),
            fecha_inicio=d["fecha_inicio"],
            fecha_suscripcion=d["fecha_suscripcion"],
        )
    if verbo == "concluir":
        return ConcluirForm(**opciones, **args), lambda d: actions.concluir(
            convenio,
            by=by,
            motivo_conclusion=d["motivo_conclusion"],
            fecha=d["fecha_conclusion"],
            papel=con_papel(d),
            nota=d["nota"],
        )
    form = PasoForm(**opciones, **args)
    if verbo == "reabrir":
        return form, lambda d: actions.reabrir(convenio, by=by, motivo=d["motivo"])
    return form, lambda d: actions.mover(
        convenio, verbo, by=by, motivo=d.get("motivo", ""), papel=con_papel(d)
    )


def lo_que_pide_su_forma(accion):
    """Reasons that the form of the step will answer, so they do not block the way to it."""
    pide = {"Indica que lo aprueba un órgano, y cuál.", "Elige el órgano que lo aprueba."}
    pide |= {"Escribe por qué requiere, o no, la aprobación de un órgano."}
    pide |= {"Registra el acuerdo del órgano, con su fecha.", "Elige el motivo de la conclusión."}
    pide.add("Se decidió que lo aprueba un órgano: envíalo a aprobación.")
    return [r for r in accion.reasons if r not in pide and not r.startswith("Falta el documento:")]


def pasos_de(convenio, user):
    """The steps as buttons, those that are not possible with what is missing."""
    return [
        {
            "name": accion.transition.name,
            "text": accion.transition.label,
            "icon": accion.transition.icon,
            "danger": accion.transition.danger,
            "target": accion.transition.target,
            "back": accion.transition.permission == "convenios.regresar_convenio",
            "reasons": lo_que_pide_su_forma(accion),
            "url": reverse(f"convenios:convenio_{accion.transition.name}", args=[convenio.pk]),
        }
        for accion in CONVENIO.available(convenio, user)
    ]


def paso_de(verbo):
    """The view of one step."""
    transition = CONVENIO.transitions[verbo]

    @permiso(transition.permission)
    @formulario
    def view(request, pk):
        convenio = registro(request, Convenio, pk, transition.permission)
        form, hacer = forma_de(request, verbo, convenio)
        return acto(
            request,
            form,
            convenio,
            hacer=hacer,
            hecho=f"{transition.label}: se registró.",
            title=transition.label,
            explicacion=EXPLICACIONES.get(verbo, ""),
            faltan=faltantes(convenio, verbo, request.user),
            derivados=terminan_con(convenio, request.user) if verbo == "concluir" else (),
            submit_text=transition.label,
            danger=transition.danger,
        )

    view.__name__ = f"convenio_{verbo}"
    view.__doc__ = transition.label
    return view


def faltantes(convenio, verbo, user):
    """What is still missing for a step, said before the form is filled in."""
    if not CONVENIO.leaves(CONVENIO.transitions[verbo], convenio):
        return [CONVENIO.refusal(CONVENIO.transitions[verbo], convenio)]
    pasos = pasos_de(convenio, user)
    return next((paso["reasons"] for paso in pasos if paso["name"] == verbo), [])


def terminan_con(convenio, user):
    """What ends if this one ends, and what goes on by itself (case 4)."""
    rows = Convenio.objects.visibles_para(user).alguna_vez_suscritos()
    return list(rows.filter(padre=convenio).order_by("ordinal", "pk")[:20])


@permiso("convenios.view_convenio")
@require_safe
def convenio_mover_a(request, pk, estado):
    """Where a card was dropped: the form of the step that leads there, or why there is none.

    ``adelante`` is no stage: it is whatever comes next, as the button of each card asks.
    """
    convenio = registro(request, Convenio, pk, "convenios.view_convenio")
    todos = pasos_de(convenio, request.user)
    if estado == ADELANTE:
        pasos = [p for p in todos if not p["back"] and p["name"] not in APARTE]
    else:
        pasos = [p for p in todos if p["target"] == estado]
    posibles = [p for p in pasos if not p["reasons"]]
    if len(posibles) == 1:
        return redirect(posibles[0]["url"])
    etiquetas = dict(EstadoConvenio.choices)
    if convenio.estado == estado:
        return redirect(convenio_url(pk))
    context = {
        "title": f"Avanzar {convenio.folio}".strip()
        if estado == ADELANTE
        else f"De «{convenio.get_estado_display()}» a «{etiquetas.get(estado, estado)}»",
        "object": convenio,
        "pasos": pasos,
        "se_puede": bool(posibles),
        "ajeno": estado == ADELANTE
        or any(
            CONVENIO.leaves(row, convenio) and row.target == estado
            for row in CONVENIO.transitions.values()
        ),
        "destino": etiquetas.get(estado, estado),
        "posibles": [p for p in todos if p not in pasos],
        "breadcrumbs": migas(convenio),
        "cancel_url": convenio_url(pk),
    }
    return render(request, "convenios/mover_a.html", context)
