from django.db import models
from django.db.models import Q

from convenios.enums import ResultadoAprobacion
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class AprobacionOrganoQuerySet(DeConvenioQuerySet):
    def aprobadas(self):
        return self.filter(resultado=ResultadoAprobacion.APROBADO)


class AprobacionOrgano(Entidad):
    """What a collegiate body resolved about an instrument: key of its agreement and session."""

    CAMPO_NOMBRE = "clave_acuerdo"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="aprobaciones",
    )
    organo = models.ForeignKey(
        "cuentas.OrganoColegiado",
        verbose_name="órgano",
        on_delete=models.PROTECT,
        related_name="aprobaciones",
    )
    resultado = models.CharField("resultado", max_length=20, choices=ResultadoAprobacion)
    clave_acuerdo = models.CharField("clave del acuerdo o acta", max_length=100)
    sesion = models.CharField(
        "sesión", max_length=120, blank=True, help_text="Por ejemplo «Segunda extraordinaria»."
    )
    fecha = models.DateField("fecha de la sesión")

    objects = models.Manager.from_queryset(AprobacionOrganoQuerySet)()

    class Meta:
        verbose_name = "aprobación de órgano"
        verbose_name_plural = "aprobaciones de órgano"
        ordering = ["-fecha", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(clave_acuerdo=""),
                name="convenios_aprobacionorgano_con_clave",
                violation_error_message="Escribe la clave del acuerdo o del acta.",
            )
        ]
