"""What the page of an instrument shows besides its own data."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from convenios.enums import EN_TRAMITE, EstadoConvenio
from convenios.models import CompromisoConvenio, Convenio
from crm.enums import COMPROMISO_ABIERTO
from crm.models import Compromiso

MAX_FAMILIA = 200
LINEA = (*EN_TRAMITE, EstadoConvenio.SUSCRITO, EstadoConvenio.CONCLUIDO)


def linea_de_etapas(convenio: Convenio) -> list[dict[str, Any]]:
    """The stages in order: done, current and to come. One that does not go to a body skips it."""
    etapas = [
        etapa
        for etapa in LINEA
        if etapa != EstadoConvenio.APROBACION
        or convenio.requiere_aprobacion is not False
        or convenio.estado == etapa
    ]
    if convenio.estado not in etapas or convenio.es_historico:
        return []  # of what came from the former register, its steps are not known
    actual = etapas.index(EstadoConvenio(convenio.estado))
    return [
        {
            "nombre": EstadoConvenio(etapa).label,
            "clase": "done" if n < actual else "current" if n == actual else "next",
        }
        for n, etapa in enumerate(etapas)
    ]


def familia(user: Any, convenio: Convenio) -> list[dict[str, Any]]:
    """The tree it belongs to, from the oldest ancestor this person may see; one query a level."""
    rows = Convenio.objects.visibles_para(user)
    raiz, vistos = convenio, {convenio.pk}
    while raiz.padre_id and raiz.padre_id not in vistos:
        padre = rows.filter(pk=raiz.padre_id).first()
        if padre is None:
            break
        raiz = padre
        vistos.add(raiz.pk)
    hijos: dict[int, list[Convenio]] = {}
    nivel, total, conocidos = [raiz.pk], 0, {raiz.pk}
    while nivel and total < MAX_FAMILIA:
        siguientes = []
        for hijo in rows.filter(padre__in=nivel).order_by("ordinal", "pk"):
            if hijo.pk in conocidos:
                continue
            conocidos.add(hijo.pk)
            hijos.setdefault(hijo.padre_id, []).append(hijo)
            siguientes.append(hijo.pk)
        total += len(siguientes)
        nivel = siguientes
    return aplanar(raiz, hijos, 0)


def aplanar(nodo: Convenio, hijos: dict[int, list[Convenio]], nivel: int) -> list[dict[str, Any]]:
    """The tree as a list read from top to bottom."""
    lista = [{"convenio": nodo, "nivel": nivel}]
    for hijo in hijos.get(nodo.pk, []):
        lista += aplanar(hijo, hijos, nivel + 1)
    return lista


def compromisos_de(user: Any, convenio: Convenio) -> list[dict[str, Any]]:
    """Its commitments, and the repetitions of the periodic ones, open and soonest first."""
    enlaces = {
        enlace.compromiso_id: enlace
        for enlace in CompromisoConvenio.objects.visibles_para(user).filter(convenio=convenio)
    }
    suyos = Q(pk__in=enlaces) | Q(primero__in=enlaces)
    filas = (
        Compromiso.objects.visibles_para(user)
        .filter(suyos)
        .select_related("institucion", "area", "responsable")
        .order_by("fecha_limite", "pk")[:200]
    )
    hoy = timezone.localdate()
    lista = []
    for compromiso in filas:
        enlace = enlaces.get(compromiso.primero_id or compromiso.pk)
        abierto = compromiso.estado in COMPROMISO_ABIERTO
        lista.append(
            {
                "compromiso": compromiso,
                "clausula": enlace.clausula if enlace else "",
                "prioridad": enlace.get_prioridad_display() if enlace else "",
                "abierto": abierto,
                "vencido": abierto
                and bool(compromiso.fecha_limite and compromiso.fecha_limite < hoy),
            }
        )
    return sorted(lista, key=lambda fila: not fila["abierto"])
