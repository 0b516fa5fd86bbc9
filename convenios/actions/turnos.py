"""Whose turn it is, and the clock that counts only our days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from avisos.actions import Hecho, avisar
from convenios.enums import EnManosDe
from convenios.models import Convenio, TurnoConvenio
from convenios.queries.avisos import TurnosFuente, personas_en_turno
from convenios.queries.reloj import Reloj, limite_de_etapa


def abrir_turno(
    convenio: Convenio,
    *,
    by: Any,
    en_manos_de: str,
    area: Any = None,
    nota: str = "",
    desde: dt.date | None = None,
) -> TurnoConvenio:
    """Leave it in some hands from a day; writes the turn beside the stage. Caller's transaction."""
    dia = desde or timezone.localdate()
    turno = TurnoConvenio(
        convenio=convenio,
        etapa=convenio.estado,
        en_manos_de=en_manos_de,
        area=area,
        desde=dia,
        nota=nota,
    )
    turno.full_clean(exclude=["convenio"])
    turno.guardar(by=by)
    convenio.en_manos_de = en_manos_de
    convenio.area_en_turno = area
    convenio.turno_desde = dia
    convenio.etapa_limite = limite_de_etapa(convenio)
    return turno


def cerrar_turno(convenio: Convenio, *, by: Any, hasta: dt.date | None = None) -> tuple[int, int]:
    """End the turn in course; returns the working days of the stage, and those that were ours."""
    dia = hasta or timezone.localdate()
    reloj = Reloj(dia)
    for turno in convenio.turnos.en_curso().select_for_update():
        turno.hasta = max(dia, turno.desde)
        turno.dias_habiles = reloj.habiles(turno.desde, turno.hasta)
        turno.guardar(by=by)
    nuestros = reloj.de_etapa(convenio)
    en_etapa = reloj.habiles(convenio.etapa_desde, dia) if convenio.etapa_desde else 0
    return en_etapa, nuestros


@transaction.atomic
def pasar_turno(
    convenio: Convenio,
    *,
    by: Any,
    en_manos_de: EnManosDe,
    area: Any = None,
    nota: str = "",
    desde: dt.date | None = None,
) -> Convenio:
    """Send it to other hands within its stage; with the counterpart our clock stops.

    Raises ValidationError when it is no longer in process, or the day is before its last turn.
    """
    tomado = Convenio.objects.select_for_update().get(pk=convenio.pk)
    dia = desde or timezone.localdate()
    if not tomado.en_tramite:
        raise ValidationError("Ya no está en trámite: no es turno de nadie.")
    if dia > timezone.localdate():
        raise ValidationError({"desde": "El turno no puede empezar un día que no ha llegado."})
    if tomado.turno_desde and dia < tomado.turno_desde:
        text = f"Debe ser el {tomado.turno_desde:%d/%m/%Y} o después, cuando empezó el turno."
        raise ValidationError({"desde": text})
    _, nuestros = cerrar_turno(tomado, by=by, hasta=dia)
    tomado.dias_previos = nuestros
    abrir_turno(tomado, by=by, en_manos_de=en_manos_de, area=area, nota=nota, desde=dia)
    pasado = tomado.guardar(by=by, motivo=nota or f"Turno: {en_manos_de.label}")
    avisar_turno(pasado, by=by, nota=nota)
    return pasado


def avisar_turno(convenio: Convenio, *, by: Any, nota: str = "") -> None:
    """Tell who holds it now, in the same transaction."""
    personas = [persona for persona in personas_en_turno(convenio) if persona != by]
    if personas:
        texto = f"Es tu turno: {convenio.folio}, en {convenio.get_estado_display().lower()}"
        hecho = Hecho(convenio, texto=texto, detalle=nota or str(convenio), personas=personas)
        avisar(TurnosFuente(), "convenios-turno", hecho)
