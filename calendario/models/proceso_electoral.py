from django.db import models
from django.db.models import F, Q

from calendario.models.mueve_plazos import MuevePlazos, MuevePlazosQuerySet
from core.models import Buscable, Entidad


class ProcesoElectoral(MuevePlazos, Buscable, Entidad):
    """An electoral process: while it lasts, every day and hour works for its matters."""

    nombre = models.CharField("nombre", max_length=200)
    clave = models.CharField(
        "clave", max_length=40, help_text="Como se nombra de corrido: «PELO 2023-2024»."
    )
    inicio = models.DateField("inicio")
    jornada = models.DateField("jornada electoral")
    fin = models.DateField(
        "fin",
        null=True,
        blank=True,
        help_text="Cuando se resuelve la última impugnación. Vacío: sigue abierto.",
    )
    nota = models.TextField("nota", max_length=2000, blank=True)

    objects = models.Manager.from_queryset(MuevePlazosQuerySet)()

    class Meta:
        verbose_name = "proceso electoral"
        verbose_name_plural = "procesos electorales"
        ordering = ["-inicio", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None),
                name="calendario_procesoelectoral_clave_unica",
                violation_error_message="Ya existe un proceso electoral con esa clave.",
            ),
            models.CheckConstraint(
                condition=Q(jornada__gte=F("inicio")),
                name="calendario_procesoelectoral_jornada_tras_inicio",
                violation_error_message="La jornada no puede ser anterior al inicio del proceso.",
            ),
            models.CheckConstraint(
                condition=Q(fin=None) | Q(fin__gte=F("jornada")),
                name="calendario_procesoelectoral_fin_tras_jornada",
                violation_error_message="El fin no puede ser anterior a la jornada electoral.",
            ),
        ]

    def texto_busqueda(self):
        return [self.nombre, self.clave]
