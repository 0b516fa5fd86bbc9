"""Mails of accounts. The link is made here, so that no message of the queue carries it."""

import logging
from datetime import timedelta

from allauth.account.utils import user_pk_to_url_str
from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.auth import ResetTokenGenerator
from core.mail import absolute, send
from cuentas import actions
from cuentas.enums import ClaseCarta
from cuentas.models import Usuario

logger = logging.getLogger(__name__)


@shared_task(name="cuentas.enviar_cartas")
def enviar_cartas():
    """Send what is owed: asked for when it is written down, and by the clock each minute."""
    while carta := actions.tomar_carta(timezone.now()):
        try:
            CLASES[carta.clase](carta.persona_id)
        except Exception:  # the server is away: the row remains, with the time of its next try
            logger.exception("No salió la carta %s", carta.pk)
        else:
            actions.carta_enviada(carta, timezone.now())


def enviar_invitacion(usuario_id):
    persona = Usuario.objects.activos().filter(pk=usuario_id).first()
    if persona is None or not persona.esta_por_entrar:
        return
    enlace = absolute(reverse("cuentas:invitacion", args=[persona.token_invitacion]))
    vence = timezone.localtime(persona.invitacion_enviada_en) + timedelta(
        seconds=settings.INVITACION_VIGENCIA_SEGUNDOS
    )
    send(
        persona.correo,
        "Te invitamos a Vínculo",
        "cuentas/invitacion",
        persona=persona,
        enlace=enlace,
        vence=vence,
    )


def enviar_restablecimiento(usuario_id):
    """None is nobody: the page does the same for an address that is not here."""
    persona = Usuario.objects.activos().filter(pk=usuario_id).first()
    if persona is None:
        return
    partes = {
        "uidb36": user_pk_to_url_str(persona),
        "key": ResetTokenGenerator().make_token(persona),
    }
    enlace = absolute(reverse("account_reset_password_from_key", kwargs=partes))
    horas = settings.PASSWORD_RESET_TIMEOUT // 3600
    send(
        persona.correo,
        "Cambia tu contraseña de Vínculo",
        "cuentas/restablecimiento",
        persona=persona,
        enlace=enlace,
        horas=horas,
    )


CLASES = {
    ClaseCarta.INVITACION: enviar_invitacion,
    ClaseCarta.RESTABLECIMIENTO: enviar_restablecimiento,
}


@shared_task(name="cuentas.avisar_contrasena")
def avisar_contrasena(usuario_id):
    persona = Usuario.objects.activos().filter(pk=usuario_id).first()
    if persona is None:
        return
    enlace = absolute(reverse("account_reset_password"))
    send(
        persona.correo,
        "Cambió tu contraseña de Vínculo",
        "cuentas/contrasena_cambiada",
        persona=persona,
        enlace=enlace,
        cuando=timezone.localtime(),
    )
