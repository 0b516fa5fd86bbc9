"""The alarm clock rings here; the message carries nothing."""

from celery import shared_task

from avisos import actions


@shared_task(name="avisos.tocar")
def tocar():
    """Look at what is owed and hand it over."""
    actions.tocar()
