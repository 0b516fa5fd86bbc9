"""Limits of what is open, by today's calendar; nothing on a page depends on them being fresh."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from calendario.queries.plazos import reglas
from convenios.enums import EN_TRAMITE, EstadoConvenio, Renovacion
from convenios.models import Convenio
from convenios.queries.reloj import limite_de_etapa

TROZO = 200
CAMPOS = ["etapa_limite", "aviso_limite"]
MOTIVO = "Cambió el calendario"


def recalcular_plazos() -> int:
    """Compute again the limit of each stage and the next notice date; returns how many moved.

    It may be repeated at no harm: it writes only what changed, a locked piece at a time.
    """
    por_renovar = Q(estado=EstadoConvenio.SUSCRITO, renovacion=Renovacion.AUTOMATICA)
    abiertos = Convenio.objects.vivos().filter(Q(estado__in=EN_TRAMITE) | por_renovar)
    claves = list(abiertos.order_by("pk").values_list("pk", flat=True))
    return sum(recalcular_trozo(claves[n : n + TROZO]) for n in range(0, len(claves), TROZO))


@transaction.atomic
def recalcular_trozo(claves: list[int]) -> int:
    """One locked piece."""
    calendario = reglas()
    cambiados = []
    for convenio in Convenio.objects.select_for_update(of=("self",)).filter(pk__in=claves):
        antes = (convenio.etapa_limite, convenio.aviso_limite)
        if convenio.en_tramite:
            convenio.etapa_limite = limite_de_etapa(convenio, calendario)
        convenio.refrescar_derivados()
        if (convenio.etapa_limite, convenio.aviso_limite) != antes:
            cambiados.append(convenio)
    if cambiados:
        Convenio.objects.guardar_varios(cambiados, CAMPOS, by=None, motivo=MOTIVO)
    return len(cambiados)
