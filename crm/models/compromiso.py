from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import Buscable, BuscableQuerySet, Entidad, EntidadQuerySet
from crm.enums import COMPROMISO_ABIERTO, EstadoCompromiso, LadoCompromiso, TipoFecha
from crm.rules import instituciones_conocidas


class CompromisoQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """Commitments with institutions this person may see, or that are theirs to fulfil."""
        rows = super().visibles_para(user)
        if user.has_perm("crm.view_directorio_completo"):
            return rows
        mine = Q(responsable=user.pk)
        if user.area_id:
            mine |= Q(area=user.area_id)
        return rows.filter(
            mine & (Q(institucion=None) | instituciones_conocidas(user, "institucion__"))
        )

    def abiertos(self):
        return self.vivos().filter(estado__in=COMPROMISO_ABIERTO)

    def vencidos(self, al=None):
        """Open and past their date; «a solicitud» never is (case 59)."""
        return self.abiertos().filter(fecha_limite__lt=al or timezone.localdate())


class Compromiso(Buscable, Entidad):
    """Something one side, or both, said they would do. Agreements will point here too."""

    CAMPO_NOMBRE = "texto"

    texto = models.CharField("compromiso", max_length=500)
    lado = models.CharField(
        "de quién es", max_length=20, choices=LadoCompromiso, default=LadoCompromiso.NUESTRO
    )
    institucion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución",
        on_delete=models.PROTECT,
        related_name="compromisos",
        null=True,
        blank=True,
    )
    reunion = models.ForeignKey(
        "crm.Reunion",
        verbose_name="reunión",
        on_delete=models.PROTECT,
        related_name="compromisos",
        null=True,
        blank=True,
        editable=False,
    )
    interaccion = models.ForeignKey(
        "crm.Interaccion",
        verbose_name="interacción",
        on_delete=models.PROTECT,
        related_name="compromisos",
        null=True,
        blank=True,
        editable=False,
    )
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="a cargo de",
        on_delete=models.PROTECT,
        related_name="compromisos",
        null=True,
        blank=True,
    )
    area = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área",
        on_delete=models.PROTECT,
        related_name="compromisos",
        null=True,
        blank=True,
    )
    puesto = models.ForeignKey(
        "crm.Puesto",
        verbose_name="puesto de la contraparte",
        on_delete=models.PROTECT,
        related_name="compromisos",
        null=True,
        blank=True,
    )
    tipo_fecha = models.CharField(
        "cuándo", max_length=20, choices=TipoFecha, default=TipoFecha.FIJA
    )
    fecha_limite = models.DateField("fecha límite", null=True, blank=True)
    dias = models.PositiveSmallIntegerField(
        "días", null=True, blank=True, help_text="Cuántos días después, o cada cuántos."
    )
    primero = models.ForeignKey(
        "self",
        verbose_name="primero de la serie",
        on_delete=models.PROTECT,
        related_name="repeticiones",
        null=True,
        blank=True,
        editable=False,
        help_text="El que se repite; con él comparte de dónde viene.",
    )
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoCompromiso,
        default=EstadoCompromiso.PENDIENTE,
        editable=False,
    )
    motivo_estado = models.CharField("motivo", max_length=300, blank=True, editable=False)
    cumplido_en = models.DateField("fecha de cumplimiento", null=True, editable=False)

    objects = models.Manager.from_queryset(CompromisoQuerySet)()

    class Meta:
        verbose_name = "compromiso"
        verbose_name_plural = "compromisos"
        ordering = ["fecha_limite", "pk"]
        indexes = [
            models.Index(
                fields=["estado", "fecha_limite", "id", "responsable", "area", "eliminado_en"],
                name="crm_compromiso_estado_limite",
            ),
            models.Index(fields=["institucion", "estado"], name="crm_compromiso_institucion"),
            # Mi día: what is due, in order, of a team; of each person; what each one touched last.
            models.Index(
                fields=["fecha_limite", "id", "responsable", "area"],
                condition=Q(eliminado_en=None, estado__in=COMPROMISO_ABIERTO),
                name="crm_compromiso_por_vencer",
            ),
            models.Index(
                fields=["responsable", "estado", "fecha_limite"],
                condition=Q(eliminado_en=None),
                name="crm_compromiso_a_cargo",
            ),
            models.Index(
                fields=["actualizado_por", "actualizado_en"],
                condition=Q(eliminado_en=None),
                name="crm_compromiso_tocado",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tipo_fecha=TipoFecha.FIJA) | Q(fecha_limite__isnull=False),
                name="crm_compromiso_fija_con_fecha",
                violation_error_message="Escribe la fecha límite, o elige «A solicitud».",
            ),
            models.CheckConstraint(
                condition=~Q(tipo_fecha=TipoFecha.A_SOLICITUD) | Q(fecha_limite=None),
                name="crm_compromiso_a_solicitud_sin_fecha",
                violation_error_message="Lo que es «a solicitud» no lleva fecha límite.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoCompromiso.CUMPLIDO) | Q(cumplido_en__isnull=False),
                name="crm_compromiso_cumplido_con_fecha",
                violation_error_message="Un compromiso cumplido lleva su fecha.",
            ),
        ]

    def texto_busqueda(self):
        return [self.texto, str(self.institucion or "")]

    def clean(self):
        if self.tipo_fecha in (TipoFecha.RELATIVA, TipoFecha.PERIODICA) and not self.dias:
            raise ValidationError({"dias": "Escribe cuántos días."})

    @property
    def vencido(self):
        limite = self.fecha_limite
        return bool(limite and self.estado in COMPROMISO_ABIERTO and limite < timezone.localdate())


class DeCompromisoQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Notes on the commitments this person may see."""
        known = Compromiso.objects.visibles_para(user)
        return super().visibles_para(user).filter(compromiso__in=known)


class SeguimientoCompromiso(Entidad):
    """What was done about a commitment, and when."""

    CAMPO_NOMBRE = "nota"

    compromiso = models.ForeignKey(
        Compromiso, verbose_name="compromiso", on_delete=models.PROTECT, related_name="seguimientos"
    )
    fecha = models.DateField("fecha", default=timezone.localdate)
    nota = models.CharField("qué se hizo", max_length=500)
    avance = models.PositiveSmallIntegerField("avance en porcentaje", null=True, blank=True)

    objects = models.Manager.from_queryset(DeCompromisoQuerySet)()

    class Meta:
        verbose_name = "seguimiento de compromiso"
        verbose_name_plural = "seguimientos de compromisos"
        ordering = ["-fecha", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(avance=None) | Q(avance__lte=100),
                name="crm_seguimientocompromiso_avance_hasta_cien",
                violation_error_message="El avance va de 0 a 100.",
            )
        ]
