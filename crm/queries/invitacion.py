"""The meeting as an appointment, and the invitation that calendars take, change and withdraw."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from django.utils import timezone

from core.ics import (
    CANCELA,
    CANCELADA,
    CONFIRMADA,
    SOLICITA,
    TENTATIVA,
    Cita,
    Participante,
    archivo,
    uid_de,
)
from crm.enums import EstadoReunion
from crm.models import Ocupacion, Reunion
from crm.models.reunion import ZONA

ESTADOS = {EstadoReunion.PROGRAMADA: TENTATIVA, EstadoReunion.CANCELADA: CANCELADA}


def cita_de(reunion: Reunion) -> Cita:
    """The meeting as every calendar shows it: the feed and the invitation share its UID."""
    return Cita(
        uid=uid_de("crm.reunion", reunion.pk, reunion.creado_en),
        titulo=reunion.asunto,
        inicio=reunion.inicio,
        fin=reunion.fin,
        zona=reunion.zona if reunion.zona in available_timezones() else ZONA,
        creado_en=reunion.creado_en,
        cambiado_en=reunion.actualizado_en,
        secuencia=reunion.secuencia,
        lugar=reunion.lugar or reunion.liga,
        liga=reunion.liga,
        descripcion=_descripcion(reunion),
        estado=_estado(reunion),
        ocupa=_estado(reunion) != CANCELADA,
    )


def _estado(reunion: Reunion) -> str:
    if reunion.eliminado_en:
        return CANCELADA
    return ESTADOS.get(EstadoReunion(reunion.estado), CONFIRMADA)


def _descripcion(reunion: Reunion) -> str:
    lines = [
        f"Con: {reunion.contrapartes}" if reunion.contrapartes else "",
        f"Convoca: {reunion.convoca}" if reunion.convoca else "",
        f"Modalidad: {reunion.get_modalidad_display()}",
        f"Sesión: {reunion.liga}" if reunion.liga else "",
    ]
    return "\n".join(line for line in lines if line)


def invitacion(
    reunion: Reunion,
    metodo: str = SOLICITA,
    *,
    organiza: Participante | None = None,
    ahora: dt.datetime | None = None,
) -> bytes:
    """The file that puts the meeting in the calendars of those called, or takes it away.

    Each change of time, place or state raises its sequence, so that programs replace what they
    had. Who called it organizes unless said otherwise. Three queries.
    """
    cita = cita_de(reunion)
    estado = CANCELADA if metodo == CANCELA else cita.estado
    organiza = organiza or _organiza(reunion)
    convocadas = tuple(p for p in convocadas_de(reunion) if p.correo != organiza.correo)
    completa = replace(
        cita,
        estado=estado,
        ocupa=estado != CANCELADA,
        organiza=organiza,
        convocadas=convocadas,
    )
    return archivo([completa], metodo=metodo, sello=ahora or timezone.now())


def metodo_de(reunion: Reunion) -> str:
    """What its invitation says now: come, or do not."""
    return CANCELA if _estado(reunion) == CANCELADA else SOLICITA


def _organiza(reunion: Reunion) -> Participante:
    persona = reunion.creado_por
    if persona is None:
        return Participante("", "")
    return Participante(str(persona), persona.correo)


def convocadas_de(reunion: Reunion) -> list[Participante]:
    """Who was called and has an address, once each; who holds a seat answers for it."""
    called = reunion.asistencias.vivos().filter(convocada=True)
    rows = list(called.select_related("integrante", "contacto"))
    of_seats = _correos_de_puestos(rows)
    found: dict[str, Participante] = {}
    for row in rows:
        correo = _correo(row, of_seats)
        if correo:
            found.setdefault(correo.lower(), Participante(row.nombre, correo))
    return list(found.values())


def _correo(row: Any, of_seats: dict[tuple[int, int | None], str]) -> str:
    if row.integrante:
        return str(row.integrante.correo) if row.integrante.is_active else ""
    by_seat = of_seats.get((row.puesto_id, row.contacto_id), "")
    return by_seat or (str(row.contacto.correo) if row.contacto else "")


def _correos_de_puestos(rows: list[Any]) -> dict[tuple[int, int | None], str]:
    """The address of each seat: by the person who attends, and of whoever holds it now."""
    seats = {row.puesto_id for row in rows if row.puesto_id}
    if not seats:
        return {}
    held = Ocupacion.objects.en_funciones().filter(puesto__in=seats)
    found: dict[tuple[int, int | None], str] = {}
    for seat, contact, office, own in held.order_by("pk").values_list(
        "puesto", "contacto", "correo", "contacto__correo"
    ):
        address = office or own
        found[(seat, contact)] = address
        found.setdefault((seat, None), address)
    return found
