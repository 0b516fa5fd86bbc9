"""The minutes as data: what the page, the Word document and the signed version share."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils import timezone


def contenido_minuta(reunion: Any) -> dict[str, Any]:
    """Everything the minutes say, as plain values."""
    asistencias = reunion.asistencias.vivos().select_related("puesto__institucion", "integrante")
    puntos = reunion.puntos.vivos().select_related("compromiso")
    compromisos = reunion.compromisos.vivos().select_related(
        "responsable", "area", "puesto", "institucion"
    )
    return {
        "asunto": reunion.asunto,
        "tipo": str(reunion.tipo),
        "inicio": instante(reunion.inicio),
        "fin": instante(reunion.fin),
        "zona": reunion.zona,
        "modalidad": reunion.get_modalidad_display(),
        "lugar": reunion.lugar,
        "convoca": reunion.convoca,
        "instituciones": [str(i) for i in reunion.instituciones.order_by("orden")],
        "asistencia": [asistente(a) for a in asistencias],
        "puntos": [
            {
                "numero": p.orden_dia,
                "titulo": p.titulo,
                "minuta": p.minuta,
                "acuerdo": p.acuerdo,
                "tratado": p.tratado,
            }
            for p in puntos
        ],
        "compromisos": [
            {
                "texto": c.texto,
                "institucion": str(c.institucion or ""),
                "lado": c.get_lado_display(),
                "responsable": str(c.responsable or c.area or c.puesto or ""),
                "fecha": c.fecha_limite.strftime("%d/%m/%Y") if c.fecha_limite else "A solicitud",
            }
            for c in compromisos
        ],
    }


def asistente(asistencia: Any) -> dict[str, Any]:
    puesto = asistencia.puesto
    institucion = str(puesto.institucion) if puesto else ""
    return {
        "nombre": asistencia.nombre,
        "cargo": str(puesto or ""),
        "institucion": institucion or ("IECM" if asistencia.integrante_id else ""),
        "asistio": asistencia.asistio,
    }


def instante(valor: Any) -> str:
    return f"{timezone.localtime(valor):%d/%m/%Y %H:%M}" if valor else ""


def huella_minuta(contenido: dict[str, Any]) -> str:
    """SHA-256 of the minutes written the same way everywhere."""
    text = json.dumps(contenido, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
