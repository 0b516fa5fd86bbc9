import datetime as dt

from django.db import models
from django.db.models import Q

from core.cifrado import almacen_reservado
from core.models.adjunto import random_path

UNA_HORA = dt.timedelta(hours=1)


class EnvioEnEsperaQuerySet(models.QuerySet):
    def por_atender(self, ahora):
        """Nobody has them in hand, and they did not fail."""
        return self.filter(falla="", atender_desde__lte=ahora)

    def atrasados(self, ahora):
        """Received an hour ago and still without folio: the clock is stopped, or one is broken."""
        return self.filter(falla="", recibido_en__lte=ahora - UNA_HORA)


class EnvioEnEspera(models.Model):
    """An application that was sent when many were: it counts from this instant, and waits its folio.

    It is gone once handed in. One that could not be (a picture that does not open) stays, so that
    what the person sends again before ``reenviar_hasta`` counts from the first time.
    """

    CAMPO_NOMBRE = "recibido_en"

    solicitud = models.OneToOneField(
        "acompanamiento.SolicitudVisitante",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="envio",
    )
    requisito = models.ForeignKey(
        "observacion.RequisitoConvocatoria",
        verbose_name="requisito",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    archivo = models.FileField(
        "archivo", upload_to=random_path, storage=almacen_reservado, blank=True
    )
    nombre_original = models.CharField("nombre del archivo", max_length=255, blank=True)
    recibido_en = models.DateTimeField("recibido", editable=False)
    atender_desde = models.DateTimeField("se atiende desde", editable=False)
    intentos = models.PositiveSmallIntegerField("intentos", default=0, editable=False)
    falla = models.CharField("qué falló", max_length=200, blank=True, editable=False)
    reenviar_hasta = models.DateTimeField("puede reenviarse hasta", null=True, editable=False)

    objects = models.Manager.from_queryset(EnvioEnEsperaQuerySet)()

    class Meta:
        verbose_name = "envío en espera"
        verbose_name_plural = "envíos en espera"
        ordering = ["recibido_en", "pk"]
        indexes = [
            models.Index(
                fields=["atender_desde"],
                condition=Q(falla=""),
                name="acompanamiento_envio_espera",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(falla="", reenviar_hasta=None)
                | ~Q(falla="") & Q(reenviar_hasta__isnull=False),
                name="acompanamiento_envioenespera_falla_con_limite",
                violation_error_message="Lo que falló dice hasta cuándo puede reenviarse.",
            ),
            models.CheckConstraint(
                condition=Q(archivo="", requisito=None)
                | ~Q(archivo="") & Q(requisito__isnull=False),
                name="acompanamiento_envioenespera_archivo_de_requisito",
                violation_error_message="Un archivo responde a un requisito.",
            ),
        ]

    def __str__(self):
        return f"Envío de {self.solicitud_id}"
