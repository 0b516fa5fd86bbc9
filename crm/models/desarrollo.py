"""What happens inside a meeting: who was there, what was treated, what was signed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from core.models import Entidad
from crm.models.reunion import DeReunionQuerySet, Reunion


class Asistencia(Entidad):
    """A person of either side in a meeting: called, and whether they came."""

    reunion = models.ForeignKey(
        Reunion, verbose_name="reunión", on_delete=models.PROTECT, related_name="asistencias"
    )
    puesto = models.ForeignKey(
        "crm.Puesto",
        verbose_name="puesto",
        on_delete=models.PROTECT,
        related_name="asistencias",
        null=True,
        blank=True,
    )
    contacto = models.ForeignKey(
        "crm.Contacto",
        verbose_name="persona",
        on_delete=models.PROTECT,
        related_name="asistencias",
        null=True,
        blank=True,
    )
    integrante = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="de nuestra parte",
        on_delete=models.PROTECT,
        related_name="asistencias",
        null=True,
        blank=True,
    )
    nombre = models.CharField("nombre", max_length=400, default="", editable=False)
    convocada = models.BooleanField("fue convocada", default=True)
    asistio = models.BooleanField("asistió", null=True, blank=True)

    objects = models.Manager.from_queryset(DeReunionQuerySet)()

    class Meta:
        verbose_name = "asistencia"
        verbose_name_plural = "asistencias"
        ordering = ["integrante", "nombre"]
        indexes = [
            # Mi día: the meetings each of us is called to.
            models.Index(
                fields=["integrante", "reunion", "eliminado_en"],
                condition=Q(eliminado_en=None),
                name="crm_asistencia_de_integrante",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(integrante__isnull=False, contacto=None, puesto=None)
                | Q(integrante=None, contacto__isnull=False)
                | Q(integrante=None, puesto__isnull=False),
                name="crm_asistencia_de_un_lado",
                violation_error_message="Elige a una persona: del directorio o de nuestra parte.",
            ),
            models.UniqueConstraint(
                fields=["reunion", "contacto"],
                condition=Q(eliminado_en=None, contacto__isnull=False),
                name="crm_asistencia_contacto_una_vez",
                violation_error_message="Esa persona ya está en la lista.",
            ),
            models.UniqueConstraint(
                fields=["reunion", "integrante"],
                condition=Q(eliminado_en=None, integrante__isnull=False),
                name="crm_asistencia_integrante_una_vez",
                violation_error_message="Esa persona ya está en la lista.",
            ),
        ]

    @classmethod
    def campos_derivados(cls):
        return ["nombre", *super().campos_derivados()]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.nombre = str(self.integrante or self.contacto or self.puesto)[:400]


class PuntoAgenda(Entidad):
    """A point of the agenda: what, for how long, who presents it, what was said and agreed."""

    CAMPO_NOMBRE = "titulo"

    reunion = models.ForeignKey(
        Reunion, verbose_name="reunión", on_delete=models.PROTECT, related_name="puntos"
    )
    orden_dia = models.PositiveSmallIntegerField("número", default=1)
    titulo = models.CharField("punto", max_length=300)
    minutos = models.PositiveSmallIntegerField("minutos", null=True, blank=True)
    presenta = models.CharField("presenta", max_length=200, blank=True)
    tratado = models.BooleanField("se trató", default=False)
    minuta = models.TextField("qué se dijo", max_length=20000, blank=True)
    acuerdo = models.TextField("acuerdo", max_length=4000, blank=True)
    compromiso = models.ForeignKey(
        "crm.Compromiso",
        verbose_name="compromiso que se revisa",
        on_delete=models.PROTECT,
        related_name="puntos",
        null=True,
        blank=True,
        editable=False,
    )
    viene_de = models.ForeignKey(
        "self",
        verbose_name="quedó pendiente en",
        on_delete=models.PROTECT,
        related_name="continuaciones",
        null=True,
        editable=False,
    )

    objects = models.Manager.from_queryset(DeReunionQuerySet)()

    class Meta:
        verbose_name = "punto del orden del día"
        verbose_name_plural = "puntos del orden del día"
        ordering = ["reunion", "orden_dia", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reunion", "compromiso"],
                condition=Q(eliminado_en=None, compromiso__isnull=False),
                name="crm_puntoagenda_compromiso_una_vez",
                violation_error_message="Ese compromiso ya está en el orden del día.",
            )
        ]

    def clean(self):
        if self.reunion_id and self.reunion.esta_bloqueada:
            raise ValidationError(
                "La minuta está firmada: para corregirla, abre una versión nueva."
            )


class VersionMinuta(Entidad):
    """The minutes as they were signed; nothing in it changes."""

    CAMPO_NOMBRE = "numero"

    reunion = models.ForeignKey(
        Reunion, verbose_name="reunión", on_delete=models.PROTECT, related_name="versiones"
    )
    numero = models.PositiveSmallIntegerField("versión de la minuta")
    contenido = models.JSONField("contenido")
    sha256 = models.CharField("huella SHA-256", max_length=64)
    firmada_en = models.DateTimeField("firma")

    objects = models.Manager.from_queryset(DeReunionQuerySet)()

    class Meta:
        verbose_name = "versión de la minuta"
        verbose_name_plural = "versiones de la minuta"
        ordering = ["reunion", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["reunion", "numero"],
                condition=Q(eliminado_en=None),
                name="crm_versionminuta_numero_unico",
                violation_error_message="Esa versión ya existe.",
            )
        ]
