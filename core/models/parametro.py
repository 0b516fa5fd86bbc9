"""Deadlines, thresholds and signatories as dated rows."""

from django.db import models
from django.db.models import Q

from core.models.entidad import Entidad


class Parametro(Entidad):
    """A value the office decides, in force from a date; the past keeps its own value."""

    CAMPO_NOMBRE = "clave"

    clave = models.SlugField("clave", max_length=80)
    valor = models.JSONField("valor")
    desde = models.DateField("vigente desde")
    procedencia = models.CharField(
        "procedencia", max_length=300, blank=True, help_text="Norma, acuerdo u oficio que lo fija."
    )

    class Meta:
        verbose_name = "parámetro"
        verbose_name_plural = "parámetros"
        ordering = ["clave", "-desde"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave", "desde"],
                condition=Q(eliminado_en=None),
                name="core_parametro_clave_desde_unica",
                violation_error_message="Ya hay un valor de este parámetro desde esa fecha.",
            )
        ]
