"""The constancia of a course: what is true of it, and the paper that says so."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from core.formats import fecha_larga
from crm.queries.documentos import CASA
from observacion.enums import EstadoInscripcion
from observacion.models import InscripcionCurso


def por_codigo(codigo: str) -> dict[str, Any] | None:
    """What anybody with the code may know of a constancia: no more than the paper says.

    None when there is no such constancia, or it is not valid any more.
    """
    inscripcion = (
        InscripcionCurso.objects.vivos()
        .filter(codigo=codigo, estado=EstadoInscripcion.ACREDITO)
        .exclude(folio_constancia="")
        .select_related("sesion__curso", "integrante", "solicitud")
        .first()
    )
    if inscripcion is None:
        return None
    return {
        "folio": inscripcion.folio_constancia,
        "nombre": str(inscripcion),
        "curso": inscripcion.sesion.curso.nombre,
        "fecha": timezone.localdate(inscripcion.sesion.inicio),
    }


def datos_constancia(inscripcion: InscripcionCurso, url: str, qr: str) -> dict[str, Any]:
    """What the paper prints. ``qr`` is an SVG with the address of its verification."""
    sesion, curso = inscripcion.sesion, inscripcion.sesion.curso
    return {
        "titulo": "Constancia",
        "casa": CASA,
        "pie": f"Constancia {inscripcion.folio_constancia}",
        "folio": inscripcion.folio_constancia,
        "nombre": str(inscripcion),
        "curso": curso.nombre,
        "fecha": fecha_larga(timezone.localdate(sesion.inicio)),
        "horas": f"{curso.horas} horas" if curso.horas else "",
        "sede": sesion.sede,
        "imparte": sesion.imparte,
        "calificacion": "" if inscripcion.calificacion is None else str(inscripcion.calificacion),
        "codigo": inscripcion.codigo,
        "url": url,
        "qr": qr,
    }
