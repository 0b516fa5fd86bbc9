from django.db import models
from django.db.models import Q

from core.models import Buscable, BuscableQuerySet, Entidad
from crm.enums import TipoPuesto
from crm.rules import instituciones_conocidas


class PuestoQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """Seats of institutions this person may see."""
        rows = super().visibles_para(user).filter(institucion__eliminado_en=None)
        if user.has_perm("crm.view_directorio_completo"):
            return rows
        return rows.filter(instituciones_conocidas(user, "institucion__"))

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        cuantos = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        ocupaciones = self.model.ocupaciones.rel.related_model.objects
        ocupaciones.filter(puesto__in=[obj.pk for obj in objs]).renombrar()
        return cuantos

    def vigentes(self):
        return self.vivos().filter(vigente=True)


class Puesto(Buscable, Entidad):
    """A seat in an institution. Letters go to the seat; people come and go."""

    CAMPO_NOMBRE = "cargo"
    CAMPOS_DISTINCION = ("area", "institucion__nombre")
    CAMPOS_SIN_HISTORIA = ("ocupante",)

    institucion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución",
        on_delete=models.PROTECT,
        related_name="puestos",
    )
    cargo = models.CharField(
        "cargo",
        max_length=200,
        help_text="El puesto, no la persona: Presidencia, Dirección…",
    )
    tipo = models.CharField(
        "tipo", max_length=20, choices=TipoPuesto.choices, default=TipoPuesto.OTRO
    )
    area = models.CharField("área o unidad", max_length=200, blank=True)
    es_enlace_convenio = models.BooleanField("es enlace de convenios", default=False)
    es_servicio_publico = models.BooleanField(
        "es del servicio público",
        default=True,
        help_text="De ello depende qué datos pueden publicarse.",
    )
    ocupante = models.CharField("quién lo ocupa", max_length=460, default="", editable=False)
    vigente = models.BooleanField(
        "vigente", default=True, help_text="Desmárcalo si el puesto dejó de existir."
    )

    objects = models.Manager.from_queryset(PuestoQuerySet)()

    class Meta:
        verbose_name = "puesto"
        verbose_name_plural = "puestos"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "cargo", "area"],
                condition=Q(eliminado_en=None),
                name="crm_puesto_sin_repetir",
                violation_error_message="Esa institución ya tiene ese puesto en la misma área.",
            )
        ]
        indexes = [
            models.Index(
                fields=["orden", "id"],
                condition=Q(eliminado_en=None),
                name="crm_puesto_orden",
            ),
            models.Index(fields=["institucion", "tipo"], name="crm_puesto_institucion"),
        ]

    def texto_busqueda(self) -> list[str]:
        return [self.cargo, self.area, self.institucion.nombre, self.institucion.siglas]

    def guardar(self, *, by, motivo=""):
        super().guardar(by=by, motivo=motivo)
        self.ocupaciones.all().renombrar()
        return self

    def impedimentos_para_eliminar(self) -> list[str]:
        """A seat with somebody in it stays."""
        if self.ocupaciones.en_funciones().exists():
            return ["Hay una persona en este puesto. Termina antes su ocupación."]
        return []
