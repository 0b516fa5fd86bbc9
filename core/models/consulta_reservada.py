from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class ConsultaReservadaQuerySet(models.QuerySet):
    def visibles_para(self, user):
        """All of them, for who watches over the data of others."""
        return self if user.has_perm("core.view_consultareservada") else self.none()


class ConsultaReservada(models.Model):
    """Somebody looked at reserved personal data: who, of which record, which data and when."""

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="quién",
        on_delete=models.PROTECT,
        related_name="consultas_reservadas",
    )
    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="consultas_reservadas"
    )
    object_id = models.PositiveBigIntegerField()
    objeto = GenericForeignKey("content_type", "object_id")
    que = models.CharField("qué vio", max_length=80)
    motivo = models.CharField("motivo", max_length=200, blank=True)
    en = models.DateTimeField("cuándo", default=timezone.now)

    objects = models.Manager.from_queryset(ConsultaReservadaQuerySet)()

    class Meta:
        verbose_name = "consulta de datos reservados"
        verbose_name_plural = "consultas de datos reservados"
        ordering = ["-en", "-pk"]
        indexes = [
            models.Index(
                fields=["content_type", "object_id", "-en"], name="core_consultareservada_de"
            )
        ]

    def __str__(self):
        return f"{self.usuario} · {self.que}"


def anotar_consulta(obj, que, *, by, motivo=""):
    """Leave word that ``by`` saw ``que`` of a record."""
    return ConsultaReservada.objects.create(objeto=obj, usuario=by, que=que, motivo=motivo)
