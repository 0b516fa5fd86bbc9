"""The report of a quarter: one set of data from which the screen, the workbook and the PDF come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from calendario.calculations import nombre_trimestre, trimestre
from core.formats import fecha_hora
from crm.enums import EstadoGestion, TipoGestion
from crm.models import Gestion
from indicadores.calculations import Razon, porcentaje_texto, razon_de
from indicadores.enums import Conteo, Metodo
from indicadores.models import CierreTrimestral, Indicador
from indicadores.queries.ai3 import acumulada, conteos, por_campo
from indicadores.queries.cierres import retratada
from indicadores.queries.folios import CAMPOS, con_evidencia, contadas, en_palabras, trozos
from indicadores.queries.tablero import etiquetar


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
        return nombre_trimestre(self.anio, self.trimestre)

    @property
    def clave(self) -> str:
        """The quarter in the name of a file."""
        return f"{self.anio}-T{self.trimestre}"

    @property
    def titulo(self) -> str:
        return f"Informe del {self.periodo}"

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
            {"nombre": c.value, "texto": c.label, "valor": self.conteos.get(c.value, 0)}
            for c in Conteo
        ]

    @property
    def sobre_los_folios(self) -> str:
        """Which day the list tells of."""
        if self.cierre is None:
            return ""
        if self.cierre.retrata:
            return "Son los folios del cierre, con los datos y las evidencias de ese día."
        return "Son los folios del cierre; fechas y evidencias, como están hoy."

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
    counts = vars(conteos(indicador, trimestre(anio, numero), ahora))
    metodo = cierre.metodo if cierre else indicador.metodo
    return Informe(
        indicador=indicador,
        anio=anio,
        trimestre=numero,
        corte=corte,
        metodo=metodo,
        razon=Razon(cierre.numerador, cierre.denominador) if cierre else razon_de(counts, metodo),
        acumulado=acumulada(indicador, anio, numero, ahora, del_trimestre=counts, metodo=metodo),
        conteos=cierre.conteos if cierre else counts,
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
    for tipo, nombres in tipos_y_cuentas(cierre):
        totales.setdefault(tipo, Counter()).update(nombres)
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


def tipos_y_cuentas(cierre: CierreTrimestral) -> Iterator[tuple[str, list[str]]]:
    """Kind and counts of each folio: the kind of that day, if the close kept it."""
    if cierre.retrata:
        yield from ((d["tipo"], d["cuenta_en"]) for d in cierre.instantanea.values())
        return
    for trozo in trozos(list(cierre.instantanea)):
        for folio, tipo in Gestion.objects.filter(folio__in=trozo).values_list("folio", "tipo"):
            yield tipo, cierre.instantanea[folio]


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


def cerradas(cierre: CierreTrimestral, visibles: QuerySet[Gestion]) -> Iterator[dict[str, Any]]:
    """The folios of the snapshot as they were that day; the first closes kept only their counts."""
    cuentas = cierre.cuentas
    for trozo in trozos(sorted(cierre.instantanea)):
        rows = visibles.filter(folio__in=trozo).order_by("folio").values(*CAMPOS)
        for row in rows if cierre.retrata else con_evidencia(rows):
            dato = cierre.instantanea[row["folio"]]
            de_entonces = (
                retratada(dato) if cierre.retrata else {"cuenta_en": cuentas[row["folio"]]}
            )
            yield escrita(row | de_entonces)


def abiertas(informe: Informe, visibles: QuerySet[Gestion]) -> Iterator[dict[str, Any]]:
    """Every gestión that stands in some count, in the order of their folios."""
    periodo = trimestre(informe.anio, informe.trimestre)
    rows = contadas(informe.indicador, periodo, informe.corte, visibles)
    return map(escrita, con_evidencia(rows))


def escrita(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its codes in words."""
    return row | {
        "tipo_texto": TipoGestion(row["tipo"]).label,
        "estado_texto": EstadoGestion(row["estado"]).label,
        "cuenta_en": en_palabras(row["cuenta_en"]),
    }
