from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.models import Buscable, BuscableQuerySet, Entidad


class Etiqueta(Buscable, Entidad):
    """A free word the office puts on institutions to find them together."""

    nombre = models.CharField("nombre", max_length=60)
    descripcion = models.CharField("descripción", max_length=200, blank=True)

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "etiqueta"
        verbose_name_plural = "etiquetas"
        ordering = ["nombre"]
        constraints = [
            models.UniqueConstraint(
                Lower("nombre"),
                condition=Q(eliminado_en=None),
                name="crm_etiqueta_nombre_unico",
                violation_error_message="Ya existe una etiqueta con ese nombre.",
            )
        ]
