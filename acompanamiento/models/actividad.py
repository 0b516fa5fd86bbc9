from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from acompanamiento.enums import OCUPAN_LUGAR, EstadoParticipacion, TipoActividad
from core.models import Entidad
from core.models.entidad import EntidadQuerySet


class ActividadProgramaQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Those of a programme that was not withdrawn."""
        return super().visibles_para(user).filter(programa__eliminado_en=None)

    def con_lugares(self):
        """Each with how many have a place, how many wait and how many came, in the same reading."""
        vivas = Q(participaciones__eliminado_en=None)

        def cuenta(estados):
            return Count("participaciones", filter=vivas & Q(participaciones__estado__in=estados))

        return self.annotate(
            ocupados=cuenta(OCUPAN_LUGAR),
            en_espera=cuenta([EstadoParticipacion.ESPERA]),
            asistieron=cuenta([EstadoParticipacion.ASISTIO]),
        )


class ActividadPrograma(Entidad):
    """One thing that happens in a programme: when, where, for how many, and who is in charge."""

    CAMPO_NOMBRE = "titulo"

    programa = models.ForeignKey(
        "acompanamiento.ProgramaAcompanamiento",
        verbose_name="programa",
        on_delete=models.PROTECT,
        related_name="actividades",
    )
    titulo = models.CharField("título", max_length=200)
    titulo_en = models.CharField("título en inglés", max_length=200, blank=True)
    titulo_fr = models.CharField("título en francés", max_length=200, blank=True)
    tipo = models.CharField("tipo", max_length=30, choices=TipoActividad)
    inicio = models.DateTimeField("empieza")
    fin = models.DateTimeField("termina")
    sede = models.CharField("sede", max_length=200)
    direccion = models.CharField("dirección", max_length=300, blank=True)
    cupo = models.PositiveSmallIntegerField("cupo", default=40)
    traslado_minutos = models.PositiveSmallIntegerField(
        "minutos de traslado para llegar",
        default=30,
        help_text="Durante ese tiempo previo, la persona no puede tener otra actividad.",
    )
    responsable = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="responsable",
        on_delete=models.PROTECT,
        related_name="actividades_acompanamiento",
        null=True,
        blank=True,
    )
    interpretacion = models.CharField(
        "interpretación", max_length=120, blank=True, help_text="Idiomas; vacío si no hay."
    )
    materiales = models.TextField("materiales", max_length=2000, blank=True)

    objects = models.Manager.from_queryset(ActividadProgramaQuerySet)()

    class Meta:
        verbose_name = "actividad del programa"
        verbose_name_plural = "actividades del programa"
        ordering = ["inicio", "pk"]
        indexes = [models.Index(fields=["inicio"], name="acompanamiento_actividad_dia")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gt=F("inicio")),
                name="acompanamiento_actividadprograma_fin_tras_inicio",
                violation_error_message="La actividad debe terminar después de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(cupo__gte=1),
                name="acompanamiento_actividadprograma_cupo",
                violation_error_message="El cupo debe ser de al menos una persona.",
            ),
            models.CheckConstraint(
                condition=Q(traslado_minutos__lte=600),
                name="acompanamiento_actividadprograma_traslado",
                violation_error_message="El traslado puede ser de hasta 600 minutos.",
            ),
        ]

    @property
    def dia(self):
        """The day, here."""
        return timezone.localdate(self.inicio)

    def titulo_en_idioma(self, idioma):
        """The title in a language, or in Spanish where it was not translated."""
        return {"en": self.titulo_en, "fr": self.titulo_fr}.get(idioma) or self.titulo

    def impedimentos_para_eliminar(self):
        activas = self.participaciones.vivos().exclude(estado=EstadoParticipacion.CANCELADA)
        if cuantas := activas.count():
            texto = "Hay una persona inscrita" if cuantas == 1 else f"Hay {cuantas} inscritas"
            return [f"{texto}: cancela su participación primero."]
        return []
