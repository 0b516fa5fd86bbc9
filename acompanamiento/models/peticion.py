from django.db import models
from django.utils import timezone


class PeticionEnlace(models.Model):
    """Somebody asked for their links by mail: written down whoever it is, and gone when attended.

    Looking for the address happens later and elsewhere, so that neither the answer nor its time
    tell whether somebody applied (T14).
    """

    CAMPO_NOMBRE = "pedida_en"

    correo = models.EmailField("correo", editable=False)
    pedida_en = models.DateTimeField("se pidió", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "petición de enlace"
        verbose_name_plural = "peticiones de enlace"
        ordering = ["pk"]

    def __str__(self):
        return f"Petición {self.pk}"
