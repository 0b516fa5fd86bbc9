"""«Control de convenios» (dominio 4.2): a row per instrument with where it stands, as a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Count, F, QuerySet

from convenios.calculations import Terminos, dias_restantes, fin_efectivo
from convenios.enums import (
    EstadoConvenio,
    ResultadoValidacion,
    SentidoOpinion,
    TipoInstrumento,
    TipoVigencia,
)
from convenios.models import (
    AprobacionOrgano,
    CompromisoConvenio,
    Convenio,
    OpinionPertinencia,
    ValidacionJuridica,
)
from convenios.queries.avances import cuentas_de_compromisos
from convenios.queries.informe import contables
from core.workbooks import Hoja

TITULOS = (
    "Número",
    "Tipo",
    "Denominación",
    "Contrapartes",
    "Objeto",
    "Área",
    "Etapa",
    "Fecha de solicitud",
    "Opinión: sentido",
    "Opinión: fecha",
    "Validación",
    "Validación: fecha",
    "Aprobación",
    "Aprobación: fecha",
    "Suscripción",
    "Vigencia: inicio",
    "Vigencia: fin",
    "Días restantes",
    "Compromisos",
    "Compromisos cumplidos",
    "Compromisos vencidos",
)
ANCHOS = (18, 28, 48, 44, 60, 32, 22, 14, 24, 14, 26, 14, 26, 14, 14, 14, 24, 12, 13, 13, 13)
TROZO = 1000
CAMPOS = (
    "folio",
    "numero_registro",
    "tipo",
    "denominacion",
    "contrapartes",
    "contraparte_texto",
    "objeto",
    "estado",
    "fecha_solicitud",
    "fecha_suscripcion",
    "fecha_inicio",
    "tipo_vigencia",
    "fecha_fin",
    "termino_texto",
    "fecha_evento_fin",
    "renovacion",
    "periodo_meses",
    "maximo_periodos",
    "aviso_dias",
    "fecha_aviso_no_renovacion",
    "fecha_terminacion",
    "termina_con_padre",
    "area_solicitante__nombre",
    "proceso__fin",
    "proceso__clave",
    "padre__fin_ultimo",
)
Fila = tuple[Any, ...]
TIPOS, ESTADOS = dict(TipoInstrumento.choices), dict(EstadoConvenio.choices)


def hoja_de_control(rows: QuerySet[Convenio], al: dt.date) -> Hoja:
    """Every instrument but those registered by mistake, oldest request first."""
    return Hoja("Control de convenios", TITULOS, filas(rows, al), anchos=ANCHOS)


def filas(rows: QuerySet[Convenio], al: dt.date) -> Iterator[Fila]:
    """The rows, some hundreds at a time: what hangs from them is asked once for each piece."""
    con_todo = rows.filter(contables()).select_related("area_solicitante", "proceso", "padre")
    leidos = con_todo.only(*CAMPOS).order_by("pk").iterator(chunk_size=TROZO)
    while trozo := list(islice(leidos, TROZO)):
        tramo = (trozo[0].pk, trozo[-1].pk)
        opiniones = ultimas(OpinionPertinencia, tramo, "sentido", "fecha_emision")
        validaciones = ultimas(ValidacionJuridica, tramo, "resultado", "fecha")
        aprobaciones = ultimas(AprobacionOrgano, tramo, "clave_acuerdo", "fecha")
        compromisos = cuentas_por_convenio(tramo, al)
        for convenio in trozo:
            yield (
                *datos_de(convenio),
                *en_palabras(SentidoOpinion, opiniones.get(convenio.pk)),
                *en_palabras(ResultadoValidacion, validaciones.get(convenio.pk)),
                *aprobaciones.get(convenio.pk, (None, None)),
                *fechas_de(convenio, al),
                *compromisos.get(convenio.pk, (0, 0, 0)),
            )


def ultimas(model: Any, tramo: tuple[int, int], que: str, fecha: str) -> dict[int, tuple[Any, Any]]:
    """Of each instrument between two keys, what the last one of something said and when."""
    rows = (
        model.objects.vivos().filter(convenio__gte=tramo[0], convenio__lte=tramo[1]).order_by("pk")
    )
    return {pk: (valor, dia) for pk, valor, dia in rows.values_list("convenio", que, fecha)}


def cuentas_por_convenio(tramo: tuple[int, int], al: dt.date) -> dict[int, tuple[int, int, int]]:
    """Commitments of each instrument: all, met, overdue."""
    cuentas = cuentas_de_compromisos(al)
    rows = (
        CompromisoConvenio.objects.vivos()
        .filter(compromiso__eliminado_en=None, convenio__gte=tramo[0], convenio__lte=tramo[1])
        .order_by()
        .values(de=F("convenio"))
        .annotate(todos=Count("pk"), cumplidos=cuentas["cumplidos"], vencidos=cuentas["vencidos"])
    )
    return {row["de"]: (row["todos"], row["cumplidos"], row["vencidos"]) for row in rows}


def en_palabras(enum: Any, dicho: tuple[str, Any] | None) -> tuple[str | None, Any]:
    if not dicho or not dicho[0]:
        return None, None
    return str(enum(dicho[0]).label), dicho[1]


def datos_de(convenio: Convenio) -> Fila:
    return (
        convenio.folio or convenio.numero_registro,
        TIPOS[convenio.tipo],
        convenio.denominacion,
        convenio.contrapartes or convenio.contraparte_texto,
        convenio.objeto,
        str(convenio.area_solicitante or ""),
        ESTADOS[convenio.estado],
        convenio.fecha_solicitud,
    )


def fechas_de(convenio: Convenio, al: dt.date) -> Fila:
    """Signature, validity and what is left of it; an end that is not a date goes as text."""
    terminos = convenio.terminos()
    en_vida = convenio.estado == EstadoConvenio.SUSCRITO
    restan = dias_restantes(terminos, al) if en_vida else None
    termino = termino_de(convenio, terminos, al)
    return convenio.fecha_suscripcion, convenio.fecha_inicio, termino, restan


def termino_de(convenio: Convenio, terminos: Terminos, al: dt.date) -> dt.date | str | None:
    """When it ends: a date when there is one, else as its text says it (cases 6 and 7)."""
    fin = fin_efectivo(terminos, al)
    if fin is not None:
        return fin
    if convenio.termino_texto:
        return convenio.termino_texto
    if convenio.tipo_vigencia == TipoVigencia.PROCESO and convenio.proceso:
        return f"Al término del {convenio.proceso.clave}"
    return "Indefinida" if convenio.tipo_vigencia == TipoVigencia.INDEFINIDA else None
