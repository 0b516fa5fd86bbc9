"""What the report counts: each figure is a condition, and its list is that same condition."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet
from django.db.models.expressions import Func

from convenios.enums import EN_TRAMITE, SUSCRITOS, EstadoConvenio, TipoInstrumento, TipoVigencia
from convenios.models import Convenio
from crm.enums import TipoInstitucion

SIN_CATEGORIA = "sin_identificar"
# Figures beside the total, in the order people read them.
CIFRAS: dict[str, str] = {
    "suscritos": "Histórico de suscritos",
    "vigentes": "Vigentes",
    "terminados": "Concluidos",
    "con_conclusion": "Con conclusión registrada",
    "vencidos": "Vencidos sin conclusión registrada",
    "por_iniciar": "Suscritos que aún no inician",
    "tramite": "En trámite",
    "en_periodo": "Suscritos en el periodo",
    "no_procedentes": "No procedentes",
    "desistidos": "Desistidos",
    "sin_fecha": "Suscritos sin fecha en el registro",
}


def contables() -> Q:
    """What was registered by mistake never counts (case 54)."""
    return ~Q(estado=EstadoConvenio.CANCELADO)


def fecha_conocida(al: dt.date) -> Q:
    """Its signature is not after a day; the former register does not always say which day it was."""
    return Q(fecha_suscripcion=None) | Q(fecha_suscripcion__lte=al)


def suscritos(al: dt.date) -> Q:
    """Signed by a day."""
    return Q(estado__in=SUSCRITOS) & fecha_conocida(al)


def sin_concluir(al: dt.date) -> Q:
    """Signed by a day, and nobody had registered its end: the day it concludes it is in force.

    Said in two branches, and not as «signed, and …»: so SQLite walks the list in its order
    instead of sorting all that were ever signed.
    """
    concluye = Q(estado=EstadoConvenio.CONCLUIDO, fecha_conclusion__gte=al)
    return fecha_conocida(al) & (Q(estado=EstadoConvenio.SUSCRITO) | concluye)


def con_conclusion(al: dt.date) -> Q:
    """Signed, and its end was registered; one of the former register may have no date."""
    pasada = Q(fecha_conclusion=None) | Q(fecha_conclusion__lt=al)
    return suscritos(al) & Q(estado=EstadoConvenio.CONCLUIDO) & pasada


def vencidos(al: dt.date) -> Q:
    """Past their last day, or that of their process, with nobody having registered their end."""
    del_proceso = Q(tipo_vigencia=TipoVigencia.PROCESO, proceso__fin__lt=al)
    return sin_concluir(al) & (Q(fin_ultimo__lt=al) | del_proceso)


def terminados(al: dt.date) -> Q:
    """Over, whether or not somebody registered it."""
    return con_conclusion(al) | vencidos(al)


def abiertos(al: dt.date) -> Q:
    """Signed and not over: whoever reads must still ask whether it has begun."""
    sin_fin = Q(fin_ultimo=None) | Q(fin_ultimo__gte=al)
    otra = ~Q(tipo_vigencia=TipoVigencia.PROCESO)
    del_proceso = otra | Q(proceso__fin=None) | Q(proceso__fin__gte=al)
    return sin_concluir(al) & sin_fin & del_proceso


def vigentes(al: dt.date) -> Q:
    """In force on a day; each instrument by itself, whatever it derives from (case 4)."""
    return abiertos(al) & (Q(fecha_inicio=None) | Q(fecha_inicio__lte=al))


def por_iniciar(al: dt.date) -> Q:
    """Signed, with a validity that begins later."""
    return abiertos(al) & Q(fecha_inicio__gt=al)


def tramite(al: dt.date) -> Q:
    """Requested by a day and not decided by then."""
    pedido = Q(fecha_solicitud__lte=al)
    hoy = Q(estado__in=EN_TRAMITE) & (pedido | Q(fecha_solicitud=None))
    despues = Q(estado__in=SUSCRITOS, fecha_suscripcion__gt=al)
    cerrado = Q(estado__in=(EstadoConvenio.NO_PROCEDENTE, EstadoConvenio.DESISTIDO))
    return hoy | (pedido & (despues | (cerrado & Q(etapa_desde__gt=al))))


def cerrados(estado: str, al: dt.date) -> Q:
    """Ended without a signature; nothing says since when in the former register."""
    return Q(estado=estado) & (Q(etapa_desde=None) | Q(etapa_desde__lte=al))


def en_periodo(al: dt.date, desde: dt.date, hasta: dt.date) -> Q:
    """Signed between two days, both included, and known by the cut."""
    return suscritos(al) & Q(fecha_suscripcion__gte=desde, fecha_suscripcion__lte=hasta)


def condicion(
    cifra: str, al: dt.date, desde: dt.date | None = None, hasta: dt.date | None = None
) -> Q:
    """What makes an instrument stand in a figure on a day. Raises KeyError for an unknown one."""
    if cifra == "en_periodo":
        return en_periodo(al, desde or dt.date.min, hasta or al)
    de = {
        "suscritos": suscritos,
        "terminados": terminados,
        "con_conclusion": con_conclusion,
        "vencidos": vencidos,
        "vigentes": vigentes,
        "por_iniciar": por_iniciar,
        "tramite": tramite,
        "no_procedentes": lambda dia: cerrados(EstadoConvenio.NO_PROCEDENTE, dia),
        "desistidos": lambda dia: cerrados(EstadoConvenio.DESISTIDO, dia),
        "sin_fecha": lambda dia: suscritos(dia) & Q(fecha_suscripcion=None),
    }
    return de[cifra](al)


def de_categoria(rows: QuerySet[Convenio], categoria: str) -> QuerySet[Convenio]:
    """Those with a counterpart of a kind; ``SIN_CATEGORIA``, those with none identified."""
    if categoria == SIN_CATEGORIA:
        return rows.filter(categorias="")
    return rows.filter(categorias__contains=categoria)


def lista_de(
    rows: QuerySet[Convenio],
    cifra: str,
    *,
    al: dt.date,
    desde: dt.date | None = None,
    hasta: dt.date | None = None,
    categoria: str = "",
    tipo: str = "",
    anio: int | None = None,
) -> QuerySet[Convenio]:
    """The instruments behind a figure of the report: exactly those it counted."""
    found = rows.filter(contables(), condicion(cifra, al, desde, hasta))
    if categoria:
        found = de_categoria(found, categoria)
    if tipo:
        found = found.filter(tipo=tipo)
    if anio:
        enero, diciembre = dt.date(anio, 1, 1), dt.date(anio, 12, 31)
        found = found.filter(fecha_suscripcion__gte=enero, fecha_suscripcion__lte=diciembre)
    return found


class Anio(Func):
    """The year of a civil date, by the database itself on either engine."""

    template = "CAST(EXTRACT(YEAR FROM %(expressions)s) AS INTEGER)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="CAST(substr(%(expressions)s, 1, 4) AS INTEGER)", **extra
        )


def por_grupo(
    rows: QuerySet[Convenio], al: dt.date, desde: dt.date, hasta: dt.date
) -> list[dict[str, Any]]:
    """Every figure by kind and by set of categories, in one reading of the table."""
    cuentas: dict[str, Any] = {
        cifra: Count("pk", filter=condicion(cifra, al, desde, hasta))
        for cifra in CIFRAS
        if cifra != "terminados"
    }
    rows = rows.filter(contables()).order_by()
    leidos = rows.values("tipo", "categorias").annotate(**cuentas)
    grupos: list[dict[str, Any]] = [dict(grupo) for grupo in leidos]
    for grupo in grupos:
        grupo["terminados"] = grupo["con_conclusion"] + grupo["vencidos"]
    return grupos


def sumar(grupos: list[dict[str, Any]]) -> dict[str, int]:
    """Every figure of these groups together."""
    return {cifra: sum(grupo[cifra] for grupo in grupos) for cifra in CIFRAS}


def por_categoria(grupos: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The six kinds of counterpart; one with two stands in both (case 3)."""
    filas = [
        {"clave": tipo.value, "texto": tipo.label}
        | sumar([g for g in grupos if tipo.value in g["categorias"].split()])
        for tipo in TipoInstitucion
    ]
    sin_dato = sumar([g for g in grupos if not g["categorias"]])
    if any(sin_dato.values()):
        filas.append({"clave": SIN_CATEGORIA, "texto": "Contraparte por identificar"} | sin_dato)
    return filas


def repetidos(grupos: list[dict[str, Any]]) -> dict[str, int]:
    """How many times more the categories add up than the instruments there are."""
    return {
        cifra: sum(g[cifra] * (len(g["categorias"].split()) - 1) for g in grupos if g["categorias"])
        for cifra in CIFRAS
    }


def por_tipo(grupos: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The kinds of instrument there have been."""
    filas = [
        {"clave": tipo.value, "texto": tipo.label}
        | sumar([g for g in grupos if g["tipo"] == tipo.value])
        for tipo in TipoInstrumento
    ]
    return [fila for fila in filas if any(fila[cifra] for cifra in CIFRAS)]


def por_anio(rows: QuerySet[Convenio], al: dt.date) -> list[dict[str, Any]]:
    """How many were signed each year, from the first to that of the cut, none missing."""
    firmados = rows.filter(contables(), suscritos(al), fecha_suscripcion__isnull=False)
    contados = dict(
        firmados.order_by()
        .values(anio=Anio("fecha_suscripcion"))
        .annotate(cuantos=Count("pk"))
        .values_list("anio", "cuantos")
    )
    if not contados:
        return []
    mayor = max(contados.values())
    return [
        {"anio": anio, "suscritos": contados.get(anio, 0)}
        | {"ancho": contados.get(anio, 0) * 100 // mayor, "maximo": contados.get(anio) == mayor}
        for anio in range(min(contados), al.year + 1)
    ]
