"""The figures of the visitors of one call (dominio 2.7.1): applied, accredited, refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from acompanamiento.calculations.continentes import NOMBRES, SIN_CONTINENTE, continente_de
from acompanamiento.enums import ACREDITADAS, RECHAZADAS, EstadoVisitante, MotivoRechazo, Perfil
from acompanamiento.models import SolicitudVisitante
from core.columns import country_name
from observacion.enums import Sexo
from observacion.models import Convocatoria
from observacion.queries.cortes import (
    Corte,
    Estadistica,
    Fila,
    Grupo,
    celda_minima,
    corte,
    por_ciento,
    por_opcion,
    por_valor,
)

E = EstadoVisitante
POR_NACIONALIDAD = "Quien tiene varias nacionalidades cuenta una vez, por la primera de su lista."
PRESENTADAS = [estado for estado in EstadoVisitante if estado != EstadoVisitante.BORRADOR]
MISIONES = 20  # told by name; the rest are added up


def contar(rows: QuerySet[Any], campo: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(campo).annotate(n=Count("pk")))


def estadistica_visitantes(convocatoria: Convocatoria, *, solo: str = "") -> Estadistica:
    """Every figure of a call. ``solo`` = «acreditadas» tells of those alone."""
    todas = SolicitudVisitante.objects.presentadas().filter(convocatoria=convocatoria)
    rows, base = todas, dict[str, Any](convocatoria=convocatoria.pk)
    if solo:
        rows = todas.filter(estado__in=ACREDITADAS)
        base["situacion"] = "acreditadas"
    paises = contar(rows.annotate(primera=Left("nacionalidades", 2)), "primera")
    minimo = celda_minima()
    quienes = "Sólo acreditadas" if solo else "Todas las solicitudes"
    cortes = [
        corte("Continente", por_continente(paises), base=base, nota=POR_NACIONALIDAD),
        corte("Misión u organización", por_mision(contar(rows, "organizacion")), base=base),
        corte("País", por_valor(paises, "pais", country_name), base=base, nota=POR_NACIONALIDAD),
        corte(
            "Categoría",
            por_opcion(contar(rows, "perfil"), Perfil.choices, "perfil"),
            base=base,
        ),
        corte(
            "Sexo o género",
            por_opcion(contar(rows, "sexo"), Sexo.choices, "sexo"),
            base=base,
            minimo=minimo,
        ),
    ]
    if not solo:
        cortes.insert(0, motivos(todas, base))
    return Estadistica(
        titulo="Estadística de visitantes",
        de_que=f"{convocatoria.nombre_es}. {quienes}.",
        totales=totales(todas, convocatoria),
        cortes=cortes,
        minimo=minimo,
    )


def totales(rows: QuerySet[Any], convocatoria: Convocatoria) -> list[Fila]:
    """Applied, accredited, refused and the rest, as the INE published them for 2024."""
    por_estado = contar(rows, "estado")
    total = sum(por_estado.values())
    acreditadas = sum(por_estado.get(estado, 0) for estado in ACREDITADAS)
    rechazadas = sum(por_estado.get(estado, 0) for estado in RECHAZADAS)
    lista = f"convocatoria={convocatoria.pk}"
    filas = [
        Fila("Solicitudes", total, "", lista + "".join(f"&estado={e}" for e in PRESENTADAS)),
        Fila(
            "Acreditadas",
            acreditadas,
            por_ciento(acreditadas, total),
            f"{lista}&situacion=acreditadas",
        ),
        Fila(
            "Rechazadas", rechazadas, por_ciento(rechazadas, total), f"{lista}&situacion=rechazadas"
        ),
    ]
    otras = (E.CANCELADA, E.DESISTIDA, E.RECIBIDA, E.EN_REVISION, E.PREVENIDA)
    for estado in otras:
        if n := por_estado.get(estado, 0):
            consulta = f"{lista}&estado={estado}"
            filas.append(Fila(str(estado.label), n, por_ciento(n, total), consulta))
    return filas


def motivos(rows: QuerySet[Any], base: dict[str, Any]) -> Corte:
    """Why the refused were refused."""
    conteo = contar(rows.filter(estado__in=RECHAZADAS), "motivo_rechazo")
    textos = dict(MotivoRechazo.choices)
    return corte(
        "Por qué se rechazaron",
        por_valor(conteo, "motivo_rechazo", lambda clave: textos.get(clave, clave)),
        base=base | {"situacion": "rechazadas"},
    )


def por_continente(paises: dict[Any, int]) -> list[Grupo]:
    conteo: Counter[str] = Counter()
    for pais, n in paises.items():
        conteo[continente_de(pais or "") or ""] += n
    grupos = [Grupo(nombre, conteo[c], {"continente": str(c)}) for c, nombre in NOMBRES.items()]
    if conteo[""]:
        grupos.append(Grupo(SIN_CONTINENTE, conteo[""]))
    return grupos


def por_mision(conteo: dict[Any, int]) -> Iterator[Grupo]:
    """The largest by name; those left add up to one line."""
    todas = list(por_valor(conteo, "organizacion"))
    yield from todas[:MISIONES]
    if resto := todas[MISIONES:]:
        suma = sum(grupo.valor for grupo in resto)
        yield Grupo(f"Otras {len(resto)} misiones u organizaciones", suma)
