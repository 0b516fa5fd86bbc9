from django.db import models
from django.db.models import F, Q
from django_countries.fields import CountryField

from acompanamiento.enums import TipoPasaporte
from core.cifrado import CampoCifrado, huella_ciega
from core.models import Entidad


class PasaporteVisitante(Entidad):
    """A passport of a person: one renewed after applying is another row, not a correction (38)."""

    CAMPO_NOMBRE = "pais_emisor"

    solicitud = models.ForeignKey(
        "acompanamiento.SolicitudVisitante",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="pasaportes",
    )
    tipo = models.CharField(
        "tipo", max_length=20, choices=TipoPasaporte, default=TipoPasaporte.ORDINARIO
    )
    numero = CampoCifrado("número", max_length=30)
    huella_numero = models.CharField("huella del número", max_length=64, editable=False)
    pais_emisor = CountryField("país que lo emite")
    emision = models.DateField("fecha de emisión", null=True, blank=True)
    vencimiento = models.DateField("fecha de vencimiento")
    mrz = CampoCifrado("zona de lectura mecánica", max_length=200, blank=True)
    es_vigente = models.BooleanField("es el que usa", default=True)

    class Meta:
        verbose_name = "pasaporte"
        verbose_name_plural = "pasaportes"
        ordering = ["-es_vigente", "-creado_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud"],
                condition=Q(es_vigente=True, eliminado_en=None),
                name="acompanamiento_pasaportevisitante_uno_en_uso",
                violation_error_message="Ya hay un pasaporte en uso.",
            ),
            models.CheckConstraint(
                condition=Q(emision=None) | Q(vencimiento__gt=F("emision")),
                name="acompanamiento_pasaportevisitante_vence_despues",
                violation_error_message="El pasaporte debe vencer después de emitirse.",
            ),
        ]

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "huella_numero"]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.huella_numero = huella_ciega(self.numero, f"pasaporte:{self.pais_emisor}")

    def __str__(self):
        return self.enmascarado

    @property
    def enmascarado(self):
        """All but the last three characters hidden: enough to tell two apart."""
        return f"•••• {self.numero[-3:]}" if self.numero else "Sin número"
