from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.models import Buscable, BuscableQuerySet, Entidad
from observacion.enums import OCUPAN_LUGAR, ClaseActividad, EstadoInscripcion, OrigenCurso
from observacion.models.gafete import codigo_nuevo


class Curso(Buscable, Entidad):
    """A course or another activity, of a process or of the network; only a course accredits."""

    nombre = models.CharField("nombre", max_length=200)
    clase = models.CharField(
        "qué es",
        max_length=20,
        choices=ClaseActividad,
        default=ClaseActividad.CURSO,
        help_text="Sólo el curso se evalúa y da constancia; a lo demás se asiste.",
    )
    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="cursos",
        null=True,
        blank=True,
        help_text="Vacío: no es de un proceso, sino de la Red.",
    )
    origen = models.CharField("lo imparte", max_length=20, choices=OrigenCurso)
    organizacion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="organización que lo imparte",
        on_delete=models.PROTECT,
        related_name="cursos",
        null=True,
        blank=True,
    )
    supervisado = models.BooleanField(
        "con supervisión de la autoridad",
        default=True,
        help_text="Si faltó sin culpa de la organización, no impide acreditar.",
    )
    calificacion_minima = models.PositiveSmallIntegerField("calificación mínima", default=0)
    horas = models.PositiveSmallIntegerField("horas", null=True, blank=True)
    temario = models.TextField("temario", max_length=4000, blank=True)

    objects = models.Manager.from_queryset(BuscableQuerySet)()

    class Meta:
        verbose_name = "curso"
        verbose_name_plural = "cursos"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origen=OrigenCurso.AUTORIDAD) | Q(organizacion__isnull=False),
                name="observacion_curso_organizacion",
                violation_error_message="Elige la organización que lo imparte.",
            ),
            models.CheckConstraint(
                condition=Q(calificacion_minima__lte=100),
                name="observacion_curso_minima",
                violation_error_message="La calificación va de 0 a 100.",
            ),
            models.CheckConstraint(
                condition=Q(clase=ClaseActividad.CURSO) | Q(calificacion_minima=0),
                name="observacion_curso_solo_el_curso_se_evalua",
                violation_error_message="Sólo el curso se evalúa: deja la mínima en 0.",
            ),
        ]

    def texto_busqueda(self):
        return [self.nombre]

    @property
    def se_evalua(self):
        return self.clase == ClaseActividad.CURSO

    def clean(self):
        acreditaron = InscripcionCurso.objects.vivos().filter(estado=EstadoInscripcion.ACREDITO)
        if self.pk and not self.se_evalua and acreditaron.filter(sesion__curso=self).exists():
            text = "Ya hay quien lo acreditó: sigue siendo un curso."
            raise ValidationError({"clase": text})


class SesionCurso(Entidad):
    """One sitting of a course: where, when, who teaches and how many fit."""

    CAMPO_NOMBRE = "sede"

    curso = models.ForeignKey(
        "observacion.Curso", verbose_name="curso", on_delete=models.PROTECT, related_name="sesiones"
    )
    inicio = models.DateTimeField("inicio")
    fin = models.DateTimeField("fin")
    sede = models.CharField("sede", max_length=300, help_text="Domicilio, o «En línea».")
    imparte = models.CharField("imparte", max_length=200, blank=True)
    cupo = models.PositiveSmallIntegerField("cupo", default=30)
    codigo = models.CharField("código", max_length=40, default=codigo_nuevo, editable=False)

    class Meta:
        verbose_name = "sesión de curso"
        verbose_name_plural = "sesiones de curso"
        ordering = ["inicio", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gt=F("inicio")),
                name="observacion_sesioncurso_fin_tras_inicio",
                violation_error_message="La sesión debe terminar después de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(cupo__gte=1),
                name="observacion_sesioncurso_cupo",
                violation_error_message="El cupo debe ser de al menos una persona.",
            ),
        ]


class InscripcionCurso(Entidad):
    """A person in a sitting: of the network, or with an application, never loose text."""

    CAMPO_NOMBRE = "folio_constancia"

    sesion = models.ForeignKey(
        "observacion.SesionCurso",
        verbose_name="sesión",
        on_delete=models.PROTECT,
        related_name="inscripciones",
    )
    integrante = models.ForeignKey(
        "observacion.IntegranteRed",
        verbose_name="integrante de la Red",
        on_delete=models.PROTECT,
        related_name="inscripciones",
        null=True,
        blank=True,
    )
    solicitud = models.ForeignKey(
        "observacion.SolicitudObservacion",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="inscripciones",
        null=True,
        blank=True,
    )
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoInscripcion,
        default=EstadoInscripcion.INSCRITA,
        editable=False,
    )
    asistio_en = models.DateTimeField("llegó", null=True, editable=False)
    calificacion = models.PositiveSmallIntegerField("calificación", null=True, blank=True)
    folio_constancia = models.CharField("constancia", max_length=24, blank=True, editable=False)
    codigo = models.CharField("código", max_length=40, default=codigo_nuevo, editable=False)

    class Meta:
        verbose_name = "inscripción"
        verbose_name_plural = "inscripciones"
        ordering = ["creado_en", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(integrante__isnull=False, solicitud=None)
                | Q(integrante=None, solicitud__isnull=False),
                name="observacion_inscripcioncurso_una_persona",
                violation_error_message="Elige a una persona de la Red o con solicitud.",
            ),
            models.UniqueConstraint(
                fields=["sesion", "integrante"],
                condition=Q(eliminado_en=None),
                name="observacion_inscripcioncurso_integrante",
                violation_error_message="Esta persona ya está en la sesión.",
            ),
            models.UniqueConstraint(
                fields=["sesion", "solicitud"],
                condition=Q(eliminado_en=None),
                name="observacion_inscripcioncurso_solicitud",
                violation_error_message="Esta persona ya está en la sesión.",
            ),
            models.UniqueConstraint(
                fields=["codigo"],
                name="observacion_inscripcioncurso_codigo",
                violation_error_message="Ese código ya existe.",
            ),
            models.UniqueConstraint(
                fields=["folio_constancia"],
                condition=~Q(folio_constancia=""),
                name="observacion_inscripcioncurso_constancia",
                violation_error_message="Ese folio ya se usó.",
            ),
            models.CheckConstraint(
                condition=Q(calificacion=None) | Q(calificacion__lte=100),
                name="observacion_inscripcioncurso_calificacion",
                violation_error_message="La calificación va de 0 a 100.",
            ),
        ]

    def __str__(self):
        return str(self.integrante or self.solicitud)

    @property
    def organizacion(self):
        """With whom the person takes part; nothing for who does so alone."""
        return (self.integrante or self.solicitud).organizacion

    @property
    def ocupa_lugar(self):
        return self.estado in OCUPAN_LUGAR
