"""The stretch of days that a view of the calendar shows; plain values."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from core.formats import DIAS, MESES, fecha_larga, rango

MES, SEMANA, LISTA = "mes", "semana", "lista"
VISTAS = {MES: "Mes", SEMANA: "Semana", LISTA: "Lista"}
DIAS_DE_LISTA = 30
PRIMERO, ULTIMO = dt.date(1900, 1, 1), dt.date(2200, 12, 31)


def leer_dia(texto: str, hoy: dt.date) -> dt.date:
    """The day of an address; today when it says none, or one that nobody plans for."""
    try:
        dia = dt.date.fromisoformat(texto)
    except ValueError:
        return hoy
    return dia if PRIMERO <= dia <= ULTIMO else hoy


@dataclass(frozen=True)
class Periodo:
    """A month of whole weeks, a week from Monday, or the days that follow one."""

    vista: str
    dia: dt.date

    @property
    def desde(self) -> dt.date:
        if self.vista == LISTA:
            return self.dia
        primero = self.dia.replace(day=1) if self.vista == MES else self.dia
        return primero - dt.timedelta(days=primero.weekday())

    @property
    def hasta(self) -> dt.date:
        """The last day, included."""
        if self.vista == LISTA:
            return self.dia + dt.timedelta(days=DIAS_DE_LISTA - 1)
        if self.vista == SEMANA:
            return self.desde + dt.timedelta(days=6)
        ultimo = self.dia.replace(day=calendar.monthrange(self.dia.year, self.dia.month)[1])
        return ultimo + dt.timedelta(days=6 - ultimo.weekday())

    @property
    def dias(self) -> list[dt.date]:
        cuantos = (self.hasta - self.desde).days + 1
        return [self.desde + dt.timedelta(days=n) for n in range(cuantos)]

    @property
    def anterior(self) -> dt.date:
        if self.vista == MES:
            return self.dia.replace(day=1) - dt.timedelta(days=1)
        return self.dia - dt.timedelta(days=7 if self.vista == SEMANA else DIAS_DE_LISTA)

    @property
    def siguiente(self) -> dt.date:
        if self.vista == MES:
            return self.dia.replace(day=28) + dt.timedelta(days=4)
        return self.dia + dt.timedelta(days=7 if self.vista == SEMANA else DIAS_DE_LISTA)

    @property
    def titulo(self) -> str:
        if self.vista == MES:
            return f"{MESES[self.dia.month - 1].capitalize()} de {self.dia.year}"
        texto = rango(self.desde, self.hasta)
        return texto[:1].upper() + texto[1:]

    def es_ajeno(self, dia: dt.date) -> bool:
        """Of the month before or after, shown only to complete a week."""
        return self.vista == MES and dia.month != self.dia.month


def dia_con_nombre(dia: dt.date) -> str:
    """«jueves 5 de marzo de 2026»."""
    return f"{DIAS[dia.weekday()]} {fecha_larga(dia)}"
