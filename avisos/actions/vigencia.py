"""Taking back what no longer has to be told: closed, moved, or overtaken by a nearer notice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from avisos.enums import POR_ENTREGAR, Canal, EstadoAviso
from avisos.models import Aviso
from avisos.queries import Fuente

LOTE = 500
CERRADO = "El asunto se cerró o cambió de fecha antes de avisar."
RESUELTO = "El asunto se cerró o cambió de fecha."
SUPERADO = "Lo reemplaza un aviso más cercano a la fecha."


def sin_vigencia(fuente: Fuente, avisos: QuerySet[Aviso]) -> QuerySet[Aviso]:
    """Those of these notices whose record is closed, gone, or no longer of that date."""
    ref = "objetivo" if fuente.es_instante else "fecha"
    abierto = fuente.abiertos().filter(pk=OuterRef("objeto_id"))
    igual = abierto.filter(**{fuente.campo: OuterRef(ref)})
    propios = avisos.filter(fuente=fuente.clave)
    return propios.filter(
        Q(~Exists(abierto), regla__al_ocurrir=True) | Q(~Exists(igual), regla__al_ocurrir=False)
    )


def retirar(fuente: Fuente, ahora: dt.datetime) -> int:
    """Omit what was planned for what is closed or moved; put away what was already told of it."""
    planeados = Aviso.objects.filter(estado__in=POR_ENTREGAR)
    vistos = Aviso.objects.filter(canal=Canal.APP, estado=EstadoAviso.ENTREGADO, resuelto_en=None)
    for pks in en_lotes(sin_vigencia(fuente, vistos)):
        vistos.filter(pk__in=pks).update(resuelto_en=ahora, motivo=RESUELTO)
    return omitir(sin_vigencia(fuente, planeados), CERRADO)


def consolidar(ahora: dt.datetime) -> int:
    """Of several due notices of one record to one person, only the nearest to the date leaves.

    A mail of its own and a line of the summary are both mail: the farther one is overtaken too.
    """
    rival = Aviso.objects.filter(
        fuente=OuterRef("fuente"),
        objeto_id=OuterRef("objeto_id"),
        objetivo=OuterRef("objetivo"),
        destinatario=OuterRef("destinatario"),
        regla__al_ocurrir=False,
        momento__lte=ahora,
    ).exclude(estado__in=[EstadoAviso.OMITIDO, EstadoAviso.RECHAZADO, EstadoAviso.CUARENTENA])
    cercano = rival.filter(
        Q(momento__gt=OuterRef("momento")) | Q(momento=OuterRef("momento"), pk__gt=OuterRef("pk"))
    )
    debidos = Aviso.objects.filter(
        estado__in=POR_ENTREGAR, entregar_desde__lte=ahora, regla__al_ocurrir=False
    )
    en_vinculo, correo = Q(canal=Canal.APP), ~Q(canal=Canal.APP)
    return sum(
        omitir(debidos.filter(grupo).filter(Exists(cercano.filter(grupo))), SUPERADO)
        for grupo in (en_vinculo, correo)
    )


def omitir(avisos: QuerySet[Aviso], motivo: str) -> int:
    """Put out of use what nobody has taken meanwhile."""
    total = 0
    for pks in en_lotes(avisos):
        libres = Aviso.objects.filter(pk__in=pks, estado__in=POR_ENTREGAR)
        total += libres.update(estado=EstadoAviso.OMITIDO, motivo=motivo)
    return total


def en_lotes(avisos: QuerySet[Aviso]) -> Any:
    """Keys read first and written after: the file is never locked while it is searched."""
    pks = list(avisos.order_by("pk").values_list("pk", flat=True))
    return (pks[i : i + LOTE] for i in range(0, len(pks), LOTE))
