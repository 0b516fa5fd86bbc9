"""The page of an application."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from acompanamiento.enums import EstadoVisitante
from acompanamiento.forms.captura import CapturaForm
from acompanamiento.queries.reservados import PERMISO, RESERVADOS, consultas_de
from acompanamiento.queries.revision import etapas, expediente
from acompanamiento.views.pasos import AL_MENU, pasos_de
from acompanamiento.views.siguiente import PRINCIPAL, siguiente_paso
from core.columns import country_name, fact
from core.views import CreateView, DetailView
from observacion.models import Gafete

E = EstadoVisitante
RELACIONES = (
    "convocatoria__proceso",
    "delegacion",
    "institucion",
    "responsable",
    "resolvio",
    "aviso",
    "sustituye_a",
)
JUNTOS = ("documentos__requisito", "pasaportes", "convocatoria__requisitos")
MUCHOS = 60


def otros_pasos(pasos, solicitud):
    """The steps that the sentence of what comes next does not already say."""
    principal = PRINCIPAL.get(solicitud.estado)
    return [paso for paso in pasos if paso["name"] != principal]


def fact_of(solicitud, name):
    """A fact; several countries read by their names."""
    if name != "nacionalidades":
        return fact(solicitud, name)
    nombres = ", ".join(str(country_name(pais.code)) for pais in solicitud.nacionalidades)
    kind = "text" if nombres else "empty"
    return {"kind": kind, "value": nombres, "column": name, "label": "Nacionalidades"}


class SolicitudCreateView(CreateView):
    """A form that came on paper."""

    def get_form_class(self):
        return CapturaForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"title": "Capturar solicitud en papel"}


class SolicitudDetailView(DetailView):
    """Where it is, what comes next, its papers, what was told to the person, and its badge."""

    def get_queryset(self):
        rows = super().get_queryset().select_related(None).select_related(*RELACIONES)
        return rows.prefetch_related(*JUNTOS)

    @cached_property
    def pasos(self):
        """Asked of the guards once, for the steps and for the menu."""
        return pasos_de(self.object, self.request.user)

    def get_context_data(self, **kwargs):
        solicitud, user = self.object, self.request.user
        adelante = [p for p in self.pasos if not p["back"] and p["name"] not in AL_MENU]
        context = super().get_context_data(
            etapas=etapas(solicitud),
            transiciones=otros_pasos(adelante, solicitud),
            expediente=expediente(solicitud),
            pasaportes=[p for p in solicitud.pasaportes.all() if p.eliminado_en is None],
            recorrido=solicitud.pasos.vivos().select_related("creado_por")[:MUCHOS],
            cartas=solicitud.cartas.all()[:MUCHOS],
            gafetes=Gafete.objects.de(solicitud).select_related("entregado_por"),
            consultas=consultas_de(solicitud) if user.has_perm(PERMISO) else [],
            puede_ver_reservados=user.has_perm(PERMISO),
            puede_cambiar=user.has_perm("acompanamiento.change_solicitudvisitante", solicitud),
            puede_enlace=user.has_perm("acompanamiento.invitar_solicitudvisitante")
            and bool(solicitud.correo),
            se_agregan=solicitud.estado in (E.BORRADOR, E.RECIBIDA, E.EN_REVISION, E.PREVENIDA),
            hay_resolucion=bool(solicitud.fecha_resolucion or solicitud.motivo_rechazo),
            ahora=timezone.now(),
            **kwargs,
        )
        context["next_step"] = siguiente_paso(solicitud, adelante, user)
        return context

    def sections(self):
        """Facts of the record; what only the form of paper has, or is reserved, is not one."""
        hidden = self.crud.hidden_fields(self.request.user) | set(RESERVADOS)
        own = {f.name for f in self.crud.opts.concrete_fields} - hidden
        return [
            {"title": t, "hint": h, "facts": [fact_of(self.object, n) for n in ns if n in own]}
            for t, h, ns in self.crud.sections
            if own & set(ns)
        ]

    def panels(self):
        """The signed receipt, and whatever else was attached."""
        args = ["acompanamiento.solicitudvisitante", self.object.pk]
        url = reverse("core:adjunto_panel", args=args)
        return [*super().panels(), {"title": "Archivos", "url": url, "side": "aside"}]

    def actions(self):
        """The generic actions, the ends of the table, the ways back and the link."""
        extra = [
            {"text": p["text"], "icon": p["icon"], "url": p["url"], "operation": p["name"]}
            for p in self.pasos
            if p["back"] or p["name"] in AL_MENU
        ]
        user, pk = self.request.user, self.object.pk
        extra += [
            {
                "text": text,
                "icon": icon,
                "url": reverse(f"acompanamiento:solicitudvisitante_{nombre}", args=[pk]),
                "operation": nombre,
            }
            for text, icon, nombre, perm, cabe in self.otras()
            if cabe and user.has_perm(f"acompanamiento.{perm}", self.object)
        ]
        return [*super().actions(), *extra]

    def otras(self):
        """What may also be done: words, icon, address, permission, and whether it applies."""
        solicitud = self.object
        activa = solicitud.estado == E.ACREDITADA_ACTIVA
        resuelta = bool(solicitud.fecha_resolucion)
        return (
            (
                "Enviar su enlace otra vez",
                "link-45deg",
                "reenviar_enlace",
                "invitar_solicitudvisitante",
                bool(solicitud.correo) and solicitud.estado in (E.BORRADOR, E.PREVENIDA),
            ),
            (
                "Registrar otro pasaporte",
                "passport",
                "pasaporte",
                "change_solicitudvisitante",
                True,
            ),
            (
                "Reponer el gafete",
                "person-vcard",
                "reponer_gafete",
                "preparar_gafete_solicitudvisitante",
                activa and solicitud.gafete() is None,
            ),
            (
                "Descargar la resolución",
                "file-earmark-pdf",
                "resolucion",
                "view_solicitudvisitante",
                resuelta,
            ),
            (
                "Descargar la constancia",
                "award",
                "constancia",
                "view_solicitudvisitante",
                solicitud.estado == E.CONCLUIDA,
            ),
        )
