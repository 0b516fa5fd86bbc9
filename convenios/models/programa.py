from django.db import models
from django.db.models import Q

from convenios.enums import EstadoActividad
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad, EntidadQuerySet


class ProgramaTrabajo(Entidad):
    """What the parties will do in a year to carry out an instrument; not an agreement itself."""

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="programas",
    )
    nombre = models.CharField("nombre", max_length=200)
    ejercicio = models.PositiveSmallIntegerField("ejercicio")
    fecha_aprobacion = models.DateField("aprobado por las partes el", null=True, blank=True)
    informe = models.TextField("informe de resultados", max_length=8000, blank=True)

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "programa de trabajo"
        verbose_name_plural = "programas de trabajo"
        ordering = ["-ejercicio", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ejercicio__gte=1999, ejercicio__lte=2099),
                name="convenios_programatrabajo_ejercicio",
                violation_error_message="Escribe el año con cuatro cifras, entre 1999 y 2099.",
            )
        ]


class ActividadProgramaQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Activities of the programmes this person may see."""
        visibles = ProgramaTrabajo.objects.visibles_para(user)
        return super().visibles_para(user).filter(programa__in=visibles)


class ActividadPrograma(Entidad):
    """One activity of a work programme, with who, when and what comes out of it."""

    CAMPO_NOMBRE = "texto"

    programa = models.ForeignKey(
        ProgramaTrabajo,
        verbose_name="programa de trabajo",
        on_delete=models.PROTECT,
        related_name="actividades",
    )
    texto = models.CharField("actividad", max_length=500)
    fecha = models.DateField("fecha", null=True, blank=True)
    responsables = models.CharField("responsables", max_length=300, blank=True)
    producto = models.CharField("producto", max_length=300, blank=True)
    estado = models.CharField(
        "estado", max_length=20, choices=EstadoActividad, default=EstadoActividad.PENDIENTE
    )
    avance = models.PositiveSmallIntegerField("avance en porcentaje", default=0)

    objects = models.Manager.from_queryset(ActividadProgramaQuerySet)()

    class Meta:
        verbose_name = "actividad"
        verbose_name_plural = "actividades"
        ordering = ["fecha", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(avance__lte=100),
                name="convenios_actividadprograma_avance_hasta_cien",
                violation_error_message="El avance va de 0 a 100.",
            )
        ]
