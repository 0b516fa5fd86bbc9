from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.models import Buscable, Entidad
from cuentas.enums import TipoArea
from cuentas.models.vigencia import ConVigencia, ConVigenciaQuerySet

NIVELES = 20  # deeper than any real organisation chart; stops a loop already stored


class Area(ConVigencia, Buscable, Entidad):
    """A unit of the institute: it has people, asks for agreements and answers for them."""

    nombre = models.CharField("nombre", max_length=250)
    siglas = models.CharField("siglas", max_length=30, blank=True, default="")
    clave = models.CharField(
        "clave",
        max_length=30,
        blank=True,
        default="",
        help_text="La que usa el instituto en sus formatos, si la hay.",
    )
    tipo = models.CharField("tipo", max_length=30, choices=TipoArea, default=TipoArea.OTRA)
    padre = models.ForeignKey(
        "self",
        verbose_name="área superior",
        on_delete=models.PROTECT,
        related_name="subareas",
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(ConVigenciaQuerySet)()

    class Meta(ConVigencia.Meta):
        abstract = False
        verbose_name = "área"
        verbose_name_plural = "áreas"
        ordering = ["orden", "pk"]
        constraints = [
            *ConVigencia.Meta.constraints,
            models.UniqueConstraint(
                fields=["nombre"],
                condition=Q(eliminado_en=None),
                name="cuentas_area_nombre_unico",
                violation_error_message="Ya existe un área con ese nombre.",
            ),
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None) & ~Q(clave=""),
                name="cuentas_area_clave_unica",
                violation_error_message="Ya existe un área con esa clave.",
            ),
            models.CheckConstraint(
                condition=Q(padre=None) | ~Q(padre=F("id")),
                name="cuentas_area_no_es_su_padre",
                violation_error_message="Un área no puede depender de sí misma.",
            ),
        ]

    def clean(self):
        super().clean()
        superior = self.padre
        for _ in range(NIVELES):
            if superior is None:
                return
            if self.pk and superior.pk == self.pk:
                break
            superior = superior.padre
        raise ValidationError(
            {"padre": "Elige otra área superior: la que escogiste depende de esta misma área."}
        )

    def texto_busqueda(self):
        return [self.nombre, self.siglas, self.clave]

    def impedimentos_para_eliminar(self):
        impedimentos = []
        if personas := self.personas.vivos().count():
            impedimentos.append(f"Tiene personas adscritas ({personas}): cámbialas antes de área.")
        if subareas := self.subareas.vivos().count():
            impedimentos.append(f"Otras áreas dependen de ella ({subareas}): reubícalas antes.")
        return impedimentos
