from django.db import models
from django.db.models import F, Q

from core.models import Buscable, Entidad
from cuentas.enums import TipoOrgano
from cuentas.models.vigencia import ConVigencia, ConVigenciaQuerySet


class OrganoColegiado(ConVigencia, Buscable, Entidad):
    """A body that decides together and changes its name: councils, boards, commissions."""

    nombre = models.CharField("nombre", max_length=250)
    siglas = models.CharField("siglas", max_length=30, blank=True, default="")
    tipo = models.CharField("tipo", max_length=30, choices=TipoOrgano, default=TipoOrgano.OTRO)
    antecede_a = models.ForeignKey(
        "self",
        verbose_name="antecede a",
        help_text="El órgano que tomó su lugar, cuando cambió de nombre.",
        on_delete=models.PROTECT,
        related_name="antecesores",
        null=True,
        blank=True,
    )
    notas = models.TextField("notas", max_length=4000, blank=True, default="")

    objects = models.Manager.from_queryset(ConVigenciaQuerySet)()

    class Meta(ConVigencia.Meta):
        abstract = False
        verbose_name = "órgano colegiado"
        verbose_name_plural = "órganos colegiados"
        ordering = ["orden", "pk"]
        constraints = [
            *ConVigencia.Meta.constraints,
            models.UniqueConstraint(
                fields=["nombre"],
                condition=Q(eliminado_en=None),
                name="cuentas_organocolegiado_nombre_unico",
                violation_error_message="Ya existe un órgano colegiado con ese nombre.",
            ),
            models.CheckConstraint(
                condition=Q(antecede_a=None) | ~Q(antecede_a=F("id")),
                name="cuentas_organocolegiado_no_se_antecede",
                violation_error_message="Un órgano no puede antecederse a sí mismo.",
            ),
        ]

    def texto_busqueda(self):
        return [self.nombre, self.siglas]

    def impedimentos_para_eliminar(self):
        if self.antecesores.vivos().exists():
            return ["Otro órgano lo señala como su sucesor: corrige antes ese dato."]
        return []
