import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from acompanamiento.enums import TipoIncidencia
from core.cifrado import almacen_reservado
from core.models import Entidad
from core.models.adjunto import random_path


class Incidencia(Entidad):
    """Something that happened while people were accompanied, with its hour and its place."""

    CAMPO_NOMBRE = "lugar"

    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="incidencias",
    )
    actividad = models.ForeignKey(
        "acompanamiento.ActividadPrograma",
        verbose_name="actividad",
        on_delete=models.PROTECT,
        related_name="incidencias",
        null=True,
        blank=True,
    )
    tipo = models.CharField("tipo", max_length=20, choices=TipoIncidencia)
    lugar = models.CharField("lugar", max_length=200)
    nota = models.TextField("qué pasó", max_length=2000)
    foto = models.FileField(
        "fotografía", upload_to=random_path, storage=almacen_reservado, blank=True, editable=False
    )
    ocurrida_en = models.DateTimeField("cuándo", default=timezone.now)
    # Written on the device before it is sent, so that sending it again changes nothing.
    clave = models.UUIDField("clave del envío", default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "incidencia"
        verbose_name_plural = "incidencias"
        ordering = ["-ocurrida_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_incidencia_clave",
                violation_error_message="Esta incidencia ya se registró.",
            )
        ]
