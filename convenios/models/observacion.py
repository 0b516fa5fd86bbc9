from django.db import models
from django.db.models import Q

from convenios.enums import EstadoObservacion
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class Observacion(Entidad):
    """One thing to correct in a text; it is accepted or rejected with an answer."""

    CAMPO_NOMBRE = "texto"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="observaciones",
    )
    opinion = models.ForeignKey(
        "convenios.OpinionPertinencia",
        verbose_name="opinión",
        on_delete=models.PROTECT,
        related_name="observaciones",
        null=True,
        blank=True,
        editable=False,
    )
    version_texto = models.ForeignKey(
        "convenios.VersionConvenio",
        verbose_name="versión del texto",
        on_delete=models.PROTECT,
        related_name="observaciones",
        null=True,
        editable=False,
    )
    clausula = models.CharField("cláusula", max_length=100, blank=True)
    texto = models.TextField("observación", max_length=4000)
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoObservacion,
        default=EstadoObservacion.PENDIENTE,
        editable=False,
    )
    respuesta = models.TextField("respuesta", max_length=4000, blank=True, editable=False)

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "observación"
        verbose_name_plural = "observaciones"
        ordering = ["pk"]
        indexes = [models.Index(fields=["convenio", "estado"], name="convenios_obs_estado")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(estado=EstadoObservacion.RECHAZADA) | ~Q(respuesta=""),
                name="convenios_observacion_rechazo_motivado",
                violation_error_message="Escribe por qué no se acepta.",
            )
        ]
