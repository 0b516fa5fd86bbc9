"""«Informe de suscripción y seguimiento»: one set of data for page, Word, PDF and workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from convenios.enums import EnManosDe, EstadoConvenio, TipoInstrumento
from convenios.models import Convenio
from convenios.queries import informe as cuentas
from convenios.queries.avances import con_avance, de_programa, por_lado, resumen_de_programas
from core.formats import fecha_larga, numero

EN_TABLAS = ("suscritos", "vigentes", "terminados", "tramite", "en_periodo")
ROTULOS = {
    "suscritos": "Histórico",
    "vigentes": "Vigentes",
    "terminados": "Concluidos",
    "tramite": "En trámite",
    "en_periodo": "En el periodo",
}
REGLA_FAMILIA = (
    "Cada instrumento cuenta una vez y por sí mismo: el que deriva de otro (específico, anexo, "
    "adenda) se cuenta aparte, y está vigente mientras lo esté su propio texto, aunque termine "
    "aquel del que deriva, salvo que se haya pactado que termina con él."
)
REGLA_CONCLUIDOS = (
    "Concluidos son los de conclusión registrada y los que ya vencieron aunque nadie la haya "
    "registrado. Lo cancelado por error de registro no cuenta; lo no procedente y lo desistido "
    "se informa aparte y no es un instrumento suscrito."
)
REGLA_COMPROMISOS = (
    "Sólo compromisos de instrumentos suscritos. Los «a solicitud» no tienen fecha y no vencen. "
    "Lo que incumple la contraparte se informa, y no cuenta como incumplimiento del Instituto."
)
CAMPOS = (
    "pk",
    "folio",
    "numero_registro",
    "tipo",
    "denominacion",
    "contrapartes",
    "contraparte_texto",
    "estado",
    "fecha_solicitud",
    "fecha_suscripcion",
    "en_manos_de",
    "etapa_desde",
)


@dataclass(frozen=True)
class Lapso:
    """From a day to another, both included, with the name people give it."""

    desde: dt.date
    hasta: dt.date
    nombre: str
    clave: str

    def corte(self, hoy: dt.date) -> dt.date:
        """The day the figures are of when nobody says: its last, or today while it goes on."""
        return min(self.hasta, hoy)


@dataclass(frozen=True)
class InformeConvenios:
    """What is reported of a period, as known on the day of the cut."""

    rows: QuerySet[Convenio]
    lapso: Lapso
    al: dt.date
    grupos: list[dict[str, Any]]
    anios: list[dict[str, Any]]
    compromisos: list[dict[str, Any]]
    programas: dict[str, int]

    titulo = "Informe de suscripción y seguimiento de convenios"
    reglas = (REGLA_FAMILIA, REGLA_CONCLUIDOS, REGLA_COMPROMISOS)

    @property
    def situacion(self) -> str:
        return f"{self.lapso.nombre[:1].upper()}{self.lapso.nombre[1:]}, {self.corte}"

    @property
    def corte(self) -> str:
        return f"con corte al {fecha_larga(self.al)}"

    @cached_property
    def totales(self) -> dict[str, int]:
        return cuentas.sumar(self.grupos)

    @cached_property
    def categorias(self) -> list[dict[str, Any]]:
        return cuentas.por_categoria(self.grupos)

    @cached_property
    def tipos(self) -> list[dict[str, Any]]:
        return cuentas.por_tipo(self.grupos)

    @cached_property
    def de_mas(self) -> dict[str, int]:
        return cuentas.repetidos(self.grupos)

    @property
    def nota_categorias(self) -> str:
        """Why the categories add up to more than there are, with today's figures (case 3)."""
        partes = [
            f"{ROTULOS[cifra].lower()}: {numero(self.totales[cifra] + self.de_mas[cifra])} por "
            f"categoría y {numero(self.totales[cifra])} instrumentos"
            for cifra in EN_TABLAS
            if self.de_mas[cifra]
        ]
        regla = (
            "Un instrumento con contrapartes de dos categorías cuenta una vez en el total y una "
            "en cada categoría"
        )
        return f"{regla}; por eso, {'; '.join(partes)}." if partes else f"{regla}."

    @property
    def lineas(self) -> list[dict[str, Any]]:
        """Every figure with its words; those that are not so common, only when there are any."""
        siempre = {"suscritos", "terminados", "vigentes", "tramite", "en_periodo"}
        return [
            {"nombre": cifra, "texto": texto, "valor": self.totales[cifra]}
            for cifra, texto in cuentas.CIFRAS.items()
            if cifra in siempre or self.totales[cifra]
        ]

    def lista(self, cifra: str) -> QuerySet[Convenio]:
        """The instruments of a figure."""
        return cuentas.lista_de(
            self.rows, cifra, al=self.al, desde=self.lapso.desde, hasta=self.lapso.hasta
        )

    def renglones(self, cifra: str) -> Iterator[dict[str, Any]]:
        """Those instruments as rows, the newest first."""
        rows = self.lista(cifra).order_by("-fecha_suscripcion", "-pk").values(*CAMPOS)
        return map(renglon, rows.iterator(chunk_size=2000))

    def avances(self) -> Iterator[dict[str, Any]]:
        """Each work programme with how it goes."""
        return map(de_programa, con_avance(self.rows, self.al).iterator(chunk_size=2000))

    def avances_en(self, cuantos: int) -> Iterator[dict[str, Any]]:
        """The first of them, read from the database and no more."""
        return map(de_programa, con_avance(self.rows, self.al, cuantos))


def renglon(row: dict[str, Any]) -> dict[str, Any]:
    """An instrument with its codes in words."""
    return row | {
        "numero": row["folio"] or row["numero_registro"],
        "tipo_texto": TipoInstrumento(row["tipo"]).label,
        "con_quien": row["contrapartes"] or row["contraparte_texto"],
        "etapa": EstadoConvenio(row["estado"]).label,
        "en_manos": EnManosDe(row["en_manos_de"]).label if row["en_manos_de"] else "",
    }


def informe_de(rows: QuerySet[Convenio], lapso: Lapso, al: dt.date) -> InformeConvenios:
    """The report of a period over the instruments somebody may see, counted by the database."""
    return InformeConvenios(
        rows=rows,
        lapso=lapso,
        al=al,
        grupos=cuentas.por_grupo(rows, al, lapso.desde, lapso.hasta),
        anios=cuentas.por_anio(rows, al),
        compromisos=por_lado(rows, al),
        programas=resumen_de_programas(rows, al),
    )
