"""The programme's activities and their actions."""

from django.db import models
from django.db.models import Q

from core.models import Buscable, BuscableQuerySet, Entidad


class ActividadInstitucional(Buscable, Entidad):
    """One of the five institutional activities (AI) of the programme; a component of its MIR."""

    CAMPO_NOMBRE = "clave"

    clave = models.CharField("clave", max_length=5)
    enunciado = models.TextField("enunciado", max_length=2000)
    objetivo_especifico = models.TextField("objetivo específico", max_length=2000)
    indicador = models.CharField("indicador", max_length=200)
    meta = models.TextField(
        "meta", max_length=2000, help_text="El Programa sólo trae metas en texto."
    )

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "actividad institucional"
        verbose_name_plural = "actividades institucionales"
        ordering = ["clave"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None),
                name="programa_actividadinstitucional_clave_unica",
                violation_error_message="Ya hay una actividad con esa clave.",
            )
        ]

    def texto_busqueda(self):
        return [self.clave, self.enunciado]


class AccionPOA(Buscable, Entidad):
    """One of the 26 actions. Its key is activity and number: two actions share their text."""

    CAMPO_NOMBRE = "clave"

    actividad = models.ForeignKey(
        ActividadInstitucional,
        verbose_name="actividad",
        on_delete=models.PROTECT,
        related_name="acciones",
    )
    numero = models.PositiveSmallIntegerField("número")
    clave = models.CharField("clave", max_length=8, editable=False)
    texto = models.TextField("acción", max_length=2000)
    ro = models.CharField("responsable operativo (RO)", max_length=5, blank=True)

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "acción del programa"
        verbose_name_plural = "acciones del programa"
        ordering = ["clave"]
        constraints = [
            models.UniqueConstraint(
                fields=["actividad", "numero"],
                condition=Q(eliminado_en=None),
                name="programa_accionpoa_numero_unico",
                violation_error_message="Esa actividad ya tiene una acción con ese número.",
            )
        ]

    @classmethod
    def campos_derivados(cls):
        return ["clave", *super().campos_derivados()]

    def refrescar_derivados(self):
        self.clave = f"{self.actividad.clave}.{self.numero}"
        super().refrescar_derivados()

    def texto_busqueda(self):
        return [self.clave, self.texto]
