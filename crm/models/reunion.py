from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.models import Buscable, BuscableQuerySet, Entidad, EntidadQuerySet
from crm.enums import EstadoReunion, Modalidad, Repeticion

ZONA = "America/Mexico_City"
POR_CELEBRAR = (EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA)
SIN_CERRAR = (*POR_CELEBRAR, EstadoReunion.CELEBRADA, EstadoReunion.MINUTA_EN_REVISION)
# What the calendars of the people called have to learn when it changes.
CITA = ("inicio", "fin", "zona", "modalidad", "lugar", "liga")


class TipoReunion(Entidad):
    """A kind of meeting: coordination with the INE, with OPLEs, a forum, a tour."""

    nombre = models.CharField("nombre", max_length=120)

    class Meta:
        verbose_name = "tipo de reunión"
        verbose_name_plural = "tipos de reunión"
        ordering = ["nombre"]
        constraints = [
            models.UniqueConstraint(
                fields=["nombre"],
                condition=Q(eliminado_en=None),
                name="crm_tiporeunion_nombre_unico",
                violation_error_message="Ya hay un tipo de reunión con ese nombre.",
            )
        ]


class SerieReunion(Entidad):
    """Meetings that repeat; each one is a meeting of its own that may be moved or cancelled."""

    nombre = models.CharField("nombre", max_length=200)
    repeticion = models.CharField("se repite", max_length=20, choices=Repeticion)
    desde = models.DateField("desde")
    hasta = models.DateField("hasta")

    class Meta:
        verbose_name = "serie de reuniones"
        verbose_name_plural = "series de reuniones"
        ordering = ["-desde"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hasta__gte=F("desde")),
                name="crm_seriereunion_hasta_tras_desde",
                violation_error_message="La serie termina después de empezar.",
            )
        ]


class ReunionQuerySet(BuscableQuerySet):
    def por_celebrar(self):
        return self.vivos().filter(estado__in=POR_CELEBRAR)


class Reunion(Buscable, Entidad):
    """A meeting with institutions: its agenda, who attended, what was agreed, its minutes."""

    CAMPO_NOMBRE = "asunto"

    asunto = models.CharField("asunto", max_length=200)
    tipo = models.ForeignKey(
        TipoReunion, verbose_name="tipo", on_delete=models.PROTECT, related_name="reuniones"
    )
    serie = models.ForeignKey(
        SerieReunion,
        verbose_name="serie",
        on_delete=models.PROTECT,
        related_name="reuniones",
        null=True,
        blank=True,
        editable=False,
    )
    convoca = models.CharField(
        "convoca", max_length=200, blank=True, help_text="El órgano o área que llama a la reunión."
    )
    inicio = models.DateTimeField("empieza")
    fin = models.DateTimeField("termina", null=True, blank=True)
    zona = models.CharField("zona horaria", max_length=60, default=ZONA)
    modalidad = models.CharField(
        "modalidad", max_length=20, choices=Modalidad, default=Modalidad.PRESENCIAL
    )
    lugar = models.CharField("lugar", max_length=300, blank=True)
    liga = models.URLField("liga de la sesión", max_length=500, blank=True)
    contrapartes = models.CharField("con quién", max_length=400, default="", editable=False)
    instituciones = models.ManyToManyField(
        "crm.Institucion", verbose_name="instituciones", related_name="reuniones"
    )
    acciones = models.ManyToManyField(
        "programa.AccionPOA",
        verbose_name="acciones del programa",
        related_name="reuniones",
        blank=True,
    )
    estado = models.CharField(
        "estado",
        max_length=30,
        choices=EstadoReunion,
        default=EstadoReunion.PROGRAMADA,
        editable=False,
    )
    motivo_estado = models.CharField("motivo", max_length=300, blank=True, editable=False)
    secuencia = models.PositiveIntegerField("cambio de la cita", default=0, editable=False)

    _history_m2m_fields = ["instituciones"]
    objects = models.Manager.from_queryset(ReunionQuerySet)()

    class Meta:
        verbose_name = "reunión"
        verbose_name_plural = "reuniones"
        ordering = ["-inicio", "-pk"]
        indexes = [
            # All that Mi día asks to know which wait, so that it reads no meeting to count them;
            # for PostgreSQL, in order.
            models.Index(
                fields=["inicio", "id", "estado", "creado_por", "eliminado_en"],
                condition=Q(eliminado_en=None, estado__in=SIN_CERRAR),
                name="crm_reunion_sin_cerrar",
            ),
            models.Index(
                fields=["estado", "inicio", "id", "creado_por", "eliminado_en"],
                name="crm_reunion_estado_inicio",
            ),
            models.Index(
                fields=["actualizado_por", "actualizado_en"],
                condition=Q(eliminado_en=None),
                name="crm_reunion_tocada",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin=None) | Q(fin__gte=F("inicio")),
                name="crm_reunion_fin_tras_inicio",
                violation_error_message="La reunión termina después de empezar.",
            )
        ]

    def clean(self):
        if self.zona not in available_timezones():
            raise ValidationError({"zona": "Elige una zona horaria de la lista."})

    def texto_busqueda(self):
        return [self.asunto, self.contrapartes, self.convoca]

    @classmethod
    def from_db(cls, db, field_names, values):
        reunion = super().from_db(db, field_names, values)
        reunion.cita_guardada = reunion.cita()
        return reunion

    @classmethod
    def campos_derivados(cls):
        return ["secuencia", *super().campos_derivados()]

    def refrescar_derivados(self):
        """Number each change of time, place or state by whatever door: calendars go by it."""
        super().refrescar_derivados()
        cita = self.cita()
        if getattr(self, "cita_guardada", cita) != cita:
            self.secuencia += 1
        self.cita_guardada = cita

    def cita(self):
        """Time, place and whether it stands, as loaded: what is deferred stays unknown."""
        return [self.__dict__.get(name) for name in (*CITA, "estado", "eliminado_en")]

    @property
    def esta_bloqueada(self):
        """A signed minute is locked: corrections are a new version."""
        return self.estado == EstadoReunion.MINUTA_FIRMADA


class DeReunionQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Parts of the meetings this person may see."""
        return super().visibles_para(user).filter(reunion__eliminado_en=None)
