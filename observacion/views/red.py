"""A member of the network: what they are in it, since when, and what else they do with us."""

from django.utils import timezone

from core.permisos import permiso
from core.views import DetailView
from crm.forms.actos import AccionForm
from crm.views.actos import datos, formulario, registro
from observacion.actions import red as actions
from observacion.forms.red import ActivarForm, BajaForm, ReingresoForm
from observacion.models import IntegranteRed
from observacion.queries.recorrido import recorrido
from observacion.views.comunes import acto, pasos_de, siguiente, url_de
from observacion.workflows import INTEGRANTE

# What the form of a step asks for: it does not block the way to it.
PEDIDOS = (
    "Falta que acepte el aviso de privacidad: escribe cuál y cuándo.",
    "Escribe la fecha de alta.",
    "Escribe la fecha y el motivo de la baja.",
)
EXPLICACIONES = {
    "registrar": "La persona invitada aceptó: falta su aviso de privacidad para activarla.",
    "activar": "Formará parte de la Red y recibirá sus actividades.",
    "suspender": "Sigue en la Red, sin recibir actividades. Se puede volver a activar.",
    "dar_de_baja": "Deja la Red. Lo que hizo en ella se conserva, y puede reingresar.",
    "reingresar": "Vuelve a la Red con otra fecha de alta; la anterior queda en el historial.",
}


class IntegranteDetailView(DetailView):
    def get_context_data(self, **kwargs):
        integrante, user = self.object, self.request.user
        pasos = pasos_de(
            INTEGRANTE, integrante, user, lambda verbo: url_de(integrante, verbo), PEDIDOS
        )
        inscripciones = integrante.inscripciones.vivos().select_related("sesion__curso")
        solicitudes = integrante.solicitudes.all().visibles_para(user)
        context = super().get_context_data(
            transiciones=pasos,
            movimientos=recorrido(integrante, "fecha_alta", "fecha_baja"),
            inscripciones=list(inscripciones.order_by("-sesion__inicio")[:30]),
            solicitudes=list(solicitudes.select_related("proceso")[:30]),
            **kwargs,
        )
        if integrante.estado in ("invitada", "registrada"):
            context["next_step"] = siguiente(pasos, apartes=("dar_de_baja",))
        return context


def forma_de(request, verbo, integrante):
    """The form of a step, and what it does when it is right."""
    args, by = datos(request), request.user
    if verbo == "activar":
        inicial = {
            "fecha_alta": integrante.fecha_alta or timezone.localdate(),
            "aviso": integrante.aviso_id,
            "aviso_fecha": integrante.aviso_fecha or timezone.localdate(),
        }
        form = ActivarForm(initial=inicial, **args)
        return form, lambda d: actions.mover(integrante, verbo, by=by, **d)
    if verbo == "dar_de_baja":
        return BajaForm(**args), lambda d: actions.dar_de_baja(integrante, by=by, **d)
    if verbo == "reingresar":
        return ReingresoForm(**args), lambda d: actions.reingresar(integrante, by=by, **d)
    return AccionForm(**args), lambda _: actions.mover(integrante, verbo, by=by)


def paso_de(verbo):
    """The view of one step."""
    transition = INTEGRANTE.transitions[verbo]

    @permiso(transition.permission)
    @formulario
    def view(request, pk):
        integrante = registro(request, IntegranteRed, pk, transition.permission)
        form, hacer = forma_de(request, verbo, integrante)
        sale = INTEGRANTE.leaves(transition, integrante)
        return acto(
            request,
            form,
            integrante,
            hacer=hacer,
            hecho=f"{transition.label}: listo.",
            title=f"{transition.label}: {integrante}",
            explicacion=EXPLICACIONES[verbo],
            faltan=[] if sale else [INTEGRANTE.refusal(transition, integrante)],
            submit_text=transition.label,
            danger=verbo == "dar_de_baja",
        )

    view.__name__ = f"integrantered_{verbo}"
    view.__doc__ = transition.label
    return view
