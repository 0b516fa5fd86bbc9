import secrets

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.cifrado import almacen_reservado
from core.models import Buscable, BuscableQuerySet, Entidad
from core.models.adjunto import random_path
from observacion.enums import EstadoLote, MotivoReimpresion, SituacionGafete, TipoGafete


def codigo_nuevo():
    """128 random bits, as they travel in the QR: nothing of the person can be told from them."""
    return secrets.token_urlsafe(16)


class LoteGafetes(Entidad):
    """Badges that go to the printer together, once."""

    CAMPO_NOMBRE = "folio"

    folio = models.CharField("folio", max_length=20, editable=False)
    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="lotes_gafetes",
    )
    tipo = models.CharField("tipo", max_length=20, choices=TipoGafete)
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoLote,
        default=EstadoLote.PREPARADO,
        editable=False,
    )
    impreso_en = models.DateTimeField("impreso", null=True, editable=False)
    impreso_por = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="imprimió",
        on_delete=models.PROTECT,
        related_name="lotes_gafetes_impresos",
        null=True,
        editable=False,
    )

    class Meta:
        verbose_name = "lote de gafetes"
        verbose_name_plural = "lotes de gafetes"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["folio"],
                name="observacion_lotegafetes_folio_unico",
                violation_error_message="Ese folio ya se usó.",
            ),
            models.CheckConstraint(
                condition=Q(estado=EstadoLote.PREPARADO) | Q(impreso_en__isnull=False),
                name="observacion_lotegafetes_impreso_cuando",
                violation_error_message="Falta cuándo se imprimió.",
            ),
        ]


class GafeteQuerySet(BuscableQuerySet):
    def de(self, obj):
        """Every badge of one person, the annulled ones too."""
        content_type = ContentType.objects.get_for_model(obj)
        return self.vivos().filter(content_type=content_type, object_id=obj.pk)

    def validos(self):
        return self.vivos().filter(anulado_en=None)

    def sin_imprimir(self):
        return self.validos().filter(lote=None)


class Gafete(Buscable, Entidad):
    """A badge: what it shows, which generation it is, and the random code that proves it."""

    CAMPO_NOMBRE = "folio"

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="gafetes")
    object_id = models.PositiveBigIntegerField()
    titular = GenericForeignKey("content_type", "object_id")
    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="gafetes",
    )
    tipo = models.CharField("tipo", max_length=20, choices=TipoGafete)
    folio = models.CharField("folio", max_length=24, editable=False)
    generacion = models.PositiveSmallIntegerField("generación", default=1, editable=False)
    codigo = models.CharField("código", max_length=40, default=codigo_nuevo, editable=False)
    nombre = models.CharField("nombre como se imprime", max_length=200)
    organizacion = models.CharField("organización", max_length=300, blank=True)
    pais = models.CharField("país", max_length=80, blank=True)
    foto = models.FileField(
        "fotografía", upload_to=random_path, storage=almacen_reservado, blank=True
    )
    desde = models.DateField("vigente desde")
    hasta = models.DateField("vigente hasta")
    lote = models.ForeignKey(
        "observacion.LoteGafetes",
        verbose_name="lote",
        on_delete=models.PROTECT,
        related_name="gafetes",
        null=True,
        editable=False,
    )
    motivo_reimpresion = models.CharField(
        "motivo de la reimpresión", max_length=20, choices=MotivoReimpresion, blank=True
    )
    entregado_en = models.DateTimeField("entregado", null=True, editable=False)
    entregado_por = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="entregó",
        on_delete=models.PROTECT,
        related_name="gafetes_entregados",
        null=True,
        editable=False,
    )
    acuse = models.ForeignKey(
        "core.Adjunto",
        verbose_name="acuse firmado",
        on_delete=models.PROTECT,
        related_name="gafetes",
        null=True,
        editable=False,
    )
    devuelto_en = models.DateTimeField("devuelto", null=True, editable=False)
    anulado_en = models.DateTimeField("anulado", null=True, editable=False)
    motivo_anulacion = models.CharField("por qué se anuló", max_length=300, blank=True)

    objects = models.Manager.from_queryset(GafeteQuerySet)()

    class Meta:
        verbose_name = "gafete"
        verbose_name_plural = "gafetes"
        ordering = ["-creado_en", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="observacion_gafete_titular"),
            models.Index(fields=["proceso", "tipo", "lote"], name="observacion_gafete_por_lote"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["codigo"],
                name="observacion_gafete_codigo_unico",
                violation_error_message="Ese código ya existe.",
            ),
            models.UniqueConstraint(
                fields=["folio", "generacion"],
                name="observacion_gafete_generacion_unica",
                violation_error_message="Alguien más reimprimió este gafete: vuelve a intentarlo.",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "proceso"],
                condition=Q(anulado_en=None, eliminado_en=None),
                name="observacion_gafete_uno_valido",
                violation_error_message="Esta persona ya tiene un gafete válido en el proceso.",
            ),
            models.CheckConstraint(
                condition=Q(hasta__gte=F("desde")),
                name="observacion_gafete_hasta_tras_desde",
                violation_error_message="La vigencia no puede terminar antes de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(generacion=1) | ~Q(motivo_reimpresion=""),
                name="observacion_gafete_reimpreso_con_motivo",
                violation_error_message="Elige el motivo de la reimpresión.",
            ),
        ]

    def texto_busqueda(self):
        return [self.folio, self.nombre, self.organizacion]

    def situacion(self, al=None):
        """What it is worth on a day: annulled, out of its dates, not yet delivered, or valid."""
        dia = al or timezone.localdate()
        if self.anulado_en:
            return SituacionGafete.ANULADO
        if not self.desde <= dia <= self.hasta:
            return SituacionGafete.NO_VIGENTE
        return SituacionGafete.VIGENTE if self.entregado_en else SituacionGafete.POR_ENTREGAR
