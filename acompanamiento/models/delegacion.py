from django.db import models
from django.db.models import Q

from core.models import Buscable, BuscableQuerySet, Entidad


class Delegacion(Buscable, Entidad):
    """A mission whose head applies for the group; each person has their own result (case 41)."""

    nombre = models.CharField("nombre", max_length=200)
    convocatoria = models.ForeignKey(
        "observacion.Convocatoria",
        verbose_name="convocatoria",
        on_delete=models.PROTECT,
        related_name="delegaciones",
    )
    institucion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución",
        on_delete=models.PROTECT,
        related_name="delegaciones",
        null=True,
        blank=True,
    )
    encabeza = models.CharField("quién la encabeza", max_length=200, blank=True)
    correo = models.EmailField("correo de quien la encabeza", blank=True)
    idioma = models.CharField("idioma", max_length=2, default="es")
    enlace_generacion = models.PositiveIntegerField("enlace número", default=0, editable=False)
    enlace_hash = models.CharField("huella del enlace", max_length=64, blank=True, editable=False)
    enlace_hasta = models.DateTimeField("el enlace vale hasta", null=True, editable=False)

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "delegación"
        verbose_name_plural = "delegaciones"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enlace_hash"],
                condition=~Q(enlace_hash=""),
                name="acompanamiento_delegacion_enlace",
                violation_error_message="Ese enlace ya existe.",
            ),
            models.UniqueConstraint(
                fields=["convocatoria", "nombre"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_delegacion_nombre",
                violation_error_message="La convocatoria ya tiene una delegación con ese nombre.",
            ),
        ]

    def texto_busqueda(self):
        return [self.nombre, self.encabeza]
