"""An observer's application: where it is, what comes next, and everything about it."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.models import anotar_consulta
from core.permisos import permiso
from core.views import CreateView, DetailView
from crm.views.actos import datos, formulario, registro
from observacion.actions import solicitudes as actions
from observacion.actions.informes import registrar_informe
from observacion.forms.solicitudes import RESERVADOS, AfiliacionForm, InformeForm
from observacion.models import Gafete, InformeObservacion, SolicitudObservacion
from observacion.queries.recorrido import recorrido
from observacion.queries.reservados import consultas_de
from observacion.views.comunes import acto, migas, siguiente, url_de
from observacion.views.pasos import pasos_de_solicitud

ETAPAS = (
    ("Recibida", ("recibida", "prevenida")),
    ("En el INE", ("remitida_ine",)),
    ("Curso", ("curso_pendiente", "curso_acreditado")),
    ("Acreditada", ("acreditada",)),
    ("Gafete", ("gafete_entregado",)),
    ("Informe", ("informe_entregado",)),
)
SECCION_RESERVADA = "Datos reservados"
RESERVADO = "observacion.consultar_reservados"


def linea_de_etapas(estado):
    """The stages with where it is; none once it ended without an accreditation."""
    actual = next((i for i, (_n, estados) in enumerate(ETAPAS) if estado in estados), None)
    if actual is None:
        return []
    return [
        {
            "nombre": nombre,
            "clase": "done" if i < actual else "current" if i == actual else "next",
        }
        for i, (nombre, _estados) in enumerate(ETAPAS)
    ]


class SolicitudCreateView(CreateView):
    """An application on paper."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"title": "Recibir solicitud de observación"}


class SolicitudDetailView(DetailView):
    def get_context_data(self, **kwargs):
        solicitud, user = self.object, self.request.user
        pasos = pasos_de_solicitud(solicitud, user)
        adelante = [p for p in pasos if not p["back"]]
        context = super().get_context_data(
            etapas=linea_de_etapas(solicitud.estado),
            transiciones=adelante,
            regresos=[p for p in pasos if p["back"]],
            reservados=self.reservados(),
            puede_reservados=user.has_perm(RESERVADO),
            consultas=self.consultas(),
            afiliaciones=list(solicitud.afiliaciones.vivos().select_related("organizacion")),
            inscripciones=list(solicitud.inscripciones.vivos().select_related("sesion__curso")),
            gafetes=list(Gafete.objects.de(solicitud).select_related("lote")),
            informes=list(solicitud.informes.vivos()),
            recorrido=recorrido(solicitud),
            puede_editar=user.has_perm("observacion.change_solicitudobservacion"),
            puede_gafete=solicitud.estado == "acreditada"
            and user.has_perm("observacion.add_gafete"),
            puede_informe=solicitud.estado in ("gafete_entregado", "informe_entregado")
            and user.has_perm("observacion.add_informeobservacion"),
            **kwargs,
        )
        apartes = ("negar", "cancelar", "prevenir", "tener_por_no_presentada")
        return context | {"next_step": siguiente(adelante, apartes)}

    def sections(self):
        """Without what is reserved, which has its own place."""
        return [s for s in super().sections() if s["title"] != SECCION_RESERVADA]

    def reservados(self):
        """What there is, never what it says."""
        solicitud = self.object
        return [
            (solicitud._meta.get_field(name).verbose_name, bool(getattr(solicitud, name)))
            for name in RESERVADOS
        ]

    def consultas(self):
        """Who looked before, for who may look too."""
        if not self.request.user.has_perm(RESERVADO):
            return []
        return consultas_de(self.object)

    def actions(self):
        solicitud, user = self.object, self.request.user
        found = super().actions()
        if user.has_perm("observacion.change_solicitudobservacion"):
            url = url_de(solicitud, "cambiar_afiliacion")
            found.append({"text": "Cambiar de organización", "icon": "shuffle", "url": url})
        if solicitud.estado in ("curso_pendiente", "curso_acreditado") and user.has_perm(
            "observacion.add_inscripcioncurso"
        ):
            url = f"{reverse('observacion:curso_list')}?proceso={solicitud.proceso_id}"
            found.append({"text": "Buscar curso", "icon": "mortarboard", "url": url})
        return found

    def panels(self):
        pk = self.object.pk
        url = reverse("core:adjunto_panel", args=["observacion.solicitudobservacion", pk])
        return [*super().panels(), {"title": "Archivos", "url": url, "side": "aside"}]


@permiso(RESERVADO)
@require_POST
def solicitud_ver_reservados(request, pk):
    """The reserved data, once, leaving word of who looked."""
    solicitud = registro(request, SolicitudObservacion, pk, RESERVADO)
    anotar_consulta(solicitud, "Clave, teléfono, discapacidad y pertenencia", by=request.user)
    valores = [
        (solicitud._meta.get_field(name).verbose_name, getattr(solicitud, name))
        for name in RESERVADOS
    ]
    context = {
        "title": f"Datos reservados de {solicitud}",
        "object": solicitud,
        "valores": valores,
        "volver": url_de(solicitud),
        "breadcrumbs": migas(solicitud),
    }
    response = render(request, "observacion/reservados.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@permiso("observacion.change_solicitudobservacion")
@formulario
def solicitud_cambiar_afiliacion(request, pk):
    """With whom the person observes from now on."""
    perm = "observacion.change_solicitudobservacion"
    solicitud = registro(request, SolicitudObservacion, pk, perm)
    form = AfiliacionForm(initial={"modalidad": solicitud.modalidad}, **datos(request))
    return acto(
        request,
        form,
        solicitud,
        hacer=lambda d: actions.cambiar_afiliacion(solicitud, by=request.user, **d),
        hecho="Se registró el cambio. La afiliación anterior queda en el historial.",
        title="Cambiar de organización",
        explicacion=f"Hoy: {solicitud.organizacion or 'individual'}. Lo anterior no se borra.",
        submit_text="Registrar el cambio",
    )


@permiso("observacion.add_informeobservacion")
@formulario
def solicitud_informar(request, pk):
    """Receive a report; after the limit it is accepted and marked."""
    perm = "observacion.entregar_informe_solicitudobservacion"
    solicitud = registro(request, SolicitudObservacion, pk, perm)
    form = InformeForm(
        instance=InformeObservacion(solicitud=solicitud, entidad=solicitud.entidad),
        **datos(request),
    )

    def hecho(informe):
        if informe.es_extemporaneo:
            return "Se recibió el informe. Queda marcado como extemporáneo."
        return "Se recibió el informe."

    return acto(
        request,
        form,
        solicitud,
        hacer=lambda _: registrar_informe(form.instance, by=request.user),
        hecho=hecho,
        title="Registrar informe",
        explicacion=f"El límite es el {solicitud.limite_informe:%d/%m/%Y}. "
        "Después se recibe igual y queda marcado.",
        submit_text="Registrar informe",
    )
