"""Folios without gaps: a counter row in the same transaction as the record it numbers."""

from django.db import models, transaction
from django.db.models import F


class ContadorFolio(models.Model):
    """The last number given in a series and year. It moves only with the record it numbers."""

    serie = models.CharField("serie", max_length=20)
    anio = models.PositiveSmallIntegerField("año")
    ultimo = models.PositiveIntegerField("último número", default=0)

    class Meta:
        verbose_name = "contador de folios"
        verbose_name_plural = "contadores de folios"
        constraints = [
            models.UniqueConstraint(
                fields=["serie", "anio"],
                name="core_contadorfolio_serie_anio",
                violation_error_message="Esa serie ya se cuenta en ese año.",
            )
        ]

    def __str__(self):
        return f"{self.serie}-{self.anio}: {self.ultimo}"


def siguiente_numero(serie: str, anio: int) -> int:
    """The next number of a series and year, taken inside the caller's transaction.

    The counter row stays locked until that transaction ends: if it rolls back, so does the
    number. A database sequence would leave gaps, and ``max + 1`` would give duplicates.
    Raises TransactionManagementError outside a transaction.
    """
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        message = "Un folio se toma en la misma transacción que su registro."
        raise transaction.TransactionManagementError(message)
    ContadorFolio.objects.get_or_create(serie=serie, anio=anio)
    row = ContadorFolio.objects.filter(serie=serie, anio=anio)
    row.update(ultimo=F("ultimo") + 1)
    return row.values_list("ultimo", flat=True).get()


def folio(serie: str, anio: int, numero: int) -> str:
    """How a folio is written: GES-2024-0001."""
    return f"{serie}-{anio}-{numero:04d}"
