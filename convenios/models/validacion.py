from django.db import models
from django.db.models import Q

from convenios.enums import ResultadoValidacion
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class ValidacionJuridica(Entidad):
    """One round of the legal area over a text: validated, or returned with observations."""

    CAMPO_NOMBRE = "oficio"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="validaciones",
    )
    version_texto = models.ForeignKey(
        "convenios.VersionConvenio",
        verbose_name="versión del texto",
        on_delete=models.PROTECT,
        related_name="validaciones",
        null=True,
    )
    ronda = models.PositiveSmallIntegerField("vuelta", default=1)
    resultado = models.CharField("resultado", max_length=20, choices=ResultadoValidacion)
    oficio = models.CharField("oficio", max_length=200, blank=True)
    fecha = models.DateField("fecha")
    responsable = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="validó",
        on_delete=models.PROTECT,
        related_name="validaciones",
        null=True,
    )

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "validación jurídica"
        verbose_name_plural = "validaciones jurídicas"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convenio", "ronda"],
                condition=Q(eliminado_en=None),
                name="convenios_validacionjuridica_ronda",
                violation_error_message="Esa vuelta ya se registró.",
            )
        ]
