from django.db import models
from django.db.models import F, Q

from core.models import Entidad, EntidadQuerySet
from crm.enums import TipoRelacion
from crm.rules import instituciones_conocidas


class RelacionInstitucionalQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Relations whose two ends this person may see."""
        rows = super().visibles_para(user)
        rows = rows.filter(origen__eliminado_en=None, destino__eliminado_en=None)
        if user.has_perm("crm.view_directorio_completo"):
            return rows
        return rows.filter(
            instituciones_conocidas(user, "origen__"),
            instituciones_conocidas(user, "destino__"),
        )

    def de(self, institucion):
        return self.filter(Q(origen=institucion) | Q(destino=institucion))


class RelacionInstitucional(Entidad):
    """A dated tie between two institutions: one succeeds, belongs to or depends on the other."""

    origen = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución",
        on_delete=models.PROTECT,
        related_name="relaciones_salientes",
    )
    tipo = models.CharField("relación", max_length=20, choices=TipoRelacion.choices)
    destino = models.ForeignKey(
        "crm.Institucion",
        verbose_name="con",
        on_delete=models.PROTECT,
        related_name="relaciones_entrantes",
    )
    desde = models.DateField("desde", null=True, blank=True)
    hasta = models.DateField("hasta", null=True, blank=True)
    # The sentence as it read when written; the institutions may be renamed later.
    nombre = models.CharField("relación en palabras", max_length=700, default="", editable=False)

    objects = models.Manager.from_queryset(RelacionInstitucionalQuerySet)()

    class Meta:
        verbose_name = "relación institucional"
        verbose_name_plural = "relaciones institucionales"
        ordering = ["-desde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["origen", "destino", "tipo"],
                condition=Q(eliminado_en=None, hasta=None),
                name="crm_relacioninstitucional_sin_repetir",
                violation_error_message="Esa relación ya está registrada.",
            ),
            models.CheckConstraint(
                condition=~Q(origen=F("destino")),
                name="crm_relacioninstitucional_entre_dos",
                violation_error_message="Elige dos instituciones distintas.",
            ),
            models.CheckConstraint(
                condition=Q(desde=None) | Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="crm_relacioninstitucional_fin_tras_inicio",
                violation_error_message="La fecha «hasta» debe ser posterior a la de «desde».",
            ),
        ]

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "nombre"]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        verbo = self.get_tipo_display().lower()
        self.nombre = f"{self.origen.nombre} {verbo} {self.destino.nombre}"[:700]
