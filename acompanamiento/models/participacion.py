from django.db import models
from django.db.models import Q

from acompanamiento.enums import OCUPAN_LUGAR, EstadoParticipacion
from core.models import Entidad
from core.models.entidad import EntidadQuerySet


class ParticipacionQuerySet(EntidadQuerySet):
    def de(self, persona):
        """Those of a visitor or of an observer."""
        campo = "visitante" if persona._meta.model_name == "solicitudvisitante" else "observadora"
        return self.vivos().filter(**{campo: persona})

    def con_lugar(self):
        return self.vivos().filter(estado__in=OCUPAN_LUGAR)


class Participacion(Entidad):
    """An accredited person in an activity: with a place, waiting for one, or there already."""

    CAMPO_NOMBRE = "estado"

    actividad = models.ForeignKey(
        "acompanamiento.ActividadPrograma",
        verbose_name="actividad",
        on_delete=models.PROTECT,
        related_name="participaciones",
    )
    visitante = models.ForeignKey(
        "acompanamiento.SolicitudVisitante",
        verbose_name="persona visitante",
        on_delete=models.PROTECT,
        related_name="participaciones",
        null=True,
        blank=True,
    )
    observadora = models.ForeignKey(
        "observacion.SolicitudObservacion",
        verbose_name="persona observadora",
        on_delete=models.PROTECT,
        related_name="participaciones",
        null=True,
        blank=True,
    )
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoParticipacion,
        default=EstadoParticipacion.INSCRITA,
        editable=False,
    )
    asistio_en = models.DateTimeField("llegó", null=True, editable=False)
    registro_por = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="registró su llegada",
        on_delete=models.PROTECT,
        related_name="llegadas_registradas",
        null=True,
        editable=False,
    )

    objects = models.Manager.from_queryset(ParticipacionQuerySet)()

    class Meta:
        verbose_name = "participación"
        verbose_name_plural = "participaciones"
        ordering = ["creado_en", "pk"]
        indexes = [
            models.Index(fields=["actividad", "estado"], name="acompanamiento_part_estado"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(visitante__isnull=False, observadora=None)
                | Q(visitante=None, observadora__isnull=False),
                name="acompanamiento_participacion_una_persona",
                violation_error_message="Elige a una persona visitante o a una observadora.",
            ),
            models.UniqueConstraint(
                fields=["actividad", "visitante"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_participacion_visitante",
                violation_error_message="Esta persona ya está en la actividad.",
            ),
            models.UniqueConstraint(
                fields=["actividad", "observadora"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_participacion_observadora",
                violation_error_message="Esta persona ya está en la actividad.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoParticipacion.ASISTIO) | Q(asistio_en__isnull=False),
                name="acompanamiento_participacion_asistio_cuando",
                violation_error_message="Falta cuándo llegó.",
            ),
        ]

    def __str__(self):
        return str(self.persona)

    @property
    def persona(self):
        return self.visitante or self.observadora

    @property
    def organizacion(self):
        return self.persona.organizacion or ""

    @property
    def ocupa_lugar(self):
        return self.estado in OCUPAN_LUGAR
