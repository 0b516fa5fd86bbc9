from django.db import models
from django.db.models import Q

from convenios.enums import EstadoConvenio
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class VersionConvenio(Entidad):
    """One text of an instrument, with its hash; what was reviewed or signed does not change."""

    CAMPO_NOMBRE = "numero"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="versiones",
    )
    numero = models.PositiveSmallIntegerField("versión", editable=False)
    adjunto = models.ForeignKey(
        "core.Adjunto", verbose_name="archivo", on_delete=models.PROTECT, related_name="versiones"
    )
    etapa = models.CharField("etapa", max_length=30, choices=EstadoConvenio)
    cambios = models.CharField("qué cambió", max_length=500, blank=True)
    congelada_en = models.DateTimeField("congelada", null=True, editable=False)
    es_final = models.BooleanField("es el texto suscrito", default=False, editable=False)

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "versión del texto"
        verbose_name_plural = "versiones del texto"
        ordering = ["-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["convenio", "numero"],
                name="convenios_versionconvenio_numero",
                violation_error_message="Alguien más subió esa versión: vuelve a intentarlo.",
            ),
            models.UniqueConstraint(
                fields=["convenio"],
                condition=Q(es_final=True, eliminado_en=None),
                name="convenios_versionconvenio_un_final",
                violation_error_message="El ejemplar suscrito no se reemplaza: registra una adenda.",
            ),
            models.CheckConstraint(
                condition=Q(es_final=False) | Q(congelada_en__isnull=False),
                name="convenios_versionconvenio_final_congelada",
                violation_error_message="El texto suscrito ya no cambia.",
            ),
        ]

    def __str__(self):
        return self.etiqueta

    @property
    def etiqueta(self):
        return "Ejemplar suscrito" if self.es_final else f"Versión {self.numero}"
