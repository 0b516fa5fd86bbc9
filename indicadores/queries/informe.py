"""The report of a quarter: one set of data from which the screen, the workbook and the PDF come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from calendario.calculations import acumulado, trimestre
from core.formats import fecha_hora
from crm.enums import EstadoGestion, TipoEvidencia, TipoGestion
from crm.models import Evidencia, Gestion
from indicadores.calculations import (
    Hecho,
    Razon,
    clasificar,
    porcentaje_atendidas,
    porcentaje_texto,
)
from indicadores.enums import Metodo
from indicadores.models import CierreTrimestral, Indicador
from indicadores.queries.ai3 import SIN_ATENCION, condiciones, conteos, por_campo, universo
from indicadores.queries.tablero import etiquetar

TEXTOS = {
    "solicitadas": "Solicitadas en el trimestre",
    "atendidas_de_ellas": "De ellas, atendidas",
    "rezago_atendido": "Rezago anterior atendido en el trimestre",
    "pendientes_al_cierre": "Pendientes al cierre",
    "atendidas_en_periodo": "Atendidas en el trimestre",
    "pendientes_al_inicio": "Pendientes al inicio",
}
TROZO = 2000
CAMPOS = ("pk", "folio", "tipo", "contrapartes", "estado", "fecha_solicitud", "fecha_atencion")


@dataclass(frozen=True)
class Informe:
    """What is reported of a quarter. A closed one says what was reported, and then what changed."""

    indicador: Indicador
    anio: int
    trimestre: int
    corte: dt.datetime
    metodo: str
    razon: Razon
    acumulado: Razon
    conteos: dict[str, int]
    por_tipo: list[dict[str, Any]]
    ajustes: list[dict[str, Any]]
    cierre: CierreTrimestral | None

    @property
    def periodo(self) -> str:
        return f"{self.anio}-T{self.trimestre}"

    @property
    def titulo(self) -> str:
        return f"Informe del trimestre {self.trimestre} de {self.anio}"

    @property
    def situacion(self) -> str:
        """Whether it can still change."""
        corte = fecha_hora(timezone.localtime(self.corte))
        if self.cierre is None:
            return f"Provisional, al corte del {corte}"
        integro = "" if self.cierre.esta_integro else " Atención: su huella ya no coincide."
        return f"Trimestre cerrado con corte al {corte}.{integro}"

    @property
    def metodo_texto(self) -> str:
        return str(Metodo(self.metodo).label)

    @property
    def porcentaje(self) -> str:
        return porcentaje_texto(self.razon)

    @property
    def rotulo_acumulado(self) -> str:
        """The close froze the quarter; the year goes on, with what is known today."""
        return "Acumulado del año, con lo que hay hoy" if self.cierre else "Acumulado del año"

    @property
    def porcentaje_acumulado(self) -> str:
        return porcentaje_texto(self.acumulado)

    @property
    def lineas(self) -> list[dict[str, Any]]:
        """Every count with its words, in the order people read them."""
        return [
            {"nombre": n, "texto": texto, "valor": self.conteos.get(n, 0)}
            for n, texto in TEXTOS.items()
        ]

    def folios(self, visibles: QuerySet[Gestion]) -> Iterator[dict[str, Any]]:
        """The gestiones behind the figures that may be seen, with what proves each one."""
        if self.cierre is None:
            return abiertas(self, visibles)
        return cerradas(self.cierre, visibles)


def informe_ai3(
    indicador: Indicador, anio: int, numero: int, corte: dt.datetime | None = None
) -> Informe:
    """The report of a quarter: as it was closed or, while it is open, as known at the cut."""
    cierre = indicador.cierres.vivos().filter(anio=anio, trimestre=numero).first()
    ahora = corte or timezone.now()
    corte = cierre.corte if cierre else ahora
    counts = conteos(indicador, trimestre(anio, numero), corte)
    metodo = cierre.metodo if cierre else indicador.metodo
    del_anio = conteos(indicador, acumulado(anio, numero), ahora)
    return Informe(
        indicador=indicador,
        anio=anio,
        trimestre=numero,
        corte=corte,
        metodo=metodo,
        razon=Razon(cierre.numerador, cierre.denominador)
        if cierre
        else porcentaje_atendidas(counts, metodo),
        acumulado=porcentaje_atendidas(del_anio, metodo),
        conteos=cierre.conteos if cierre else {n: getattr(counts, n) for n in TEXTOS},
        por_tipo=por_tipo_de(cierre) if cierre else por_tipo(indicador, anio, numero, corte),
        ajustes=ajustes_de(cierre) if cierre else [],
        cierre=cierre,
    )


def por_tipo(
    indicador: Indicador, anio: int, numero: int, corte: dt.datetime
) -> list[dict[str, Any]]:
    rows = por_campo(indicador, trimestre(anio, numero), corte, "tipo")
    return etiquetar(rows, "tipo", TipoGestion)


def por_tipo_de(cierre: CierreTrimestral) -> list[dict[str, Any]]:
    """By kind, of the folios that were counted at the close."""
    totales: dict[str, Counter[str]] = {}
    for trozo in trozos(list(cierre.instantanea)):
        for folio, tipo in Gestion.objects.filter(folio__in=trozo).values_list("folio", "tipo"):
            totales.setdefault(tipo, Counter()).update(cierre.instantanea[folio])
    rows = [
        {
            "tipo": tipo,
            "solicitadas": total["solicitadas"],
            "atendidas": total["atendidas_de_ellas"],
        }
        for tipo, total in sorted(totales.items())
        if total["solicitadas"]
    ]
    return etiquetar(rows, "tipo", TipoGestion)


def ajustes_de(cierre: CierreTrimestral) -> list[dict[str, Any]]:
    """What changed after the close, in words."""
    rows = cierre.ajustes.vivos().select_related("creado_por")
    return [
        {
            "folio": row.folio,
            "antes": en_palabras(row.antes),
            "despues": en_palabras(row.despues),
            "motivo": row.motivo,
            "cuando": timezone.localtime(row.creado_en),
            "quien": str(row.creado_por or "Sistema"),
        }
        for row in rows
    ]


def en_palabras(nombres: list[str]) -> str:
    return ", ".join(TEXTOS[n] for n in TEXTOS if n in nombres) or "Ningún conteo"


def trozos(claves: list[Any]) -> Iterator[list[Any]]:
    return (claves[i : i + TROZO] for i in range(0, len(claves), TROZO))


def cerradas(cierre: CierreTrimestral, visibles: QuerySet[Gestion]) -> Iterator[dict[str, Any]]:
    """The folios of the snapshot. In what they counted is the close's; the rest, today's."""
    for trozo in trozos(sorted(cierre.instantanea)):
        rows = visibles.filter(folio__in=trozo).order_by("folio").values(*CAMPOS)
        for row in con_evidencia(list(rows)):
            yield row | {"cuenta_en": en_palabras(cierre.instantanea[row["folio"]])}


def abiertas(informe: Informe, visibles: QuerySet[Gestion]) -> Iterator[dict[str, Any]]:
    """Every gestión that stands in some count, in the order of their folios."""
    periodo = trimestre(informe.anio, informe.trimestre)
    rules = condiciones(informe.indicador, periodo, informe.corte)
    counted = universo(informe.indicador).filter(reduce(or_, rules.values(), Q())).values("pk")
    # Found once: the conditions cost as much as the figure, and a long report has many pieces.
    pks = list(visibles.filter(pk__in=counted).order_by("folio").values_list("pk", flat=True))
    for trozo in trozos(pks):
        rows = Gestion.objects.filter(pk__in=trozo).order_by("folio").values(*CAMPOS)
        for row in con_evidencia(list(rows)):
            names = clasificar(hecho_de(row, informe.indicador), periodo, informe.corte)
            yield row | {"cuenta_en": en_palabras(list(names))}


def hecho_de(row: dict[str, Any], indicador: Indicador) -> Hecho:
    concluida = row["estado"] in SIN_ATENCION
    cuenta = not concluida or indicador.cuenta_con_respuesta
    return Hecho(
        row["folio"], row["fecha_solicitud"], row["fecha_atencion"] if cuenta else None, concluida
    )


def con_evidencia(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same rows with the documents that prove request and attention, in one query."""
    found: dict[tuple[int, str], list[str]] = {}
    documentos = Evidencia.objects.vivos().filter(gestion__in=[row["pk"] for row in rows])
    for pk, tipo, referencia, archivo in documentos.order_by("pk").values_list(
        "gestion", "tipo", "referencia", "adjunto__nombre_original"
    ):
        found.setdefault((pk, tipo), []).append(referencia or archivo or "")
    estados = dict(EstadoGestion.choices)
    for row in rows:
        yield row | {
            "tipo_texto": TipoGestion(row["tipo"]).label,
            "estado_texto": estados[row["estado"]],
            "evidencia_solicitud": "; ".join(found.get((row["pk"], TipoEvidencia.SOLICITUD), [])),
            "evidencia_atencion": "; ".join(found.get((row["pk"], TipoEvidencia.ATENCION), [])),
        }
