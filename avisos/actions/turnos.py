"""Whose turn it is to hand a notice over: taken for a while, and given up by dying."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, When

from avisos.enums import POR_ENTREGAR, Canal, EstadoAviso
from avisos.models import Aviso
from cuentas.models import Usuario

DURACION = dt.timedelta(seconds=120)
ANTES = Case(When(canal=Canal.APP, then=0), default=1)
LOTE = {Canal.APP: 100, Canal.CORREO: 5}


class TurnoPerdido(Exception):  # noqa: N818 it is not an error: somebody else goes on
    """The turn ran out and another process may have it."""


def bloqueados(avisos: Any) -> Any:
    """Rows nobody else is taking at this moment; SQLite has one writer and needs no lock."""
    if connection.features.has_select_for_update_skip_locked:
        return avisos.select_for_update(skip_locked=True, of=("self",))
    return avisos


@transaction.atomic
def tomar(
    ahora: dt.datetime, *, sin_correo: bool = False, de_fecha: bool = True
) -> tuple[uuid.UUID, list[int]]:
    """Take the next notices that leave together: some of a channel, or a whole summary.

    Those of the application go first: they wait for no server. Of the mails, those of a date or
    those of what happened, and of the others if there are none: who takes asks for each in turn,
    so that what is told to a crowd delays no reminder (F13).

    What a dead process had in its hands is taken one by one, so that a notice that kills who
    touches it stops only itself.
    """
    libres = Aviso.objects.por_tomar(ahora).exclude(canal=Canal.RESUMEN, carta="")
    cola = "regla__al_ocurrir" if de_fecha else "-regla__al_ocurrir"
    en_orden = libres.select_related("regla").order_by(ANTES, cola, "entregar_desde", "pk")
    primero = bloqueados(en_orden.filter(canal=Canal.APP) if sin_correo else en_orden).first()
    if primero is None:
        return uuid.uuid4(), []
    if primero.canal == Canal.RESUMEN:
        rows = libres.filter(carta=primero.carta)
        pks = list(bloqueados(rows.order_by("pk")).values_list("pk", flat=True))
    elif primero.estado == EstadoAviso.TOMADO:
        pks = [primero.pk]
    else:
        al_ocurrir = primero.regla.al_ocurrir
        rows = libres.filter(
            canal=primero.canal, estado__in=POR_ENTREGAR, regla__al_ocurrir=al_ocurrir
        )
        rows = bloqueados(rows.order_by("entregar_desde", "pk"))
        pks = list(rows.values_list("pk", flat=True)[: LOTE[Canal(primero.canal)]])
    turno = uuid.uuid4()
    campos = {"posible_duplicado": True} if primero.estado == EstadoAviso.TOMADO else {}
    Aviso.objects.filter(pk__in=pks).update(
        estado=EstadoAviso.TOMADO,
        turno=turno,
        tomado_hasta=ahora + DURACION,
        intentos=F("intentos") + 1,
        **campos,
    )
    return turno, pks


def sostener(pks: list[int], turno: uuid.UUID, ahora: dt.datetime) -> None:
    """Renew the turn just before a hand-over. Raises TurnoPerdido if it is somebody else's."""
    propios = Aviso.objects.filter(pk__in=pks, turno=turno, estado=EstadoAviso.TOMADO)
    if propios.update(tomado_hasta=ahora + DURACION) != len(pks):
        raise TurnoPerdido


def cerrar(pks: list[int], turno: uuid.UUID, estado: str, **campos: Any) -> int:
    """Leave them in a state, only if the turn is still ours."""
    propios = Aviso.objects.filter(pk__in=pks, turno=turno, estado=EstadoAviso.TOMADO)
    return propios.update(estado=estado, turno=None, tomado_hasta=None, **campos)


def formar_resumenes(ahora: dt.datetime) -> int:
    """Put the due lines of each person in one summary, whose contents do not change any more."""
    sueltos = Aviso.objects.filter(
        estado__in=POR_ENTREGAR, canal=Canal.RESUMEN, carta="", entregar_desde__lte=ahora
    )
    personas = list(sueltos.order_by().values_list("destinatario", flat=True).distinct())
    return sum(formar_resumen(sueltos.filter(destinatario=pk), pk, ahora) for pk in personas)


@transaction.atomic
def formar_resumen(sueltos: Any, persona: int, ahora: dt.datetime) -> int:
    # One at a time per person: two senders would write two summaries.
    Usuario.objects.select_for_update(no_key=True).filter(pk=persona).order_by("pk").first()
    primero = sueltos.order_by("pk").values_list("pk", flat=True).first()
    if primero is None:
        return 0
    return sueltos.update(carta=f"resumen:{persona}:{ahora:%Y%m%d}:{primero}")
