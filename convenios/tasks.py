"""Delayed work of the agreements."""

from celery import shared_task

from convenios.actions.plazos import recalcular_plazos


@shared_task(name="convenios.recalcular_plazos")
def recalcular():
    """Limits by today's calendar; the schedule repeats it each night."""
    recalcular_plazos()
