"""The board: what is in process by stage, how long it has waited for us, against its norm."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from convenios.enums import EN_TRAMITE, NUESTRAS, EnManosDe, EstadoConvenio
from convenios.models import Convenio
from convenios.queries.reloj import Reloj, normas
from crm.queries.avisos import recortar
from cuentas.models import Area

POR_COLUMNA = 20
CAMPOS = (
    "pk",
    "folio",
    "denominacion",
    "contrapartes",
    "estado",
    "en_manos_de",
    "area_en_turno__siglas",
    "turno_desde",
    "dias_previos",
)


def tablero(user: Any, filas: Any = None) -> list[dict[str, Any]]:
    """The stages in order, each with its oldest cards, how many there are and its norm.

    ``filas`` narrows what this person sees. A query a stage and four more, whatever the number.
    """
    visibles = Convenio.objects.visibles_para(user) if filas is None else filas
    visibles = visibles.en_tramite().order_by()
    conteo = dict(visibles.values_list("estado").annotate(n=Count("pk")))
    reloj, plazos = Reloj(), normas()
    columnas: dict[str, list[dict[str, Any]]] = {etapa: [] for etapa in EN_TRAMITE}
    for etapa in conteo:  # a short walk of the index each: a window would rank them all
        viejos = visibles.filter(estado=etapa).order_by("etapa_desde", "pk")
        for fila in viejos.values(*CAMPOS)[:POR_COLUMNA]:
            columnas[etapa].append(tarjeta(fila, reloj, plazos))
    return [
        {
            "etapa": etapa,
            "nombre": EstadoConvenio(etapa).label,
            "total": conteo.get(etapa, 0),
            "norma": plazos[etapa],
            "tarjetas": sorted(columnas[etapa], key=lambda t: (-t["exceso"], -t["dias"])),
        }
        for etapa in EN_TRAMITE
    ]


def tarjeta(fila: dict[str, Any], reloj: Reloj, plazos: dict[str, int | None]) -> dict[str, Any]:
    """One card: its age in our working days, and by how many it exceeds the norm."""
    dias = reloj.nuestros(fila["dias_previos"], fila["en_manos_de"], fila["turno_desde"])
    norma = plazos[fila["estado"]]
    manos = EnManosDe(fila["en_manos_de"]).label if fila["en_manos_de"] else ""
    return {
        "pk": fila["pk"],
        "folio": fila["folio"],
        "denominacion": recortar(fila["denominacion"], 90),
        "contrapartes": recortar(fila["contrapartes"], 70),
        "manos": fila["area_en_turno__siglas"] or manos,
        "pausa": fila["en_manos_de"] == EnManosDe.CONTRAPARTE,
        "dias": dias,
        "exceso": max(0, dias - norma) if norma else 0,
        "norma": norma,
    }


def espera_por_area(user: Any, dias: int) -> list[dict[str, Any]]:
    """How many instruments have waited for us more than ``dias`` working days, by who holds them."""
    limite = Reloj().hace_habiles(dias)
    filas = list(
        Convenio.objects.visibles_para(user)
        .en_tramite()
        .filter(en_manos_de__in=NUESTRAS, turno_desde__lte=limite)
        .order_by()
        .values("en_manos_de", "area_en_turno")
        .annotate(n=Count("pk"))
    )
    claves = {fila["area_en_turno"] for fila in filas} - {None}
    # Apart, so that the count reads nothing but its index.
    nombres = dict(Area.objects.filter(pk__in=claves).values_list("pk", "nombre")) if claves else {}
    return sorted(
        (
            {
                "manos": EnManosDe(fila["en_manos_de"]).label,
                "clave": fila["en_manos_de"],
                "area": nombres.get(fila["area_en_turno"], ""),
                "n": fila["n"],
            }
            for fila in filas
        ),
        key=lambda fila: -fila["n"],
    )
