"""What a person reads about a term: how it was counted, and where it changed regime."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from calendario.calculations.trimestres import OFICINA
from core.formats import DIAS, fecha_larga

if TYPE_CHECKING:
    from calendario.calculations.plazos import Reglas
    from calendario.calculations.vencimientos import Tramo, Vencimiento

UNIDADES = {
    "naturales": ("día natural", "días naturales"),
    "habiles": ("día hábil", "días hábiles"),
    "horas": ("hora", "horas"),
}


def dia_de(fecha: dt.date) -> str:
    """«lunes 13 de mayo de 2024»."""
    return f"{DIAS[fecha.weekday()]} {fecha_larga(fecha)}"


def redactar(
    reglas: Reglas,
    vencimiento: Vencimiento,
    inicio: dt.date | dt.datetime,
    cantidad: int,
    tipo: str,
) -> str:
    """The whole note, in the order in which somebody would explain it."""
    partes = [
        _cuenta(reglas, vencimiento, inicio, cantidad, tipo),
        *_regimen(reglas, vencimiento),
        _saltados(vencimiento),
        _aplazados(vencimiento),
        f"Vence {vencimiento.cuando}.",
    ]
    return " ".join(parte for parte in partes if parte)


def cuando(reglas: Reglas, vencimiento: Vencimiento) -> str:
    """«el lunes 13 de mayo de 2024, hasta las 23:59:59», with the zone when it is not ours."""
    zona = "" if reglas.zona == OFICINA else f" ({reglas.zona.key})"
    dia = f"el {dia_de(vencimiento.fecha)}"
    if not vencimiento.es_momento:
        return f"{dia}, hasta las 23:59:59{zona}"
    local = reglas.local(vencimiento.instante)
    hora = f"{local:%H:%M}" if local.date() == vencimiento.fecha else "24:00"
    return f"{dia} a las {hora} h{zona}"


def _cuenta(reglas, vencimiento, inicio, cantidad, tipo) -> str:
    unidad = UNIDADES[tipo][cantidad != 1]
    if not vencimiento.es_momento:
        notificado = reglas.local(inicio).date() if isinstance(inicio, dt.datetime) else inicio
        verbo = "Se cuenta" if cantidad == 1 else "Se cuentan"
        return f"{verbo} {cantidad:,} {unidad} desde el día siguiente al {dia_de(notificado)}."
    local = reglas.local(inicio)
    desde = f"desde el {dia_de(local.date())} a las {local:%H:%M} h"
    if tipo == "horas":
        return f"{cantidad:,} {unidad} {desde}."
    return f"{cantidad:,} {'día' if cantidad == 1 else 'días'} de 24 horas, de momento a momento, {desde}."


def _regimen(reglas, vencimiento) -> list[str]:
    tramos = vencimiento.tramos
    frases = [_al_empezar(reglas, vencimiento)]
    frases += [_cruce(antes, despues) for antes, despues in pairwise(tramos)]
    abiertos = {t.proceso.nombre for t in tramos if t.proceso and t.proceso.fin is None}
    frases += [
        f"«{nombre}» no tiene fecha de fin en el calendario: captúrala si ya terminó."
        for nombre in sorted(abiertos)
    ]
    return frases


def _al_empezar(reglas, vencimiento) -> str:
    primero = vencimiento.tramos[0]
    if primero.proceso:
        return (
            f"Asunto electoral en «{primero.proceso.nombre}»: todos los días y horas son hábiles."
        )
    if reglas.asunto_electoral:
        return (
            "Es asunto electoral, pero empieza fuera de un proceso: se cuenta en forma ordinaria."
        )
    en_proceso = (
        p
        for p in reglas.procesos
        if p.inicio <= vencimiento.fecha and (p.fin is None or p.fin >= primero.desde)
    )
    if proceso := next(en_proceso, None):
        return f"Corre en «{proceso.nombre}», pero no es asunto electoral: se cuenta como siempre."
    return ""


def _cruce(antes: Tramo, despues: Tramo) -> str:
    fecha = fecha_larga(despues.desde)
    if despues.proceso is None:
        return (
            f"El {fecha} cambia de régimen: ya terminó «{antes.proceso.nombre}» "
            "y desde ese día se cuenta en forma ordinaria."
        )
    if antes.proceso:
        return f"El {fecha} pasa de «{antes.proceso.nombre}» a «{despues.proceso.nombre}»."
    return (
        f"El {fecha} cambia de régimen: empieza «{despues.proceso.nombre}» "
        "y desde ese día todos los días y horas son hábiles."
    )


def _saltados(vencimiento) -> str:
    cuantos = len(vencimiento.saltados)
    if cuantos == 0:
        return ""
    return (
        f"No {'cuenta 1 día inhábil' if cuantos == 1 else f'cuentan {cuantos:,} días inhábiles'}."
    )


def _aplazados(vencimiento) -> str:
    if not vencimiento.aplazados:
        return ""
    dia, motivo = vencimiento.aplazados[0]
    return f"El último día, {dia_de(dia)}, es inhábil ({motivo}): pasa al siguiente hábil."
