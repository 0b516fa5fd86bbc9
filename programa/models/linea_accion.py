"""The General Plan that the programme serves."""

from django.db import models
from django.db.models import Q

from core.models import Buscable, BuscableQuerySet, Entidad


class ObjetivoPlan(Buscable, Entidad):
    """One of the five objectives of the Plan General de Desarrollo 2023-2026."""

    CAMPO_NOMBRE = "texto"

    numero = models.PositiveSmallIntegerField("número")
    texto = models.TextField("texto", max_length=2000)

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "objetivo del plan"
        verbose_name_plural = "objetivos del plan"
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["numero"],
                condition=Q(eliminado_en=None),
                name="programa_objetivoplan_numero_unico",
                violation_error_message="Ya hay un objetivo con ese número.",
            )
        ]


class LineaAccion(Buscable, Entidad):
    """One of the 25 lines of action of the Plan; some are those the programme is aligned to."""

    CAMPO_NOMBRE = "clave"

    clave = models.CharField("clave", max_length=5)
    objetivo = models.ForeignKey(
        ObjetivoPlan, verbose_name="objetivo", on_delete=models.PROTECT, related_name="lineas"
    )
    texto = models.TextField("texto", max_length=2000)
    nota = models.CharField("nota sobre la fuente", max_length=300, blank=True)
    politica = models.CharField("política general", max_length=120, blank=True)
    es_alineada = models.BooleanField(
        "alineada al Programa",
        default=False,
        help_text="Citada por el Programa Específico de Vinculación 2024.",
    )

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "línea de acción"
        verbose_name_plural = "líneas de acción"
        ordering = ["clave"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None),
                name="programa_lineaaccion_clave_unica",
                violation_error_message="Ya hay una línea de acción con esa clave.",
            )
        ]

    def texto_busqueda(self):
        return [self.clave, self.texto]
