from django.db import models
from django.db.models import F, Q

from convenios.enums import EnManosDe, EstadoConvenio
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class TurnoConvenioQuerySet(DeConvenioQuerySet):
    def en_curso(self):
        return self.vivos().filter(hasta=None)


class TurnoConvenio(Entidad):
    """Who held an instrument in a stage, from which day to which."""

    CAMPO_NOMBRE = "en_manos_de"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="turnos",
    )
    etapa = models.CharField("etapa", max_length=30, choices=EstadoConvenio)
    en_manos_de = models.CharField("en manos de", max_length=20, choices=EnManosDe)
    area = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área",
        on_delete=models.PROTECT,
        related_name="turnos_de_convenios",
        null=True,
        blank=True,
    )
    desde = models.DateField("desde")
    hasta = models.DateField("hasta", null=True, blank=True)
    dias_habiles = models.PositiveIntegerField("días hábiles", default=0)
    nota = models.CharField("qué se le pide", max_length=300, blank=True)

    objects = models.Manager.from_queryset(TurnoConvenioQuerySet)()

    class Meta:
        verbose_name = "turno de convenio"
        verbose_name_plural = "turnos de convenios"
        ordering = ["-desde", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convenio"],
                condition=Q(eliminado_en=None, hasta=None),
                name="convenios_turnoconvenio_uno_en_curso",
                violation_error_message="El convenio ya está en manos de alguien.",
            ),
            models.CheckConstraint(
                condition=Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="convenios_turnoconvenio_hasta_tras_desde",
                violation_error_message="Un turno termina después de empezar.",
            ),
        ]
