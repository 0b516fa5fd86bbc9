from django.db import models
from django.db.models import Q

from calendario.enums import TipoInhabil
from calendario.models.mueve_plazos import MuevePlazos, MuevePlazosQuerySet
from core.models import Buscable, Entidad


class DiaInhabil(MuevePlazos, Buscable, Entidad):
    """A civil date that terms in working days leap over, and who says so."""

    CAMPO_NOMBRE = "motivo"

    fecha = models.DateField("fecha")
    motivo = models.CharField("motivo", max_length=200)
    tipo = models.CharField("tipo", max_length=20, choices=TipoInhabil)
    fuente = models.CharField(
        "fuente",
        max_length=300,
        blank=True,
        help_text="El acuerdo, la ley o el oficio que lo declara.",
    )

    objects = models.Manager.from_queryset(MuevePlazosQuerySet)()

    class Meta:
        verbose_name = "día inhábil"
        verbose_name_plural = "días inhábiles"
        ordering = ["-fecha", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fecha"],
                condition=Q(eliminado_en=None),
                name="calendario_diainhabil_fecha_unica",
                violation_error_message="Ese día ya está en la lista de inhábiles.",
            )
        ]

    def texto_busqueda(self):
        return [self.motivo, f"{self.fecha:%d/%m/%Y}", self.fuente]
