from django.db import models
from django.db.models import Q

from core.models import Buscable, BuscableQuerySet, Entidad
from crm.enums import TipoInstitucion


class Subtipo(Buscable, Entidad):
    """A finer kind of institution inside one of the six: alcaldía, congreso, OPLE…"""

    clave = models.SlugField(
        "clave",
        max_length=40,
        help_text="Sin espacios ni acentos; sirve para importar.",
    )
    nombre = models.CharField("nombre", max_length=120)
    tipo = models.CharField("tipo", max_length=30, choices=TipoInstitucion.choices)

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "subtipo"
        verbose_name_plural = "subtipos"
        ordering = ["tipo", "nombre"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None),
                name="crm_subtipo_clave_unica",
                violation_error_message="Ya existe un subtipo con esa clave.",
            ),
            models.UniqueConstraint(
                fields=["tipo", "nombre"],
                condition=Q(eliminado_en=None),
                name="crm_subtipo_nombre_unico_por_tipo",
                violation_error_message="Ya existe un subtipo con ese nombre en ese tipo.",
            ),
        ]

    def texto_busqueda(self) -> list[str]:
        return [self.nombre, self.clave]

    def impedimentos_para_eliminar(self) -> list[str]:
        """A subtype in use stays, so that no institution loses its classification."""
        if self.instituciones.vivos().exists():
            return ["Hay instituciones con este subtipo. Cámbialas primero."]
        return []
