from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenios.enums import CriterioOpinion, SentidoOpinion, Valoracion
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class OpinionPertinencia(Entidad):
    """Whether an instrument suits the institute, criterion by criterion (dominio 2.2.5)."""

    CAMPO_NOMBRE = "folio"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="opiniones",
    )
    folio = models.CharField("folio", max_length=20, editable=False)
    version_texto = models.ForeignKey(
        "convenios.VersionConvenio",
        verbose_name="versión del texto",
        on_delete=models.PROTECT,
        related_name="opiniones",
        null=True,
        editable=False,
    )
    gestion = models.ForeignKey(
        "crm.Gestion",
        verbose_name="gestión",
        on_delete=models.PROTECT,
        related_name="opiniones",
        null=True,
        editable=False,
    )
    fecha_solicitud = models.DateField("solicitada el", default=timezone.localdate, editable=False)
    fecha_limite = models.DateField("para el", null=True, blank=True, editable=False)
    responsable = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="a cargo de",
        on_delete=models.PROTECT,
        related_name="opiniones_a_cargo",
        null=True,
        blank=True,
    )
    # {criterio: {"valoracion": …, "comentario": …}}; the criteria are those of CriterioOpinion.
    criterios = models.JSONField("criterios", default=dict, blank=True)
    impacto_monto = models.DecimalField(
        "impacto presupuestal", max_digits=14, decimal_places=2, null=True, blank=True
    )
    recomendaciones = models.TextField("recomendaciones", max_length=8000, blank=True)
    sentido = models.CharField("sentido", max_length=40, choices=SentidoOpinion, blank=True)
    fecha_emision = models.DateField("emitida el", null=True, editable=False)
    emitida_por = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="emitió",
        on_delete=models.PROTECT,
        related_name="opiniones_emitidas",
        null=True,
        editable=False,
    )

    objects = models.Manager.from_queryset(DeConvenioQuerySet)()

    class Meta:
        verbose_name = "opinión de pertinencia"
        verbose_name_plural = "opiniones de pertinencia"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["folio"],
                name="convenios_opinionpertinencia_folio_unico",
                violation_error_message="Ya hay una opinión con ese folio.",
            ),
            models.CheckConstraint(
                condition=Q(sentido="") | Q(emitida_por__isnull=False, fecha_emision__isnull=False),
                name="convenios_opinionpertinencia_con_quien_y_cuando",
                violation_error_message="Una opinión con sentido dice quién la emitió y cuándo.",
            ),
        ]

    def criterios_en_orden(self):
        """Each criterion with what was said of it; blank what nobody has weighed."""
        for criterio in CriterioOpinion:
            dicho = self.criterios.get(criterio.value, {})
            valor = dicho.get("valoracion", "")
            yield {
                "clave": criterio.value,
                "nombre": criterio.label,
                "valoracion": Valoracion(valor).label if valor else "",
                "comentario": dicho.get("comentario", ""),
            }
