"""Programmes of accompaniment: their days, their steps, and the incidents of the field."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from acompanamiento.actions.programa import (
    CERRADOS,
    agregar_actividad_nueva,
    mover_programa,
)
from acompanamiento.forms.pasos import MotivoForm
from acompanamiento.forms.programa import (
    ActividadForm,
    AprobarInformeForm,
    AprobarProgramaForm,
    IncidenciaFilter,
    ProgramaFilter,
    ProgramaForm,
)
from acompanamiento.models import ActividadPrograma, Incidencia, ProgramaAcompanamiento
from acompanamiento.queries.agenda import dias_de
from acompanamiento.queries.informe import informe_de
from acompanamiento.workflows.programa import FALTA_APROBACION, FALTA_INFORME, PROGRAMA
from core.attachments import SANDBOX
from core.crud import Crud
from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.forms import fingerprint, idempotency_key
from core.models import anotar_consulta
from core.permisos import permiso
from core.views import DetailView
from crm.forms.actos import AccionForm
from crm.views.actos import datos, formulario, registro, sin_campos_ajenos
from observacion.queries.cortes import impreso
from observacion.views.comunes import pasos_de, siguiente

RESERVADOS = "acompanamiento.consultar_reservados"
LO_PIDE_SU_FORMA = {FALTA_APROBACION, FALTA_INFORME}
FORMAS = {"aprobar": AprobarProgramaForm, "aprobar_informe": AprobarInformeForm}
EXPLICACIONES = {
    "enviar": "Se puede seguir corrigiendo mientras se revisa.",
    "aprobar": "Desde la aprobación se inscribe a personas y su agenda se puede descargar.",
    "iniciar": "El programa está en marcha.",
    "concluir": "Ya no se cambian sus actividades.",
    "reabrir_revision": "Se borra quién lo aprobó; el historial lo conserva. Las inscripciones se "
    "quedan, y no se inscribe a nadie más hasta aprobarlo de nuevo.",
}


def programa_url(pk):
    return reverse("acompanamiento:programaacompanamiento_detail", args=[pk])


def migas(programa):
    listado = reverse("acompanamiento:programaacompanamiento_list")
    return [("Programas de acompañamiento", listado), (str(programa), programa_url(programa.pk))]


def acto(request, form, programa, *, hacer, hecho, **context):
    """Show the form; when it is right, do it, say so and go back. Refusals return on the form."""
    volver = context.pop("volver", None) or programa_url(programa.pk)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                dado = hacer(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, sin_campos_ajenos(form, error))
        else:
            messages.success(request, hecho(dado) if callable(hecho) else hecho)
            return redirect(volver)
    context |= {"form": form, "cancel_url": volver}
    context.setdefault("breadcrumbs", migas(programa))
    status = 422 if form.errors else 200
    return render(request, "acompanamiento/programa_acto.html", context, status=status)


class ProgramaDetailView(DetailView):
    """Its days as a timeline, with the places left in each activity."""

    def get_context_data(self, **kwargs):
        programa, user = self.object, self.request.user
        actividades = ActividadPrograma.objects.visibles_para(user).filter(programa=programa)
        pasos = pasos_de(PROGRAMA, programa, user, self.paso_url, LO_PIDE_SU_FORMA)
        vueltas = {n for n, t in PROGRAMA.transitions.items() if t.requires_reason}
        self.vueltas = [p for p in pasos if p["name"] in vueltas]
        adelante = [p for p in pasos if p["name"] not in vueltas]
        context = super().get_context_data(
            dias=dias_de(actividades.con_lugares().select_related("responsable")),
            transiciones=adelante,
            puede_agregar=programa.estado not in CERRADOS
            and user.has_perm("acompanamiento.add_actividadprograma"),
            **kwargs,
        )
        context["next_step"] = siguiente(adelante)
        context["actions"] += self.otras()
        return context

    def paso_url(self, verbo):
        return reverse(f"acompanamiento:programaacompanamiento_{verbo}", args=[self.object.pk])

    def otras(self):
        """The ways back and what happened in the field, in the menu."""
        puede = self.request.user.has_perm("acompanamiento.view_incidencia")
        listado = reverse("acompanamiento:incidencia_list")
        url = f"{listado}?proceso={self.object.proceso_id}"
        incidencias = {
            "text": "Incidencias",
            "icon": "exclamation-triangle",
            "url": url,
            "operation": "incidencias",
        }
        informe = {
            "text": "Informe final en PDF",
            "icon": "file-earmark-bar-graph",
            "url": self.paso_url("informe"),
            "operation": "informe",
        }
        llegadas = {
            "text": "Llegadas y salidas",
            "icon": "airplane",
            "url": self.paso_url("llegadas"),
            "operation": "llegadas",
        }
        con_viajes = self.request.user.has_perm("acompanamiento.view_logisticavisitante")
        suyas = [*([llegadas] if con_viajes else []), *([incidencias] if puede else [])]
        return [informe, *suyas] + [
            {"text": p["text"], "icon": p["icon"], "url": p["url"], "operation": p["name"]}
            for p in self.vueltas
        ]


class ProgramaAcompanamientoCrud(Crud):
    model = ProgramaAcompanamiento
    icon = "calendar-range"
    columns = ["titulo", "edicion", "proceso", "desde", "hasta", "estado"]
    ordering = ["-desde", "-pk"]
    filterset_class = ProgramaFilter
    form_class = ProgramaForm
    sections = [
        (
            "El programa",
            "Qué se ofrece a visitantes y observadoras, en qué días.",
            ["proceso", "titulo", "edicion", "desde", "hasta", "presentacion"],
        ),
    ]
    operations = ("list", "create", "export", "detail", "update", "delete", "history")
    views = {"detail": ProgramaDetailView}
    empty_text = (
        "Un programa reúne las actividades de una jornada: sus días, sus lugares y quién va."
    )


class IncidenciaDetailView(DetailView):
    def get_context_data(self, **kwargs):
        puede = bool(self.object.foto) and self.request.user.has_perm(RESERVADOS)
        return super().get_context_data(puede_foto=puede, **kwargs)


class IncidenciaCrud(Crud):
    model = Incidencia
    icon = "exclamation-triangle"
    columns = ["lugar", "tipo", "ocurrida_en", "actividad", "proceso", "creado_por"]
    ordering = ["-ocurrida_en", "-pk"]
    filterset_class = IncidenciaFilter
    fields = ["tipo", "lugar", "nota", "ocurrida_en", "actividad", "proceso"]
    operations = ("list", "export", "detail", "history")
    views = {"detail": IncidenciaDetailView}
    empty_text = "Se registran desde el modo jornada, con o sin conexión."


def paso_de(verbo):
    """The view of one step of the table."""
    transicion = PROGRAMA.transitions[verbo]

    @permiso(transicion.permission)
    @formulario
    def view(request, pk):
        programa = registro(request, ProgramaAcompanamiento, pk, transicion.permission)
        base = MotivoForm if transicion.requires_reason else AccionForm
        form = FORMAS.get(verbo, base)(**datos(request))
        return acto(
            request,
            form,
            programa,
            hacer=lambda d: mover_programa(programa, verbo, by=request.user, **d),
            hecho=f"Se hizo: {transicion.label.lower()}.",
            title=f"{transicion.label}: {programa}",
            explicacion=EXPLICACIONES.get(verbo, ""),
            submit_text=transicion.label,
        )

    return view


def agregar_una_vez(request, actividad):
    """What to say: added, or already added before."""
    dicho = fingerprint(request.POST)
    clave = idempotency_key(request.POST)
    antes = agregar_actividad_nueva(actividad, clave=clave, huella=dicho, by=request.user)
    if not antes:
        return "Se agregó la actividad."
    if antes != dicho:
        return "Esta página ya se había enviado con otros datos; quedó lo que se guardó primero."
    return "La actividad ya se había agregado."


@permiso("acompanamiento.add_actividadprograma")
@formulario
def agregar_actividad(request, pk):
    """One more activity of a programme; the same page sent twice adds one."""
    programa = registro(
        request, ProgramaAcompanamiento, pk, "acompanamiento.view_programaacompanamiento"
    )
    form = ActividadForm(instance=ActividadPrograma(programa=programa), **datos(request))
    return acto(
        request,
        form,
        programa,
        hacer=lambda _: agregar_una_vez(request, form.instance),
        hecho=lambda texto: texto,
        title="Agregar actividad",
        submit_text="Agregar actividad",
    )


@permiso("acompanamiento.view_programaacompanamiento")
@require_safe
def programa_informe(request, pk):
    """The final report with the figures of this instant."""
    perm = "acompanamiento.view_programaacompanamiento"
    programa = registro(request, ProgramaAcompanamiento, pk, perm)
    contenido = compilar("observacion/estadistica.typ", impreso(informe_de(programa)))
    return como_archivo(contenido, f"informe-final-{programa.pk}.pdf", "application/pdf")


@permiso(RESERVADOS)
@require_safe
def incidencia_foto(request, pk):
    """The picture of an incident: people may be in it, so each look stays written."""
    incidencia = registro(request, Incidencia, pk, RESERVADOS)
    if not incidencia.foto:
        raise Http404
    anotar_consulta(incidencia, "Fotografía de la incidencia", by=request.user)
    with incidencia.foto.open("rb") as foto:
        response = HttpResponse(foto.read(), content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
