"""One address per step of the table: its form, its action, its permission."""

from django.urls import reverse

from acompanamiento import actions
from acompanamiento.forms.pasos import (
    AsignarForm,
    EntregarForm,
    MotivoForm,
    PresentarForm,
    PrevenirForm,
    RechazarForm,
    ResolucionForm,
)
from acompanamiento.models import SolicitudVisitante
from acompanamiento.views.comunes import acto
from acompanamiento.views.resolucion import recordada, recordar, textos_de_rechazo
from acompanamiento.workflows import VISITANTE
from core.permisos import permiso
from crm.forms.actos import AccionForm
from crm.views.actos import datos, formulario, registro

RECONSIDERAN = ("reabrir_revision", "reconsiderar", "reconsiderar_notificado")
DE_RECHAZO = ("rechazar", "vencer_prevencion")
AL_MENU = ("cancelar", "desistir")
# Reasons that the form of the step answers, so they do not block the way to it.
LO_PIDE_SU_FORMA = {
    "Elige quién la revisa.",
    "Escribe la fecha y la clave de la resolución.",
    "Elige el motivo del rechazo.",
    "Escribe el fundamento: la persona lo recibe con el resultado.",
    "Escribe hasta cuándo puede corregir: una fecha que no haya pasado.",
    "Marca qué documento hay que corregir, o escribe qué falta.",
    "Falta imprimir el gafete.",
    "Falta la entrega en persona con el acuse firmado.",
}
EXPLICACIONES = {
    "presentar": "Se le da su folio y se envía el acuse a la persona. Los documentos que falten se "
    "pueden agregar después.",
    "subsanar": "Los documentos corregidos ya están aquí: vuelve a revisión.",
    "notificar": "La persona recibe por correo que su acreditación fue aprobada, en su idioma.",
    "notificar_rechazo": "La persona recibe por correo el motivo y el fundamento, en su idioma.",
    "preparar_gafete": "Se emite el gafete con sus datos y su fotografía, y se avisa a la persona. "
    "Quedará por imprimir.",
    "retirar_gafete": "El gafete pierde validez en este momento y la solicitud regresa al paso "
    "anterior.",
    "cancelar": "Su gafete pierde validez en este momento: la página pública lo dirá.",
    "desistir": "Se conserva en el expediente y en la estadística como desistida.",
    "concluir": "Se avisa a la persona que su constancia está lista.",
    "reactivar": "El gafete anterior no recupera su validez: habrá que reponerlo.",
    "reabrir_revision": "Se borra la resolución de la solicitud; el recorrido la conserva.",
    "reconsiderar": "Se borra el motivo de la solicitud; el recorrido lo conserva.",
    "reconsiderar_notificado": "La persona ya recibió el rechazo: explícale por qué se reconsidera.",
}


def forma_de(request, verbo, solicitud):
    """The form of a step, and what it does when it is right."""
    if verbo in ("aprobar", *DE_RECHAZO):
        return forma_de_resolucion(request, verbo, solicitud)
    if verbo in ("presentar", "asignar", "prevenir", "entregar_gafete"):
        return forma_propia(request, verbo, solicitud)
    args, by = datos(request), request.user
    con_motivo = VISITANTE.transitions[verbo].requires_reason
    form = MotivoForm(**args) if con_motivo else AccionForm(**args)
    return form, lambda d: hacer_simple(solicitud, verbo, by, d.get("motivo", ""))


def forma_propia(request, verbo, solicitud):
    """The steps with data of their own."""
    args, by = datos(request), request.user
    if verbo == "presentar":
        return PresentarForm(**args), lambda d: actions.presentar(
            solicitud, by=by, recibida_en=d["recibida_en"]
        )
    if verbo == "asignar":
        form = AsignarForm(initial={"responsable": solicitud.responsable_id or by.pk}, **args)
        return form, lambda d: actions.mover(solicitud, verbo, by=by, responsable=d["responsable"])
    if verbo == "prevenir":
        return PrevenirForm(**args), lambda d: actions.prevenir(
            solicitud, by=by, prevencion=d["prevencion"], limite=d["limite"]
        )
    return EntregarForm(**args), lambda d: actions.entregar_gafete(
        solicitud, by=by, acuse=d["acuse"]
    )


def forma_de_resolucion(request, verbo, solicitud):
    """What the authority resolves: the date and key of the last one come written."""
    args, by = datos(request), request.user
    if verbo == "aprobar":
        return ResolucionForm(initial=recordada(request), **args), lambda d: recordar(
            request, actions.aprobar(solicitud, by=by, fecha=d["fecha"], clave=d["clave"])
        )
    inicial = recordada(request)
    if verbo == "vencer_prevencion":
        inicial |= {"motivo_rechazo": "documentacion_incompleta"}
        inicial["fundamento"] = textos_de_rechazo()["documentacion_incompleta"]
    return RechazarForm(initial=inicial, **args), lambda d: actions.rechazar(solicitud, by=by, **d)


def hacer_simple(solicitud, verbo, by, motivo):
    """The steps that ask for a reason at most."""
    con_motivo = {
        "cancelar": actions.cancelar,
        "desistir": actions.desistir,
        "retirar_gafete": actions.retirar_gafete,
    }
    solos = {
        "subsanar": actions.subsanar,
        "notificar": actions.notificar,
        "notificar_rechazo": actions.notificar,
        "preparar_gafete": actions.emitir_gafete_visitante,
        "concluir": actions.concluir,
    }
    if verbo in con_motivo:
        return con_motivo[verbo](solicitud, by=by, motivo=motivo)
    if verbo in solos:
        return solos[verbo](solicitud, by=by)
    if verbo in RECONSIDERAN:
        return actions.reconsiderar(solicitud, verbo, by=by, motivo=motivo)
    return actions.mover(solicitud, verbo, by=by, motivo=motivo)


def pendientes(accion):
    """Why it cannot be done yet, without what its own form asks for."""
    reasons = [r for r in accion.reasons if r not in LO_PIDE_SU_FORMA]
    if accion.transition.name == "retirar_gafete":
        return []
    return reasons


def pasos_de(solicitud, user):
    """The steps as buttons, blocked ones with their reason."""
    return [
        {
            "name": accion.transition.name,
            "text": accion.transition.label,
            "icon": accion.transition.icon,
            "danger": accion.transition.danger,
            "back": accion.transition.permission == "acompanamiento.regresar_solicitudvisitante",
            "reasons": pendientes(accion),
            "url": paso_url(accion.transition.name, solicitud.pk),
        }
        for accion in VISITANTE.available(solicitud, user)
    ]


def paso_url(verbo, pk):
    return reverse(f"acompanamiento:solicitudvisitante_{verbo}", args=[pk])


def faltantes(solicitud, verbo, user):
    """What is still missing for a step, said before the form is filled in."""
    transition = VISITANTE.transitions[verbo]
    if not VISITANTE.leaves(transition, solicitud):
        return [VISITANTE.refusal(transition, solicitud)]
    return next((p["reasons"] for p in pasos_de(solicitud, user) if p["name"] == verbo), [])


def paso_de(verbo):
    """The view of one step."""
    transition = VISITANTE.transitions[verbo]

    @permiso(transition.permission)
    @formulario
    def view(request, pk):
        solicitud = registro(request, SolicitudVisitante, pk, transition.permission)
        form, hacer = forma_de(request, verbo, solicitud)
        return acto(
            request,
            form,
            solicitud,
            hacer=hacer,
            hecho=f"{transition.label}: se registró.",
            title=f"{transition.label}: {solicitud}",
            explicacion=EXPLICACIONES.get(verbo, ""),
            faltan=faltantes(solicitud, verbo, request.user),
            gafete=solicitud.gafete() if verbo == "entregar_gafete" else None,
            textos=textos_de_rechazo() if verbo in DE_RECHAZO else None,
            submit_text=transition.label,
            danger=transition.danger,
        )

    view.__name__ = f"solicitudvisitante_{verbo}"
    view.__doc__ = transition.label
    return view
