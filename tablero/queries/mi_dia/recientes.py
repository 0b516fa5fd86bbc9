"""What this person touched last, of every kind together; one query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from acompanamiento.models import SolicitudVisitante
from convenios.models import Convenio
from crm.models import Compromiso, Contacto, Gestion, Institucion, Interaccion, Reunion
from observacion.models import SolicitudObservacion

CUANTOS = 8
# (model, what names it, detail, icon)
CLASES: list[tuple[Any, str, str, str]] = [
    (Institucion, "nombre", "siglas", "building"),
    (Contacto, "nombre_para_mostrar", "puesto_actual", "person"),
    (Reunion, "asunto", "contrapartes", "calendar-event"),
    (Interaccion, "asunto", "contrapartes", "chat-left-text"),
    (Compromiso, "texto", "", "hand-thumbs-up"),
    (Gestion, "folio", "contrapartes", "inbox"),
    (Convenio, "denominacion", "contrapartes", "file-earmark-text"),
    (SolicitudVisitante, "folio", "organizacion", "passport"),
    (SolicitudObservacion, "folio", "", "eye"),
]


@dataclass(frozen=True)
class Reciente:
    """A record and when this person last changed it."""

    texto: str
    detalle: str
    url: str
    icono: str
    cuando: dt.datetime


def recientes(user: Any) -> list[Reciente]:
    """The last records this person changed, among those they may still see."""
    trozos = []
    for numero, (modelo, nombre, detalle, _icono) in enumerate(CLASES):
        opts = modelo._meta
        if not user.has_perm(f"{opts.app_label}.view_{opts.model_name}"):
            continue
        suyas = modelo.objects.visibles_para(user).filter(actualizado_por=user)
        # Inside a union SQLite only takes a limit one level down.
        claves = suyas.order_by("-actualizado_en").values("pk")[:CUANTOS]
        trozos.append(
            modelo.objects.filter(pk__in=claves)
            .order_by()
            .values_list(
                Value(numero, IntegerField()),
                F("pk"),
                Cast(nombre, CharField()),
                Cast(detalle, CharField()) if detalle else Value("", CharField()),
                F("actualizado_en"),
            )
        )
    if not trozos:
        return []
    filas = trozos[0].union(*trozos[1:], all=True) if trozos[1:] else trozos[0]
    ultimas = sorted(filas, key=lambda fila: fila[4], reverse=True)[:CUANTOS]
    return [_reciente(*fila) for fila in ultimas]


def _reciente(numero: int, pk: int, texto: str, detalle: str, cuando: Any) -> Reciente:
    modelo, _nombre, _detalle, icono = CLASES[numero]
    opts = modelo._meta
    url = reverse(f"{opts.app_label}:{opts.model_name}_detail", args=[pk])
    return Reciente(texto, detalle, url, icono, cuando)
