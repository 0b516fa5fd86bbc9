"""How what was agreed advances: commitments by side, and work programmes by activity."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from convenios.enums import EstadoActividad
from convenios.models import CompromisoConvenio, Convenio, ProgramaTrabajo
from convenios.queries.informe import contables, suscritos
from crm.enums import COMPROMISO_ABIERTO, EstadoCompromiso, LadoCompromiso

LADOS = {
    LadoCompromiso.NUESTRO: "Del Instituto",
    LadoCompromiso.CONTRAPARTE: "De la contraparte",
    LadoCompromiso.CONJUNTO: "Conjuntos",
}
CUENTAS = ("total", "abiertos", "vencidos", "cumplidos", "incumplidos", "no_exigibles")


def cuentas_de_compromisos(al: dt.date, prefijo: str = "compromiso__") -> dict[str, Count]:
    """What is counted of a commitment on a day: «a solicitud» has no date and is never overdue."""

    def q(**kwargs: Any) -> Q:
        return Q(**{f"{prefijo}{name}": value for name, value in kwargs.items()})

    abierto = q(estado__in=COMPROMISO_ABIERTO) | q(
        estado=EstadoCompromiso.CUMPLIDO, cumplido_en__gt=al
    )
    cuentas = {
        "total": q(eliminado_en=None),
        "abiertos": abierto,
        "vencidos": abierto & q(fecha_limite__lt=al),
        "cumplidos": q(estado=EstadoCompromiso.CUMPLIDO, cumplido_en__lte=al),
        "incumplidos": q(estado=EstadoCompromiso.INCUMPLIDO),
        "no_exigibles": q(estado=EstadoCompromiso.NO_EXIGIBLE),
    }
    return {name: Count("pk", filter=rule) for name, rule in cuentas.items()}


def por_lado(convenios: QuerySet[Convenio], al: dt.date) -> list[dict[str, Any]]:
    """Commitments of what was signed, ours apart from the counterpart's (case 60)."""
    firmados = convenios.filter(contables(), suscritos(al))
    rows = CompromisoConvenio.objects.vivos().filter(
        compromiso__eliminado_en=None, convenio__in=firmados.order_by().values("pk")
    )
    grupos = rows.order_by().values(lado=F("compromiso__lado"))
    found = {row["lado"]: row for row in grupos.annotate(**cuentas_de_compromisos(al))}
    ceros = dict.fromkeys(CUENTAS, 0)
    return [
        {"clave": lado.value, "texto": texto}
        | {name: found.get(lado.value, ceros)[name] for name in CUENTAS}
        for lado, texto in LADOS.items()
    ]


def actividades(al: dt.date) -> dict[str, Count]:
    """What is counted of the activities of a programme; what was cancelled is left out."""

    def q(**kwargs: Any) -> Q:
        return Q(**{f"actividades__{name}": value for name, value in kwargs.items()})

    cuenta = q(eliminado_en=None) & ~q(estado=EstadoActividad.CANCELADA)
    reglas = {
        "actividades_total": cuenta,
        "realizadas": cuenta & q(estado=EstadoActividad.REALIZADA),
        "en_proceso": cuenta & q(estado=EstadoActividad.EN_PROCESO),
        "pendientes": cuenta & q(estado=EstadoActividad.PENDIENTE),
        "vencidas": cuenta & ~q(estado=EstadoActividad.REALIZADA) & q(fecha__lt=al),
    }
    return {name: Count("actividades", filter=rule) for name, rule in reglas.items()}


def programas(convenios: QuerySet[Convenio], al: dt.date) -> QuerySet[ProgramaTrabajo]:
    """The work programmes of what was signed, up to the year of the cut."""
    firmados = convenios.filter(contables(), suscritos(al)).order_by().values("pk")
    rows = ProgramaTrabajo.objects.vivos()
    return rows.filter(convenio__in=firmados, ejercicio__lte=al.year)


def resumen_de_programas(convenios: QuerySet[Convenio], al: dt.date) -> dict[str, int]:
    """All of them together, counted by the database."""
    rows = programas(convenios, al)
    return rows.aggregate(programas=Count("pk", distinct=True), **actividades(al))


def con_avance(convenios: QuerySet[Convenio], al: dt.date, cuantos: int | None = None) -> Any:
    """Each programme with its activities and the mean of their progress, newest first.

    With ``cuantos``, only the first of them: they are chosen before anything is counted.
    """
    rows = programas(convenios, al).order_by("-ejercicio", "pk")
    if cuantos is not None:
        primeros = list(rows.values_list("pk", flat=True)[:cuantos])
        rows = ProgramaTrabajo.objects.filter(pk__in=primeros).order_by("-ejercicio", "pk")
    cuenta = Q(actividades__eliminado_en=None) & ~Q(actividades__estado=EstadoActividad.CANCELADA)
    return rows.select_related("convenio").annotate(
        avance=Avg("actividades__avance", filter=cuenta), **actividades(al)
    )


def de_programa(programa: Any) -> dict[str, Any]:
    """A programme as the report prints it; without activities there is no progress to tell."""
    return {
        "convenio_id": programa.convenio_id,
        "folio": programa.convenio.folio or programa.convenio.numero_registro,
        "convenio": programa.convenio.denominacion,
        "nombre": programa.nombre,
        "ejercicio": programa.ejercicio,
        "actividades": programa.actividades_total,
        "realizadas": programa.realizadas,
        "en_proceso": programa.en_proceso,
        "pendientes": programa.pendientes,
        "vencidas": programa.vencidas,
        "avance": None if programa.avance is None else round(programa.avance),
    }
