"""With whom: institutions and people found together, best first, recent ones before typing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.keys import is_key
from core.pickers import describe, found
from crm.models import Contacto, Institucion, Interaccion

MODELOS: dict[str, Any] = {"i": Institucion, "c": Contacto}
NUEVA = "nueva:"
RECIENTES = 6
POR_TIPO = 5


@dataclass
class ConQuien:
    """What was chosen: records, names to propose, and keys that no longer answer."""

    instituciones: list[Any] = field(default_factory=list)
    contactos: list[Any] = field(default_factory=list)
    nuevas: list[str] = field(default_factory=list)
    faltan: list[str] = field(default_factory=list)


def partir(user: Any, chosen: list[str]) -> ConQuien:
    """The records behind the chosen options, among those this person may see."""
    result = ConQuien()
    keys: dict[str, list[str]] = {"i": [], "c": []}
    for value in chosen:
        if value.startswith(NUEVA):
            result.nuevas.append(value.removeprefix(NUEVA).strip()[:300])
            continue
        kind, _sep, key = value.partition("-")
        valid = kind in keys and is_key(key)
        (keys[kind] if valid else result.faltan).append(key)
    for kind, target in (("i", result.instituciones), ("c", result.contactos)):
        rows = MODELOS[kind].objects.visibles_para(user).in_bulk([int(k) for k in keys[kind]])
        target.extend(rows.values())
        result.faltan += [k for k in keys[kind] if int(k) not in rows]
    return result


def describir(user: Any, chosen: list[str], typed: str) -> list[dict[str, Any]]:
    """The options of the box: what is ticked, what answers, and the offer to propose it."""
    options = ticked(user, chosen)
    known = {option["value"] for option in options}
    for option in answers(user, typed) if typed else recent(user):
        if option["value"] not in known:
            options.append(option)
    offered = f"{NUEVA}{typed}" in known
    if typed and not offered and user.has_perm("crm.add_institucion"):
        text = f"Proponer «{typed}» como institución"
        options.append({"value": f"{NUEVA}{typed}", "text": text, "detail": "Se completa después"})
    return options


def ticked(user: Any, chosen: list[str]) -> list[dict[str, Any]]:
    picked = partir(user, chosen)
    options = [
        {"value": f"{kind}-{obj.pk}", "text": str(obj), "detail": "", "ticked": True}
        for kind, objs in (("i", picked.instituciones), ("c", picked.contactos))
        for obj in objs
    ]
    return options + [
        {"value": f"{NUEVA}{name}", "text": name, "detail": "Institución nueva", "ticked": True}
        for name in picked.nuevas
    ]


def answers(user: Any, typed: str) -> list[dict[str, Any]]:
    return [
        option | {"value": f"{kind}-{option['value']}"}
        for kind, model in MODELOS.items()
        for option in found(model.objects.visibles_para(user), typed, POR_TIPO)
    ]


def recent(user: Any) -> list[dict[str, Any]]:
    """The institutions of the last things this person logged."""
    latest = (
        Interaccion.objects.visibles_para(user)
        .filter(creado_por=user)
        .order_by("-fecha")
        .values("pk")[:RECIENTES]
    )
    keys = list(
        Interaccion.instituciones.through.objects.filter(
            interaccion_id__in=[row["pk"] for row in latest]
        ).values_list("institucion_id", flat=True)
    )
    rows = Institucion.objects.visibles_para(user).filter(pk__in=keys)[:RECIENTES]
    return [option | {"value": f"i-{option['value']}"} for option in describe(rows)]
