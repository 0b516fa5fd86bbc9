import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

from acompanamiento.enums import ClaseCarta

ESCALERA = (1, 5, 15, 30, 60, 120)  # minutes between tries; the last one repeats
SE_INTENTA = dt.timedelta(days=2)


class CartaQuerySet(models.QuerySet):
    def por_enviar(self, ahora):
        """Owed, and in nobody's hands."""
        recientes = self.filter(creada_en__gt=ahora - SE_INTENTA)
        return recientes.filter(enviada_en=None, enviar_desde__lte=ahora)

    def perdidas(self, ahora):
        """Those that did not leave in two days."""
        return self.filter(enviada_en=None, creada_en__lte=ahora - SE_INTENTA)


class CartaVisitante(models.Model):
    """A letter to who applied or heads a delegation, owed until it leaves; written as it is sent."""

    CAMPO_NOMBRE = "clase"

    solicitud = models.ForeignKey(
        "acompanamiento.SolicitudVisitante",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="cartas",
        null=True,
        blank=True,
    )
    delegacion = models.ForeignKey(
        "acompanamiento.Delegacion",
        verbose_name="delegación",
        on_delete=models.PROTECT,
        related_name="cartas",
        null=True,
        blank=True,
    )
    clase = models.CharField("clase", max_length=30, choices=ClaseCarta, editable=False)
    creada_en = models.DateTimeField("se pidió", default=timezone.now, editable=False)
    enviar_desde = models.DateTimeField("se intenta desde", editable=False)
    intentos = models.PositiveSmallIntegerField("intentos", default=0, editable=False)
    enviada_en = models.DateTimeField("se envió", null=True, editable=False)
    error = models.CharField("qué falló", max_length=200, blank=True, editable=False)

    objects = models.Manager.from_queryset(CartaQuerySet)()

    class Meta:
        verbose_name = "carta a visitante"
        verbose_name_plural = "cartas a visitantes"
        ordering = ["-creada_en", "-pk"]
        indexes = [
            models.Index(
                fields=["enviar_desde"],
                condition=Q(enviada_en=None),
                name="acompanamiento_carta_debida",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(clase=ClaseCarta.DELEGACION, solicitud=None, delegacion__isnull=False)
                | ~Q(clase=ClaseCarta.DELEGACION) & Q(solicitud__isnull=False, delegacion=None),
                name="acompanamiento_cartavisitante_de_quien",
                violation_error_message="Una carta es de una solicitud o de una delegación.",
            )
        ]

    def __str__(self):
        return self.get_clase_display()

    @property
    def de(self):
        """Whose letter it is: an application or a delegation; both have call, language and link."""
        return self.delegacion or self.solicitud

    @property
    def espera(self):
        """How long to wait after this try."""
        return dt.timedelta(minutes=ESCALERA[min(self.intentos, len(ESCALERA) - 1)])
