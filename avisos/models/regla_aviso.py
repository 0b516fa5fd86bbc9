from django.db import models
from django.db.models import Q

from avisos.enums import CorreoDeRegla, Destino, Unidad
from core.models import Entidad, EntidadQuerySet


class ReglaAvisoQuerySet(EntidadQuerySet):
    def activas(self):
        return self.vivos().filter(activa=True)

    def de_fecha(self):
        """Those that ring some time before or after a date; the others, when something happens."""
        return self.filter(al_ocurrir=False)


class ReglaAviso(Entidad):
    """Whom to tell, how long before which date, and by which channel; one row per moment.

    The rows are put here by the app that owns the records; administration tunes them.
    """

    clave = models.SlugField("clave", max_length=60, editable=False)
    fuente = models.CharField("de qué", max_length=60, editable=False)
    nombre = models.CharField("aviso", max_length=120)
    al_ocurrir = models.BooleanField("al ocurrir", default=False, editable=False)
    antes = models.SmallIntegerField(
        "cuánto antes",
        default=0,
        help_text="0 es el mismo día; un número negativo avisa después de la fecha.",
    )
    unidad = models.CharField(
        "se cuenta en", max_length=10, choices=Unidad, default=Unidad.DIAS, editable=False
    )
    destino = models.CharField(
        "a quién", max_length=20, choices=Destino, default=Destino.RESPONSABLE
    )
    correo = models.CharField(
        "por correo", max_length=10, choices=CorreoDeRegla, default=CorreoDeRegla.RESUMEN
    )
    activa = models.BooleanField(
        "activa", default=True, help_text="Si la quitas, deja de avisar; lo ya entregado se queda."
    )

    objects = models.Manager.from_queryset(ReglaAvisoQuerySet)()

    class Meta:
        verbose_name = "regla de aviso"
        verbose_name_plural = "reglas de aviso"
        ordering = ["fuente", "-antes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                name="avisos_reglaaviso_clave_unica",
                violation_error_message="Ya hay una regla con esa clave.",
            ),
            models.CheckConstraint(
                condition=Q(antes__gte=-400, antes__lte=400),
                name="avisos_reglaaviso_antes_razonable",
                violation_error_message="Escribe a lo más 400, antes o después de la fecha.",
            ),
        ]
