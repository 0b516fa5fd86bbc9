from django.db import models
from django.db.models import Q

from convenios.enums import TipoDocumento
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class DocumentoConvenio(Entidad):
    """A paper of the file: the number of a letter, its file, or both; each step takes its own."""

    CAMPO_NOMBRE = "referencia"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="documentos",
    )
    tipo = models.CharField("documento", max_length=30, choices=TipoDocumento)
    referencia = models.CharField(
        "número o asunto", max_length=200, blank=True, help_text="Del oficio, correo o acta."
    )
    fecha = models.DateField("fecha del documento", null=True, blank=True)
    adjunto = models.ForeignKey(
        "core.Adjunto",
        verbose_name="archivo",
        on_delete=models.PROTECT,
        related_name="documentos",
        null=True,
        blank=True,
    )
    paso = models.ForeignKey(
        "convenios.PasoConvenio",
        verbose_name="paso",
        on_delete=models.PROTECT,
        related_name="documentos",
        null=True,
        editable=False,
    )

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "documento del expediente"
        verbose_name_plural = "documentos del expediente"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(referencia="") | Q(adjunto__isnull=False),
                name="convenios_documentoconvenio_algo_prueba",
                violation_error_message="Escribe el número del documento o adjunta el archivo.",
            )
        ]

    def __str__(self):
        return f"{self.get_tipo_display()} {self.referencia}".strip()
