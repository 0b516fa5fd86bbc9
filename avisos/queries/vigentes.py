"""Looking again at what was planned, at the moment of handing it over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from avisos.calculations import TARDE
from avisos.models import Aviso
from avisos.queries.fuentes import Fuente, a_quienes, esta

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
    """Each notice as it stands now: a few queries per source, and one more per person."""
    grupos: dict[str, list[Aviso]] = defaultdict(list)
    for aviso in avisos:
        grupos[aviso.fuente].append(aviso)
    revisiones = []
    for clave, grupo in grupos.items():
        fuente = fuentes.get(clave)
        if fuente is None:
            revisiones += [Revision(aviso, motivo=SIN_REGLA) for aviso in grupo]
            continue
        objs = fuente.siguen([aviso.objeto_id for aviso in grupo])
        leidos = Leidos(
            fuente, ahora, objs, con_acceso(fuente, grupo), a_cargo(fuente, grupo, objs)
        )
        revisiones += [leidos.revision(aviso) for aviso in grupo]
    return sorted(revisiones, key=lambda r: r.aviso.pk)


def con_acceso(fuente: Fuente, avisos: list[Aviso]) -> set[int]:
    """Those of a source whose person, still here, may see the record; mail to outside, always."""
    por_persona: dict[Any, list[Aviso]] = defaultdict(list)
    for aviso in avisos:
        por_persona[aviso.destinatario].append(aviso)
    found: set[int] = set()
    for persona, suyos in por_persona.items():
        ve = visibles(fuente, persona, [aviso.objeto_id for aviso in suyos])
        found.update(aviso.pk for aviso in suyos if aviso.objeto_id in ve)
    return found


def visibles(fuente: Fuente, persona: Any, pks: list[int]) -> set[int]:
    if persona is None:
        return set(pks)
    return fuente.ve(persona, pks) if esta(persona) else set()


def a_cargo(
    fuente: Fuente, avisos: list[Aviso], objs: dict[int, Any]
) -> dict[tuple[str, int], set[int]]:
    """Who the rules tell today of each record: by whom the rule is for, and the record."""
    por_destino: dict[str, dict[int, Any]] = defaultdict(dict)
    for aviso in avisos:
        if aviso.objeto_id in objs and not aviso.regla.al_ocurrir:
            por_destino[aviso.regla.destino][aviso.objeto_id] = objs[aviso.objeto_id]
    return {
        (destino, pk): {persona.pk for persona in personas}
        for destino, suyos in por_destino.items()
        for pk, personas in a_quienes(fuente, destino, list(suyos.values())).items()
    }


@dataclass
class Leidos:
    """What was read to look again at the notices of one source."""

    fuente: Fuente
    ahora: dt.datetime
    objs: dict[int, Any]
    accesibles: set[int]  # notices
    a_cargo: dict[tuple[str, int], set[int]]

    def revision(self, aviso: Aviso) -> Revision:
        obj, fuente, ahora = self.objs.get(aviso.objeto_id), self.fuente, self.ahora
        motivo, relevo = self.impedimento(aviso, obj)
        if motivo:
            return Revision(aviso, obj, motivo, relevo)
        if aviso.regla.al_ocurrir:
            texto, detalle, url = aviso.texto, aviso.detalle, aviso.url
        else:
            texto, detalle, url = fuente.texto(obj, ahora), fuente.detalle(obj), fuente.url(obj)
            detalle = con_retraso(aviso, detalle, ahora)
        return Revision(
            aviso, obj, fuente=fuente, texto=texto[:300], detalle=detalle[:600], url=url
        )

    def impedimento(self, aviso: Aviso, obj: Any) -> tuple[str, bool]:
        """Why it is not told to this person, and whether somebody else has to be."""
        if not aviso.regla.activa:
            return SIN_REGLA, False
        if obj is None:
            return CERRADO, False
        de_fecha = not aviso.regla.al_ocurrir
        if de_fecha and self.fuente.objetivo(obj) != aviso.objetivo:
            return CERRADO, False
        if aviso.pk not in self.accesibles:
            return SIN_ACCESO, de_fecha
        if de_fecha and not self.le_toca(aviso):
            return DE_OTRA, True
        return "", False

    def le_toca(self, aviso: Aviso) -> bool:
        """Whether the rule still tells this person, in charge or standing in for who left."""
        personas = self.a_cargo.get((aviso.regla.destino, aviso.objeto_id))
        return not personas or aviso.destinatario_id in personas


def con_retraso(aviso: Aviso, detalle: str, ahora: dt.datetime) -> str:
    """Says so when it comes late: nobody should think the date was just set."""
    if ahora - aviso.debido_en < TARDE:
        return detalle
    dia = timezone.localtime(aviso.debido_en)
    nota = f"Este aviso sale con retraso: debió llegar el {dia:%d/%m/%Y}."
    return f"{detalle} {nota}".strip()
