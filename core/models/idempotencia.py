"""What makes a repeated submission harmless."""

from django.conf import settings
from django.db import models


class ClaveIdempotencia(models.Model):
    """A form already sent: its key, what it said and where its answer is."""

    clave = models.UUIDField("clave", primary_key=True)
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="registró",
        on_delete=models.CASCADE,
        null=True,
        related_name="claves_idempotencia",
    )
    huella = models.CharField("huella de lo enviado", max_length=64)
    destino = models.CharField("dirección de la respuesta", max_length=500, blank=True)
    creado_en = models.DateTimeField("instante", auto_now_add=True)

    class Meta:
        verbose_name = "envío ya recibido"
        verbose_name_plural = "envíos ya recibidos"

    def __str__(self):
        return str(self.clave)
