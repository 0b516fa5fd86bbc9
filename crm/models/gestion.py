from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from calendario.calculations import HORAS, MAXIMO
from calendario.enums import TipoPlazo
from core.models import Buscable, BuscableQuerySet, Entidad
from crm.enums import ABIERTAS, EstadoGestion, MedioGestion, TipoGestion
from crm.models.turno import Turno


class GestionQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """All of them for the DVOE and who supervises; an area, what it requested or holds."""
        rows = super().visibles_para(user)
        if user.has_perm("crm.view_gestiones_ajenas"):
            return rows
        mine = Q(creado_por=user.pk)
        if user.area_id:
            turnadas = Turno.objects.en_curso().filter(area=user.area_id).order_by()
            mine |= Q(area_solicitante=user.area_id) | Q(pk__in=turnadas.values("gestion"))
        return rows.filter(mine)

    def abiertas(self):
        return self.filter(estado__in=ABIERTAS)

    def vencidas(self, al=None):
        """Open and past their deadline on a day, today if not said."""
        return self.abiertas().filter(fecha_limite__lt=al or timezone.localdate())

    def con_plazo_calculado(self):
        """Open, with a term whose limit the calendar computes: nobody wrote another date."""
        calculado = Q(fecha_limite=None) | Q(fecha_limite=F("limite_calculado"))
        return self.vivos().abiertas().filter(calculado, plazo_cantidad__isnull=False)

    def que_cuentan(self):
        """Those the AI 3 indicator counts: neither duplicates nor registered by mistake."""
        return self.vivos().exclude(estado__in=[EstadoGestion.DUPLICADA, EstadoGestion.CANCELADA])


class Gestion(Buscable, Entidad):
    """A request, with evidence, that asks the DVOE for a conclusive act; the unit of AI 3."""

    CAMPO_NOMBRE = "folio"

    folio = models.CharField("folio", max_length=20, editable=False)
    tipo = models.CharField("tipo", max_length=40, choices=TipoGestion)
    accion = models.ForeignKey(
        "programa.AccionPOA",
        verbose_name="acción del programa",
        on_delete=models.PROTECT,
        related_name="gestiones",
        null=True,
        blank=True,
    )
    instituciones = models.ManyToManyField(
        "crm.Institucion", verbose_name="instituciones", related_name="gestiones", blank=True
    )
    contrapartes = models.CharField("contrapartes", max_length=400, default="", editable=False)
    area_solicitante = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área solicitante",
        on_delete=models.PROTECT,
        related_name="gestiones",
        null=True,
        blank=True,
    )
    medio = models.CharField("medio", max_length=20, choices=MedioGestion)
    fecha_solicitud = models.DateTimeField(
        "fecha de solicitud", help_text="Cuándo se pidió, no cuándo se registra."
    )
    fecha_registro = models.DateTimeField(
        "fecha de registro de la gestión", default=timezone.now, editable=False
    )
    fecha_atencion = models.DateTimeField("fecha de atención", null=True, editable=False)
    descripcion = models.TextField("qué se pide", max_length=8000)
    responsable = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="a cargo de",
        on_delete=models.PROTECT,
        related_name="gestiones_a_cargo",
        null=True,
        blank=True,
    )
    plazo_cantidad = models.PositiveSmallIntegerField(
        "plazo",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAXIMO[HORAS])],
        help_text="Cuántos días u horas hay para atenderla.",
    )
    tipo_dias = models.CharField("el plazo cuenta", max_length=20, choices=TipoPlazo, blank=True)
    asunto_electoral = models.BooleanField(
        "es asunto electoral",
        default=False,
        help_text="En proceso, sus plazos corren todos los días y horas.",
    )
    fecha_limite = models.DateField(
        "fecha límite",
        null=True,
        blank=True,
        help_text="Con plazo, déjala vacía: se calcula. Si la escribes, nadie la recalcula.",
    )
    # What the calendar said; while it is also the limit, the calendar may change it.
    limite_calculado = models.DateField("límite calculado", null=True, editable=False)
    limite_en = models.DateTimeField("hora límite", null=True, editable=False)
    plazo_nota = models.TextField("cómo se contó el plazo", blank=True, editable=False)
    resultado = models.TextField("resultado", blank=True, editable=False)
    estado = models.CharField(
        "estado",
        max_length=30,
        choices=EstadoGestion,
        default=EstadoGestion.REGISTRADA,
        editable=False,
    )
    con_respuesta = models.BooleanField("hubo respuesta formal", default=False, editable=False)
    motivo_cierre = models.TextField("motivo", blank=True, editable=False)
    original = models.ForeignKey(
        "self",
        verbose_name="gestión original",
        on_delete=models.PROTECT,
        related_name="duplicadas",
        null=True,
        editable=False,
    )

    reunion = models.ForeignKey(
        "crm.Reunion",
        verbose_name="reunión de origen",
        on_delete=models.PROTECT,
        related_name="gestiones",
        null=True,
        editable=False,
    )
    compromiso = models.ForeignKey(
        "crm.Compromiso",
        verbose_name="compromiso de origen",
        on_delete=models.PROTECT,
        related_name="gestiones",
        null=True,
        editable=False,
    )
    interaccion = models.ForeignKey(
        "crm.Interaccion",
        verbose_name="interacción de origen",
        on_delete=models.PROTECT,
        related_name="gestiones",
        null=True,
        editable=False,
    )

    _history_m2m_fields = ["instituciones"]
    objects = models.Manager.from_queryset(GestionQuerySet)()

    class Meta:
        verbose_name = "gestión"
        verbose_name_plural = "gestiones"
        ordering = ["-fecha_solicitud", "-pk"]
        indexes = [
            # AI 3 counts inside these two: they hold all that its conditions ask, even what is
            # always null in them, or SQLite would read the table to know it.
            models.Index(
                fields=[
                    "fecha_solicitud",
                    "id",
                    "fecha_atencion",
                    "estado",
                    "tipo",
                    "eliminado_en",
                ],
                condition=Q(eliminado_en=None),
                name="crm_gestion_solicitud",
            ),
            models.Index(
                fields=[
                    "fecha_atencion",
                    "fecha_solicitud",
                    "id",
                    "estado",
                    "tipo",
                    "eliminado_en",
                ],
                condition=Q(eliminado_en=None),
                name="crm_gestion_atencion",
            ),
            # Mi día: what is due and what nobody moved, of a team, then of each person, and what
            # each one touched last. PostgreSQL walks in order those that are open; SQLite, which
            # does not see that a condition with values is this one, takes the first of the three.
            models.Index(
                fields=["estado", "fecha_limite", "id", "responsable", "eliminado_en"],
                name="crm_gestion_limite",
            ),
            models.Index(
                fields=["fecha_limite", "id", "responsable"],
                condition=Q(eliminado_en=None, estado__in=ABIERTAS),
                name="crm_gestion_por_vencer",
            ),
            models.Index(
                fields=["actualizado_en", "id", "responsable"],
                condition=Q(eliminado_en=None, estado__in=ABIERTAS),
                name="crm_gestion_quieta",
            ),
            models.Index(
                fields=["responsable", "estado", "fecha_limite", "id", "eliminado_en"],
                condition=Q(eliminado_en=None),
                name="crm_gestion_a_cargo",
            ),
            models.Index(
                fields=["responsable", "actualizado_en", "id", "estado", "eliminado_en"],
                condition=Q(eliminado_en=None),
                name="crm_gestion_sin_movimiento",
            ),
            models.Index(
                fields=["actualizado_por", "actualizado_en"],
                condition=Q(eliminado_en=None),
                name="crm_gestion_tocada",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["folio"],
                name="crm_gestion_folio_unico",
                violation_error_message="Ya hay una gestión con ese folio.",
            ),
            models.CheckConstraint(
                condition=Q(fecha_atencion=None) | Q(fecha_atencion__gte=F("fecha_solicitud")),
                name="crm_gestion_atencion_tras_solicitud",
                violation_error_message="La atención no puede ser anterior a la solicitud.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoGestion.ATENDIDA) | Q(fecha_atencion__isnull=False),
                name="crm_gestion_atendida_con_fecha",
                violation_error_message="Una gestión atendida lleva la fecha en que se atendió.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoGestion.DUPLICADA) | Q(original__isnull=False),
                name="crm_gestion_duplicada_con_original",
                violation_error_message="Indica de qué gestión es duplicada.",
            ),
            models.CheckConstraint(
                condition=Q(plazo_cantidad=None) | (Q(plazo_cantidad__gt=0) & ~Q(tipo_dias="")),
                name="crm_gestion_plazo_con_tipo",
                violation_error_message="Elige qué cuenta el plazo: días naturales, hábiles u horas.",
            ),
        ]

    def texto_busqueda(self):
        return [self.folio, self.contrapartes, self.descripcion[:500]]

    def clean(self):
        if self.fecha_solicitud and self.fecha_solicitud > timezone.now():
            raise ValidationError(
                {"fecha_solicitud": "La solicitud no puede ser de una fecha que no ha llegado."}
            )
        solicitada = self.fecha_solicitud and timezone.localdate(self.fecha_solicitud)
        if self.fecha_limite and solicitada and self.fecha_limite < solicitada:
            text = f"Debe ser el {solicitada:%d/%m/%Y} o después, cuando se solicitó."
            raise ValidationError({"fecha_limite": text})
        if self.plazo_cantidad and not self.tipo_dias:
            text = "Elige qué cuenta el plazo: días naturales, hábiles u horas."
            raise ValidationError({"tipo_dias": text})

    @property
    def limite_es_calculado(self):
        """Whether its limit follows from its term, and not from somebody's hand."""
        return self.plazo_cantidad is not None and self.fecha_limite in (
            None,
            self.limite_calculado,
        )

    @property
    def vencida(self):
        limite = self.fecha_limite
        return bool(limite and self.estado in ABIERTAS and limite < timezone.localdate())
