"""Word templates the office puts in place of ours."""

from django.db import models
from django.utils import timezone

from core.models.adjunto import random_path
from core.models.entidad import Entidad, EntidadQuerySet


class PlantillaDocumentoQuerySet(EntidadQuerySet):
    def vigente(self, clave, al=None):
        """The one in force on a day, or None: then ours is used."""
        rows = self.vivos().filter(clave=clave, desde__lte=al or timezone.localdate())
        return rows.order_by("-desde", "-pk").first()


class PlantillaDocumento(Entidad):
    """A Word file of the office by which a kind of document is written from a date on."""

    clave = models.SlugField("documento", max_length=60, editable=False)
    nombre = models.CharField("nombre del archivo", max_length=255, editable=False)
    archivo = models.FileField("plantilla", upload_to=random_path)
    tamano = models.PositiveBigIntegerField("tamaño en bytes", editable=False)
    sha256 = models.CharField("huella SHA-256", max_length=64, editable=False)
    desde = models.DateField("vigente desde", default=timezone.localdate)

    objects = models.Manager.from_queryset(PlantillaDocumentoQuerySet)()

    class Meta:
        verbose_name = "plantilla de documento"
        verbose_name_plural = "plantillas de documentos"
        ordering = ["clave", "-desde", "-pk"]
        indexes = [models.Index(fields=["clave", "desde"], name="core_plantilla_vigente")]
