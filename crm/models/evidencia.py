from django.db import models
from django.db.models import Q

from core.models import Entidad, EntidadQuerySet
from crm.enums import TipoEvidencia


class EvidenciaQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Evidence of the gestiones this person may see."""
        gestiones = self.model.gestion.field.related_model.objects.visibles_para(user)
        return super().visibles_para(user).filter(gestion__in=gestiones)

    def de_solicitud(self):
        return self.vivos().filter(tipo=TipoEvidencia.SOLICITUD)

    def de_atencion(self):
        return self.vivos().filter(tipo=TipoEvidencia.ATENCION)


class Evidencia(Entidad):
    """What proves that something was asked or attended: a file, or the number of a letter."""

    CAMPO_NOMBRE = "referencia"

    gestion = models.ForeignKey(
        "crm.Gestion", verbose_name="gestión", on_delete=models.PROTECT, related_name="evidencias"
    )
    tipo = models.CharField("de qué", max_length=20, choices=TipoEvidencia)
    referencia = models.CharField(
        "documento", max_length=200, help_text="Número de oficio, correo o acta."
    )
    fecha = models.DateField("fecha del documento", null=True, blank=True)
    adjunto = models.ForeignKey(
        "core.Adjunto",
        verbose_name="archivo",
        on_delete=models.PROTECT,
        related_name="evidencias",
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(EvidenciaQuerySet)()

    class Meta:
        verbose_name = "evidencia"
        verbose_name_plural = "evidencias"
        ordering = ["tipo", "fecha", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(referencia="") | Q(adjunto__isnull=False),
                name="crm_evidencia_algo_prueba",
                violation_error_message="Escribe el número del documento o adjunta el archivo.",
            )
        ]
