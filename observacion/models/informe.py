from django.db import models

from core.models import Entidad


class InformeObservacion(Entidad):
    """What an observer reported; late is derived from the date, and never takes the badge away."""

    CAMPO_NOMBRE = "etapas"

    solicitud = models.ForeignKey(
        "observacion.SolicitudObservacion",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="informes",
    )
    fecha = models.DateField("fecha de entrega")
    eleccion = models.CharField("elección", max_length=100, blank=True)
    entidad = models.CharField("entidad", max_length=40, blank=True)
    distrito = models.PositiveSmallIntegerField("distrito", null=True, blank=True)
    seccion = models.CharField("sección", max_length=10, blank=True)
    casilla = models.CharField("casilla", max_length=40, blank=True)
    etapas = models.CharField("etapas observadas", max_length=300)
    desarrollo = models.TextField("desarrollo", max_length=8000, blank=True)
    hallazgos = models.TextField("hallazgos", max_length=8000, blank=True)
    recomendaciones = models.TextField("recomendaciones", max_length=8000, blank=True)

    class Meta:
        verbose_name = "informe de observación"
        verbose_name_plural = "informes de observación"
        ordering = ["-fecha", "-pk"]

    @property
    def es_extemporaneo(self):
        return self.fecha > self.solicitud.limite_informe
