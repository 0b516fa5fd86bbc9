"""Rights over one's data, their disposal, and who looked at what is reserved."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.crud import Crud
from core.filters import EntidadFilterSet
from core.models import ConsultaReservada
from core.permisos import permiso
from core.views import CreateView, DetailView, ListView
from crm.views.actos import datos, formulario, registro
from crm.views.vistas import VistasMixin
from observacion.actions import arco, depuracion
from observacion.forms.privacidad import (
    ArcoForm,
    ConsultasForm,
    CumplirForm,
    DepuracionForm,
    MotivoPrivacidadForm,
    ResponderForm,
    TramitarForm,
)
from observacion.models import DepuracionDatos, SolicitudARCO
from observacion.queries.reservados import de_quienes
from observacion.views.comunes import acto, pasos_de, url_de
from observacion.workflows import ARCO

POR_PAGINA = 50
PEDIDOS = (
    "Elige a quién queda a cargo.",
    "Escribe la respuesta y su fecha.",
    "Escribe cuándo se cumplió.",
)


# The three doors of personal data lead to one another, each to who may enter.
PUERTAS = (
    ("Solicitudes ARCO", "observacion:solicitudarco_list", "observacion.view_solicitudarco"),
    ("Depuraciones", "observacion:depuraciondatos_list", "observacion.view_depuraciondatos"),
    ("Consultas", "observacion:consultareservada_list", "core.view_consultareservada"),
)
HECHOS = {
    "tramitar": "La solicitud está en trámite.",
    "declarar_procedente": "Se registró que procede.",
    "declarar_improcedente": "Se registró que no procede.",
    "cumplir": "Se registró el cumplimiento.",
    "reabrir_arco": "La solicitud volvió a trámite.",
}


def puertas(request):
    """Tabs with the lists of personal data that this person may open."""
    return [
        {"text": text, "url": reverse(name), "active": request.path == reverse(name)}
        for text, name, permission in PUERTAS
        if request.user.has_perm(permission)
    ]


class ArcoFilter(EntidadFilterSet):
    class Meta:
        model = SolicitudARCO
        fields = ["estado", "derecho", "sistema", "responsable"]


class ArcoListView(VistasMixin, ListView):
    vistas = (
        ("Todas", {}),
        ("Recibidas", {"estado": "recibida"}),
        ("En trámite", {"estado": "en_tramite"}),
        ("Por cumplir", {"estado": "procedente"}),
    )

    def pestanas(self):
        ajenas = [puerta for puerta in puertas(self.request) if not puerta["active"]]
        return [*super().pestanas(), *ajenas]


class DepuracionListView(ListView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(vistas=puertas(self.request), **kwargs)

    def actions(self):
        proponer = {"text": "Proponer una depuración"}
        return [a | proponer if a.get("primary") else a for a in super().actions()]


class DepuracionCreateView(CreateView):
    """A proposal: another person executes it."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"title": "Proponer una depuración", "submit_text": "Proponer"}


class ArcoDetailView(DetailView):
    def get_context_data(self, **kwargs):
        solicitud, user = self.object, self.request.user
        pasos = pasos_de(ARCO, solicitud, user, lambda verbo: url_de(solicitud, verbo), PEDIDOS)
        abierta = solicitud.estado in ("recibida", "en_tramite")
        puede = user.has_perm("observacion.prorrogar_solicitudarco", solicitud)
        if abierta and puede and not solicitud.prorrogada:
            pasos.append(self.prorroga())
        dias = (solicitud.fecha_limite - timezone.localdate()).days
        return super().get_context_data(
            transiciones=pasos, abierta=abierta, vencida=abierta and dias < 0, **kwargs
        )

    def prorroga(self):
        url = url_de(self.object, "prorrogar")
        return {
            "name": "prorrogar",
            "text": "Prorrogar",
            "icon": "hourglass-split",
            "danger": False,
            "reasons": [],
            "url": url,
        }


class SolicitudARCOCrud(Crud):
    model = SolicitudARCO
    icon = "shield-lock"
    columns = ["folio", "derecho", "sistema", "titular", "estado", "fecha_limite", "responsable"]
    ordering = ["-fecha_recepcion", "-pk"]
    filterset_class = ArcoFilter
    form_class = ArcoForm
    sections = [
        ("La solicitud", "", ["derecho", "sistema", "titular", "representante", "que_pide"]),
        ("Plazo", "", ["fecha_recepcion", "fecha_limite", "motivo_prorroga", "responsable"]),
    ]
    operations = ("list", "create", "export", "detail", "update", "history")
    views = {"list": ArcoListView, "detail": ArcoDetailView}
    empty_text = (
        "Aquí va cada solicitud de acceso, rectificación, cancelación u oposición, con su plazo."
    )


def paso_arco(verbo, form_class, hacer):
    """The view of one step of a request."""
    transition = ARCO.transitions[verbo]

    @permiso(transition.permission)
    @formulario
    def view(request, pk):
        solicitud = registro(request, SolicitudARCO, pk, transition.permission)
        faltan = ARCO.reasons(transition, solicitud)
        cerrado = not ARCO.leaves(transition, solicitud)
        if cerrado:
            faltan = [ARCO.refusal(transition, solicitud)]
        return acto(
            request,
            form_class(**datos(request)),
            solicitud,
            hacer=lambda data: hacer(solicitud, request.user, data),
            hecho=HECHOS[verbo],
            title=f"{transition.label}: {solicitud}",
            faltan=[reason for reason in faltan if reason not in PEDIDOS],
            cerrado=cerrado,
            submit_text=transition.label,
        )

    view.__name__ = f"solicitudarco_{verbo}"
    view.__doc__ = transition.label
    return view


def responder(verbo):
    return lambda s, by, d: arco.resolver_arco(s, verbo, by=by, **d)


PASOS = {
    "tramitar": paso_arco(
        "tramitar", TramitarForm, lambda s, by, d: ARCO.apply(s, "tramitar", by=by, **d)
    ),
    "declarar_procedente": paso_arco(
        "declarar_procedente", ResponderForm, responder("declarar_procedente")
    ),
    "declarar_improcedente": paso_arco(
        "declarar_improcedente", ResponderForm, responder("declarar_improcedente")
    ),
    "cumplir": paso_arco("cumplir", CumplirForm, lambda s, by, d: arco.cumplir_arco(s, by=by, **d)),
    "reabrir_arco": paso_arco(
        "reabrir_arco",
        MotivoPrivacidadForm,
        lambda s, by, d: ARCO.apply(s, "reabrir_arco", by=by, **d),
    ),
}


@permiso("observacion.prorrogar_solicitudarco")
@formulario
def solicitudarco_prorrogar(request, pk):
    """One more term, once."""
    solicitud = registro(request, SolicitudARCO, pk, "observacion.prorrogar_solicitudarco")
    return acto(
        request,
        MotivoPrivacidadForm(**datos(request)),
        solicitud,
        hacer=lambda data: arco.prorrogar_arco(solicitud, by=request.user, **data),
        hecho="El plazo se prorrogó.",
        title=f"Prorrogar: {solicitud}",
        explicacion=f"Ahora vence el {solicitud.fecha_limite:%d/%m/%Y}. Se prorroga una sola vez.",
        submit_text="Prorrogar",
    )


class DepuracionDetailView(DetailView):
    def get_context_data(self, **kwargs):
        user, obj = self.request.user, self.object
        return super().get_context_data(
            hasta=depuracion.se_conserva_hasta(obj.proceso),
            propuesta=obj.estado == "propuesta",
            es_suya=obj.creado_por_id == user.pk,
            puede_ejecutar=user.has_perm("observacion.ejecutar_depuraciondatos", obj),
            puede_retirar=user.has_perm("observacion.retirar_depuraciondatos", obj),
            **kwargs,
        )


class DepuracionDatosCrud(Crud):
    model = DepuracionDatos
    icon = "eraser"
    columns = ["acta", "sistema", "proceso", "estado", "ejecutada_en"]
    ordering = ["-creado_en", "-pk"]
    form_class = DepuracionForm
    sections = [("La propuesta", "", ["sistema", "proceso", "acta"])]
    operations = ("list", "create", "detail", "history")
    views = {
        "list": DepuracionListView,
        "create": DepuracionCreateView,
        "detail": DepuracionDetailView,
    }
    empty_text = (
        "Cuando un proceso termina y vence el plazo para conservar sus datos, aquí se propone "
        "suprimir los personales. Los conteos se quedan."
    )


@permiso("observacion.retirar_depuraciondatos")
@formulario
def depuraciondatos_retirar(request, pk):
    """It will not be done."""
    obj = registro(request, DepuracionDatos, pk, "observacion.retirar_depuraciondatos")
    return acto(
        request,
        MotivoPrivacidadForm(**datos(request)),
        obj,
        hacer=lambda data: depuracion.retirar_depuracion(obj, by=request.user, **data),
        hecho="La propuesta se retiró.",
        title="Retirar la propuesta",
        submit_text="Retirar",
    )


@permiso("core.view_consultareservada")
@require_safe
def consultas(request):
    """Who looked at reserved data, of which record, and when."""
    rows = ConsultaReservada.objects.visibles_para(request.user)
    form = ConsultasForm(request.GET or None, user=request.user)
    if form.is_valid():
        rows = form.filtrar(rows)
    rows = rows.select_related("usuario", "content_type")
    pagina = Paginator(rows, POR_PAGINA).get_page(request.GET.get("pagina"))
    consulta = request.GET.copy()
    consulta.pop("pagina", None)
    context = {
        "title": "Consultas de datos reservados",
        "form": form,
        "pagina": pagina,
        "filas": de_quienes(pagina.object_list, request.user),
        "filtros": consulta.urlencode(),
        "vistas": puertas(request),
    }
    return render(request, "observacion/consultas.html", context)
