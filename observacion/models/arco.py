from django.db import models
from django.db.models import F, Q

from core.models import Buscable, BuscableQuerySet, Entidad
from observacion.enums import DerechoARCO, EstadoARCO, SistemaDatos

RESUELTAS = (EstadoARCO.PROCEDENTE, EstadoARCO.IMPROCEDENTE, EstadoARCO.CUMPLIDA)


class SolicitudARCOQuerySet(BuscableQuerySet):
    def abiertas(self):
        return self.exclude(estado__in=(EstadoARCO.IMPROCEDENTE, EstadoARCO.CUMPLIDA))


class SolicitudARCO(Buscable, Entidad):
    """Somebody exercises a right over their data; its term runs in ordinary working days (26)."""

    CAMPO_NOMBRE = "folio"

    folio = models.CharField("folio", max_length=24, editable=False)
    derecho = models.CharField("derecho", max_length=20, choices=DerechoARCO)
    sistema = models.CharField("sistema de datos personales", max_length=20, choices=SistemaDatos)
    titular = models.CharField("titular de los datos", max_length=200)
    representante = models.CharField(
        "representante",
        max_length=200,
        blank=True,
        help_text="Quien la presenta en su nombre, o acredita interés si la persona falleció.",
    )
    que_pide = models.TextField("qué pide", max_length=4000)
    fecha_recepcion = models.DateField("fecha de recepción")
    fecha_limite = models.DateField("límite para responder", editable=False)
    prorrogada = models.BooleanField("con prórroga", default=False, editable=False)
    motivo_prorroga = models.CharField(
        "motivo de la prórroga", max_length=300, blank=True, editable=False
    )
    estado = models.CharField(
        "estado", max_length=20, choices=EstadoARCO, default=EstadoARCO.RECIBIDA, editable=False
    )
    responsable = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="a cargo de",
        on_delete=models.PROTECT,
        related_name="solicitudes_arco",
        null=True,
        blank=True,
    )
    respuesta = models.TextField("respuesta", max_length=4000, blank=True, editable=False)
    fecha_respuesta = models.DateField("fecha de la respuesta", null=True, editable=False)
    limite_cumplimiento = models.DateField("límite para cumplir", null=True, editable=False)
    fecha_cumplimiento = models.DateField("fecha de cumplimiento", null=True, editable=False)

    objects = models.Manager.from_queryset(SolicitudARCOQuerySet)()

    class Meta:
        verbose_name = "solicitud ARCO"
        verbose_name_plural = "solicitudes ARCO"
        ordering = ["-fecha_recepcion", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["folio"],
                name="observacion_solicitudarco_folio_unico",
                violation_error_message="Ese folio ya se usó.",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=RESUELTAS)
                | Q(fecha_respuesta__isnull=False) & ~Q(respuesta=""),
                name="observacion_solicitudarco_resuelta_con_respuesta",
                violation_error_message="Falta la respuesta o su fecha.",
            ),
            models.CheckConstraint(
                condition=Q(fecha_respuesta=None) | Q(fecha_respuesta__gte=F("fecha_recepcion")),
                name="observacion_solicitudarco_respuesta_tras_recepcion",
                violation_error_message="La respuesta no puede ser anterior a la solicitud.",
            ),
        ]

    def texto_busqueda(self):
        return [self.folio, self.titular]
