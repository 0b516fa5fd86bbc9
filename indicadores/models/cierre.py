import datetime as dt

from django.db import models
from django.db.models import Q

from core.models import Entidad
from indicadores.calculations import Razon, huella, porcentaje_texto
from indicadores.enums import Metodo


class CierreTrimestral(Entidad):
    """What was reported for a quarter: who closed it, when, how, and every folio behind it.

    It never changes. What happens later to those gestiones appears as an adjustment.
    """

    CAMPO_NOMBRE = "periodo"

    indicador = models.ForeignKey(
        "indicadores.Indicador",
        verbose_name="indicador",
        on_delete=models.PROTECT,
        related_name="cierres",
    )
    anio = models.PositiveSmallIntegerField("año")
    trimestre = models.PositiveSmallIntegerField("trimestre")
    periodo = models.CharField("periodo", max_length=40, editable=False)
    corte = models.DateTimeField("instante de corte")
    metodo = models.CharField("método", max_length=20, choices=Metodo)
    numerador = models.PositiveIntegerField("numerador")
    denominador = models.PositiveIntegerField("denominador")
    conteos = models.JSONField("conteos")
    instantanea = models.JSONField("gestiones contadas")
    sha256 = models.CharField("huella SHA-256", max_length=64)

    class Meta:
        verbose_name = "cierre trimestral"
        verbose_name_plural = "cierres trimestrales"
        ordering = ["-anio", "-trimestre"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicador", "anio", "trimestre"],
                condition=Q(eliminado_en=None),
                name="indicadores_cierretrimestral_unico",
                violation_error_message="Ese trimestre ya se cerró.",
            ),
            models.CheckConstraint(
                condition=Q(trimestre__in=[1, 2, 3, 4]),
                name="indicadores_cierretrimestral_trimestre",
                violation_error_message="El trimestre va del 1 al 4.",
            ),
        ]

    @property
    def porcentaje_texto(self) -> str:
        """What was reported, in words."""
        return porcentaje_texto(Razon(self.numerador, self.denominador))

    @property
    def contenido(self) -> dict:
        """What the hash covers."""
        return {
            "indicador": self.indicador.clave,
            "periodo": f"{self.anio}-T{self.trimestre}",
            "corte": self.corte.astimezone(dt.UTC).isoformat(),
            "metodo": self.metodo,
            "numerador": self.numerador,
            "denominador": self.denominador,
            "conteos": self.conteos,
            "instantanea": self.instantanea,
        }

    @property
    def cuentas(self) -> dict[str, list[str]]:
        """In which counts each folio stood. The first closes kept nothing else of each one."""
        return {
            folio: dato["cuenta_en"] if isinstance(dato, dict) else dato
            for folio, dato in self.instantanea.items()
        }

    @property
    def retrata(self) -> bool:
        """Whether it kept what each gestión was that day, not only where it counted."""
        return all(isinstance(dato, dict) for dato in self.instantanea.values())

    @property
    def esta_integro(self) -> bool:
        """Whether the stored content is still what was closed."""
        return huella(self.contenido) == self.sha256


class AjusteIndicador(Entidad):
    """A gestión whose count for a closed quarter is not what was reported, and why."""

    CAMPO_NOMBRE = "folio"

    cierre = models.ForeignKey(
        CierreTrimestral,
        verbose_name="cierre",
        on_delete=models.PROTECT,
        related_name="ajustes",
    )
    folio = models.CharField("folio", max_length=20)
    antes = models.JSONField("lo reportado")
    despues = models.JSONField("lo que es ahora")
    motivo = models.CharField("motivo", max_length=300)

    class Meta:
        verbose_name = "ajuste del indicador"
        verbose_name_plural = "ajustes del indicador"
        ordering = ["cierre", "folio", "pk"]
