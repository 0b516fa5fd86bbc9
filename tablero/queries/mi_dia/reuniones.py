"""Meetings in Mi día: those to be held, and those that wait for their minutes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from crm.enums import EstadoReunion
from crm.models import Reunion
from crm.queries.pendientes import YO, con_algo_pendiente, horas_de, reuniones_de
from tablero.queries.mi_dia.tramos import (
    DESPUES,
    ESPERAN,
    HOY,
    SEMANA,
    Accion,
    Pregunta,
    Renglon,
    Tramo,
    en_palabras,
    fechadas,
    lista_de,
)

COLUMNAS = ("pk", "asunto", "inicio", "contrapartes", "estado", "lugar")
MODELO, NOMBRE = "reunion", "reunión,reuniones"


def columnas(filas: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return filas.values(*COLUMNAS)


def reuniones(pregunta: Pregunta) -> list[Tramo]:
    if not pregunta.puede("crm.view_reunion"):
        return []
    visibles = Reunion.objects.visibles_para(pregunta.user)
    suyas = reuniones_de(visibles, pregunta.user, pregunta.de)
    ahora = timezone.now()

    def renglon(fila: dict[str, Any]) -> Renglon:
        url = pregunta.url("crm:reunion_detail", fila["pk"])
        paso = fila["inicio"] <= ahora
        return Renglon(
            que="Reunión",
            icono="calendar-event",
            texto=fila["asunto"],
            url=url,
            cuando=fila["inicio"],
            nota=en_palabras(fila["inicio"], pregunta.hoy, ("Fue", "")),
            accion=_accion(pregunta, fila, url, paso=paso),
            con_quien=fila["contrapartes"],
        )

    de = "mias" if pregunta.de == YO else "equipo"
    lista = f"{lista_de('crm:reunion_list')}?de={de}"
    por_celebrar = fechadas(suyas.por_celebrar(), "inicio")
    tramos = [
        Tramo(
            clave,
            MODELO,
            NOMBRE,
            por_celebrar,
            f"{lista}&cuando={clave if clave != DESPUES else 'siguen'}",
            renglon,
            columnas,
            horas_de(clave, pregunta.hoy),
        )
        for clave in (HOY, SEMANA, DESPUES)
    ]
    filas = fechadas(con_algo_pendiente(suyas), "inicio")
    return [
        *tramos,
        Tramo(ESPERAN, MODELO, NOMBRE, filas, f"{lista}&falta=algo", renglon, columnas),
    ]


def _accion(pregunta: Pregunta, fila: dict[str, Any], url: str, *, paso: bool) -> Accion:
    """Prepare it, say that it was held, write its minutes, review them."""
    estado = fila["estado"]
    if estado == EstadoReunion.CELEBRADA and pregunta.puede("crm.change_puntoagenda"):
        return Accion("Escribir minuta", f"{url}#agenda")
    if estado == EstadoReunion.MINUTA_EN_REVISION and pregunta.puede("crm.change_reunion"):
        return Accion("Revisar minuta", f"{url}#agenda")
    abierta = estado in (EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA)
    if abierta and paso and pregunta.puede("crm.celebrar_reunion"):
        return Accion("Registrar", pregunta.url("crm:reunion_celebrar", fila["pk"]))
    if abierta and pregunta.puede("crm.change_reunion"):
        return Accion("Preparar", f"{url}#agenda")
    return Accion("Abrir", url)
