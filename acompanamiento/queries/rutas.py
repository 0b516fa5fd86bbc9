"""The routes of polling stations, as a page, as paper and as figures of the report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from acompanamiento.enums import EstadoParada
from acompanamiento.models import (
    ActividadPrograma,
    ParadaRuta,
    ProgramaAcompanamiento,
    RutaCasillas,
)
from acompanamiento.queries.agenda import horas
from acompanamiento.queries.estadistica import contar
from acompanamiento.queries.resolucion import CASA
from core.formats import fecha_hora, fecha_larga, hora
from observacion.queries.cortes import Corte, corte, por_opcion

# One, and several.
PALABRAS = {
    EstadoParada.PREVISTA: ("por visitar", "por visitar"),
    EstadoParada.VISITADA: ("visitada", "visitadas"),
    EstadoParada.NO_INSTALADA: ("no instalada", "no instaladas"),
    EstadoParada.CAMBIADA: ("cambió de lugar", "cambiaron de lugar"),
}


def ruta_de(actividad: ActividadPrograma) -> RutaCasillas | None:
    """The route of an activity, or none."""
    rows = RutaCasillas.objects.vivos().filter(actividad=actividad)
    return rows.select_related("enlace", "actividad").first()


def paradas_de(ruta: RutaCasillas) -> list[ParadaRuta]:
    """Its stops in order, with who marked each."""
    rows = ParadaRuta.objects.vivos().filter(ruta=ruta)
    return list(rows.select_related("marcada_por", "incidencia"))


def cuentas(paradas: list[ParadaRuta]) -> list[tuple[str, int]]:
    """How many of each state there are, without those of none."""
    estados = [(e, sum(p.estado == e for p in paradas)) for e in EstadoParada]
    return [(PALABRAS[e][n > 1], n) for e, n in estados if n]


def zona(ruta: RutaCasillas) -> str:
    """«Iztapalapa, distrito 20»."""
    distrito = f"distrito {ruta.distrito}" if ruta.distrito else ""
    return ", ".join(x for x in (ruta.alcaldia, distrito) if x)


def pares_de_ruta(ruta: RutaCasillas) -> list[list[str]]:
    """What both papers say of the vehicle."""
    operador = f", conduce {ruta.operador}" if ruta.operador else ""
    return [
        ["Ruta", ruta.nombre],
        ["Zona", zona(ruta)],
        ["Vehículo", f"{ruta.vehiculo}{operador}. {ruta.capacidad} lugares."],
        ["Enlace", str(ruta.enlace or "")],
        ["Sale de", ruta.salida],
        ["Regresa a", ruta.regreso],
    ]


def renglones(paradas: list[ParadaRuta]) -> list[dict[str, str]]:
    """Each stop as a line of paper."""
    return [
        {
            "hora": hora(timezone.localtime(p.prevista_en)),
            "seccion": p.seccion,
            "casilla": p.casilla.capitalize(),
            "direccion": p.direccion,
            "hallada": p.direccion_hallada,
            "estado": "" if p.estado == EstadoParada.PREVISTA else p.get_estado_display(),
            "marcada": hora(timezone.localtime(p.marcada_en)) if p.marcada_en else "",
        }
        for p in paradas
    ]


def datos_hoja(ruta: RutaCasillas) -> dict[str, Any]:
    """The sheet that goes in the vehicle: stops in order, with room to write by hand."""
    actividad, paradas = ruta.actividad, paradas_de(ruta)
    return {
        "casa": CASA,
        "titulo": "Hoja de ruta",
        "actividad": actividad.titulo,
        "pie": f"Al {fecha_hora(timezone.localtime())}. {len(paradas)} casillas.",
        "pares": [
            ["Día", fecha_larga(actividad.dia)],
            ["Horario", horas(actividad)],
            *pares_de_ruta(ruta),
        ],
        "paradas": renglones(paradas),
    }


def por_parada(programa: ProgramaAcompanamiento) -> Corte | None:
    """How the polling stations of the tours were found; nothing when there were none."""
    rows = ParadaRuta.objects.vivos().filter(
        ruta__eliminado_en=None,
        ruta__actividad__eliminado_en=None,
        ruta__actividad__programa=programa,
    )
    conteo = contar(rows, "estado")
    if not conteo:
        return None
    grupos = [g for g in por_opcion(conteo, EstadoParada.choices) if g.valor]
    return replace(corte("Casillas de los recorridos", grupos, base={}), unidad="Casillas")
