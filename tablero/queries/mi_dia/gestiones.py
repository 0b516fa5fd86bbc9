"""Gestiones in Mi día: by their date, by whose turn it is, by how long nothing has moved."""

from __future__ import annotations

from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from crm.enums import EstadoGestion
from crm.models import Gestion
from crm.queries.pendientes import (
    EQUIPO,
    YO,
    dias_sin_movimiento,
    gestiones_de,
    que_envejecen,
    que_esperan,
    tramo_de,
)
from tablero.queries.mi_dia.tramos import (
    DESPUES,
    ENVEJECEN,
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
    "contrapartes",
    "descripcion",
    "fecha_limite",
    "estado",
    "actualizado_en",
    "responsable__nombre_completo",
)
MODELO, NOMBRE = "gestion", "gestión,gestiones"
SITUACIONES = {VENCIDOS: "vencidas", HOY: "hoy", SEMANA: "semana"}


def gestiones(pregunta: Pregunta) -> list[Tramo]:
    if not pregunta.puede("crm.view_gestion"):
        return []
    visibles = Gestion.objects.visibles_para(pregunta.user)
    suyas = gestiones_de(visibles.abiertas(), pregunta.user, pregunta.de)
    return [
        *_con_fecha(pregunta, fechadas(suyas, "fecha_limite")),
        *_en_espera(pregunta, visibles),
        _sin_movimiento(pregunta, suyas),
    ]


def _lista(filtros: str) -> str:
    return f"{lista_de('crm:gestion_list')}?{filtros}"


def _de(pregunta: Pregunta) -> str:
    return "mias" if pregunta.de == YO else "equipo"


def columnas(filas: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    """Since when it waits, too: of the turns of a gestión one at most is in course."""
    en_curso = Q(turnos__hasta=None, turnos__eliminado_en=None)
    filas = filas.alias(en_curso=FilteredRelation("turnos", condition=en_curso))
    return filas.values(*COLUMNAS, desde=F("en_curso__desde"))


def _con_fecha(pregunta: Pregunta, suyas: QuerySet[Any, Any]) -> list[Tramo]:
    def renglon(fila: dict[str, Any]) -> Renglon:
        limite = fila["fecha_limite"]
        nota = en_palabras(limite, pregunta.hoy, ("Venció", "Vence"))
        return _renglon(pregunta, fila, limite, nota)

    def tramo(seccion: str) -> Tramo:
        return Tramo(
            seccion,
            MODELO,
            NOMBRE,
            suyas,
            _lista(f"de={_de(pregunta)}&situacion={SITUACIONES.get(seccion, 'abiertas')}"),
            renglon,
            columnas,
            tramo_de(seccion, pregunta.hoy),
        )

    return [tramo(seccion) for seccion in (VENCIDOS, HOY, SEMANA, DESPUES)]


def _en_espera(pregunta: Pregunta, visibles: QuerySet[Any]) -> list[Tramo]:
    def renglon(fila: dict[str, Any]) -> Renglon:
        desde = timezone.localtime(fila["desde"]).date()
        nota = en_palabras(desde, pregunta.hoy, ("Espera desde", "Espera desde"))
        return _renglon(pregunta, fila, desde, nota)

    def tramo(quien: str, nombre: str) -> Tramo:
        esperan = que_esperan(visibles, pregunta.user, quien)
        # A team has many: they are walked from the turns. A person's are fewer than those.
        clave = "turnos__gestion" if quien == EQUIPO else "pk"
        filas = fechadas(esperan, "turnos__desde", clave)
        url = _lista(f"espera={quien}")
        return Tramo(ESPERAN, MODELO, nombre, filas, url, renglon, columnas)

    tramos = [tramo(pregunta.de, NOMBRE)]
    if pregunta.user.area_id:
        tramos.append(tramo("area", "turnada a tu área,turnadas a tu área"))
    if pregunta.de == EQUIPO and pregunta.puede("crm.turnar_gestion"):
        tramos.append(tramo("nadie", "sin persona a cargo,sin persona a cargo"))
    return tramos


def _sin_movimiento(pregunta: Pregunta, suyas: QuerySet[Any]) -> Tramo:
    filas = fechadas(que_envejecen(suyas, dias_sin_movimiento()), "actualizado_en")

    def renglon(fila: dict[str, Any]) -> Renglon:
        dia = timezone.localtime(fila["actualizado_en"]).date()
        nota = en_palabras(dia, pregunta.hoy, ("Sin movimiento desde", "Sin movimiento desde"))
        return _renglon(pregunta, fila, dia, nota)

    url = _lista(f"de={_de(pregunta)}&situacion=envejecen")
    return Tramo(ENVEJECEN, MODELO, NOMBRE, filas, url, renglon, columnas)


def _renglon(pregunta: Pregunta, fila: dict[str, Any], cuando: Any, nota: str) -> Renglon:
    url = pregunta.url("crm:gestion_detail", fila["pk"])
    limite = fila["fecha_limite"]
    return Renglon(
        que=f"Gestión {fila['folio']}",
        icono="inbox",
        texto=fila["descripcion"],
        url=url,
        cuando=cuando,
        nota=nota,
        accion=_accion(pregunta, fila, url),
        con_quien=fila["contrapartes"],
        a_cargo=fila["responsable__nombre_completo"] or "",
        tarde=bool(limite and limite < pregunta.hoy),
    )


def _accion(pregunta: Pregunta, fila: dict[str, Any], url: str) -> Accion:
    """What moves it on from where it is, if this person may."""
    if fila["estado"] == EstadoGestion.EN_ATENCION:
        texto, verbo = "Atender", "atender"
    else:
        texto, verbo = "Iniciar", "iniciar"
    if not pregunta.puede(f"crm.{verbo}_gestion"):
        return Accion("Abrir", url)
    return Accion(texto, pregunta.url(f"crm:gestion_{verbo}", fila["pk"]))
