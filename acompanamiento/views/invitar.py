"""Inviting: a draft in the person's name, and their link by mail."""

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from acompanamiento import actions
from acompanamiento.actions.cartas import escribir
from acompanamiento.enums import ClaseCarta, EstadoVisitante
from acompanamiento.forms.invitar import InvitarForm
from acompanamiento.models import SolicitudVisitante
from acompanamiento.views.comunes import acto, solicitud_url
from core.permisos import permiso
from core.views import CreateView
from crm.forms.actos import AccionForm
from crm.views.actos import datos, formulario, registro

INVITAR = "acompanamiento.invitar_solicitudvisitante"
ESPERA = dt.timedelta(minutes=2)


class InvitarView(CreateView):
    """The same form sent twice invites once."""

    def get_form_class(self):
        return InvitarForm

    def get_template_names(self):
        return ["acompanamiento/acto.html"]

    def proposed(self, params):
        """From the page of a delegation, what it already says."""
        proposed = super().proposed(params)
        if "delegacion" in proposed:
            proposed |= {"tipo_invitacion": "delegacion", "via": "mision"}
        return proposed

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": "Invitar a una persona",
            "submit_text": "Enviar invitación",
            "explicacion": "Recibe por correo, en su idioma, un enlace personal para completar su "
            "solicitud. Aquí verás su avance.",
        }


@permiso(INVITAR)
@formulario
def solicitudvisitante_reenviar_enlace(request, pk):
    """A new link by mail; the former stops working."""
    solicitud = registro(request, SolicitudVisitante, pk, INVITAR)
    esperan = (EstadoVisitante.BORRADOR, EstadoVisitante.PREVENIDA)
    faltan = []
    if solicitud.estado not in esperan:
        faltan = ["La solicitud ya no espera nada de la persona."]
    elif not solicitud.correo:
        faltan = ["No tiene correo: edítala para escribirlo."]

    def hacer(_data):
        actions.renovar_enlace(solicitud, by=request.user)
        escribir(solicitud, ClaseCarta.ENLACE)

    if faltan and request.method == "POST":
        messages.error(request, faltan[0])
        return redirect(solicitud_url(pk))
    return acto(
        request,
        AccionForm(**datos(request)),
        solicitud,
        hacer=hacer,
        hecho=f"Se envió un enlace nuevo a {solicitud.correo}.",
        title=f"Enviar su enlace a {solicitud}",
        explicacion="Recibe un enlace nuevo por correo; el anterior deja de funcionar.",
        faltan=faltan,
        submit_text="Enviar enlace",
    )


@permiso("acompanamiento.preparar_gafete_solicitudvisitante")
@formulario
def solicitudvisitante_reponer_gafete(request, pk):
    """Another badge for an active accreditation whose badge was annulled."""
    verbo = "acompanamiento.preparar_gafete_solicitudvisitante"
    solicitud = registro(request, SolicitudVisitante, pk, verbo)
    return acto(
        request,
        AccionForm(**datos(request)),
        solicitud,
        hacer=lambda _: actions.reponer_gafete(solicitud, by=request.user),
        hecho="Se emitió otro gafete: queda por imprimir.",
        title=f"Reponer el gafete de {solicitud}",
        explicacion="Se emite con el mismo folio y otra generación.",
        submit_text="Reponer gafete",
    )


@permiso(INVITAR)
@require_POST
def carta_reenviar(request, pk):
    """Owe again the last letter: it did not leave, or the person says they lost it."""
    solicitud = registro(request, SolicitudVisitante, pk, INVITAR)
    carta = solicitud.cartas.first()
    if carta is None or timezone.now() - carta.creada_en < ESPERA:
        messages.error(request, "Hace un momento se pidió un correo: espera unos minutos.")
        return redirect(solicitud_url(pk))
    with transaction.atomic():
        escribir(solicitud, carta.clase)
    messages.success(request, f"Se envía otra vez: {carta}.")
    return redirect(solicitud_url(solicitud.pk))
