"""What a visitor's application may never be, whoever writes it."""

from django.db import models
from django.db.models import F, Q

from acompanamiento.enums import (
    ACREDITADAS,
    RECHAZADAS,
    EstadoVisitante,
    MotivoRechazo,
)

RESTRICCIONES = [
    models.UniqueConstraint(
        fields=["folio"],
        condition=~Q(folio=""),
        name="acompanamiento_solicitudvisitante_folio_unico",
        violation_error_message="Ese folio ya se usó.",
    ),
    models.UniqueConstraint(
        fields=["enlace_hash"],
        condition=~Q(enlace_hash=""),
        name="acompanamiento_solicitudvisitante_enlace",
        violation_error_message="Ese enlace ya existe.",
    ),
    models.CheckConstraint(
        condition=Q(estado__in=[EstadoVisitante.BORRADOR, EstadoVisitante.DESISTIDA])
        | ~Q(folio="") & Q(recibida_en__isnull=False),
        name="acompanamiento_solicitudvisitante_recibida_con_folio",
        violation_error_message="Falta el folio o cuándo se recibió.",
    ),
    models.CheckConstraint(
        condition=Q(llegada=None) | Q(salida=None) | Q(salida__gte=F("llegada")),
        name="acompanamiento_solicitudvisitante_salida_tras_llegada",
        violation_error_message="La salida no puede ser anterior a la llegada.",
    ),
    models.CheckConstraint(
        condition=~Q(estado__in=RECHAZADAS) | ~Q(motivo_rechazo=""),
        name="acompanamiento_solicitudvisitante_rechazada_con_motivo",
        violation_error_message="Elige el motivo del rechazo.",
    ),
    models.CheckConstraint(
        condition=~Q(estado__in=ACREDITADAS)
        | Q(fecha_resolucion__isnull=False) & ~Q(clave_resolucion="") & Q(motivo_rechazo=""),
        name="acompanamiento_solicitudvisitante_aprobada_con_resolucion",
        violation_error_message="Falta la fecha o la clave de la resolución.",
    ),
    # A Mexican person observes, and is never a foreign visitor (dominio 2.7.1, cases 36 and 37).
    models.CheckConstraint(
        condition=~Q(estado__in=ACREDITADAS) | ~Q(nacionalidades__contains="MX"),
        name="acompanamiento_solicitudvisitante_no_mexicana",
        violation_error_message="Una persona mexicana se registra para observar.",
    ),
    models.CheckConstraint(
        condition=~Q(estado=EstadoVisitante.PREVENIDA) | Q(limite_prevencion__isnull=False),
        name="acompanamiento_solicitudvisitante_prevenida_con_limite",
        violation_error_message="Falta hasta cuándo puede corregir.",
    ),
    models.CheckConstraint(
        condition=Q(motivo_rechazo="") | Q(motivo_rechazo__in=MotivoRechazo.values),
        name="acompanamiento_solicitudvisitante_motivo_de_la_lista",
        violation_error_message="Elige un motivo de la lista.",
    ),
]
INDICES = [
    models.Index(fields=["convocatoria", "estado"], name="acompanamiento_sol_estado"),
    models.Index(fields=["estado", "limite_prevencion"], name="acompanamiento_sol_prevencion"),
]
