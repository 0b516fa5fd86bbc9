"""Commitments in Mi día."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet

from crm.models import Compromiso
from crm.queries.pendientes import YO, compromisos_de, tramo_de
from tablero.queries.mi_dia.tramos import (
    DESPUES,
    HOY,
    SEMANA,
    VENCIDOS,
    Accion,
    Pregunta,
    Renglon,
    Tramo,
    en_palabras,
    fechadas,
    lista_de,
)

COLUMNAS = (
    "pk",
    "texto",
    "fecha_limite",
    "institucion__nombre",
    "institucion__siglas",
    "responsable_id",
    "responsable__nombre_completo",
    "area_id",
)


def columnas(filas: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return filas.values(*COLUMNAS)


def compromisos(pregunta: Pregunta) -> list[Tramo]:
    if not pregunta.puede("crm.view_compromiso"):
        return []
    abiertos = Compromiso.objects.visibles_para(pregunta.user).abiertos()
    suyos = fechadas(compromisos_de(abiertos, pregunta.user, pregunta.de), "fecha_limite")
    de = "mios" if pregunta.de == YO else "equipo"
    lista = lista_de("crm:compromiso_list")

    def renglon(fila: dict[str, Any]) -> Renglon:
        url = pregunta.url("crm:compromiso_detail", fila["pk"])
        obj = SimpleNamespace(responsable_id=fila["responsable_id"], area_id=fila["area_id"])
        puede = pregunta.puede("crm.cumplir_compromiso", obj)
        cumplir = Accion("Cumplir", pregunta.url("crm:compromiso_cumplir", fila["pk"]))
        limite = fila["fecha_limite"]
        return Renglon(
            que="Compromiso",
            icono="hand-thumbs-up",
            texto=fila["texto"],
            url=url,
            cuando=limite,
            nota=en_palabras(limite, pregunta.hoy, ("Venció", "Vence")),
            accion=cumplir if puede else Accion("Abrir", url),
            con_quien=fila["institucion__siglas"] or fila["institucion__nombre"] or "",
            a_cargo=fila["responsable__nombre_completo"] or "",
            tarde=limite < pregunta.hoy,
        )

    def tramo(clave: str) -> Tramo:
        return Tramo(
            clave,
            "compromiso",
            "compromiso,compromisos",
            suyos,
            f"{lista}?de={de}&situacion={clave}",
            renglon,
            columnas,
            tramo_de(clave, pregunta.hoy),
        )

    return [tramo(clave) for clave in (VENCIDOS, HOY, SEMANA, DESPUES)]
