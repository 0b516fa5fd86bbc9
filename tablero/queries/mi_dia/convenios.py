"""Agreements in Mi día: those in one's hands, by the day their stage runs out or by their wait."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from convenios.enums import EstadoConvenio
from convenios.models import Convenio
from convenios.queries.pendientes import en_turno_de
from crm.queries.pendientes import YO, tramo_de
from tablero.queries.mi_dia.tramos import (
    ESPERAN,
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
    "folio",
    "denominacion",
    "contrapartes",
    "estado",
    "etapa_limite",
    "turno_desde",
    "responsable__nombre_completo",
)
MODELO, NOMBRE = "convenio", "convenio,convenios"


def convenios(pregunta: Pregunta) -> list[Tramo]:
    if not pregunta.puede("convenios.view_convenio"):
        return []
    visibles = Convenio.objects.visibles_para(pregunta.user)
    suyos = en_turno_de(visibles, pregunta.user, pregunta.de)
    con_limite = suyos.filter(etapa_limite__isnull=False)
    return [
        *(_tramo(pregunta, con_limite, seccion) for seccion in (VENCIDOS, HOY, SEMANA)),
        _espera(pregunta, suyos),
    ]


def _lista(pregunta: Pregunta, filtros: str = "") -> str:
    de = "yo" if pregunta.de == YO else "equipo"
    return f"{lista_de('convenios:convenio_list')}?turno={de}{filtros}"


def columnas(filas: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return filas.values(*COLUMNAS)


def _tramo(pregunta: Pregunta, filas: QuerySet[Any], seccion: str) -> Tramo:
    def renglon(fila: dict[str, Any]) -> Renglon:
        limite = fila["etapa_limite"]
        verbos = ("El plazo de la etapa venció", "El plazo de la etapa vence")
        return _renglon(pregunta, fila, limite, en_palabras(limite, pregunta.hoy, verbos))

    return Tramo(
        seccion,
        MODELO,
        NOMBRE,
        fechadas(filas, "etapa_limite"),
        _lista(pregunta, f"&plazo={seccion}"),
        renglon,
        columnas,
        tramo_de(seccion, pregunta.hoy),
    )


def _espera(pregunta: Pregunta, filas: QuerySet[Any]) -> Tramo:
    def renglon(fila: dict[str, Any]) -> Renglon:
        desde = fila["turno_desde"]
        nota = en_palabras(desde, pregunta.hoy, ("En tus manos desde", "En tus manos desde"))
        return _renglon(pregunta, fila, desde, nota)

    filas = fechadas(filas.filter(turno_desde__isnull=False), "turno_desde")
    return Tramo(ESPERAN, MODELO, NOMBRE, filas, _lista(pregunta), renglon, columnas)


def _renglon(pregunta: Pregunta, fila: dict[str, Any], cuando: Any, nota: str) -> Renglon:
    url = pregunta.url("convenios:convenio_detail", fila["pk"])
    limite = fila["etapa_limite"]
    etapa = EstadoConvenio(fila["estado"]).label.lower()
    return Renglon(
        que=f"Convenio {fila['folio']}, en {etapa}",
        icono="file-earmark-text",
        texto=fila["denominacion"],
        url=url,
        cuando=cuando,
        nota=nota,
        accion=Accion("Abrir", url),
        con_quien=fila["contrapartes"],
        a_cargo=fila["responsable__nombre_completo"] or "",
        tarde=bool(limite and limite < pregunta.hoy),
    )
