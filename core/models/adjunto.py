"""Files attached to any record."""

import hashlib
import uuid
from pathlib import PurePosixPath

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from core.almacen import RESERVADOS, almacen_de_adjuntos
from core.models.entidad import Entidad, EntidadQuerySet


def random_path(instance, filename):
    """A storage name that tells nothing and cannot collide; the original name is data."""
    name = uuid.uuid4().hex
    return str(PurePosixPath("adjuntos", name[:2], name))


def ruta_de_adjunto(adjunto, filename):
    """The same, in the folder of what is reserved when the file is."""
    name = random_path(adjunto, filename)
    return f"{RESERVADOS}{name}" if adjunto.reservado else name


class AdjuntoQuerySet(EntidadQuerySet):
    def de(self, obj):
        """Files of one record, without the removed ones."""
        content_type = ContentType.objects.get_for_model(obj)
        return self.vivos().filter(content_type=content_type, object_id=obj.pk)


class Adjunto(Entidad):
    """A file that belongs to a record, with the hash that proves it has not changed.

    A reserved one (a receipt with somebody's signature) is an attachment like the others, cited,
    checked and purged by the same doors; only it is kept encrypted, asks for the permission of
    reserved data and leaves word of each look. Hence a flag, and not another table.
    """

    CAMPO_NOMBRE = "nombre_original"

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="adjuntos")
    object_id = models.PositiveBigIntegerField()
    objeto = GenericForeignKey("content_type", "object_id")
    archivo = models.FileField("archivo", upload_to=ruta_de_adjunto, storage=almacen_de_adjuntos)
    reservado = models.BooleanField("reservado", default=False, editable=False)
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
        constraints = [
            models.CheckConstraint(
                condition=Q(reservado=True, archivo__startswith=RESERVADOS)
                | Q(reservado=False) & ~Q(archivo__startswith=RESERVADOS),
                name="core_adjunto_reservado_en_su_almacen",
                violation_error_message="Un archivo reservado se guarda cifrado; los demás, no.",
            )
        ]

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
