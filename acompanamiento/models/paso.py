from django.db import models
from django.utils import timezone

from acompanamiento.enums import EstadoVisitante
from core.models import Entidad


class PasoVisitante(Entidad):
    """One step of an application: from where to where, by whom, and what the person was told."""

    CAMPO_NOMBRE = "nombre"

    solicitud = models.ForeignKey(
        "acompanamiento.SolicitudVisitante",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="pasos",
    )
    verbo = models.CharField("paso", max_length=40)
    nombre = models.CharField("qué se hizo", max_length=80)
    origen = models.CharField("de", max_length=30, choices=EstadoVisitante, blank=True)
    destino = models.CharField("a", max_length=30, choices=EstadoVisitante)
    en = models.DateTimeField("cuándo", default=timezone.now)
    motivo = models.TextField("motivo", max_length=4000, blank=True)

    class Meta:
        verbose_name = "paso"
        verbose_name_plural = "pasos"
        ordering = ["-en", "-pk"]
