"""The page of an instrument and the panels that it loads as they come into sight."""

from itertools import pairwise

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from convenios.enums import EN_TRAMITE, FIRMAN, EstadoConvenio, RolParte
from convenios.forms.convenios import SolicitudForm
from convenios.models import Convenio
from convenios.queries.fichas import compromisos_de, familia, linea_de_etapas
from convenios.queries.reloj import Reloj, dias_por_etapa, normas
from convenios.views.comunes import convenio_url, migas
from convenios.views.pasos import pasos_de
from convenios.views.siguiente import siguiente_paso
from core.permisos import permiso
from core.views import CreateView, DetailView
from crm.models import Gestion
from crm.views.actos import registro

RELACIONES = (
    "area_solicitante",
    "responsable",
    "solicita",
    "accion",
    "padre",
    "gestion",
    "lineas",
    "temas",
)
# Of those, what the steps and the turn ask besides their names.
TAMBIEN = ("padre__tipo", "padre__fin_ultimo", "gestion__estado")
PANELES = (
    ("Texto, observaciones y documentos", "texto", "main"),
    ("Compromisos y programas de trabajo", "compromisos", "main"),
    ("Familia", "familia", "aside"),
    ("Recorrido", "recorrido", "aside"),
)


class ConvenioCreateView(CreateView):
    """A request, perhaps begun from the page of its institution."""

    def get_form_class(self):
        return SolicitudForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"title": "Registrar solicitud de convenio"}


class ConvenioDetailView(DetailView):
    """Where it is, whose turn it is, what comes next, who takes part; the rest by panels."""

    def get_queryset(self):
        """With the names of what most have: to bring each of its relations whole cost more than it."""
        rows = super().get_queryset().select_related(None).prefetch_related(None)
        return rows.con_nombres(*RELACIONES, tambien=TAMBIEN)

    @cached_property
    def pasos(self):
        """Asked of the guards once, for the steps and for the menu."""
        return pasos_de(self.object, self.request.user)

    def gestion(self):
        """The request behind it, if this person may see that one too."""
        gestion, user = self.object.gestion, self.request.user
        if gestion is None or user.has_perm("crm.view_gestiones_ajenas"):
            return gestion
        return Gestion.objects.visibles_para(user).filter(pk=gestion.pk).first()

    def get_context_data(self, **kwargs):
        user, convenio = self.request.user, self.object
        adelante = [p for p in self.pasos if not p["back"]]
        context = super().get_context_data(
            etapas=linea_de_etapas(convenio),
            transiciones=[p for p in adelante if p["name"] not in ("cancelar", "desistir")],
            partes=self.partes(),
            turno=self.turno(),
            opinion=convenio.opinion_actual() if convenio.estado != "solicitud" else None,
            puede_opinar=user.has_perm("convenios.change_opinionpertinencia"),
            puede_partes=user.has_perm("convenios.change_parteconvenio"),
            puede_firmar=convenio.estado == EstadoConvenio.FIRMA
            and user.has_perm("convenios.firmar_parteconvenio"),
            puede_turnar=convenio.en_tramite and user.has_perm("convenios.turnar_convenio"),
            vigencia=convenio.vigencia,
            gestion=self.gestion(),
            **kwargs,
        )
        return context | {"next_step": siguiente_paso(convenio, adelante, user)}

    def partes(self):
        """Its parties; with those that sign, whether they did."""
        return [
            {
                "parte": parte,
                "firma": parte.rol in FIRMAN,
                "propia": parte.rol == RolParte.IECM,
            }
            for parte in self.object.partes_vivas()
        ]

    def turno(self):
        """In whose hands it is, and how long, against the norm of its stage."""
        convenio = self.object
        if convenio.estado not in EN_TRAMITE:
            return None
        reloj, norma = Reloj(), normas()[convenio.estado]
        nuestros = reloj.de_etapa(convenio)
        return {
            "manos": convenio.area_en_turno or convenio.get_en_manos_de_display(),
            "desde": convenio.turno_desde,
            "dias": reloj.en_turno(convenio),
            "pausa": convenio.en_manos_de == "contraparte",
            "nuestros": nuestros,
            "norma": norma,
            "exceso": max(0, nuestros - norma) if norma else 0,
        }

    def actions(self):
        """The generic actions, the ends of the table and the ways back."""
        convenio, user = self.object, self.request.user
        extra = [
            {"text": p["text"], "icon": p["icon"], "url": p["url"], "operation": p["name"]}
            for p in self.pasos
            if p["back"] or p["name"] in ("cancelar", "desistir")
        ]
        if convenio.renovacion == "automatica" and convenio.estado == EstadoConvenio.SUSCRITO:
            extra.append(self.accion("avisar_no_renovacion", "Avisar que no se renueva", "bell"))
        if convenio.tipo_vigencia == "por_condicion" and not convenio.fecha_evento_fin:
            extra.append(self.accion("registrar_evento", "Ya ocurrió lo que le pone fin", "flag"))
        if user.has_perm("convenios.add_convenio"):
            url = f"{reverse('convenios:convenio_create')}?padre={convenio.pk}"
            text = "Registrar un derivado"
            extra.append({"text": text, "icon": "diagram-2", "url": url, "operation": "derivar"})
        permitidas = [a for a in extra if a and self.permitida(a)]
        return [*super().actions(), *permitidas]

    def permitida(self, accion):
        nuevas = ("avisar_no_renovacion", "registrar_evento")
        if accion["operation"] in nuevas:
            return self.request.user.has_perm("convenios.concluir_convenio", self.object)
        return True

    def accion(self, nombre, text, icon):
        url = reverse(f"convenios:convenio_{nombre}", args=[self.object.pk])
        return {"text": text, "icon": icon, "url": url, "operation": nombre}

    def panels(self):
        pk = self.object.pk
        propios = [
            {
                "title": titulo,
                "url": f"{reverse(f'convenios:convenio_{nombre}', args=[pk])}?panel=1",
                "side": lado,
            }
            for titulo, nombre, lado in PANELES
        ]
        return [*propios, *super().panels()]


def panel(request, nombre, convenio, context):
    """The panel alone for htmx, the same panel in a page of its own for everybody else."""
    partial = request.htmx and not request.htmx.boosted
    context |= {"object": convenio, "volver": convenio_url(convenio.pk)}
    context["fragmento"] = f"convenios/_{nombre}.html"
    context["apartado"] = next(titulo for titulo, panel, _lado in PANELES if panel == nombre)
    context |= {"title": str(convenio), "breadcrumbs": migas(convenio)}
    plantilla = context["fragmento"] if partial else "convenios/panel.html"
    return render(request, plantilla, context)


def puede(user, *modelos):
    """What this person may add or change in a panel, by name."""
    return {
        f"puede_{verbo}_{modelo}": user.has_perm(f"convenios.{verbo}_{modelo}")
        for modelo in modelos
        for verbo in ("add", "change")
    }


@permiso("convenios.view_versionconvenio")
@require_safe
def convenio_texto(request, pk):
    """The versions, the observations and the papers of the file."""
    convenio = registro(request, Convenio, pk, "convenios.view_versionconvenio")
    versiones = list(convenio.versiones.vivos().select_related("adjunto", "creado_por"))
    observaciones = list(convenio.observaciones.vivos().select_related("version_texto"))
    documentos = list(convenio.documentos.vivos().select_related("adjunto", "paso"))
    vueltas = convenio.validaciones.vivos().filter(resultado="con_observaciones").count()
    pares = dict(pairwise(versiones))
    context = {
        "versiones": [{"version": v, "anterior": pares.get(v)} for v in versiones],
        "observaciones": observaciones,
        "pendientes": sum(o.estado == "pendiente" for o in observaciones),
        "documentos": documentos,
        "vueltas": vueltas,
    } | puede(request.user, "versionconvenio", "observacion", "documentoconvenio")
    return panel(request, "texto", convenio, context)


@permiso("convenios.view_compromisoconvenio")
@require_safe
def convenio_compromisos(request, pk):
    """What it obliges to, and how it is being carried out."""
    convenio = registro(request, Convenio, pk, "convenios.view_compromisoconvenio")
    programas = convenio.programas.vivos().prefetch_related("actividades")
    context = {
        "compromisos": compromisos_de(request.user, convenio),
        "programas": [
            {"programa": p, "actividades": [a for a in p.actividades.all() if not a.eliminado_en]}
            for p in programas
        ],
    } | puede(request.user, "compromisoconvenio", "programatrabajo", "actividadprograma")
    return panel(request, "compromisos", convenio, context)


@permiso("convenios.view_convenio")
@require_safe
def convenio_familia(request, pk):
    """What it derives from and what derives from it."""
    convenio = registro(request, Convenio, pk, "convenios.view_convenio")
    context = {
        "ramas": familia(request.user, convenio),
        "hoy": timezone.localdate(),
        "puede_derivar": request.user.has_perm("convenios.add_convenio"),
    }
    return panel(request, "familia", convenio, context)


@permiso("convenios.view_pasoconvenio")
@require_safe
def convenio_recorrido(request, pk):
    """Each step with its document and its days, and who has held it."""
    convenio = registro(request, Convenio, pk, "convenios.view_pasoconvenio")
    pasos = convenio.pasos.vivos().select_related("creado_por").prefetch_related("documentos")
    context = {
        "pasos": list(pasos),
        "turnos": list(convenio.turnos.vivos().select_related("area")),
        "etapas": dias_por_etapa(convenio),
    }
    return panel(request, "recorrido", convenio, context)
