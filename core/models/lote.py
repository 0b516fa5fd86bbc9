"""Batches: many rows written together, with what each was before, so that all can be undone."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


class TipoLote(models.TextChoices):
    IMPORTACION = "importacion", "Importación"
    EDICION_MASIVA = "edicion_masiva", "Edición masiva"
    TRAMITE = "tramite", "Trámite por archivo"  # its `opciones` name the permission to undo it


class EstadoLote(models.TextChoices):
    BORRADOR = "borrador", "Por relacionar columnas"
    REVISANDO = "revisando", "En revisión"
    REVISADO = "revisado", "Por confirmar"
    EN_CURSO = "en_curso", "En curso"
    TERMINADO = "terminado", "Terminado"
    DESHACIENDO = "deshaciendo", "Deshaciéndose"
    DESHECHO = "deshecho", "Deshecho"
    DESCARTADO = "descartado", "Descartado"
    FALLIDO = "fallido", "Con error"


class EstadoRenglon(models.TextChoices):
    NUEVA = "nueva", "Nueva"
    CAMBIA = "cambia", "Con cambios"
    IGUAL = "igual", "Sin cambio"
    PROBLEMA = "problema", "Con problema"
    PARECIDA = "parecida", "Posible duplicado"
    ELIMINADA = "eliminada", "Coincide con un registro eliminado"


class Decision(models.TextChoices):
    USAR = "usar", "Usar ese registro"
    CREAR = "crear", "Crear otro"
    RESTAURAR = "restaurar", "Restaurar y actualizar"
    OMITIR = "omitir", "Omitir"


class AccionCambio(models.TextChoices):
    CREADO = "creado", "Se creó"
    ACTUALIZADO = "actualizado", "Se actualizó"
    RESTAURADO = "restaurado", "Se restauró"


def ruta_de_archivo(lote, nombre):
    """A random name: what the person called the file is data, never a path."""
    return f"importaciones/{uuid.uuid4().hex}"


class LoteQuerySet(models.QuerySet):
    """Batches by who may know them and by what they still need."""

    def visibles_para(self, user):
        """Those of the person; everybody's for who supervises."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("core.view_lote"):
            return self
        return self.filter(creado_por=user)

    def interrumpidos(self, *, al=None):
        """Batches that say they are working but whose runner has gone silent."""
        al = al or timezone.now()
        return self.filter(estado__in=Lote.EN_TRABAJO).filter(
            models.Q(turno_vence=None) | models.Q(turno_vence__lt=al)
        )


class Lote(models.Model):
    """A set of rows written together by a file or a bulk edit; it can be undone whole."""

    EN_TRABAJO = (EstadoLote.REVISANDO, EstadoLote.EN_CURSO, EstadoLote.DESHACIENDO)
    CON_CAMBIOS = (EstadoLote.EN_CURSO, EstadoLote.TERMINADO, EstadoLote.FALLIDO)

    tipo = models.CharField("tipo", max_length=20, choices=TipoLote, default=TipoLote.IMPORTACION)
    modelo = models.CharField("entidad", max_length=100, help_text="app.modelo")
    estado = models.CharField("estado", max_length=20, choices=EstadoLote)
    creado_en = models.DateTimeField("fecha de registro", default=timezone.now, editable=False)
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="registró",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="lotes",
    )
    motivo = models.CharField("motivo", max_length=100, blank=True)
    archivo = models.FileField("archivo", upload_to=ruta_de_archivo, blank=True)
    nombre_archivo = models.CharField("nombre del archivo", max_length=255, blank=True)
    sha256 = models.CharField("huella del archivo", max_length=64, blank=True)
    opciones = models.JSONField("opciones", default=dict, blank=True)
    leidas = models.PositiveIntegerField("filas leídas", default=0)
    nuevas = models.PositiveIntegerField("nuevas", default=0)
    actualizadas = models.PositiveIntegerField("con cambios", default=0)
    sin_cambio = models.PositiveIntegerField("sin cambio", default=0)
    con_problema = models.PositiveIntegerField("con problema", default=0)
    posibles = models.PositiveIntegerField("posibles duplicados", default=0)
    avance = models.PositiveIntegerField("filas procesadas", default=0)
    por_hacer = models.PositiveIntegerField("filas por procesar", default=0)
    turno = models.UUIDField("turno", null=True, editable=False)
    turno_vence = models.DateTimeField("vencimiento del turno", null=True, editable=False)
    iniciado_en = models.DateTimeField("inicio", null=True, editable=False)
    terminado_en = models.DateTimeField("fin", null=True, editable=False)
    mensaje = models.TextField("mensaje", blank=True)

    objects = LoteQuerySet.as_manager()

    class Meta:
        verbose_name = "lote"
        verbose_name_plural = "lotes"
        ordering = ("-pk",)
        indexes = [models.Index(fields=["estado", "turno_vence"], name="core_lote_estado")]

    def __str__(self):
        return f"{self.get_tipo_display()} {self.pk}"

    def get_absolute_url(self):
        return reverse("importaciones:lote_detail", args=[self.pk])

    @property
    def esta_en_trabajo(self):
        return self.estado in self.EN_TRABAJO

    @property
    def esta_interrumpido(self):
        """Its runner went silent. Waiting for a first runner is not an interruption."""
        vencido = self.turno_vence is not None and self.turno_vence < timezone.now()
        return self.esta_en_trabajo and vencido

    @property
    def hechas(self):
        """How many rows (or, while it is undone, records) are done."""
        if self.estado == EstadoLote.DESHACIENDO:
            return self.cambios.exclude(deshecho_en=None, dejado_por="").count()
        return self.avance

    @property
    def porcentaje(self):
        return min(100, self.hechas * 100 // self.por_hacer) if self.por_hacer else 0


class CambioLote(models.Model):
    """What one record was before a batch touched it, and the version the batch left."""

    lote = models.ForeignKey(
        Lote, verbose_name="lote", on_delete=models.CASCADE, related_name="cambios"
    )
    objeto_id = models.BigIntegerField("registro")
    accion = models.CharField("acción", max_length=20, choices=AccionCambio)
    antes = models.JSONField("valores anteriores", default=dict)
    version_despues = models.PositiveIntegerField("versión que dejó")
    deshecho_en = models.DateTimeField("fecha en que se deshizo", null=True, editable=False)
    dejado_por = models.TextField("por qué no se deshizo", blank=True)

    class Meta:
        verbose_name = "cambio de lote"
        verbose_name_plural = "cambios de lote"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["lote", "objeto_id"],
                name="core_cambiolote_un_cambio_por_registro",
                violation_error_message="Ese registro ya cambió en este lote.",
            )
        ]

    def __str__(self):
        return f"{self.get_accion_display()} {self.objeto_id}"


class RenglonImportacion(models.Model):
    """One row of an imported file, as it came and as it was understood, waiting to be applied."""

    lote = models.ForeignKey(
        Lote, verbose_name="lote", on_delete=models.CASCADE, related_name="renglones"
    )
    numero = models.PositiveIntegerField("fila")
    original = models.JSONField("celdas", default=list)
    estado = models.CharField("estado", max_length=20, choices=EstadoRenglon)
    valores = models.JSONField("valores", default=dict)
    cambios = models.JSONField("cambios", default=dict)
    problemas = models.JSONField("problemas", default=list)
    objeto_id = models.BigIntegerField("registro", null=True)
    posibles = models.JSONField("registros parecidos", default=list)
    decision = models.CharField("decisión", max_length=20, choices=Decision, blank=True)
    aplicado = models.BooleanField("aplicado", default=False)

    class Meta:
        verbose_name = "renglón de importación"
        verbose_name_plural = "renglones de importación"
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["lote", "estado", "id"], name="core_renglon_estado"),
            models.Index(fields=["lote", "aplicado", "id"], name="core_renglon_aplicado"),
        ]

    def __str__(self):
        return f"Fila {self.numero}"

    def motivos(self, *, con_fila=True):
        """Why the row was left out, each reason naming row, column and remedy."""
        fila = f"Fila {self.numero}" if con_fila else ""
        frases = []
        for encabezado, mensaje in self.problemas:
            columna = f"columna «{encabezado}»" if encabezado else ""
            donde = ", ".join(filter(None, [fila, columna]))
            frases.append(
                f"{donde}: {mensaje.rstrip('.')}." if donde else f"{mensaje.rstrip('.')}."
            )
        if not frases and self.estado == EstadoRenglon.PARECIDA:
            nombres = ", ".join(f"«{nombre}»" for _, nombre in self.posibles)
            frases.append(f"Fila {self.numero}: se parece a {nombres}; di si es el mismo registro.")
        if not frases and self.estado == EstadoRenglon.ELIMINADA:
            frases.append(
                f"Fila {self.numero}: coincide con un registro eliminado;"
                " elige restaurarlo o crear otro."
            )
        return frases or [f"Fila {self.numero}: se omitió."]
