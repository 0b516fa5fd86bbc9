"""Delayed work of the directory and its follow-up."""

from celery import shared_task

from crm.actions.plazos import recalcular_plazos


@shared_task(name="crm.recalcular_plazos")
def recalcular():
    """Limits by today's calendar; the schedule repeats it each night for lost messages."""
    recalcular_plazos()
