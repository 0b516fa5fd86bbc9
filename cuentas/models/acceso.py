from django.db import models
from django.utils import timezone

from core.search import normalizar
from cuentas.enums import ResultadoAcceso


class AccesoQuerySet(models.QuerySet):
    def visibles_para(self, user):
        """Who administers or audits sees them all; everybody else, their own."""
        if user.has_perm("cuentas.view_acceso"):
            return self
        return self.filter(persona_id=user.pk)

    def buscar(self, q, tope=None):
        """Those of the people whose name or address has these words."""
        rows = self
        for palabra in normalizar(q).split():
            rows = rows.filter(persona__busqueda__contains=f" {palabra}")
        return rows


class Acceso(models.Model):
    """A sign-in, or a try that was refused: kept as it happened, never edited.

    What was typed as an address is not stored when it is nobody's: it may be a password.
    """

    CAMPO_NOMBRE = "direccion"

    cuando = models.DateTimeField("cuándo", default=timezone.now, editable=False)
    persona = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="persona",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="accesos",
    )
    resultado = models.CharField(
        "resultado", max_length=20, choices=ResultadoAcceso, editable=False
    )
    direccion = models.GenericIPAddressField("dirección de red", editable=False)
    navegador = models.CharField("navegador", max_length=200, default="", editable=False)

    objects = models.Manager.from_queryset(AccesoQuerySet)()

    class Meta:
        verbose_name = "acceso"
        verbose_name_plural = "accesos"
        ordering = ["-cuando", "-pk"]
        indexes = [
            models.Index(fields=["-cuando"], name="cuentas_acceso_cuando"),
            models.Index(fields=["persona", "-cuando"], name="cuentas_acceso_persona"),
        ]

    def __str__(self):
        return f"{timezone.localtime(self.cuando):%d/%m/%Y %H:%M}"
