"""Who has looked at the reserved data of an application, and when they left in a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse

from core.models import ConsultaReservada
from observacion.models import SolicitudObservacion


def consultas_de(solicitud: SolicitudObservacion, *, cuantas: int = 5) -> list[ConsultaReservada]:
    """The latest looks, newest first."""
    tipo = ContentType.objects.get_for_model(SolicitudObservacion)
    rows = ConsultaReservada.objects.filter(content_type=tipo, object_id=solicitud.pk)
    return list(rows.select_related("usuario")[:cuantas])


def anotar_exportacion(
    solicitudes: Iterable[SolicitudObservacion], *, by: Any, motivo: str
) -> list[ConsultaReservada]:
    """One look for each person whose data left in a file."""
    tipo = ContentType.objects.get_for_model(SolicitudObservacion)
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


def de_quienes(consultas: Iterable[ConsultaReservada], user: Any) -> list[dict[str, Any]]:
    """Each look with the record it was of: its folio and page only for who may see it.

    The log watches over reserved data without telling more: one query for each kind of record.
    """
    consultas = list(consultas)
    por_tipo = defaultdict(set)
    for consulta in consultas:
        por_tipo[consulta.content_type].add(consulta.object_id)
    vistos = {tipo.pk: visibles_de(tipo, pks, user) for tipo, pks in por_tipo.items()}
    return [
        {
            "consulta": consulta,
            "tipo": consulta.content_type.name,
            "obj": vistos[consulta.content_type_id].get(consulta.object_id),
            "url": pagina_de(consulta.content_type, consulta.object_id),
        }
        for consulta in consultas
    ]


def visibles_de(tipo: ContentType, pks: Iterable[int], user: Any) -> dict[int, Any]:
    modelo: Any = tipo.model_class()
    if not user.has_perm(f"{tipo.app_label}.view_{tipo.model}"):
        return {}
    encontrados: dict[int, Any] = modelo.objects.visibles_para(user).in_bulk(list(pks))
    return encontrados


def pagina_de(tipo: ContentType, pk: int) -> str:
    try:
        return reverse(f"{tipo.app_label}:{tipo.model}_detail", args=[pk])
    except NoReverseMatch:
        return ""
