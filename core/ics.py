"""Calendar files (RFC 5545) from plain values: what any calendar program reads.

Text that people typed is cleaned before the library escapes and folds it: a title with a line
break of its own must stay a title. Zones are written out, because not every program knows them.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

PRODID = "-//Vinculo//Agenda//ES"
ESPACIO = uuid.UUID("6f2b0a52-9d0c-5b7e-9a53-0f5d6c1f7a11")  # ours, for names of records
DIRECCION = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")  # ASCII or not, never a separator
SOLICITA, CANCELA = "REQUEST", "CANCEL"
CANCELADA, CONFIRMADA, TENTATIVA = "CANCELLED", "CONFIRMED", "TENTATIVE"


@dataclass(frozen=True)
class Participante:
    """Somebody named in an appointment."""

    nombre: str
    correo: str
    confirmar: bool = True


@dataclass(frozen=True)
class Cita:
    """Something with a date: a whole day when ``inicio`` is a civil date."""

    uid: str
    titulo: str
    inicio: dt.date
    creado_en: dt.datetime
    cambiado_en: dt.datetime
    secuencia: int = 0
    fin: dt.date | None = None
    zona: str = "UTC"
    lugar: str = ""
    descripcion: str = ""
    liga: str = ""
    estado: str = ""
    ocupa: bool = True
    organiza: Participante | None = None
    convocadas: tuple[Participante, ...] = ()

    @property
    def es_de_dia(self) -> bool:
        return not isinstance(self.inicio, dt.datetime)


def uid_de(modelo: str, pk: int, creado_en: dt.datetime) -> str:
    """The name of a record in every calendar: the same for ever, and in no other installation."""
    nombre = f"{modelo}:{pk}:{creado_en.astimezone(dt.UTC).isoformat()}"
    return str(uuid.uuid5(ESPACIO, nombre))


def linea(texto: str, largo: int = 400) -> str:
    """One line of text without characters that are not for reading."""
    return " ".join(parrafos(texto).split())[:largo]


def parrafos(texto: str, largo: int = 4000) -> str:
    """Text that keeps its line breaks and nothing else that is not for reading."""
    plano = str(texto).replace("\r\n", "\n").replace("\r", "\n")
    for salto in ("\v", "\f", "\x85", "\u2028", "\u2029"):
        plano = plano.replace(salto, "\n")
    visible = (c for c in plano if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(visible)[:largo].strip()


def archivo(
    citas: Iterable[Cita],
    *,
    nombre: str = "",
    metodo: str = "",
    sello: dt.datetime | None = None,
) -> bytes:
    """A calendar with these appointments. ``metodo`` makes it an invitation or its cancellation.

    ``sello`` is when an invitation was made; a published calendar dates each appointment by its
    last change, so that the same content gives the same bytes.
    """
    citas = list(citas)
    calendario = icalendar.Calendar()
    calendario.add("prodid", PRODID)
    calendario.add("version", "2.0")
    calendario.add("calscale", "GREGORIAN")
    if metodo:
        calendario.add("method", metodo)
    if nombre:
        calendario.add("x-wr-calname", linea(nombre))
    for zona, (primero, ultimo) in sorted(_zonas(citas).items()):
        calendario.add_component(_zona(zona, primero - 1, ultimo + 1))
    for cita in citas:
        calendario.add_component(_evento(cita, sello))
    return calendario.to_ical()


def _zonas(citas):
    """Each zone used, with its first and last years."""
    anios = {}
    for cita in citas:
        if not cita.es_de_dia and cita.zona != "UTC":
            anios.setdefault(cita.zona, []).extend(
                [cita.inicio.year, (cita.fin or cita.inicio).year]
            )
    return {zona: (min(usados), max(usados)) for zona, usados in anios.items()}


def _evento(cita, sello):
    evento = icalendar.Event()
    evento.add("uid", cita.uid)
    evento.add("dtstamp", sello or cita.cambiado_en)
    evento.add("created", cita.creado_en)
    evento.add("last-modified", cita.cambiado_en)
    evento.add("sequence", cita.secuencia)
    evento.add("summary", linea(cita.titulo))
    for clave, momento in _momentos(cita):
        evento.add(clave, momento)
    _si_hay(evento, "location", linea(cita.lugar))
    _si_hay(evento, "description", parrafos(cita.descripcion))
    if cita.liga.startswith(("https://", "http://")):
        evento.add("url", "".join(parrafos(cita.liga, 500).split()))
    _si_hay(evento, "status", cita.estado)
    evento.add("transp", "OPAQUE" if cita.ocupa else "TRANSPARENT")
    if cita.organiza and DIRECCION.fullmatch(cita.organiza.correo):
        evento.add("organizer", _direccion(cita.organiza))
    for persona in cita.convocadas:
        if DIRECCION.fullmatch(persona.correo):
            evento.add("attendee", _convocada(persona))
    return evento


def _si_hay(evento, clave, texto):
    if texto:
        evento.add(clave, texto)


def _momentos(cita):
    """Start and end. A whole day ends where the next one begins."""
    if cita.es_de_dia:
        yield "dtstart", cita.inicio
        yield "dtend", (cita.fin or cita.inicio) + dt.timedelta(days=1)
        return
    zona = dt.UTC if cita.zona == "UTC" else ZoneInfo(cita.zona)
    yield "dtstart", cita.inicio.astimezone(zona)
    if cita.fin and cita.fin > cita.inicio:
        yield "dtend", cita.fin.astimezone(zona)


def _direccion(persona):
    direccion = icalendar.vCalAddress(f"mailto:{persona.correo}")
    # A quote would end the parameter in programs that do not know RFC 6868.
    if nombre := linea(persona.nombre, 200).replace('"', "'").replace("^", ""):
        direccion.params["cn"] = nombre
    return direccion


def _convocada(persona):
    direccion = _direccion(persona)
    direccion.params["cutype"] = "INDIVIDUAL"
    direccion.params["role"] = "REQ-PARTICIPANT"
    direccion.params["partstat"] = "NEEDS-ACTION"
    direccion.params["rsvp"] = "TRUE" if persona.confirmar else "FALSE"
    return direccion


@lru_cache(maxsize=64)
def _zona(clave, primero, ultimo):
    """VTIMEZONE of those years: each change of offset, by the wall clock that was leaving."""
    zona = ZoneInfo(clave)
    componente = icalendar.Timezone()
    componente.add("tzid", clave)
    inicio = dt.datetime(primero, 1, 1, tzinfo=dt.UTC)
    componente.add_component(_regla(inicio, inicio.astimezone(zona), zona))
    for instante in _cambios(zona, inicio, dt.datetime(ultimo + 1, 1, 1, tzinfo=dt.UTC)):
        antes = (instante - dt.timedelta(seconds=1)).astimezone(zona)
        componente.add_component(_regla(instante, antes, zona))
    return componente


def _regla(instante, antes, zona):
    despues = instante.astimezone(zona)
    verano = bool(despues.dst())
    regla = icalendar.TimezoneDaylight() if verano else icalendar.TimezoneStandard()
    regla.add("dtstart", (instante + antes.utcoffset()).replace(tzinfo=None))
    regla.add("tzoffsetfrom", antes.utcoffset())
    regla.add("tzoffsetto", despues.utcoffset())
    regla.add("tzname", despues.tzname())
    return regla


def _cambios(zona, inicio, fin):
    """The instants, to the second, when the offset of a zone changes."""
    paso, cursor = dt.timedelta(days=7), inicio
    while cursor < fin:
        siguiente = cursor + paso
        if cursor.astimezone(zona).utcoffset() != siguiente.astimezone(zona).utcoffset():
            yield _entre(zona, cursor, siguiente)
        cursor = siguiente


def _entre(zona, antes, despues):
    while despues - antes > dt.timedelta(seconds=1):
        medio = antes + (despues - antes) // 2
        medio = medio.replace(microsecond=0)
        if medio in (antes, despues):
            break
        mismo = medio.astimezone(zona).utcoffset() == antes.astimezone(zona).utcoffset()
        antes, despues = (medio, despues) if mismo else (antes, medio)
    return despues
