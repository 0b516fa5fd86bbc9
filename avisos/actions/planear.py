"""Writing down what is owed: who has to be told what, when and by which channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from avisos.calculations import momento
from avisos.enums import Canal, Destino, Unidad
from avisos.models import Aviso, PreferenciaAvisos, ReglaAviso
from avisos.queries import Fuente
from avisos.queries.fuentes import a_quienes, esta
from avisos.queries.preferencias import canal_de_correo, hora_de_entrega, preferencias
from core.parameters import parametro

LOTE = 300
HORIZONTE = dt.timedelta(days=7)
HORA = "avisos.hora"  # parameter: at what time the rules counted in days ring


def hora_de_reglas() -> dt.time:
    """The hour in which the office reads its reminders; 07:00 while nobody decides another."""
    return dt.time.fromisoformat(str(parametro(HORA, por_omision="07:00")))


def planear(fuente: Fuente, ahora: dt.datetime, desde: dt.datetime) -> int:
    """Write the notices that the rules of a source's dates ask for and are not written yet.

    ``desde`` is when this was last done: what should have been told before is told at once,
    what appeared since then waits for its person's hour. Returns how many were written.
    """
    reglas = ReglaAviso.objects.activas().de_fecha()
    return sum(
        escribir(fuente, regla, lote, ahora, desde)
        # The nearest first: another round at the same time never sees only the farther one.
        for regla in reglas.filter(fuente=fuente.clave).order_by("antes", "pk")
        for lote in por_planear(fuente, regla, ahora + HORIZONTE)
    )


def distancia(regla: ReglaAviso) -> dt.timedelta:
    """How far before its date a rule rings, rounded up to whole days where days are counted."""
    if regla.unidad == Unidad.HORAS:
        return dt.timedelta(hours=regla.antes)
    return dt.timedelta(days=regla.antes)


def sin_planear(fuente: Fuente, regla: ReglaAviso, limite: dt.datetime) -> Any:
    """The open records whose moment comes before a limit and that this rule has not told of."""
    ref = "objetivo" if fuente.es_instante else "fecha"
    planeados = Aviso.objects.filter(
        regla=regla, fuente=fuente.clave, objeto_id=OuterRef("pk"), **{ref: OuterRef(fuente.campo)}
    )
    if fuente.campo_persona and regla.destino == Destino.RESPONSABLE:
        # Somebody else is in charge now: they have not been told.
        de_quien = planeados.filter(destinatario=OuterRef(fuente.campo_persona))
        sin_persona = {f"{fuente.campo_persona}__isnull": True}
        rows = fuente.hasta(limite + distancia(regla))
        return rows.exclude(Exists(de_quien)).exclude(Exists(planeados), **sin_persona)
    return fuente.hasta(limite + distancia(regla)).exclude(Exists(planeados))


def por_planear(fuente: Fuente, regla: ReglaAviso, limite: dt.datetime) -> Iterator[list[Any]]:
    """Those records in batches, each looked at once even when nobody can be told."""
    rows = sin_planear(fuente, regla, limite).select_related(*fuente.relaciones).order_by("pk")
    lote = list(rows[:LOTE])
    while lote:
        yield lote
        lote = list(rows.filter(pk__gt=lote[-1].pk)[:LOTE]) if len(lote) == LOTE else []


def escribir(
    fuente: Fuente, regla: ReglaAviso, objs: list[Any], ahora: dt.datetime, desde: dt.datetime
) -> int:
    """The rows of one rule for some records; those already written stay as they are."""
    quienes = a_quienes(fuente, regla.destino, objs)
    gustos = preferencias(p.pk for personas in quienes.values() for p in personas)
    hora, zona = hora_de_reglas(), timezone.get_default_timezone()
    rows = []
    for obj in objs:
        objetivo = fuente.objetivo(obj)
        suena = momento(objetivo, regla.antes, regla.unidad, hora, zona)
        for persona in quienes[obj.pk]:
            gusto = gustos[persona.pk]
            for canal in canales(regla, gusto):
                debido = hora_de_entrega(canal, max(suena, desde), gusto)
                row = nuevo(fuente, regla, obj, canal, ahora)
                row.fechar(objetivo, suena, max(suena, debido) if suena > ahora else debido)
                row.destinatario = persona
                rows.append(row)
    Aviso.objects.bulk_create(rows, batch_size=LOTE, ignore_conflicts=True)
    return len(rows)


def canales(regla: ReglaAviso, gusto: PreferenciaAvisos) -> Iterator[Canal]:
    """In the application always; by mail as the rule and the person say."""
    yield Canal.APP
    if correo := canal_de_correo(regla, gusto):
        yield correo


def nuevo(fuente: Fuente, regla: ReglaAviso, obj: Any, canal: str, ahora: dt.datetime) -> Aviso:
    """A row still without dates nor addressee."""
    return Aviso(regla=regla, fuente=fuente.clave, objeto_id=obj.pk, canal=canal, creado_en=ahora)


@dataclass(frozen=True)
class Hecho:
    """Something that happened, and who has to know."""

    obj: Any
    texto: str
    detalle: str = ""
    personas: Iterable[Any] = ()
    direcciones: Iterable[str] = ()  # people from outside, by mail only
    ocurrio: dt.datetime | None = None  # part of the key: the same act told twice is one notice


def avisar(fuente: Fuente, clave: str, *hechos: Hecho) -> list[Aviso]:
    """Tell what happened, in the transaction in which it happens; a few queries for any number.

    Says nothing if the rule was put out of use. Raises ReglaAviso.DoesNotExist for a rule that is
    not there.
    """
    regla = ReglaAviso.objects.get(clave=clave)
    if not hechos or not regla.activa or regla.eliminado_en:
        return []
    ahora = timezone.now()
    gustos = preferencias(p.pk for hecho in hechos for p in hecho.personas if esta(p))
    rows = [row for hecho in hechos for row in filas(fuente, regla, hecho, gustos, ahora)]
    return Aviso.objects.bulk_create(rows, batch_size=LOTE, ignore_conflicts=True)


def filas(
    fuente: Fuente,
    regla: ReglaAviso,
    hecho: Hecho,
    gustos: dict[int, PreferenciaAvisos],
    ahora: dt.datetime,
) -> Iterator[Aviso]:
    """The rows of one fact: each person by their channels, each address by mail."""
    for persona in filter(esta, hecho.personas):
        gusto = gustos[persona.pk]
        for canal in canales(regla, gusto):
            row = suceso(fuente, regla, hecho, canal, ahora)
            row.debido_en = row.entregar_desde = hora_de_entrega(canal, ahora, gusto)
            row.destinatario = persona
            yield row
    for direccion in hecho.direcciones:
        row = suceso(fuente, regla, hecho, Canal.CORREO, ahora)
        row.direccion = direccion
        yield row


def suceso(
    fuente: Fuente, regla: ReglaAviso, hecho: Hecho, canal: str, ahora: dt.datetime
) -> Aviso:
    """A row with its words, which do not change with the day they are read."""
    row = nuevo(fuente, regla, hecho.obj, canal, ahora)
    instante = hecho.ocurrio or ahora
    row.fechar(instante, instante, ahora)
    row.texto, row.detalle = hecho.texto[:300], hecho.detalle[:600]
    row.url = fuente.url(hecho.obj)
    return row
