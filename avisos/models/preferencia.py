import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from avisos.enums import Preferencia


class PreferenciaAvisos(models.Model):
    """How one person wants to be told: by mail or not, at which hours, and when not at all."""

    CAMPO_NOMBRE = "persona"

    persona = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="persona",
        on_delete=models.CASCADE,
        related_name="preferencia_avisos",
        editable=False,
    )
    correo = models.CharField(
        "por correo", max_length=20, choices=Preferencia, default=Preferencia.COMO_LA_REGLA
    )
    hora_resumen = models.TimeField("hora del resumen", default=dt.time(7, 0))
    silencio_desde = models.TimeField("sin correos desde", null=True, blank=True)
    silencio_hasta = models.TimeField("sin correos hasta", null=True, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "preferencia de avisos"
        verbose_name_plural = "preferencias de avisos"
        constraints = [
            models.CheckConstraint(
                condition=Q(silencio_desde=None, silencio_hasta=None)
                | Q(silencio_desde__isnull=False, silencio_hasta__isnull=False),
                name="avisos_preferenciaavisos_silencio_completo",
                violation_error_message="Escribe desde y hasta qué hora, o deja las dos vacías.",
            )
        ]

    def __str__(self):
        return str(self.persona)
