"""Files attached to any record."""

import hashlib
import uuid
from pathlib import PurePosixPath

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.models.entidad import Entidad, EntidadQuerySet


def random_path(instance, filename):
    """A storage name that tells nothing and cannot collide; the original name is data."""
    name = uuid.uuid4().hex
    return str(PurePosixPath("adjuntos", name[:2], name))


class AdjuntoQuerySet(EntidadQuerySet):
    def de(self, obj):
        """Files of one record, without the removed ones."""
        content_type = ContentType.objects.get_for_model(obj)
        return self.vivos().filter(content_type=content_type, object_id=obj.pk)


class Adjunto(Entidad):
    """A file that belongs to a record, with the hash that proves it has not changed."""

    CAMPO_NOMBRE = "nombre_original"

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="adjuntos")
    object_id = models.PositiveBigIntegerField()
    objeto = GenericForeignKey("content_type", "object_id")
    archivo = models.FileField("archivo", upload_to=random_path)
    nombre_original = models.CharField("nombre del archivo", max_length=255)
    descripcion = models.CharField("descripción", max_length=200, blank=True)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    tipo_mime = models.CharField("tipo", max_length=100)
    sha256 = models.CharField("huella SHA-256", max_length=64)

    objects = models.Manager.from_queryset(AdjuntoQuerySet)()

    class Meta:
        verbose_name = "archivo"
        verbose_name_plural = "archivos"
        ordering = ["-creado_en"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="core_adjunto_objeto")]

    def impedimentos_para_eliminar(self):
        """A file that proves something stays: who cites it is a paper, a text, an evidence."""
        for relation in self._meta.related_objects:
            manager = relation.related_model._default_manager
            if not issubclass(relation.related_model, Entidad):
                continue
            if manager.filter(eliminado_en=None, **{relation.field.name: self}).exists():
                noun = relation.related_model._meta.verbose_name
                return [f"Este archivo respalda a otro registro ({noun}): no se puede quitar."]
        return []


def huella(archivo) -> str:
    """SHA-256 of an uploaded or stored file, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in archivo.chunks():
        digest.update(chunk)
    return digest.hexdigest()
