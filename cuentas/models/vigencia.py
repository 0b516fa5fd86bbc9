from datetime import date

from django.db import models
from django.db.models import F, Q

from core.models import BuscableQuerySet


class ConVigenciaQuerySet(BuscableQuerySet):
    def vigentes(self, al: date):
        return self.vivos().filter(
            Q(vigente_desde=None) | Q(vigente_desde__lte=al),
            Q(vigente_hasta=None) | Q(vigente_hasta__gte=al),
        )


class ConVigencia(models.Model):
    """What the institute creates one day and closes another; past records keep pointing at it."""

    vigente_desde = models.DateField("existe desde", null=True, blank=True)
    vigente_hasta = models.DateField("existe hasta", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(vigente_hasta=None)
                | Q(vigente_desde=None)
                | Q(vigente_hasta__gte=F("vigente_desde")),
                name="%(app_label)s_%(class)s_fin_tras_inicio",
                violation_error_message="La fecha final debe ser igual o posterior a la inicial.",
            ),
        ]
