"""Looking again at what was planned, at the moment of handing it over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from avisos.calculations import TARDE
from avisos.enums import Destino
from avisos.models import Aviso
from avisos.queries.fuentes import Fuente

CERRADO = "El asunto se cerró o cambió de fecha antes de avisar."
SIN_REGLA = "La regla dejó de usarse."
SIN_ACCESO = "La persona ya no está o ya no puede ver el asunto."
DE_OTRA = "El asunto ya está a cargo de otra persona."


@dataclass
class Revision:
    """A notice, its record, and why it is not told any more, if so."""

    aviso: Aviso
    obj: Any = None
    motivo: str = ""
    relevo: bool = False  # it has to be told to somebody else
    fuente: Fuente | None = None
    texto: str = ""
    detalle: str = ""
    url: str = ""

    def campos(self, ahora: dt.datetime) -> dict[str, Any]:
        """What is kept of the hand-over."""
        return {
            "texto": self.texto,
            "detalle": self.detalle,
            "url": self.url,
            "entregado_en": ahora,
            "motivo": "",
        }


def revisar(fuentes: dict[str, Fuente], avisos: list[Aviso], ahora: dt.datetime) -> list[Revision]:
    """Each notice as it stands now, with a few queries per source and person."""
    grupos: dict[tuple[str, Any], list[Aviso]] = defaultdict(list)
    for aviso in avisos:
        grupos[aviso.fuente, aviso.destinatario].append(aviso)
    revisiones = []
    for (clave, persona), grupo in grupos.items():
        fuente = fuentes.get(clave)
        if fuente is None:
            revisiones += [Revision(aviso, motivo=SIN_REGLA) for aviso in grupo]
            continue
        pks = [aviso.objeto_id for aviso in grupo]
        objs = fuente.siguen(pks)
        ve = set(pks) if persona is None else visibles(fuente, persona, pks)
        revisiones += [revision(fuente, a, objs.get(a.objeto_id), ve, ahora) for a in grupo]
    return sorted(revisiones, key=lambda r: r.aviso.pk)


def visibles(fuente: Fuente, persona: Any, pks: list[int]) -> set[int]:
    vive = persona.is_active and persona.eliminado_en is None
    return fuente.ve(persona, pks) if vive else set()


def revision(fuente: Fuente, aviso: Aviso, obj: Any, ve: set[int], ahora: dt.datetime) -> Revision:
    motivo, relevo = impedimento(fuente, aviso, obj, ve)
    if motivo:
        return Revision(aviso, obj, motivo, relevo)
    if aviso.regla.al_ocurrir:
        texto, detalle, url = aviso.texto, aviso.detalle, aviso.url
    else:
        texto, detalle, url = fuente.texto(obj, ahora), fuente.detalle(obj), fuente.url(obj)
        detalle = con_retraso(aviso, detalle, ahora)
    return Revision(aviso, obj, fuente=fuente, texto=texto[:300], detalle=detalle[:600], url=url)


def impedimento(fuente: Fuente, aviso: Aviso, obj: Any, ve: set[int]) -> tuple[str, bool]:
    """Why it is not told to this person, and whether somebody else has to be."""
    if not aviso.regla.activa:
        return SIN_REGLA, False
    if obj is None:
        return CERRADO, False
    de_fecha = not aviso.regla.al_ocurrir
    if de_fecha and fuente.objetivo(obj) != aviso.objetivo:
        return CERRADO, False
    if aviso.objeto_id not in ve:
        return SIN_ACCESO, de_fecha
    if de_fecha and not le_toca(fuente, aviso, obj):
        return DE_OTRA, True
    return "", False


def le_toca(fuente: Fuente, aviso: Aviso, obj: Any) -> bool:
    """Whether the rule still tells this person, in charge or standing in for who left."""
    for destino in (aviso.regla.destino, Destino.DIRECCION):
        activas = {p.pk for p in fuente.destinatarios(obj, destino) if p and p.is_active}
        if activas:
            return aviso.destinatario_id in activas
    return True


def con_retraso(aviso: Aviso, detalle: str, ahora: dt.datetime) -> str:
    """Says so when it comes late: nobody should think the date was just set."""
    if ahora - aviso.debido_en < TARDE:
        return detalle
    dia = timezone.localtime(aviso.debido_en)
    nota = f"Este aviso sale con retraso: debió llegar el {dia:%d/%m/%Y}."
    return f"{detalle} {nota}".strip()
