"""Delayed work of the visitors."""

from celery import shared_task

from acompanamiento.actions.bajas import liberar_lugares
from acompanamiento.actions.cierre import concluir_terminadas, olvidar_borradores
from acompanamiento.actions.envio import enviar_debidas
from acompanamiento.actions.espera import atender_envios
from acompanamiento.actions.portal import atender_peticiones


@shared_task(name="acompanamiento.enviar_cartas")
def enviar_cartas():
    """Send what is owed: asked for when it is written down, and by the clock each minute."""
    atender_peticiones()
    enviar_debidas()


@shared_task(name="acompanamiento.atender_envios")
def atender_envios_en_espera():
    """Hand in what was sent when many were: rung by the clock, each minute."""
    atender_envios()


@shared_task(name="acompanamiento.liberar_lugares")
def liberar():
    """Give back the places of who is no longer accredited."""
    liberar_lugares()


@shared_task(name="acompanamiento.cerrar")
def cerrar():
    """Each night: visits that ended are concluded, and abandoned drafts forgotten."""
    concluir_terminadas()
    olvidar_borradores()
