"""Terms: from a start, a quantity and a kind of day, the date on which something is due.

The rule, and where it comes from (dominio 2.12, ADR 0018):

* The day of the notification does not count: a term in days begins the next day [K-alta].
* Working days are Monday to Friday, less those on the office's table of non-working days.
* During an electoral process every day and hour is a working one, and terms given in days are of
  24 hours, counted from moment to moment: Ley Procesal Electoral de la Ciudad de México, «De los
  términos», articles 41 and 42 [K-alta]. Only for matters of the process: transparency, personal
  data and contracts are counted as always (case 26).
* A term that crosses the limit of a process changes regime on that civil day, and says so
  (case 27). Once it has changed, what is left runs by whole days, until 23:59:59.
* Hours run only on days that count; nothing here knows the timetable of the office.
* Everything is due by civil dates of one zone, the office's unless another is given (F12).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from calendario.calculations.notas import cuando, redactar
from calendario.calculations.trimestres import OFICINA, fin_de_trimestre, medianoche
from calendario.calculations.vencimientos import ELECTORAL, ORDINARIO, Proceso, Tramo, Vencimiento

NATURALES, HABILES, HORAS = "naturales", "habiles", "horas"
EXACTO, SIGUIENTE_HABIL = "exacto", "siguiente_habil"
MAXIMO = {NATURALES: 3660, HABILES: 3660, HORAS: 8784}  # ten years; one, in hours
PRIMER_ANIO, ULTIMO_ANIO = 1900, 2200

UN_DIA = dt.timedelta(days=1)
UN_SEGUNDO = dt.timedelta(seconds=1)
FIN_DE_SEMANA = {5: "sábado", 6: "domingo"}

Saltados = list[tuple[dt.date, str]]


@dataclass(frozen=True)
class Reglas:
    """What the calendar says of each day, for one kind of matter."""

    asunto_electoral: bool = False
    procesos: tuple[Proceso, ...] = ()
    inhabiles: Mapping[dt.date, str] = field(default_factory=dict)
    zona: ZoneInfo = OFICINA

    def proceso(self, dia: dt.date) -> Proceso | None:
        """The process whose rule governs a day, if any."""
        if not self.asunto_electoral:
            return None
        return next((p for p in self.procesos if p.contiene(dia)), None)

    def motivo_inhabil(self, dia: dt.date) -> str:
        """Why a day does not count, or nothing when it does."""
        if self.proceso(dia):
            return ""
        return self.inhabiles.get(dia) or FIN_DE_SEMANA.get(dia.weekday(), "")

    def local(self, momento: dt.datetime) -> dt.datetime:
        return momento.astimezone(self.zona)

    def tramos(self, desde: dt.date, hasta: dt.date) -> tuple[Tramo, ...]:
        """The regimes of a run of days, neighbours of the same one joined."""
        found: list[Tramo] = []
        for n in range((hasta - desde).days + 1):
            dia = desde + n * UN_DIA
            proceso = self.proceso(dia)
            if found and found[-1].proceso == proceso:
                found[-1] = replace(found[-1], hasta=dia)
            else:
                regimen = ELECTORAL if proceso else ORDINARIO
                found.append(Tramo(regimen, dia, dia, proceso))
        return tuple(found)


def calcular_vencimiento(
    inicio: dt.date | dt.datetime,
    cantidad: int,
    tipo: str,
    asunto_electoral: bool = False,
    procesos: Iterable[Proceso] = (),
    inhabiles: Mapping[dt.date, str] | None = None,
    *,
    regla_fin: str = EXACTO,
    zona: ZoneInfo = OFICINA,
) -> Vencimiento:
    """When a term ends.

    ``inicio`` is the notification: a civil date, or an aware instant. An instant at midnight is
    taken as a date without hour, which is how people write it; except for hours, which need one.
    ``regla_fin`` says what happens to natural days that end on a non-working one.
    Raises ValueError, in Spanish, when what is asked has no answer.
    """
    reglas = Reglas(asunto_electoral, tuple(procesos), inhabiles or {}, zona)
    _comprobar(inicio, cantidad, tipo, regla_fin)
    if tipo == HORAS:
        vencimiento = _en_horas(reglas, inicio, cantidad)
    else:
        vencimiento = _en_dias(reglas, inicio, cantidad, tipo, regla_fin)
    vencimiento = replace(vencimiento, cuando=cuando(reglas, vencimiento))
    return replace(vencimiento, nota=redactar(reglas, vencimiento, inicio, cantidad, tipo))


def _comprobar(inicio, cantidad, tipo, regla_fin):
    if tipo not in MAXIMO or regla_fin not in (EXACTO, SIGUIENTE_HABIL):
        message = f"No hay plazos de «{tipo}» con final «{regla_fin}»."
        raise ValueError(message)
    if not 1 <= cantidad <= MAXIMO[tipo]:
        message = f"El plazo debe ser de 1 a {MAXIMO[tipo]:,}."
        raise ValueError(message)
    if not PRIMER_ANIO <= inicio.year <= ULTIMO_ANIO:
        message = f"El plazo debe empezar entre los años {PRIMER_ANIO} y {ULTIMO_ANIO}."
        raise ValueError(message)
    if isinstance(inicio, dt.datetime):
        if inicio.tzinfo is None:
            raise ValueError("El inicio necesita su zona horaria.")
    elif tipo == HORAS:
        raise ValueError("Un plazo en horas necesita la hora en que empieza.")


def _en_dias(reglas, inicio, cantidad, tipo, regla_fin) -> Vencimiento:
    notificado = reglas.local(inicio).date() if isinstance(inicio, dt.datetime) else inicio
    fecha, saltados = _contar(reglas, notificado, cantidad, solo_habiles=tipo == HABILES)
    aplazados: Saltados = []
    while regla_fin == SIGUIENTE_HABIL and (motivo := reglas.motivo_inhabil(fecha)):
        aplazados.append((fecha, motivo))
        fecha += UN_DIA
    if _de_momento_a_momento(reglas, inicio, notificado, fecha):
        # Whole days of 24 hours by the clock that never jumps; without DST, the same hour.
        instante = inicio.astimezone(dt.UTC) + cantidad * UN_DIA
        fecha, es_momento = _fecha_de(reglas, instante), True
    else:
        instante, es_momento = _ultimo_segundo(fecha, reglas.zona), False
    desde = min(notificado + UN_DIA, fecha)
    return Vencimiento(
        fecha,
        instante,
        es_momento,
        reglas.tramos(desde, fecha),
        tuple(saltados),
        tuple(aplazados),
    )


def _contar(reglas, dia, cantidad, *, solo_habiles) -> tuple[dt.date, Saltados]:
    """Walk from the day after, each day under its own regime, until ``cantidad`` have counted."""
    saltados: Saltados = []
    while cantidad:
        dia += UN_DIA
        motivo = reglas.motivo_inhabil(dia) if solo_habiles else ""
        if motivo:
            saltados.append((dia, motivo))
        else:
            cantidad -= 1
    return dia, saltados


def _de_momento_a_momento(reglas, inicio, notificado, fecha) -> bool:
    """Whether it began at a known hour inside a process and never left it."""
    if not isinstance(inicio, dt.datetime) or reglas.local(inicio).time() == dt.time.min:
        return False
    return all(tramo.proceso for tramo in reglas.tramos(notificado, fecha))


def _en_horas(reglas, inicio, cantidad) -> Vencimiento:
    momento, faltan = inicio.astimezone(dt.UTC), dt.timedelta(hours=cantidad)
    primero = dia = reglas.local(inicio).date()
    saltados: Saltados = []
    while True:
        siguiente = medianoche(dia + UN_DIA, reglas.zona).astimezone(dt.UTC)
        if motivo := reglas.motivo_inhabil(dia):
            saltados.append((dia, motivo))
        elif faltan <= siguiente - momento:
            break
        else:
            faltan -= siguiente - momento
        momento, dia = siguiente, dia + UN_DIA
    instante = momento + faltan
    fecha = _fecha_de(reglas, instante)
    return Vencimiento(fecha, instante, True, reglas.tramos(primero, fecha), tuple(saltados))


def _fecha_de(reglas, instante) -> dt.date:
    """The civil date of a limit; midnight is the 24:00 of the day that ends."""
    return reglas.local(instante - UN_SEGUNDO).date()


def _ultimo_segundo(fecha, zona) -> dt.datetime:
    """23:59:59 of a civil date, in UTC; right also on days of 23 and 25 hours."""
    return medianoche(fecha + UN_DIA, zona).astimezone(dt.UTC) - UN_SEGUNDO


def dias_transcurridos(
    desde: dt.date,
    hasta: dt.date,
    tipo: str = NATURALES,
    asunto_electoral: bool = False,
    procesos: Iterable[Proceso] = (),
    inhabiles: Mapping[dt.date, str] | None = None,
) -> int:
    """Days that count between two civil dates: the first does not, the last does.

    Negative when ``hasta`` came before: what is left of a term, and by how much it is late.
    """
    if hasta < desde:
        return -dias_transcurridos(hasta, desde, tipo, asunto_electoral, procesos, inhabiles)
    total = (hasta - desde).days
    if tipo == NATURALES:
        return total
    if not asunto_electoral:
        return entre_semana(desde, hasta) - sum(
            desde < dia <= hasta and dia.weekday() not in FIN_DE_SEMANA for dia in inhabiles or ()
        )
    reglas = Reglas(asunto_electoral, tuple(procesos), inhabiles or {})
    dias = (desde + n * UN_DIA for n in range(1, total + 1))
    return sum(not reglas.motivo_inhabil(dia) for dia in dias)


def entre_semana(desde: dt.date, hasta: dt.date) -> int:
    """Mondays to Fridays after a day and up to another, without walking them one by one."""
    semanas, resto = divmod((hasta - desde).days, 7)
    sueltos = (desde.weekday() + n for n in range(1, resto + 1))
    return semanas * 5 + sum(dia % 7 not in FIN_DE_SEMANA for dia in sueltos)


def limite_de_publicacion(
    anio: int,
    numero: int,
    *,
    dias: int = 45,
    inhabiles: Mapping[dt.date, str] | None = None,
    regla_fin: str = EXACTO,
) -> Vencimiento:
    """The last day to publish a quarter: its end and 45 natural days (case 25).

    That of the fourth falls in the following year, and its fiscal year is still the quarter's.
    """
    vencimiento = calcular_vencimiento(
        fin_de_trimestre(anio, numero), dias, NATURALES, inhabiles=inhabiles, regla_fin=regla_fin
    )
    return replace(vencimiento, nota=f"Trimestre {numero} del ejercicio {anio}. {vencimiento.nota}")
