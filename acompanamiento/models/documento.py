from django.db import models
from django.db.models import Q

from acompanamiento.enums import EstadoDocumento, MotivoDocumento
from core.cifrado import almacen_reservado
from core.models import Entidad
from core.models.adjunto import random_path


class DocumentoVisitante(Entidad):
    """A paper of an application, encrypted; a new one for the same requisite leaves the former."""

    CAMPO_NOMBRE = "nombre_original"

    solicitud = models.ForeignKey(
        "acompanamiento.SolicitudVisitante",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="documentos",
    )
    requisito = models.ForeignKey(
        "observacion.RequisitoConvocatoria",
        verbose_name="requisito",
        on_delete=models.PROTECT,
        related_name="documentos",
    )
    archivo = models.FileField("archivo", upload_to=random_path, storage=almacen_reservado)
    nombre_original = models.CharField("nombre del archivo", max_length=255)
    tipo_mime = models.CharField("tipo", max_length=100)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    sha256 = models.CharField("huella SHA-256", max_length=64)
    recibido_en = models.DateTimeField("recibido")
    estado = models.CharField(
        "revisión",
        max_length=20,
        choices=EstadoDocumento,
        default=EstadoDocumento.POR_REVISAR,
        editable=False,
    )
    motivo = models.CharField(
        "motivo", max_length=30, choices=MotivoDocumento, blank=True, editable=False
    )
    nota = models.CharField("qué hay que corregir", max_length=500, blank=True, editable=False)
    vigente = models.BooleanField("es el que cuenta", default=True, editable=False)

    class Meta:
        verbose_name = "documento de visitante"
        verbose_name_plural = "documentos de visitantes"
        ordering = ["requisito__posicion", "-recibido_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "requisito"],
                condition=Q(vigente=True, eliminado_en=None),
                name="acompanamiento_documentovisitante_uno_vigente",
                violation_error_message="Ya hay un documento para ese requisito.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoDocumento.POR_CORREGIR) | ~Q(motivo=""),
                name="acompanamiento_documentovisitante_devuelto_con_motivo",
                violation_error_message="Elige por qué se devuelve.",
            ),
        ]
