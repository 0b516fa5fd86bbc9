"""The gestiones behind the figures of a quarter, one by one, with what proves each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from calendario.calculations import Periodo
from crm.enums import TipoEvidencia
from crm.models import Evidencia, Gestion
from indicadores.calculations import Hecho, clasificar
from indicadores.enums import Conteo
from indicadores.models import Indicador
from indicadores.queries.ai3 import SIN_ATENCION, condiciones, universo

TROZO = 2000
CAMPOS = (
    "pk",
    "folio",
    "tipo",
    "contrapartes",
    "estado",
    "con_respuesta",
    "fecha_solicitud",
    "fecha_atencion",
)


def trozos(claves: list[Any]) -> Iterator[list[Any]]:
    return (claves[i : i + TROZO] for i in range(0, len(claves), TROZO))


def contadas(
    indicador: Indicador, periodo: Periodo, corte: dt.datetime, rows: QuerySet[Gestion]
) -> Iterator[dict[str, Any]]:
    """Those of the rows that stand in some count, in the order of their folios."""
    rules = condiciones(indicador, periodo, corte)
    counted = universo(indicador).filter(reduce(or_, rules.values(), Q())).values("pk")
    # Found once: the conditions cost as much as the figure, and a long report has many pieces.
    pks = list(rows.filter(pk__in=counted).order_by("folio").values_list("pk", flat=True))
    for trozo in trozos(pks):
        for row in Gestion.objects.filter(pk__in=trozo).order_by("folio").values(*CAMPOS):
            names = clasificar(hecho_de(row, indicador), periodo, corte)
            yield row | {"cuenta_en": sorted(names)}


def hecho_de(row: dict[str, Any], indicador: Indicador) -> Hecho:
    concluida = row["estado"] in SIN_ATENCION
    cuenta = not concluida or indicador.cuenta_con_respuesta
    return Hecho(
        row["folio"], row["fecha_solicitud"], row["fecha_atencion"] if cuenta else None, concluida
    )


def con_evidencia(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same rows with the documents that prove request and attention, a query each piece."""
    for trozo in trozos(list(rows)):
        found: dict[tuple[int, str], list[str]] = {}
        documentos = Evidencia.objects.vivos().filter(gestion__in=[row["pk"] for row in trozo])
        for pk, tipo, referencia, archivo in documentos.order_by("pk").values_list(
            "gestion", "tipo", "referencia", "adjunto__nombre_original"
        ):
            found.setdefault((pk, tipo), []).append(referencia or archivo or "")
        for row in trozo:
            yield row | {
                f"evidencia_{tipo}": "; ".join(found.get((row["pk"], tipo), []))
                for tipo in TipoEvidencia.values
            }


def en_palabras(nombres: Iterable[str]) -> str:
    """In which counts a gestión stands, as a person reads it."""
    words = [str(conteo.label) for conteo in Conteo if conteo in nombres]
    return ", ".join(words) or "Ningún conteo"
