from django.db import models
from django.db.models import F, Q

from acompanamiento.enums import EstadoPrograma
from core.models import Buscable, BuscableQuerySet, Entidad

APROBADOS = (
    EstadoPrograma.APROBADO,
    EstadoPrograma.EN_EJECUCION,
    EstadoPrograma.CONCLUIDO,
    EstadoPrograma.INFORME,
)


class ProgramaAcompanamiento(Buscable, Entidad):
    """What the institute offers visitors and observers around one process: days and activities."""

    CAMPO_NOMBRE = "titulo"

    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="programas_acompanamiento",
    )
    titulo = models.CharField("título", max_length=200)
    edicion = models.PositiveSmallIntegerField("versión", default=1)
    desde = models.DateField("desde")
    hasta = models.DateField("hasta")
    presentacion = models.TextField("presentación", max_length=4000, blank=True)
    estado = models.CharField(
        "estado",
        max_length=30,
        choices=EstadoPrograma,
        default=EstadoPrograma.BORRADOR,
        editable=False,
    )
    aprobo = models.CharField("lo aprobó", max_length=200, blank=True, editable=False)
    fecha_aprobacion = models.DateField("fecha de aprobación", null=True, editable=False)
    informe_clave = models.CharField(
        "clave del informe final", max_length=80, blank=True, editable=False
    )
    fecha_informe = models.DateField("aprobación del informe final", null=True, editable=False)

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "programa de acompañamiento"
        verbose_name_plural = "programas de acompañamiento"
        ordering = ["-desde", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "titulo", "edicion"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_programaacompanamiento_version",
                violation_error_message="El proceso ya tiene esa versión del programa.",
            ),
            models.CheckConstraint(
                condition=Q(hasta__gte=F("desde")),
                name="acompanamiento_programaacompanamiento_hasta_tras_desde",
                violation_error_message="El programa no puede terminar antes de empezar.",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=APROBADOS)
                | ~Q(aprobo="") & Q(fecha_aprobacion__isnull=False),
                name="acompanamiento_programaacompanamiento_aprobado_por",
                violation_error_message="Falta quién aprobó el programa y cuándo.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoPrograma.INFORME) | Q(fecha_informe__isnull=False),
                name="acompanamiento_programaacompanamiento_informe_cuando",
                violation_error_message="Falta cuándo se aprobó el informe final.",
            ),
        ]

    def texto_busqueda(self):
        return [self.titulo]

    def impedimentos_para_eliminar(self):
        if self.actividades.vivos().exists():
            return ["Tiene actividades: quítalas primero."]
        return []
