"""Who arrives and leaves each day of a programme, and what a person is told of her own trip."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from acompanamiento.enums import ACREDITADAS, ClaseTraslado
from acompanamiento.models import (
    LogisticaVisitante,
    ProgramaAcompanamiento,
    SolicitudVisitante,
    Traslado,
)
from core.formats import DIAS, dia_corto, fecha_larga, hora
from core.ics import CONFIRMADA, Cita, uid_de

RESERVADOS = ("habitacion", "dieta", "accesibilidad", "seguro", "emergencia")
COMPARTEN = 80  # offered at most for one vehicle
ZONA = "America/Mexico_City"
# What the paper and the calendar say, in the language of the person. Nothing that is reserved.
PALABRAS = {
    "es": {
        "llega": "Llegada",
        "sale": "Salida",
        "traslado": "Traslado",
        "hotel": "Hotel",
        "entra": "Entrada al hotel",
        "deja": "Salida del hotel",
        "recibe": "Te recibe {}",
        "enlace": "Tu enlace del IECM: {}",
        "a": "{} → {}",
    },
    "en": {
        "llega": "Arrival",
        "sale": "Departure",
        "traslado": "Transfer",
        "hotel": "Hotel",
        "entra": "Hotel check-in",
        "deja": "Hotel check-out",
        "recibe": "{} will meet you",
        "enlace": "Your IECM liaison: {}",
        "a": "{} → {}",
    },
    "fr": {
        "llega": "Arrivée",
        "sale": "Départ",
        "traslado": "Transfert",
        "hotel": "Hôtel",
        "entra": "Arrivée à l’hôtel",
        "deja": "Départ de l’hôtel",
        "recibe": "{} vous accueille",
        "enlace": "Votre contact à l’IECM : {}",
        "a": "{} → {}",
    },
}


def con_todo(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those rows with their people and the transfers that are alive, in few readings."""
    vivos = Traslado.objects.vivos().order_by("en", "pk")
    return rows.select_related("solicitud", "recibe", "enlace").prefetch_related(
        Prefetch("traslados", vivos)
    )


def de_persona(solicitud: SolicitudVisitante) -> LogisticaVisitante | None:
    return con_todo(LogisticaVisitante.objects.vivos().filter(solicitud=solicitud)).first()


def de_proceso(proceso_id: int) -> QuerySet[Any]:
    """Of the accredited people of a process: who withdrew is not waited for at the airport."""
    return LogisticaVisitante.objects.vivos().filter(
        solicitud__convocatoria__proceso=proceso_id,
        solicitud__estado__in=ACREDITADAS,
        solicitud__eliminado_en=None,
    )


def comparten(logistica: LogisticaVisitante) -> list[LogisticaVisitante]:
    """Who could go in the same vehicle: same hotel, or same day of arrival or departure."""
    juntas = Q(hotel=logistica.hotel) if logistica.hotel else Q()
    for campo in ("llegada_en", "salida_en"):
        if momento := getattr(logistica, campo):
            juntas |= Q(**{f"{campo}__date": timezone.localdate(momento)})
    if not juntas:
        return [logistica]
    rows = de_proceso(logistica.solicitud.convocatoria.proceso_id).filter(juntas)
    rows = rows.exclude(pk=logistica.pk).select_related("solicitud")
    return [logistica, *rows.order_by("llegada_en", "pk")[:COMPARTEN]]


def llegadas_y_salidas(programa: ProgramaAcompanamiento) -> list[dict[str, Any]]:
    """By day: who arrives and who leaves, each at its hour. Days of nobody are not told."""
    filas = list(con_todo(de_proceso(programa.proceso_id)))
    dias: dict[dt.date, dict[str, list[dict[str, Any]]]] = defaultdict(
        lambda: {"llegan": [], "salen": []}
    )
    for fila in filas:
        if fila.llegada_en:
            dias[timezone.localdate(fila.llegada_en)]["llegan"].append(movimiento(fila, "llegada"))
        if fila.salida_en:
            dias[timezone.localdate(fila.salida_en)]["salen"].append(movimiento(fila, "salida"))
    return [
        {
            "dia": dia,
            "nombre": f"{DIAS[dia.weekday()].capitalize()} {fecha_larga(dia)}",
            "corto": dia_corto(dia).capitalize(),
            "clave": dia.isoformat(),
            "llegan": sorted(grupos["llegan"], key=por_hora),
            "salen": sorted(grupos["salen"], key=por_hora),
        }
        for dia, grupos in sorted(dias.items())
    ]


def por_hora(renglon: dict[str, Any]) -> tuple[dt.datetime, str]:
    return renglon["en"], str(renglon["persona"])


def movimiento(fila: LogisticaVisitante, clase: str) -> dict[str, Any]:
    """One line of the list: the person, the flight, and who is with her."""
    llega = clase == ClaseTraslado.LLEGADA
    suyos = [t for t in fila.traslados.all() if t.clase == clase]
    return {
        "persona": fila.solicitud,
        "en": fila.llegada_en if llega else fila.salida_en,
        "vuelo": fila.vuelo_de_llegada if llega else fila.vuelo_de_salida,
        "lugar": fila.llegada_lugar if llega else fila.salida_lugar,
        "quien": fila.recibe or fila.enlace if llega else fila.enlace,
        "recepcion": fila.recepcion if llega else "",
        "hotel": fila.hotel,
        "traslado": suyos[0] if suyos else None,
    }


def sin_vuelo(programa: ProgramaAcompanamiento) -> int:
    """Accredited people of the process of whom nobody wrote when they arrive."""
    rows = SolicitudVisitante.objects.vivos().filter(
        convocatoria__proceso=programa.proceso_id, estado__in=ACREDITADAS
    )
    con = LogisticaVisitante.objects.vivos().exclude(llegada_en=None).values("solicitud")
    return rows.exclude(pk__in=con).count()


def datos_reservados(logistica: LogisticaVisitante) -> list[tuple[str, str]]:
    """Label and value of what is reserved and was written."""
    campos = {c.name: str(c.verbose_name).capitalize() for c in logistica._meta.concrete_fields}
    pares = [(campos[nombre], getattr(logistica, nombre)) for nombre in RESERVADOS]
    return [par for par in pares if par[1]]


def momentos_de(solicitud: SolicitudVisitante, idioma: str) -> list[dict[str, Any]]:
    """What her agenda says of her trip, in order: flights, transfers and hotel."""
    logistica = de_persona(solicitud)
    if logistica is None:
        return []
    vuelos = [v for clase in ("llegada", "salida") if (v := vuelo(logistica, clase, idioma))]
    traslados = [viaje(t, idioma) for t in logistica.traslados.all()]
    return sorted([*vuelos, *traslados], key=lambda m: m["en"])


def vuelo(fila: LogisticaVisitante, clase: str, idioma: str) -> dict[str, Any] | None:
    p, llega = PALABRAS[idioma], clase == "llegada"
    en = fila.llegada_en if llega else fila.salida_en
    if en is None:
        return None
    cual = fila.vuelo_de_llegada if llega else fila.vuelo_de_salida
    notas = []
    if llega and fila.recibe:
        notas.append(p["recibe"].format(fila.recibe))
    if llega and fila.recepcion:
        notas.append(fila.recepcion)
    palabra = p["llega"] if llega else p["sale"]
    return {
        "clave": f"{clase}:{fila.pk}",
        "de": fila,
        "en": en,
        "titulo": f"{palabra}: {cual}" if cual else palabra,
        "lugar": fila.llegada_lugar if llega else fila.salida_lugar,
        "nota": " · ".join(notas),
    }


def viaje(traslado: Traslado, idioma: str) -> dict[str, Any]:
    """A transfer as the person reads it; who drives is for the office."""
    p = PALABRAS[idioma]
    return {
        "clave": f"traslado:{traslado.pk}",
        "de": traslado,
        "en": traslado.en,
        "titulo": f"{p['traslado']}: {p['a'].format(traslado.punto, traslado.destino)}",
        "lugar": traslado.punto,
        "nota": traslado.vehiculo,
    }


def renglon(momento: dict[str, Any]) -> dict[str, Any]:
    """The same as a line of the paper, with what orders it."""
    local = timezone.localtime(momento["en"])
    return {
        "dia": local.date(),
        "en": momento["en"],
        "linea": {
            "horas": hora(local),
            "titulo": momento["titulo"],
            "lugar": momento["lugar"],
            "nota": momento["nota"],
        },
    }


def cabecera(solicitud: SolicitudVisitante, idioma: str) -> list[list[str]]:
    """The hotel and whom to call, as the paper says them above the days."""
    fila, p = de_persona(solicitud), PALABRAS[idioma]
    if fila is None:
        return []
    hotel = ", ".join(x for x in (fila.hotel, fila.hotel_direccion) if x)
    fechas = " – ".join(f"{d:%d/%m/%Y}" for d in (fila.hotel_desde, fila.hotel_hasta) if d)
    pares = [[p["hotel"], f"{hotel} ({fechas})" if hotel and fechas else hotel]]
    if fila.enlace:
        texto, _, nombre = p["enlace"].format(fila.enlace).partition(":")
        pares.append([texto.strip(), nombre.strip()])
    return [par for par in pares if par[1]]


def citas_de_viaje(solicitud: SolicitudVisitante, idioma: str) -> list[Cita]:
    """Flights, transfers and hotel for a calendar."""
    citas = [
        Cita(
            uid=uid_de(f"acompanamiento.{m['clave']}", m["de"].pk, m["de"].creado_en),
            titulo=m["titulo"],
            inicio=m["en"],
            fin=m["en"] + dt.timedelta(hours=1),
            zona=ZONA,
            lugar=m["lugar"],
            descripcion=m["nota"],
            creado_en=m["de"].creado_en,
            cambiado_en=m["de"].actualizado_en,
            secuencia=m["de"].version,
            estado=CONFIRMADA,
        )
        for m in momentos_de(solicitud, idioma)
    ]
    fila = de_persona(solicitud)
    if fila and fila.hotel and fila.hotel_desde:
        citas.append(noches(fila, fila.hotel_desde, idioma))
    return citas


def noches(fila: LogisticaVisitante, desde: dt.date, idioma: str) -> Cita:
    """The stay, as whole days that leave the person free."""
    return Cita(
        uid=uid_de("acompanamiento.hotel", fila.pk, fila.creado_en),
        titulo=f"{PALABRAS[idioma]['hotel']}: {fila.hotel}",
        inicio=desde,
        fin=fila.hotel_hasta or desde,
        lugar=fila.hotel_direccion,
        creado_en=fila.creado_en,
        cambiado_en=fila.actualizado_en,
        secuencia=fila.version,
        estado=CONFIRMADA,
        ocupa=False,
    )
