"""A call: its clock, its papers, its texts side by side, and what has come of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.permisos import permiso
from core.views import DetailView
from crm.views.actos import datos, formulario, registro
from observacion.actions import convocatorias as actions
from observacion.enums import SituacionConvocatoria, TipoConvocatoria
from observacion.forms.convocatorias import ProrrogaForm, RequisitoForm
from observacion.models import Convocatoria, RequisitoConvocatoria
from observacion.views.comunes import acto, url_de

SECCION_TEXTOS = "Textos"
IDIOMAS = (("es", "Español"), ("en", "Inglés"), ("fr", "Francés"))
# Who applies, by the kind of call: the relation, what it is seen with, and its list.
SOLICITUDES = {
    TipoConvocatoria.VISITANTES: (
        "solicitudes_visitante",
        "acompanamiento.view_solicitudvisitante",
        "acompanamiento:solicitudvisitante_list",
    ),
    TipoConvocatoria.OBSERVACION: (
        "solicitudes_observacion",
        "observacion.view_solicitudobservacion",
        "observacion:solicitudobservacion_list",
    ),
}


def plazo(convocatoria):
    """What the clock says, in words."""
    ahora = timezone.now()
    situacion = convocatoria.situacion(ahora)
    if situacion == SituacionConvocatoria.POR_ABRIR:
        return {"texto": "Abre", "cuando": convocatoria.abre_en}
    if situacion == SituacionConvocatoria.CERRADA:
        return {"texto": "Cerró", "cuando": convocatoria.cierra_en}
    return {"texto": "Cierra", "cuando": convocatoria.cierra_en}


def textos(convocatoria):
    """The texts in their three languages, side by side; each missing one is seen to be missing."""
    return [
        {
            "idioma": idioma,
            "nombre_idioma": nombre,
            "nombre": getattr(convocatoria, f"nombre_{idioma}"),
            "presentacion": getattr(convocatoria, f"presentacion_{idioma}"),
            "prohibiciones": getattr(convocatoria, f"prohibiciones_{idioma}").splitlines(),
        }
        for idioma, nombre in IDIOMAS
    ]


class ConvocatoriaDetailView(DetailView):
    def get_context_data(self, **kwargs):
        convocatoria, user = self.object, self.request.user
        puede = user.has_perm("observacion.change_requisitoconvocatoria")
        return super().get_context_data(
            situacion=convocatoria.situacion(),
            plazo=plazo(convocatoria),
            requisitos=list(convocatoria.requisitos.vivos()),
            prorrogas=list(convocatoria.prorrogas.vivos().select_related("creado_por")),
            textos=textos(convocatoria),
            puede_requisitos=puede,
            puede_prorrogar=user.has_perm("observacion.prorrogar_convocatoria"),
            cuentas=self.cuentas(),
            **kwargs,
        )

    def sections(self):
        """Without the texts, which are shown side by side."""
        return [s for s in super().sections() if s["title"] != SECCION_TEXTOS]

    def cuentas(self):
        """How many applications, by state, for who may see them."""
        relacion, perm, lista = SOLICITUDES[self.object.tipo]
        if not self.request.user.has_perm(perm):
            return None
        manager = getattr(self.object, relacion)
        rows = manager.all().visibles_para(self.request.user)
        etiquetas = dict(manager.model._meta.get_field("estado").flatchoices)
        por_estado = rows.order_by().values_list("estado").annotate(n=Count("pk"))
        cuantas = dict(por_estado)
        url = f"{reverse(lista)}?convocatoria={self.object.pk}"
        return {
            "total": sum(cuantas.values()),
            "url": url,
            "estados": [
                {"texto": texto, "n": cuantas[clave], "url": f"{url}&estado={clave}"}
                for clave, texto in etiquetas.items()
                if clave in cuantas
            ],
        }

    def actions(self):
        found = super().actions()
        convocatoria, user = self.object, self.request.user
        if convocatoria.publicada and convocatoria.tipo == TipoConvocatoria.VISITANTES:
            url = f"/publico/es/{convocatoria.clave}/"
            text = "Ver la página pública"
            found.append({"text": text, "icon": "box-arrow-up-right", "url": url})
        if user.has_perm("observacion.prorrogar_convocatoria"):
            url = url_de(convocatoria, "prorrogar")
            found.append({"text": "Prorrogar", "icon": "calendar-plus", "url": url})
        estadistica = {
            TipoConvocatoria.OBSERVACION: "observacion",
            TipoConvocatoria.VISITANTES: "acompanamiento",
        }[convocatoria.tipo]
        if user.has_perm(f"{estadistica}.view_estadistica"):
            url = f"{reverse(f'{estadistica}:estadistica')}?convocatoria={convocatoria.pk}"
            found.append({"text": "Estadística", "icon": "bar-chart", "url": url})
        return found


@permiso("observacion.prorrogar_convocatoria")
@formulario
def convocatoria_prorrogar(request, pk):
    """Move the closing: the page, the date, and it is in force."""
    convocatoria = registro(request, Convocatoria, pk, "observacion.prorrogar_convocatoria")
    form = ProrrogaForm(initial={"cierre": convocatoria.cierra_en}, **datos(request))
    return acto(
        request,
        form,
        convocatoria,
        hacer=lambda d: actions.prorrogar(convocatoria, by=request.user, **d),
        hecho="Se movió el cierre. Ya vale en la página pública y en la recepción.",
        title="Prorrogar",
        explicacion="El nuevo cierre vale desde que lo guardas. El anterior queda en el historial.",
        submit_text="Prorrogar",
    )


@permiso("observacion.add_requisitoconvocatoria")
@formulario
def convocatoria_agregar_requisito(request, pk):
    """Ask for one more paper."""
    convocatoria = registro(request, Convocatoria, pk, "observacion.change_convocatoria")
    form = RequisitoForm(
        instance=RequisitoConvocatoria(convocatoria=convocatoria), **datos(request)
    )
    return acto(
        request,
        form,
        convocatoria,
        hacer=lambda _: actions.guardar_requisito(form.instance, by=request.user),
        hecho="Se agregó el requisito.",
        volver=f"{url_de(convocatoria)}#requisitos",
        title="Agregar requisito",
        submit_text="Agregar",
    )


def requisito_de(request, pk, perm):
    return registro(request, RequisitoConvocatoria, pk, perm)


@permiso("observacion.change_requisitoconvocatoria")
@formulario
def requisito_editar(request, pk):
    """Correct what is asked, in its three languages."""
    requisito = requisito_de(request, pk, "observacion.change_requisitoconvocatoria")
    form = RequisitoForm(instance=requisito, **datos(request))
    return acto(
        request,
        form,
        requisito.convocatoria,
        hacer=lambda _: actions.guardar_requisito(form.instance, by=request.user),
        hecho="Se guardó el requisito.",
        volver=f"{url_de(requisito.convocatoria)}#requisitos",
        title=f"Editar «{requisito}»",
        submit_text="Guardar",
    )


@permiso("observacion.change_requisitoconvocatoria")
@require_POST
def requisito_quitar(request, pk):
    """Stop asking for it, unless somebody handed it in."""
    requisito = requisito_de(request, pk, "observacion.change_requisitoconvocatoria")
    try:
        actions.quitar_requisito(requisito, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"Se quitó «{requisito}».")
    return redirect(f"{url_de(requisito.convocatoria)}#requisitos")


@permiso("observacion.change_requisitoconvocatoria")
@require_POST
def requisito_mover(request, pk, hacia):
    """One place up or down."""
    requisito = requisito_de(request, pk, "observacion.change_requisitoconvocatoria")
    actions.mover_requisito(requisito, by=request.user, arriba=hacia == "subir")
    return redirect(f"{url_de(requisito.convocatoria)}#requisitos")
