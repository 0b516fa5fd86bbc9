"""Who goes to an activity, as paper for the door or the vehicle."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from acompanamiento.models import ActividadPrograma
from acompanamiento.queries.agenda import con_lugar_por_nombre, horas
from acompanamiento.queries.resolucion import CASA
from acompanamiento.queries.rutas import paradas_de, pares_de_ruta, renglones, ruta_de
from core.formats import fecha_hora, fecha_larga


def datos_manifiesto(actividad: ActividadPrograma) -> dict[str, Any]:
    """Names, organisations, countries and languages; nothing that is reserved."""
    filas, ruta = [], ruta_de(actividad)
    for fila in con_lugar_por_nombre(actividad):
        visitante: Any = fila.visitante
        paises = [p.name for p in visitante.nacionalidades] if visitante else ["México"]
        filas.append(
            {
                "nombre": str(fila),
                "organizacion": str(fila.organizacion),
                "pais": ", ".join(str(p) for p in paises),
                "interpretacion": "Sí" if visitante and visitante.requiere_interpretacion else "",
                "estado": fila.get_estado_display(),
            }
        )
    return {
        "casa": CASA,
        "titulo": "Manifiesto de personas",
        "actividad": actividad.titulo,
        "pie": f"Al {fecha_hora(timezone.localtime())}. {len(filas)} de {actividad.cupo} lugares.",
        "pares": [
            ["Actividad", actividad.get_tipo_display()],
            ["Día", fecha_larga(actividad.dia)],
            ["Hora", horas(actividad)],
            ["Sede", actividad.sede],
            ["Dirección", actividad.direccion],
            ["Responsable", str(actividad.responsable or "")],
            ["Interpretación", actividad.interpretacion],
            ["Materiales", actividad.materiales],
            *(pares_de_ruta(ruta) if ruta else []),
        ],
        "paradas": renglones(paradas_de(ruta)) if ruta else [],
        "filas": filas,
    }
