from django.db import models
from django.db.models import F, Q

from core.models import Entidad, EntidadQuerySet
from crm.enums import TipoNombreAlterno
from crm.rules import instituciones_conocidas


class NombreAlternoQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Names of institutions this person may see."""
        rows = super().visibles_para(user).filter(institucion__eliminado_en=None)
        if user.has_perm("crm.view_directorio_completo"):
            return rows
        return rows.filter(instituciones_conocidas(user, "institucion__"))


class NombreAlterno(Entidad):
    """Another name by which an institution is or was known, with its dates."""

    CAMPO_NOMBRE = "texto"
    BUSQUEDA_DE = "institucion"

    institucion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución",
        on_delete=models.PROTECT,
        related_name="nombres_alternos",
    )
    texto = models.CharField("nombre", max_length=300)
    tipo = models.CharField("tipo", max_length=30, choices=TipoNombreAlterno.choices)
    desde = models.DateField("desde", null=True, blank=True)
    hasta = models.DateField("hasta", null=True, blank=True)

    objects = models.Manager.from_queryset(NombreAlternoQuerySet)()

    class Meta:
        verbose_name = "nombre alterno"
        verbose_name_plural = "nombres alternos"
        ordering = ["-hasta", "texto"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "texto"],
                condition=Q(eliminado_en=None),
                name="crm_nombrealterno_sin_repetir",
                violation_error_message="Esta institución ya tiene ese nombre alterno.",
            ),
            models.CheckConstraint(
                condition=Q(desde=None) | Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="crm_nombrealterno_fin_tras_inicio",
                violation_error_message="La fecha «hasta» debe ser posterior a la de «desde».",
            ),
        ]
