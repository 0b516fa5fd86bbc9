from django.db import models
from django.utils import timezone

from convenios.enums import EstadoConvenio
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class PasoConvenio(Entidad):
    """One step that an instrument took: from where to where, with what, after how many days."""

    CAMPO_NOMBRE = "nombre"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="pasos",
    )
    verbo = models.CharField("paso", max_length=40)
    nombre = models.CharField("qué se hizo", max_length=80)
    origen = models.CharField("de", max_length=30, choices=EstadoConvenio, blank=True)
    destino = models.CharField("a", max_length=30, choices=EstadoConvenio)
    en = models.DateTimeField("cuándo", default=timezone.now)
    motivo = models.TextField("motivo", max_length=4000, blank=True)
    dias_habiles = models.PositiveIntegerField("días hábiles en la etapa", default=0)
    dias_nuestros = models.PositiveIntegerField("de ellos, en nuestras manos", default=0)

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "paso"
        verbose_name_plural = "pasos"
        ordering = ["-en", "-pk"]
        indexes = [
            models.Index(fields=["convenio", "verbo"], name="convenios_paso_verbo"),
            models.Index(fields=["origen", "en"], name="convenios_paso_etapa"),
        ]
