from django.db import models
from django.db.models import Q

from core.models import Buscable, BuscableQuerySet, Entidad
from indicadores.enums import Frecuencia, MedioVerificacion, Metodo, NivelMIR, TipoIndicador


def sesiones_fuera():
    """Following sessions does not count unless the office says so (dominio 2.5.1, case 62)."""
    return ["seguimiento_sesion"]


class Indicador(Buscable, Entidad):
    """One of the seven indicators of the programme's MIR, as the source defines it.

    What the source does not say (baseline, numeric target, thresholds) is empty until somebody
    captures it.
    """

    clave = models.SlugField("clave", max_length=20)
    nivel = models.CharField("nivel de la MIR", max_length=20, choices=NivelMIR)
    actividad = models.ForeignKey(
        "programa.ActividadInstitucional",
        verbose_name="actividad institucional",
        on_delete=models.PROTECT,
        related_name="indicadores",
        null=True,
        blank=True,
    )
    resumen = models.TextField("resumen narrativo", max_length=2000, blank=True)
    nombre = models.CharField("indicador", max_length=200)
    tipo = models.CharField("tipo", max_length=20, choices=TipoIndicador)
    formula = models.CharField("fórmula", max_length=300)
    frecuencia = models.CharField("frecuencia", max_length=20, choices=Frecuencia)
    medio = models.CharField("medio de verificación", max_length=20, choices=MedioVerificacion)
    supuestos = models.TextField("supuestos", max_length=2000, blank=True)
    metodo = models.CharField(
        "método de periodo",
        max_length=20,
        choices=Metodo,
        blank=True,
        help_text="Cómo cuenta lo que cruza de un trimestre a otro.",
    )
    cuenta_con_respuesta = models.BooleanField(
        "lo improcedente y desistido con respuesta formal cuenta como atendido", default=True
    )
    tipos_excluidos = models.JSONField(
        "tipos de gestión que no cuentan", default=sesiones_fuera, blank=True
    )
    linea_base = models.DecimalField(
        "línea base", max_digits=9, decimal_places=2, null=True, blank=True
    )
    meta = models.DecimalField("meta", max_digits=9, decimal_places=2, null=True, blank=True)
    umbral_verde = models.DecimalField(
        "verde desde", max_digits=9, decimal_places=2, null=True, blank=True
    )
    umbral_amarillo = models.DecimalField(
        "amarillo desde", max_digits=9, decimal_places=2, null=True, blank=True
    )

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "indicador"
        verbose_name_plural = "indicadores"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None),
                name="indicadores_indicador_clave_unica",
                violation_error_message="Ya hay un indicador con esa clave.",
            )
        ]

    def texto_busqueda(self):
        return [self.clave, self.nombre, self.resumen]
