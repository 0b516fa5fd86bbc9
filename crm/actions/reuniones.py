"""Logging what happened, and holding meetings; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from crm.actions.compromisos import registrar_compromiso
from crm.actions.directorio import anotar_novedad
from crm.actions.invitaciones import invitar
from crm.enums import LadoCompromiso, Repeticion, TipoFecha
from crm.models import (
    Asistencia,
    Compromiso,
    Interaccion,
    PuntoAgenda,
    Reunion,
    SerieReunion,
    TipoReunion,
    VersionMinuta,
)
from crm.queries.agenda import compromisos_por_revisar, puntos_sin_tratar
from crm.queries.minutas import contenido_minuta, huella_minuta
from crm.workflows import REUNION

MAX_SERIE = 60


def nombres(instituciones: Iterable[Any], contactos: Iterable[Any] = ()) -> str:
    """With whom, as a list reads it."""
    return "; ".join(str(x) for x in [*instituciones, *contactos])[:400]


@transaction.atomic
def registrar_interaccion(
    interaccion: Interaccion,
    *,
    by: Any,
    instituciones: Iterable[Any] = (),
    contactos: Iterable[Any] = (),
    integrantes: Iterable[Any] = (),
    compromisos: Iterable[Compromiso] = (),
) -> Interaccion:
    """Log what happened, with whom, and what each side said they would do.

    Raises ValidationError when nobody is named: loose text is not a counterpart (case 58).
    """
    instituciones, contactos = list(instituciones), list(contactos)
    if not instituciones and not contactos:
        raise ValidationError("Elige al menos una institución o persona.")
    interaccion.contrapartes = nombres(instituciones, contactos)
    interaccion.full_clean(exclude=["asunto"])
    interaccion.guardar(by=by)
    interaccion.instituciones.set(instituciones)
    interaccion.contactos.set(contactos)
    interaccion.integrantes.set(integrantes)
    dia = timezone.localdate(interaccion.fecha)
    for compromiso in compromisos:
        compromiso.interaccion = interaccion
        compromiso.institucion = compromiso.institucion or next(iter(instituciones), None)
        registrar_compromiso(compromiso, by=by, base=dia)
    for institucion in instituciones:
        anotar_novedad(institucion.pk, dia)
    return interaccion


def compromiso_de(
    texto: str, *, by: Any, fecha: dt.date | None = None, **values: Any
) -> Compromiso:
    """A commitment from the quick log: ours and in charge of who logs, unless said otherwise."""
    tipo = TipoFecha.FIJA if fecha else TipoFecha.A_SOLICITUD
    values = {"lado": LadoCompromiso.NUESTRO, "responsable": by} | values
    return Compromiso(texto=texto[:500], tipo_fecha=tipo, fecha_limite=fecha, **values)


@transaction.atomic
def completar_como_reunion(interaccion: Interaccion, *, by: Any, tipo: TipoReunion) -> Reunion:
    """Turn a quick log into a full meeting, already held, with its people and commitments.

    Raises ValidationError if it already is one, or if it names no institution.
    """
    actual = Interaccion.objects.select_for_update().get(pk=interaccion.pk)
    if actual.reunion_id:
        raise ValidationError("Esta interacción ya se completó como reunión.")
    instituciones = list(actual.instituciones.all())
    if not instituciones:
        raise ValidationError("Agrega primero la institución con la que fue la reunión.")
    reunion = Reunion(
        asunto=actual.asunto,
        tipo=tipo,
        inicio=actual.fecha,
        modalidad=actual.modalidad or Reunion._meta.get_field("modalidad").default,
        lugar=actual.lugar,
    )
    programar_reunion(reunion, by=by, instituciones=instituciones)
    for contacto in actual.contactos.all():
        Asistencia(reunion=reunion, contacto=contacto, asistio=True).guardar(by=by)
    for integrante in actual.integrantes.all():
        Asistencia(reunion=reunion, integrante=integrante, asistio=True).guardar(by=by)
    PuntoAgenda(reunion=reunion, titulo=actual.asunto, minuta=actual.resumen, tratado=True).guardar(
        by=by
    )
    actual.compromisos.vivos().update(reunion=reunion)
    reunion = celebrar(reunion, by=by, fecha=actual.fecha)
    actual.reunion = reunion
    actual.guardar(by=by, motivo="Se completó como reunión")
    return reunion


@transaction.atomic
def programar_reunion(reunion: Reunion, *, by: Any, instituciones: Iterable[Any]) -> Reunion:
    """Write a meeting to come with its institutions. Raises ValidationError without any."""
    instituciones = list(instituciones)
    if not instituciones:
        raise ValidationError({"instituciones": "Elige al menos una institución."})
    reunion.contrapartes = nombres(instituciones)
    secuencia = reunion.secuencia
    reunion.guardar(by=by)
    reunion.instituciones.set(instituciones)
    if reunion.secuencia != secuencia:
        invitar(reunion, by=by)
    return reunion


@transaction.atomic
def celebrar(reunion: Reunion, *, by: Any, fecha: dt.datetime | None = None) -> Reunion:
    """Note that it was held; what had to be looked at becomes part of its agenda."""
    agregar_pendientes(reunion, by=by)
    values: dict[str, Any] = {"inicio": fecha} if fecha else {}
    celebrada = REUNION.apply(reunion, "celebrar", by=by, **values)
    for institucion in celebrada.instituciones.values_list("pk", flat=True):
        anotar_novedad(institucion, timezone.localdate(celebrada.inicio))
    return celebrada


def agregar_pendientes(reunion: Reunion, *, by: Any) -> int:
    """Write the open commitments and untreated points as points of the agenda."""
    last = reunion.puntos.vivos().aggregate(last=Max("orden_dia"))["last"] or 0
    points = [
        PuntoAgenda(titulo=c.texto[:300], compromiso=c) for c in compromisos_por_revisar(reunion)
    ]
    points += [
        PuntoAgenda(titulo=p.titulo, minutos=p.minutos, presenta=p.presenta, viene_de=p)
        for p in puntos_sin_tratar(reunion)
    ]
    for number, point in enumerate(points, start=last + 1):
        point.reunion, point.orden_dia = reunion, number
        point.guardar(by=by, motivo="Quedó pendiente")
    return len(points)


@transaction.atomic
def reprogramar(
    reunion: Reunion, *, by: Any, inicio: dt.datetime, fin: dt.datetime | None, motivo: str
) -> Reunion:
    """Move it to another moment; the reason and the former one stay in its history."""
    if fin and fin < inicio:
        raise ValidationError({"fin": "La reunión termina después de empezar."})
    movida = REUNION.apply(
        reunion, "reprogramar", by=by, motivo=motivo, motivo_estado=motivo, inicio=inicio, fin=fin
    )
    invitar(movida, by=by)
    return movida


@transaction.atomic
def avanzar(reunion: Reunion, verbo: str, *, by: Any, motivo: str = "") -> Reunion:
    """Call, review, return or cancel: the acts that only change the state."""
    avanzada = REUNION.apply(reunion, verbo, by=by, motivo=motivo, motivo_estado=motivo[:300])
    if verbo in ("convocar", "cancelar"):
        invitar(avanzada, by=by)
    return avanzada


@transaction.atomic
def firmar_minuta(reunion: Reunion, *, by: Any) -> VersionMinuta:
    """Lock the minutes as they are, with their hash; corrections will be another version."""
    firmada = REUNION.apply(reunion, "firmar_minuta", by=by)
    last = firmada.versiones.aggregate(last=Max("numero"))["last"] or 0
    contenido = contenido_minuta(firmada)
    version = VersionMinuta(
        reunion=firmada,
        numero=last + 1,
        contenido=contenido,
        sha256=huella_minuta(contenido),
        firmada_en=timezone.now(),
    )
    return version.guardar(by=by)


@transaction.atomic
def crear_serie(
    modelo: Reunion, serie: SerieReunion, *, by: Any, instituciones: Iterable[Any]
) -> list[Reunion]:
    """A meeting for each date of the series; later each one may be moved or cancelled alone."""
    instituciones = list(instituciones)
    serie.full_clean()
    serie.guardar(by=by)
    duracion = modelo.fin - modelo.inicio if modelo.fin else None
    reuniones = []
    for fecha in fechas_de(serie):
        inicio = timezone.localtime(modelo.inicio).replace(
            year=fecha.year, month=fecha.month, day=fecha.day
        )
        reunion = Reunion(
            asunto=modelo.asunto,
            tipo=modelo.tipo,
            serie=serie,
            convoca=modelo.convoca,
            inicio=inicio,
            fin=inicio + duracion if duracion else None,
            zona=modelo.zona,
            modalidad=modelo.modalidad,
            lugar=modelo.lugar,
            liga=modelo.liga,
        )
        reuniones.append(programar_reunion(reunion, by=by, instituciones=instituciones))
    return reuniones


def fechas_de(serie: SerieReunion) -> list[dt.date]:
    """The dates of a series, both ends included. Raises ValidationError when there are too many."""
    fechas, fecha, number = [], serie.desde, 0
    while fecha is not None and fecha <= serie.hasta:
        fechas.append(fecha)
        if len(fechas) > MAX_SERIE:
            raise ValidationError(
                f"La serie tiene más de {MAX_SERIE} reuniones: acorta el periodo."
            )
        number += 1
        fecha = siguiente_fecha(serie, number)
    return fechas


def siguiente_fecha(serie: SerieReunion, number: int) -> dt.date:
    """The date ``number`` steps after the first; a day a month lacks is its last day."""
    pasos: dict[str, int] = {Repeticion.SEMANAL: 7, Repeticion.QUINCENAL: 14}
    dias = pasos.get(serie.repeticion)
    if dias:
        return serie.desde + dt.timedelta(days=dias * number)
    anio, month0 = divmod(serie.desde.year * 12 + serie.desde.month - 1 + number, 12)
    primero = dt.date(anio, month0 + 1, 1)
    if serie.repeticion == Repeticion.MENSUAL_DIA:
        semana = (serie.desde.day - 1) // 7
        first = primero + dt.timedelta(days=(serie.desde.weekday() - primero.weekday()) % 7)
        fecha = first + dt.timedelta(weeks=semana)
        return fecha if fecha.month == primero.month else fecha - dt.timedelta(weeks=1)
    ultimo = (primero + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return primero.replace(day=min(serie.desde.day, ultimo.day))
