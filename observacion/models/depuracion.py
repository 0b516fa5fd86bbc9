from django.db import models
from django.db.models import Q

from core.models import Entidad
from observacion.enums import EstadoDepuracion, SistemaDatos


class DepuracionDatos(Entidad):
    """Taking away the personal data of one process: who proposed it, who executed it, what left."""

    CAMPO_NOMBRE = "acta"

    sistema = models.CharField("sistema de datos personales", max_length=20, choices=SistemaDatos)
    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="depuraciones",
    )
    acta = models.CharField(
        "acta", max_length=120, help_text="La que dispone la baja documental: clave y fecha."
    )
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoDepuracion,
        default=EstadoDepuracion.PROPUESTA,
        editable=False,
    )
    conteos = models.JSONField("qué se suprimió", default=dict, editable=False)
    ejecutada_en = models.DateTimeField("ejecutada", null=True, editable=False)
    ejecutada_por = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="ejecutó",
        on_delete=models.PROTECT,
        related_name="depuraciones_ejecutadas",
        null=True,
        editable=False,
    )

    class Meta:
        verbose_name = "depuración de datos personales"
        verbose_name_plural = "depuraciones de datos personales"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sistema", "proceso"],
                condition=Q(eliminado_en=None, estado=EstadoDepuracion.PROPUESTA),
                name="observacion_depuraciondatos_una_propuesta",
                violation_error_message="Ya hay una propuesta por ejecutar de ese proceso.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoDepuracion.EJECUTADA) | Q(ejecutada_en__isnull=False),
                name="observacion_depuraciondatos_ejecutada_cuando",
                violation_error_message="Falta cuándo se ejecutó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_sistema_display()} · {self.proceso}"
