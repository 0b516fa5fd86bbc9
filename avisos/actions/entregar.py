"""Handing over what is owed: looked at again, told once, and never lost by who dies doing it."""

from __future__ import annotations

import datetime as dt
import logging
import time
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from avisos.actions import turnos
from avisos.actions.planear import escribir
from avisos.actions.turnos import TurnoPerdido
from avisos.actions.vigencia import consolidar
from avisos.calculations import MAX_FALLAS, MAX_INTENTOS, espera
from avisos.clients import correo
from avisos.enums import Canal, EstadoAviso
from avisos.models import Aviso, ReglaAviso
from avisos.queries import Fuente
from avisos.queries.cartas import redactar
from avisos.queries.vigentes import Revision, revisar

logger = logging.getLogger(__name__)

FRESCURA = 1  # seconds that a look at a record is good for
MAX_REINTENTOS = 29  # with the ladder of `calculations`, two days


@dataclass
class Entrega:
    """One round of hand-overs: with which sources, when, and what came out."""

    fuentes: dict[str, Fuente]
    ahora: dt.datetime
    entregados: int = 0
    sin_correo: bool = False  # the server does not answer: the mails of this round wait
    de_fecha: bool = False  # which mails were asked for last: of a date, or of what happened
    relevos: bool = False  # somebody was found to be told in place of another
    revisiones: dict[int, Revision] = field(default_factory=dict)  # of the letters that follow
    frescas_hasta: float = 0

    def lote(self) -> bool:
        """Take what comes next and hand it over; False when nothing is owed."""
        if self.relevos:  # they may have heard of it already, nearer to its date
            consolidar(self.ahora)
            self.relevos = False
        self.de_fecha = not self.de_fecha
        turno, pks = turnos.tomar(self.ahora, sin_correo=self.sin_correo, de_fecha=self.de_fecha)
        if not pks:
            return False
        rows = Aviso.objects.select_related("regla", "destinatario").filter(pk__in=pks)
        avisos = [a for a in rows.order_by("pk") if not self.enfermo(a, turno)]
        try:
            self.de_canal(avisos, turno)
        except TurnoPerdido:
            logger.info("Otro proceso siguió con %s avisos", len(avisos))
        return True

    def enfermo(self, aviso: Aviso, turno: uuid.UUID) -> bool:
        """A notice whose every hand-over ended with the process is set apart."""
        if aviso.intentos < MAX_INTENTOS or aviso.motivo:
            return False
        motivo = "El proceso se interrumpió cada vez que se intentó entregar."
        turnos.cerrar([aviso.pk], turno, EstadoAviso.CUARENTENA, motivo=motivo)
        return True

    def de_canal(self, avisos: list[Aviso], turno: uuid.UUID) -> None:
        if avisos and avisos[0].canal == Canal.RESUMEN:
            self.una_carta(avisos, turno)
            return
        if avisos and avisos[0].canal == Canal.APP:
            self.en_vinculo(avisos, turno)
            return
        for n, aviso in enumerate(avisos):
            if self.sin_correo:
                turnos.cerrar([aviso.pk], turno, EstadoAviso.PENDIENTE)
            else:
                self.una_carta([aviso], turno, despues=avisos[n + 1 :])

    def en_vinculo(self, avisos: list[Aviso], turno: uuid.UUID) -> None:
        """The row is the notice: to deliver it is to write that it was."""
        try:
            with transaction.atomic():
                vigentes = self.vigentes(revisar(self.fuentes, avisos, self.ahora), turno)
                self.entregados += self.escribir(vigentes, turno)
        except Exception as error:  # a poison notice must not stop the others
            if len(avisos) == 1:
                self.fallo(avisos, turno, error)
                return
            for aviso in avisos:
                self.en_vinculo([aviso], turno)

    def escribir(self, vigentes: list[Revision], turno: uuid.UUID) -> int:
        """Delivered, with the words it was told in."""
        return sum(
            turnos.cerrar([r.aviso.pk], turno, EstadoAviso.ENTREGADO, **r.campos(self.ahora))
            for r in vigentes
        )

    def una_carta(
        self, avisos: list[Aviso], turno: uuid.UUID, despues: Sequence[Aviso] = ()
    ) -> None:
        """One message with one or several notices; ``despues`` are those of the next messages."""
        turnos.sostener([a.pk for a in avisos], turno, timezone.now())
        try:
            vigentes = self.vigentes(self.revisados(avisos, despues), turno)
            if not vigentes:
                return
            huella, mensaje = redactar(vigentes, self.ahora)
        except Exception as error:  # a poison notice must not stop the others
            self.fallo(avisos, turno, error)
            return
        self.mandar(vigentes, turno, huella, mensaje)

    def mandar(self, vigentes: list[Revision], turno: uuid.UUID, huella: str, mensaje: Any) -> None:
        avisos = [revision.aviso for revision in vigentes]
        pks = [aviso.pk for aviso in avisos]
        try:
            despedida = correo.entregar(huella, mensaje)
        except correo.Rechazado as error:
            turnos.cerrar(pks, turno, EstadoAviso.RECHAZADO, motivo=str(error)[:300])
        except correo.Reintentar as error:
            self.reintentar(avisos, turno, error)
        except Exception as error:  # an address that cannot be written, for instance
            self.fallo(avisos, turno, error)
        else:
            with despedida, transaction.atomic():
                self.entregados += self.escribir(vigentes, turno)

    def reintentar(self, avisos: list[Aviso], turno: uuid.UUID, error: correo.Reintentar) -> None:
        """Later, by the ladder; after two days a person has to look at it."""
        self.sin_correo = self.sin_correo or isinstance(error, correo.SinServidor)
        for aviso in avisos:
            if aviso.intentos >= MAX_REINTENTOS:
                motivo = f"Se intentó durante dos días. {error}"[:300]
                turnos.cerrar([aviso.pk], turno, EstadoAviso.RECHAZADO, motivo=motivo)
                continue
            turnos.cerrar(
                [aviso.pk],
                turno,
                EstadoAviso.REINTENTO,
                motivo=str(error)[:300],
                entregar_desde=self.ahora + espera(aviso.intentos),
                posible_duplicado=aviso.posible_duplicado or isinstance(error, correo.Dudoso),
            )

    def fallo(self, avisos: list[Aviso], turno: uuid.UUID, error: Exception) -> None:
        """Something of ours broke with it: again a few times, then set apart with its reason."""
        logger.error("No se pudo entregar el aviso %s", avisos[0].pk, exc_info=error)
        malos = [aviso for aviso in avisos if len(avisos) > 1 and not self.se_lee(aviso)]
        if malos and len(malos) < len(avisos):
            self.separar(avisos, malos, turno)
            return
        for aviso in avisos:
            self.contar_falla(aviso, turno, error)

    def contar_falla(self, aviso: Aviso, turno: uuid.UUID, error: Exception) -> None:
        fallas = aviso.fallas + 1
        estado = EstadoAviso.CUARENTENA if fallas >= MAX_FALLAS else EstadoAviso.REINTENTO
        turnos.cerrar(
            [aviso.pk],
            turno,
            estado,
            motivo=f"{type(error).__name__}: {error}"[:300],
            fallas=fallas,
            entregar_desde=self.ahora + espera(fallas),
        )

    def se_lee(self, aviso: Aviso) -> bool:
        """Whether a line can be written at all."""
        try:
            redactar(revisar(self.fuentes, [aviso], self.ahora), self.ahora)
        except Exception:
            return False
        return True

    def separar(self, avisos: list[Aviso], malos: list[Aviso], turno: uuid.UUID) -> None:
        """Some lines spoil a summary: each of them goes alone, and the others leave without."""
        for aviso in malos:
            turnos.cerrar(
                [aviso.pk],
                turno,
                EstadoAviso.REINTENTO,
                motivo="El resumen no se pudo escribir con este aviso; va por separado.",
                carta=f"{aviso.clave}:solo",
            )
        turnos.cerrar([aviso.pk for aviso in avisos], turno, EstadoAviso.PENDIENTE)

    def revisados(self, avisos: list[Aviso], despues: Sequence[Aviso]) -> list[Revision]:
        """Looked at again at most a second before they leave, with those that follow."""
        vistos = {aviso.pk for aviso in avisos}
        if not vistos <= self.revisiones.keys() or time.monotonic() > self.frescas_hasta:
            try:
                revisiones = revisar(self.fuentes, [*avisos, *despues], self.ahora)
            except Exception:  # one of those that follow is poison: its turn will come
                return revisar(self.fuentes, avisos, self.ahora)
            self.revisiones = {revision.aviso.pk: revision for revision in revisiones}
            self.frescas_hasta = time.monotonic() + FRESCURA
        return [self.revisiones.pop(pk) for pk in sorted(vistos)]

    def vigentes(self, revisiones: list[Revision], turno: uuid.UUID) -> list[Revision]:
        """Those that still have to be told, to this person; the others are omitted (F08, F09)."""
        omitidos: dict[str, list[Revision]] = defaultdict(list)
        for revision in revisiones:
            if revision.motivo:
                omitidos[revision.motivo].append(revision)
        for motivo, suyas in omitidos.items():
            turnos.cerrar([r.aviso.pk for r in suyas], turno, EstadoAviso.OMITIDO, motivo=motivo)
        self.a_quienes_toca([revision for revision in revisiones if revision.relevo])
        return [revision for revision in revisiones if not revision.motivo]

    def a_quienes_toca(self, revisiones: list[Revision]) -> None:
        """Those they belong to now are told in their place."""
        por_regla: dict[ReglaAviso, dict[int, Any]] = defaultdict(dict)
        for revision in revisiones:
            por_regla[revision.aviso.regla][revision.obj.pk] = revision.obj
        for regla, objs in por_regla.items():
            fuente = self.fuentes[regla.fuente]
            if escribir(fuente, regla, list(objs.values()), self.ahora, self.ahora):
                self.relevos = True


def entregar(fuentes: dict[str, Fuente], ahora: dt.datetime, plazo: dt.timedelta) -> int:
    """Hand over what is due, until nothing is or so much time went by. How many went."""
    entrega = Entrega(fuentes, ahora)
    turnos.formar_resumenes(ahora)
    hasta = time.monotonic() + plazo.total_seconds()  # the clock on the wall may jump (F11)
    while time.monotonic() < hasta and entrega.lote():
        pass
    return entrega.entregados
