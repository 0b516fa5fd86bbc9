from django.db import models
from django.db.models import F, Q

from core.models import Entidad
from observacion.enums import Modalidad


class AfiliacionObservacion(Entidad):
    """With whom a person observed, and since when: changing is history, not a correction (case 43)."""

    CAMPO_NOMBRE = "motivo"

    solicitud = models.ForeignKey(
        "observacion.SolicitudObservacion",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="afiliaciones",
    )
    modalidad = models.CharField("modalidad", max_length=20, choices=Modalidad)
    organizacion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="organización",
        on_delete=models.PROTECT,
        related_name="afiliaciones_observacion",
        null=True,
        blank=True,
    )
    desde = models.DateField("desde")
    hasta = models.DateField("hasta", null=True, blank=True)
    motivo = models.CharField("motivo del cambio", max_length=300, blank=True)

    class Meta:
        verbose_name = "afiliación"
        verbose_name_plural = "afiliaciones"
        ordering = ["-desde", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud"],
                condition=Q(hasta=None, eliminado_en=None),
                name="observacion_afiliacionobservacion_una_vigente",
                violation_error_message="Ya tiene una afiliación vigente.",
            ),
            models.CheckConstraint(
                condition=Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="observacion_afiliacionobservacion_hasta_tras_desde",
                violation_error_message="No puede terminar antes de empezar.",
            ),
        ]
