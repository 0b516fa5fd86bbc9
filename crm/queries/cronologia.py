"""One timeline of an institution: what happened, by its date, and what was edited."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from core.history import entries
from crm.models import Institucion, Ocupacion
from crm.rules import campos_reservados

LIMITE = 100
HECHOS = "hechos"
CAMBIOS = "cambios"


def cronologia(user: Any, institucion: Institucion, ocupaciones: list[Ocupacion]) -> list[dict]:
    """Facts and edits, newest first. The queries do not grow with the entries."""
    ocultos = campos_reservados(user, "crm.institucion")
    cambios = [
        entrada | {"clase": CAMBIOS, "icono": "pencil"}
        for entrada in entries(institucion, ocultos, limit=LIMITE)
    ]
    hechos = [hecho for o in ocupaciones for hecho in de_ocupacion(o)]
    hechos += [hecho for n in institucion.nombres_alternos.vivos() for hecho in de_nombre(n)]
    todos = sorted([*cambios, *hechos], key=lambda e: instante(e["cuando"]), reverse=True)
    return todos[:LIMITE]


def de_ocupacion(ocupacion: Ocupacion) -> list[dict]:
    persona, cargo = ocupacion.contacto.nombre_para_mostrar, ocupacion.puesto.cargo
    hechos = []
    if ocupacion.desde:
        hechos.append(hecho(ocupacion.desde, "person-plus", f"{persona} empezó en {cargo}"))
    if ocupacion.hasta:
        hechos.append(hecho(ocupacion.hasta, "person-dash", f"{persona} dejó {cargo}"))
    return hechos


def de_nombre(nombre: Any) -> list[dict]:
    if not nombre.hasta:
        return []
    return [hecho(nombre.hasta, "card-text", f"Dejó de llamarse «{nombre.texto}»")]


def hecho(cuando: date, icono: str, texto: str) -> dict[str, Any]:
    return {"cuando": cuando, "clase": HECHOS, "icono": icono, "texto": texto, "cambios": []}


def instante(cuando: date | datetime) -> datetime:
    """Civil dates stand at the end of their day, so that they sort beside instants."""
    if isinstance(cuando, datetime):
        return cuando
    return timezone.make_aware(datetime.combine(cuando, time.max))
