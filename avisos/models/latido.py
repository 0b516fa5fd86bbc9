from django.db import models


class Latido(models.Model):
    """The last time the reminders were swept: one row, so that silence is noticed."""

    CAMPO_NOMBRE = "tocado_en"

    tocado_en = models.DateTimeField("último toque", editable=False)
    terminado_en = models.DateTimeField("última vuelta completa", null=True, editable=False)
    milisegundos = models.PositiveIntegerField(
        "duración en milisegundos", default=0, editable=False
    )
    problema = models.CharField("problema", max_length=500, default="", editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = "latido de los avisos"
        verbose_name_plural = "latidos de los avisos"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="avisos_latido_uno",
                violation_error_message="Sólo hay un latido.",
            )
        ]

    def __str__(self):
        return f"{self.tocado_en:%d/%m/%Y %H:%M}"
