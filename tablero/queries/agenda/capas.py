"""The layers of the calendar. To add one, write its reader and name it in ``CAPAS``."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from convenios.enums import EN_TRAMITE, EstadoConvenio
from convenios.models import Convenio
from core.formats import hora
from crm.enums import EstadoReunion
from crm.models import Compromiso, Gestion, Reunion
from crm.models.reunion import ZONA
from crm.queries.pendientes import YO, comienzo, compromisos_de, gestiones_de, reuniones_de
from tablero.queries.agenda.eventos import POR_CAPA, TODO, Capa, Consulta, Evento

UN_DIA = dt.timedelta(days=1)


def reuniones(consulta: Consulta) -> list[Evento]:
    """Meetings that begin in those days, cancelled ones too: that they are not is news."""
    filas = Reunion.objects.visibles_para(consulta.user).filter(
        inicio__gte=comienzo(consulta.desde), inicio__lt=comienzo(consulta.hasta + UN_DIA)
    )
    if consulta.tipo:
        filas = filas.filter(tipo=consulta.tipo)
    if consulta.de != TODO:
        filas = reuniones_de(filas, consulta.user, consulta.de)
    columnas = ("pk", "asunto", "inicio", "zona", "lugar", "contrapartes", "estado")
    filas = filas.order_by("inicio", "pk").values(*columnas)[: POR_CAPA + 1]
    return [_reunion(fila) for fila in filas]


def _reunion(fila: dict[str, Any]) -> Evento:
    local = timezone.localtime(fila["inicio"])
    notas = [otra_hora(fila["inicio"], fila["zona"]), fila["lugar"]]
    cancelada = fila["estado"] == EstadoReunion.CANCELADA
    return Evento(
        capa="reuniones",
        icono="calendar-event",
        texto=fila["asunto"],
        url=reverse("crm:reunion_detail", args=[fila["pk"]]),
        dia=local.date(),
        hora=f"{local:%H:%M}",
        nota=" · ".join(nota for nota in notas if nota),
        con_quien=fila["contrapartes"],
        tono="cancelada" if cancelada else "",
    )


def otra_hora(inicio: dt.datetime, zona: str) -> str:
    """«16:00 h en Tijuana», when the meeting is kept by another clock than the office's."""
    if zona == ZONA:
        return ""
    lugar = zona.rpartition("/")[2].replace("_", " ")
    return f"{hora(inicio.astimezone(ZoneInfo(zona)))} en {lugar}"


def gestiones(consulta: Consulta) -> list[Evento]:
    """Open gestiones by their limit."""
    filas = Gestion.objects.visibles_para(consulta.user).abiertas()
    if consulta.de != TODO:
        filas = gestiones_de(filas, consulta.user, consulta.de)
    columnas = ("pk", "folio", "fecha_limite", "contrapartes", "descripcion")
    return [
        Evento(
            capa="gestiones",
            icono="inbox",
            texto=fila["descripcion"][:160],
            url=reverse("crm:gestion_detail", args=[fila["pk"]]),
            dia=fila["fecha_limite"],
            nota=f"Gestión {fila['folio']}",
            con_quien=fila["contrapartes"],
            tono=_tono(fila["fecha_limite"]),
        )
        for fila in _por_limite(filas, consulta).values(*columnas)[: POR_CAPA + 1]
    ]


def compromisos(consulta: Consulta) -> list[Evento]:
    """Open commitments by their date."""
    filas = Compromiso.objects.visibles_para(consulta.user).abiertos()
    if consulta.de != TODO:
        filas = compromisos_de(filas, consulta.user, consulta.de)
    columnas = ("pk", "texto", "fecha_limite", "institucion__nombre")
    return [
        Evento(
            capa="compromisos",
            icono="hand-thumbs-up",
            texto=fila["texto"],
            url=reverse("crm:compromiso_detail", args=[fila["pk"]]),
            dia=fila["fecha_limite"],
            nota="Compromiso",
            con_quien=fila["institucion__nombre"] or "",
            tono=_tono(fila["fecha_limite"]),
        )
        for fila in _por_limite(filas, consulta).values(*columnas)[: POR_CAPA + 1]
    ]


DE_CONVENIO = (
    ("fin_ultimo", "Vence el convenio"),
    ("aviso_limite", "Último día para avisar que no se renueva"),
    ("etapa_limite", "Plazo de la etapa"),
)


def convenios(consulta: Consulta) -> list[Evento]:
    """The last day of signed instruments, and the day their stage runs out for those in process."""
    user, entre = consulta.user, (consulta.desde, consulta.hasta)
    vivos = [*EN_TRAMITE, EstadoConvenio.SUSCRITO]
    filas = Convenio.objects.visibles_para(user).filter(estado__in=vivos)
    if consulta.de != TODO:
        suyos = Q(responsable=user) if consulta.de == YO else Q(responsable__area=user.area_id)
        filas = filas.filter(suyos)
    alguna = Q()
    for campo, _nota in DE_CONVENIO:
        alguna |= Q(**{f"{campo}__range": entre})
    columnas = ("pk", "denominacion", "folio", "numero_registro", "contrapartes")
    campos = [campo for campo, _nota in DE_CONVENIO]
    return [
        _convenio(fila, fila[campo], nota)
        for fila in filas.filter(alguna).order_by("pk").values(*columnas, *campos)[: POR_CAPA + 1]
        for campo, nota in DE_CONVENIO
        if fila[campo] and entre[0] <= fila[campo] <= entre[1]
    ]


def _convenio(fila: dict[str, Any], dia: dt.date, nota: str) -> Evento:
    return Evento(
        capa="convenios",
        icono="file-earmark-text",
        texto=fila["denominacion"],
        url=reverse("convenios:convenio_detail", args=[fila["pk"]]),
        dia=dia,
        nota=f"{nota} {fila['folio'] or fila['numero_registro']}".strip(),
        con_quien=fila["contrapartes"],
        tono=_tono(dia),
    )


def _por_limite(filas: Any, consulta: Consulta) -> Any:
    entre = {"fecha_limite__gte": consulta.desde, "fecha_limite__lte": consulta.hasta}
    return filas.filter(**entre).order_by("fecha_limite", "pk")


def _tono(limite: dt.date) -> str:
    return "tarde" if limite < timezone.localdate() else ""


CAPAS = [
    Capa("reuniones", "Reuniones", "calendar-event", "crm.view_reunion", reuniones),
    Capa("gestiones", "Gestiones", "inbox", "crm.view_gestion", gestiones),
    Capa("compromisos", "Compromisos", "hand-thumbs-up", "crm.view_compromiso", compromisos),
    Capa("convenios", "Convenios", "file-earmark-text", "convenios.view_convenio", convenios),
]
