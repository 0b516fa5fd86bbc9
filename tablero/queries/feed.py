"""What a private calendar link publishes: appointments of one person, or of an area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from calendario.models import EnlaceCalendario
from convenios.enums import EstadoConvenio
from convenios.models import Convenio
from core.ics import Cita, uid_de
from core.mail import absolute
from crm.models import Compromiso, Gestion, Interaccion, Reunion
from crm.queries.invitacion import cita_de
from crm.queries.pendientes import (
    EQUIPO,
    YO,
    comienzo,
    compromisos_de,
    gestiones_de,
    reuniones_de,
)

ANTES, DESPUES = dt.timedelta(days=90), dt.timedelta(days=365)
POR_CLASE = 2000
RESERVADO = "Reservado"


@dataclass(frozen=True)
class Pedido:
    """For whom it is read, whose things, and which days."""

    user: Any
    de: str
    desde: dt.date
    hasta: dt.date


def enlace_de(token: str) -> EnlaceCalendario | None:
    """The link behind a secret, if it still works now: nothing is remembered between readings."""
    enlace: EnlaceCalendario | None = EnlaceCalendario.objects.por_token(token)
    return enlace


def citas(enlace: Any, hoy: dt.date | None = None) -> list[Cita]:
    """The dated things behind a link, as its person may see them today; a query for each kind."""
    hoy = hoy or timezone.localdate()
    de = EQUIPO if enlace.area_id else YO
    pedido = Pedido(enlace.titular, de, hoy - ANTES, hoy + DESPUES)
    return [cita for fuente in FUENTES for cita in fuente(pedido)]


def _reuniones(pedido: Pedido) -> Iterator[Cita]:
    filas = Reunion.objects.visibles_para(pedido.user).filter(
        inicio__gte=comienzo(pedido.desde), inicio__lt=comienzo(pedido.hasta)
    )
    # A calendar program takes it out of the house: what was reserved stays without words.
    reservada = Interaccion.objects.vivos().filter(reunion=OuterRef("pk"), reservada=True)
    filas = reuniones_de(filas, pedido.user, pedido.de).annotate(reservada=Exists(reservada))
    for reunion in filas.order_by("inicio", "pk")[:POR_CLASE]:
        cita = cita_de(reunion)
        if reunion.reservada:
            yield reservar(cita)
        else:
            yield replace(cita, liga=_liga("reunion", reunion.pk))


def reservar(cita: Cita) -> Cita:
    """That there is something then, and nothing of what it is."""
    return replace(cita, titulo=RESERVADO, lugar="", descripcion="", liga="")


def _gestiones(pedido: Pedido) -> Iterator[Cita]:
    filas = Gestion.objects.visibles_para(pedido.user).abiertas()
    for gestion in _por_limite(gestiones_de(filas, pedido.user, pedido.de), pedido):
        con = f"Con: {gestion.contrapartes}\n" if gestion.contrapartes else ""
        titulo = f"Vence {gestion.folio}"
        yield _de_dia("gestion", gestion, titulo, f"{con}{gestion.descripcion[:500]}")


def _compromisos(pedido: Pedido) -> Iterator[Cita]:
    filas = Compromiso.objects.visibles_para(pedido.user).abiertos()
    filas = filas.select_related("institucion")
    for compromiso in _por_limite(compromisos_de(filas, pedido.user, pedido.de), pedido):
        con = f"Con: {compromiso.institucion}" if compromiso.institucion else ""
        yield _de_dia("compromiso", compromiso, f"Compromiso: {compromiso.texto}", con)


def _convenios(pedido: Pedido) -> Iterator[Cita]:
    """The last day of each, and the last one to say that it is not renewed."""
    user = pedido.user
    suyos = Q(responsable=user) if pedido.de == YO else Q(responsable__area=user.area_id)
    filas = Convenio.objects.visibles_para(user).filter(suyos, estado=EstadoConvenio.SUSCRITO)
    for campo, titulo in (("fin_ultimo", "Vence"), ("aviso_limite", "Último día para no renovar")):
        entre = {f"{campo}__gte": pedido.desde, f"{campo}__lt": pedido.hasta}
        for convenio in filas.filter(**entre).order_by(campo, "pk")[:POR_CLASE]:
            yield Cita(
                uid=uid_de(f"convenios.convenio.{campo}", convenio.pk, convenio.creado_en),
                titulo=f"{titulo}: {convenio.folio or convenio.numero_registro}",
                inicio=getattr(convenio, campo),
                creado_en=convenio.creado_en,
                cambiado_en=convenio.actualizado_en,
                secuencia=convenio.version - 1,
                descripcion=f"{convenio}\nCon: {convenio.contrapartes}",
                liga=absolute(reverse("convenios:convenio_detail", args=[convenio.pk])),
                ocupa=False,
            )


def _por_limite(filas: Any, pedido: Pedido) -> Any:
    entre = {"fecha_limite__gte": pedido.desde, "fecha_limite__lt": pedido.hasta}
    return filas.filter(**entre).order_by("fecha_limite", "pk")[:POR_CLASE]


def _de_dia(clase: str, obj: Any, titulo: str, descripcion: str) -> Cita:
    """Something due on a day; each version of the record is a new sequence."""
    return Cita(
        uid=uid_de(f"crm.{clase}", obj.pk, obj.creado_en),
        titulo=titulo,
        inicio=obj.fecha_limite,
        creado_en=obj.creado_en,
        cambiado_en=obj.actualizado_en,
        secuencia=obj.version - 1,
        descripcion=descripcion,
        liga=_liga(clase, obj.pk),
        ocupa=False,
    )


def _liga(clase: str, pk: int) -> str:
    return absolute(reverse(f"crm:{clase}_detail", args=[pk]))


# To add a kind of thing to the feed, write its function and name it here.
FUENTES = [_reuniones, _gestiones, _compromisos, _convenios]
