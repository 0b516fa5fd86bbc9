from django.db import models
from django.db.models import Q

from convenios.enums import PrioridadCompromiso
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class CompromisoConvenio(Entidad):
    """That a commitment comes from a clause; what, who and when are the commitment's own."""

    CAMPO_NOMBRE = "clausula"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="compromisos",
    )
    compromiso = models.ForeignKey(
        "crm.Compromiso",
        verbose_name="compromiso",
        on_delete=models.PROTECT,
        related_name="de_convenio",
    )
    clausula = models.CharField(
        "cláusula", max_length=60, blank=True, help_text="Por ejemplo «Tercera, fracción II»."
    )
    prioridad = models.CharField(
        "prioridad", max_length=10, choices=PrioridadCompromiso, default=PrioridadCompromiso.MEDIA
    )

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "compromiso de convenio"
        verbose_name_plural = "compromisos de convenios"
        ordering = ["clausula", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["compromiso"],
                condition=Q(eliminado_en=None),
                name="convenios_compromisoconvenio_una_vez",
                violation_error_message="Ese compromiso ya es de un convenio.",
            )
        ]

    def __str__(self):
        return str(self.compromiso)
