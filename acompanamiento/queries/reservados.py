"""What is reserved of an application, and who has looked at it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType

from acompanamiento.models import SolicitudVisitante
from core.models import ConsultaReservada

RESERVADOS = ("telefono", "domicilio", "emergencia", "salud")
PERMISO = "acompanamiento.consultar_reservados"


def consultas_de(solicitud: SolicitudVisitante, *, cuantas: int = 10) -> list[ConsultaReservada]:
    """The latest looks at its reserved data, newest first."""
    tipo = ContentType.objects.get_for_model(SolicitudVisitante)
    rows = ConsultaReservada.objects.filter(content_type=tipo, object_id=solicitud.pk)
    return list(rows.select_related("usuario")[:cuantas])


def anotar_exportacion(
    solicitudes: list[SolicitudVisitante], *, by: Any, motivo: str
) -> list[ConsultaReservada]:
    """One look for each person whose data left in a file."""
    tipo = ContentType.objects.get_for_model(SolicitudVisitante)
    return ConsultaReservada.objects.bulk_create(
        ConsultaReservada(
            usuario=by,
            content_type=tipo,
            object_id=solicitud.pk,
            que="Exportación con datos reservados",
            motivo=motivo,
        )
        for solicitud in solicitudes
    )


def datos_reservados(solicitud: SolicitudVisitante) -> list[tuple[str, str]]:
    """Label and value of each reserved datum, passports included."""
    campos = [c for c in SolicitudVisitante._meta.concrete_fields if c.name in RESERVADOS]
    pares = [(str(c.verbose_name), getattr(solicitud, c.name)) for c in campos]
    for pasaporte in solicitud.pasaportes.vivos():
        cual = "pasaporte" if pasaporte.es_vigente else "pasaporte anterior"
        pares.append((f"número de {cual}", pasaporte.numero))
        if pasaporte.mrz:
            pares.append((f"zona de lectura mecánica del {cual}", pasaporte.mrz))
    return [(texto[:1].upper() + texto[1:], valor) for texto, valor in pares if valor]
