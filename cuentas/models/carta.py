import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cuentas.enums import ClaseCarta

ESCALERA = (1, 5, 15, 30, 60, 120)  # minutes between tries; the last one repeats
SE_INTENTA = dt.timedelta(days=2)


class CartaQuerySet(models.QuerySet):
    def por_enviar(self, ahora):
        """Asked for, not sent, and in nobody's hands. Never a lost message: the row is the truth."""
        recientes = self.filter(pedida_en__gt=ahora - SE_INTENTA)
        return recientes.filter(enviada_en=None, intentar_desde__lte=ahora)

    def perdidas(self, ahora):
        """Those that did not leave in two days."""
        return self.filter(enviada_en=None, pedida_en__lte=ahora - SE_INTENTA)


class Carta(models.Model):
    """A mail of an account that somebody asked for: it is owed until it leaves.

    The link is not here: it is made when it is sent. Nobody's is for an address that has no
    account, which costs the same as one that has.
    """

    CAMPO_NOMBRE = "clase"

    persona = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="persona",
        on_delete=models.CASCADE,
        related_name="cartas",
        null=True,
        editable=False,
    )
    clase = models.CharField("clase", max_length=20, choices=ClaseCarta, editable=False)
    pedida_en = models.DateTimeField("se pidió", default=timezone.now, editable=False)
    intentar_desde = models.DateTimeField("se intenta desde", default=timezone.now, editable=False)
    intentos = models.PositiveSmallIntegerField("intentos", default=0, editable=False)
    enviada_en = models.DateTimeField("se envió", null=True, editable=False)

    objects = models.Manager.from_queryset(CartaQuerySet)()

    class Meta:
        verbose_name = "carta"
        verbose_name_plural = "cartas"
        ordering = ["-pedida_en", "-pk"]
        indexes = [
            models.Index(
                fields=["intentar_desde"], condition=Q(enviada_en=None), name="cuentas_carta_debida"
            )
        ]

    def __str__(self):
        return self.get_clase_display()

    @property
    def espera(self):
        """How long to wait after this try."""
        return dt.timedelta(minutes=ESCALERA[min(self.intentos, len(ESCALERA) - 1)])
