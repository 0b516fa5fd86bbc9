from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import Entidad, EntidadQuerySet
from crm.enums import EnManosDe


class TurnoQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Turns of the gestiones this person may see."""
        gestiones = self.model.gestion.field.related_model.objects.visibles_para(user)
        return super().visibles_para(user).filter(gestion__in=gestiones)

    def en_curso(self):
        return self.vivos().filter(hasta=None)


class Turno(Entidad):
    """Who has a gestión in their hands, since when and until when."""

    CAMPO_NOMBRE = "en_manos_de"

    gestion = models.ForeignKey(
        "crm.Gestion", verbose_name="gestión", on_delete=models.PROTECT, related_name="turnos"
    )
    en_manos_de = models.CharField("en manos de", max_length=20, choices=EnManosDe)
    area = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área",
        on_delete=models.PROTECT,
        related_name="turnos",
        null=True,
        blank=True,
    )
    institucion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución",
        on_delete=models.PROTECT,
        related_name="turnos",
        null=True,
        blank=True,
    )
    desde = models.DateTimeField("desde", default=timezone.now)
    hasta = models.DateTimeField("hasta", null=True, blank=True, editable=False)
    nota = models.CharField("nota", max_length=300, blank=True)

    objects = models.Manager.from_queryset(TurnoQuerySet)()

    class Meta:
        verbose_name = "turno"
        verbose_name_plural = "turnos"
        ordering = ["-desde", "-pk"]
        indexes = [
            # Mi día: those in course, from who has waited longest.
            models.Index(
                fields=["en_manos_de", "desde", "gestion"],
                condition=Q(eliminado_en=None, hasta=None),
                name="crm_turno_en_curso",
            ),
            # What is turned to each area: what it waits for, and what its people may see.
            models.Index(
                fields=["area", "desde", "gestion", "hasta", "eliminado_en"],
                condition=Q(eliminado_en=None, hasta=None),
                name="crm_turno_de_area",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["gestion"],
                condition=Q(eliminado_en=None, hasta=None),
                name="crm_turno_uno_en_curso",
                violation_error_message="La gestión ya está en manos de alguien.",
            ),
            models.CheckConstraint(
                condition=Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="crm_turno_hasta_tras_desde",
                violation_error_message="Un turno termina después de empezar.",
            ),
            models.CheckConstraint(
                condition=~Q(en_manos_de=EnManosDe.AREA) | Q(area__isnull=False),
                name="crm_turno_area_dicha",
                violation_error_message="Elige a qué área se turna.",
            ),
        ]

    def __str__(self):
        return str(self.area or self.institucion or self.get_en_manos_de_display())

    @property
    def dias(self):
        """Whole days it has been, or was, in these hands."""
        return ((self.hasta or timezone.now()) - self.desde).days
