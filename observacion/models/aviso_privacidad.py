from django.db import models
from django.db.models import Q

from core.models import Entidad
from observacion.enums import SistemaDatos


class AvisoPrivacidad(Entidad):
    """A version of what people are told about their data; what they accept names the version."""

    sistema = models.CharField("sistema de datos personales", max_length=20, choices=SistemaDatos)
    # How it is called everywhere: derived from the other two.
    nombre = models.CharField("aviso", max_length=120, default="", editable=False)
    numero = models.PositiveSmallIntegerField("versión", default=1)
    desde = models.DateField("vigente desde")
    texto_es = models.TextField("texto en español", max_length=20000)
    texto_en = models.TextField("texto en inglés", max_length=20000, blank=True)
    texto_fr = models.TextField("texto en francés", max_length=20000, blank=True)

    class Meta:
        verbose_name = "aviso de privacidad"
        verbose_name_plural = "avisos de privacidad"
        ordering = ["sistema", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["sistema", "numero"],
                condition=Q(eliminado_en=None),
                name="observacion_avisoprivacidad_numero",
                violation_error_message="Ya existe esa versión del aviso.",
            )
        ]

    def __str__(self):
        return f"{self.get_sistema_display()}, versión {self.numero}"

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "nombre"]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.nombre = str(self)

    def impedimentos_para_eliminar(self):
        if self.convocatorias.filter(eliminado_en=None).exists():
            return ["Lo usa una convocatoria: elige otro en ella primero."]
        return []

    @property
    def tiene_aceptaciones(self):
        """Whether somebody accepted this very text: from then on it does not change."""
        suyas = (self.integrantes_red, self.solicitudes_observacion, self.solicitudes_visitante)
        return any(rows.exists() for rows in suyas)
