"""The figures of the observers of one call (dominio 2.6.4)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from observacion.calculations import RANGOS, edad, nacidos_entre, rango_de_edad
from observacion.enums import (
    ACREDITADAS,
    EstadoSolicitudObservacion,
    JustificacionNegativa,
    Modalidad,
    ModalidadVoto,
    OrigenSolicitud,
    Sexo,
)
from observacion.models import Convocatoria, SolicitudObservacion
from observacion.queries.cortes import (
    Estadistica,
    Fila,
    Grupo,
    celda_minima,
    corte,
    por_ciento,
    por_opcion,
    por_valor,
)

E = EstadoSolicitudObservacion
RECHAZADAS = (E.NEGADA, E.NO_PRESENTADA)
MENORES = "Menos de 18"


def contar(rows: QuerySet[Any], campo: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(campo).annotate(n=Count("pk")))


def estadistica_observacion(convocatoria: Convocatoria, *, solo: str = "") -> Estadistica:
    """Every figure of a call. ``solo`` = «acreditadas» tells of those alone."""
    todas = SolicitudObservacion.objects.vivos().filter(convocatoria=convocatoria)
    rows, base = todas, dict[str, Any](convocatoria=convocatoria.pk)
    if solo:
        rows = todas.filter(estado__in=ACREDITADAS)
        base["grupo"] = "acreditadas"
    minimo = celda_minima()
    return Estadistica(
        titulo="Estadística de observación electoral",
        de_que=f"{convocatoria.nombre_es}. {'Sólo acreditadas' if solo else 'Todas las solicitudes'}.",
        totales=totales(todas, convocatoria),
        cortes=[
            corte(
                "Modalidad",
                por_opcion(contar(rows, "modalidad"), Modalidad.choices, "modalidad"),
                base=base,
            ),
            corte(
                "Sexo o género",
                por_opcion(contar(rows, "sexo"), Sexo.choices, "sexo"),
                base=base,
                minimo=minimo,
            ),
            corte(
                "Edad el día de la elección", por_edad(rows, convocatoria), base=base, minimo=minimo
            ),
            corte(
                "Dónde se recibió",
                por_opcion(contar(rows, "origen"), OrigenSolicitud.choices, "origen"),
                base=base,
            ),
            corte("Discapacidad", con_o_sin(rows, "discapacidad"), base=base, minimo=minimo),
            corte(
                "Pertenencia a un pueblo indígena",
                con_o_sin(rows, "pueblo_indigena"),
                base=base,
                minimo=minimo,
            ),
            corte(
                "También observa",
                por_opcion(contar(rows, "modalidad_voto"), ModalidadVoto.choices, "modalidad_voto"),
                base=base,
            ),
            corte(
                "Distrito",
                por_valor(contar(rows, "distrito"), "distrito", lambda d: f"Distrito {d}"),
                base=base,
            ),
            *([] if solo else [motivos(todas, base)]),
        ],
        minimo=minimo,
    )


def totales(rows: QuerySet[Any], convocatoria: Convocatoria) -> list[Fila]:
    """How many applied, how many were accredited and how many were not."""
    por_estado = contar(rows, "estado")
    total = sum(por_estado.values())
    acreditadas = sum(por_estado.get(estado, 0) for estado in ACREDITADAS)
    negadas = sum(por_estado.get(estado, 0) for estado in RECHAZADAS)
    canceladas = por_estado.get(E.CANCELADA, 0)
    pendientes = total - acreditadas - negadas - canceladas
    lista = f"convocatoria={convocatoria.pk}"
    grupos = [
        ("Solicitudes", total, lista),
        ("Acreditadas", acreditadas, f"{lista}&grupo=acreditadas"),
        ("No acreditadas", negadas, f"{lista}&estado={E.NEGADA}&estado={E.NO_PRESENTADA}"),
        ("Canceladas", canceladas, f"{lista}&estado={E.CANCELADA}"),
        ("En trámite", pendientes, lista + "".join(f"&estado={e}" for e in EN_TRAMITE)),
    ]
    return [
        Fila(texto, valor, por_ciento(valor, total) if texto != "Solicitudes" else "", url)
        for texto, valor, url in grupos
        if valor or texto in ("Solicitudes", "Acreditadas")
    ]


EN_TRAMITE = (E.RECIBIDA, E.PREVENIDA, E.REMITIDA_INE, E.CURSO_PENDIENTE, E.CURSO_ACREDITADO)


def por_edad(rows: QuerySet[Any], convocatoria: Convocatoria) -> list[Grupo]:
    """Ages on election day, in the ranges of the published statistics.

    Of those whose date of birth was disposed of, the age that was kept.
    """
    jornada = convocatoria.proceso.jornada
    conteo: Counter[str] = Counter()
    for anios, n in contar(rows.filter(fecha_nacimiento=None), "edad_conservada").items():
        conteo[rango_de_edad(anios or 0)] += n
    for nacimiento, n in contar(rows.exclude(fecha_nacimiento=None), "fecha_nacimiento").items():
        conteo[rango_de_edad(edad(nacimiento, jornada))] += n
    grupos = [Grupo(MENORES, conteo[MENORES])] if conteo[MENORES] else []
    for desde, hasta in RANGOS:
        nombre = rango_de_edad(desde)
        primero, ultimo = nacidos_entre(desde, hasta, jornada)
        consulta = {"nacio_hasta": f"{ultimo:%d/%m/%Y}"}
        if primero:
            consulta["nacio_desde"] = f"{primero:%d/%m/%Y}"
        grupos.append(Grupo(nombre, conteo[nombre], consulta))
    return grupos


def con_o_sin(rows: QuerySet[Any], campo: str) -> list[Grupo]:
    """Who said something in an encrypted field: its length tells, without opening any."""
    total = rows.count()
    con = rows.annotate(largo=Length(campo)).filter(largo__gt=0).count()
    return [Grupo("Lo manifestó", con), Grupo("No lo manifestó", total - con)]


def motivos(rows: QuerySet[Any], base: dict[str, Any]) -> Any:
    """Why those that were not accredited were not."""
    rechazadas = rows.filter(estado__in=(E.NEGADA, E.CANCELADA))
    conteo = contar(rechazadas, "justificacion")
    grupos = por_valor(conteo, "justificacion", dict(JustificacionNegativa.choices).get)
    return corte("Por qué no se acreditaron", grupos, base=base)
