"""Telling those called to a meeting: come, come at another hour, do not come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from avisos.actions import Hecho, avisar
from avisos.models import Aviso
from crm.enums import EstadoReunion
from crm.models import Reunion
from crm.queries.avisos import InvitacionesFuente
from crm.queries.invitacion import convocadas_de

REGLA = "crm-reunion-invitacion"
FRASES = {
    EstadoReunion.CANCELADA: "Se canceló la reunión «{asunto}» del {dia} a las {hora}",
    EstadoReunion.CONVOCADA: "Te convocan a la reunión «{asunto}», el {dia} a las {hora}",
}
CAMBIO = "La reunión «{asunto}» cambió: es el {dia} a las {hora}"


def invitar(reunion: Reunion, *, by: Any) -> int:
    """Owe each person called the invitation as it stands now; how many notices were written.

    Before it is called nobody is told. Afterwards every change of time, place or state is told
    once, by whatever door it came: the sequence of the appointment is part of the key.
    """
    fuente = InvitacionesFuente()
    invitadas = Aviso.objects.filter(fuente=fuente.clave, objeto_id=reunion.pk)
    if reunion.estado != EstadoReunion.CONVOCADA and not invitadas.exists():
        return 0
    asistencias = reunion.asistencias.vivos().filter(convocada=True).exclude(integrante=None)
    propias = [a.integrante for a in asistencias.select_related("integrante")]
    de_casa = {persona.correo.lower() for persona in propias}
    fuera = [p.correo for p in convocadas_de(reunion) if p.correo.lower() not in de_casa]
    local = timezone.localtime(reunion.inicio)
    frase = FRASES.get(EstadoReunion(reunion.estado), CAMBIO if invitadas.exists() else "")
    hecho = Hecho(
        reunion,
        texto=frase.format(
            asunto=reunion.asunto[:120], dia=f"{local:%d/%m/%Y}", hora=f"{local:%H:%M}"
        ),
        detalle=" · ".join(filter(None, [reunion.lugar, reunion.liga, reunion.motivo_estado])),
        personas=[p for p in propias if p != by],
        direcciones=fuera,
        # One notice for each change of the appointment, however often this is called.
        ocurrio=reunion.creado_en + dt.timedelta(seconds=reunion.secuencia),
    )
    return len(avisar(fuente, REGLA, hecho))
