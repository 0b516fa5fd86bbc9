"""One address per step of an application: its form, its action, its permission."""

from core.permisos import permiso
from crm.forms.actos import AccionForm
from crm.views.actos import datos, formulario, registro
from observacion.actions import acreditaciones
from observacion.actions import solicitudes as actions
from observacion.forms.solicitudes import (
    AcreditarForm,
    AcuseForm,
    AdmitirForm,
    GafeteForm,
    JustificarForm,
    MotivoForm,
    PrevenirForm,
    RemitirForm,
)
from observacion.models import SolicitudObservacion
from observacion.views.comunes import acto, pasos_de, url_de
from observacion.workflows import SOLICITUD

REGRESAR = "observacion.regresar_solicitudobservacion"
# What the form of a step asks for: it does not block the way to it.
PEDIDOS = (
    "Escribe qué falta.",
    "Escribe hasta cuándo puede subsanar.",
    "Escribe el oficio y la fecha de remisión.",
    "Escribe el folio que dio el INE.",
    "Escribe la sesión y el acuerdo del consejo.",
    "Elige la justificación.",
)
EXPLICACIONES = {
    "prevenir": "Se le pide lo que falta y el reloj empieza a correr.",
    "subsanar": "Entregó lo que faltaba dentro del plazo: vuelve a estar recibida.",
    "tener_por_no_presentada": "Venció el plazo sin que subsanara. Podrá presentar otra si la "
    "convocatoria sigue abierta.",
    "remitir": "Queda en manos del INE. Para remitir varias con un solo oficio, usa «Remitir "
    "al INE» en la lista.",
    "acreditar_curso": "El curso ya está acreditado: falta la sesión del consejo.",
    "acreditar": "Es lo que resolvió el consejo del INE.",
    "negar": "Es lo que resolvió el consejo. Quedan la justificación y el motivo.",
    "entregar_gafete": "Se entrega en persona contra el acuse firmado.",
    "cancelar": "Su gafete deja de valer desde este momento.",
    "retirar_acreditacion": "Sólo si se registró por error. Su gafete deja de valer.",
}


def pasos_de_solicitud(solicitud, user):
    """The steps as buttons; to hand in a report has a page of its own."""
    pasos = pasos_de(SOLICITUD, solicitud, user, lambda verbo: url_de(solicitud, verbo), PEDIDOS)
    for paso in pasos:
        paso["back"] = SOLICITUD.transitions[paso["name"]].permission == REGRESAR
        if paso["name"] == "entregar_informe":
            paso |= {"url": url_de(solicitud, "informar"), "reasons": []}
    return pasos


def simple(verbo, form_class, **nombres):
    """A step whose form holds the values that it writes, perhaps under other names."""

    def hacer(solicitud, by, data):
        valores = {nombres.get(name, name): valor for name, valor in data.items()}
        return actions.mover(solicitud, verbo, by=by, **valores)

    return form_class, hacer


FORMAS = {
    "prevenir": simple("prevenir", PrevenirForm),
    "remitir": simple("remitir", RemitirForm, oficio="oficio_remision", fecha="fecha_remision"),
    "admitir": simple("admitir", AdmitirForm),
    "acreditar": simple("acreditar", AcreditarForm),
    "negar": simple("negar", JustificarForm),
    "cancelar": (JustificarForm, lambda s, by, d: acreditaciones.cancelar(s, by=by, **d)),
    "entregar_gafete": (
        AcuseForm,
        lambda s, by, d: acreditaciones.entregar_gafete(s, by=by, acuse=d["archivo"]),
    ),
    "retirar_acreditacion": (
        MotivoForm,
        lambda s, by, d: acreditaciones.retirar(s, by=by, **d),
    ),
    "retirar_negativa": (MotivoForm, lambda s, by, d: actions.retirar_negativa(s, by=by, **d)),
}


def forma_de(request, verbo, solicitud):
    """The form of a step, and what it does when it is right."""
    por_motivo = MotivoForm if SOLICITUD.transitions[verbo].requires_reason else AccionForm
    form_class, hacer = FORMAS.get(verbo) or simple(verbo, por_motivo)
    args = datos(request)
    if verbo == "prevenir":
        args["horas"] = solicitud.convocatoria.prevencion_horas
    if verbo == "admitir":
        args["initial"] = {"folio_externo": solicitud.folio_externo}
    return form_class(**args), lambda data: hacer(solicitud, request.user, data)


def faltantes(solicitud, verbo, user):
    """What is still missing for a step, said before the form is filled in."""
    transition = SOLICITUD.transitions[verbo]
    if not SOLICITUD.leaves(transition, solicitud):
        return [SOLICITUD.refusal(transition, solicitud)]
    if verbo == "entregar_gafete" and acreditaciones.gafete_de(solicitud) is None:
        return ["Todavía no tiene gafete: prepáralo primero."]
    reasons = SOLICITUD.reasons(transition, solicitud, user)
    return [reason for reason in reasons if reason not in PEDIDOS]


def paso_de(verbo):
    """The view of one step."""
    transition = SOLICITUD.transitions[verbo]

    @permiso(transition.permission)
    @formulario
    def view(request, pk):
        solicitud = registro(request, SolicitudObservacion, pk, transition.permission)
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
            submit_text=transition.label,
            danger=transition.danger,
        )

    view.__name__ = f"solicitudobservacion_{verbo}"
    view.__doc__ = transition.label
    return view


@permiso("observacion.add_gafete")
@formulario
def solicitud_preparar_gafete(request, pk):
    """Issue the badge of an accredited observer; it waits to be printed in a batch."""
    solicitud = registro(request, SolicitudObservacion, pk, "observacion.add_gafete")
    return acto(
        request,
        GafeteForm(**datos(request)),
        solicitud,
        hacer=lambda d: acreditaciones.emitir_gafete(solicitud, by=request.user, foto=d["foto"]),
        hecho="El gafete está listo para imprimirse en un lote.",
        title="Preparar gafete",
        explicacion=f"Llevará el nombre «{solicitud}» y el folio {solicitud.folio}.",
        submit_text="Preparar gafete",
    )
