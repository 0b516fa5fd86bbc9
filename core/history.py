"""History as a person reads it: who, when, why, and each field before and after."""

from __future__ import annotations

from django.contrib.auth import get_user_model

from core.columns import country_name, kind_of

LIMIT = 100
SILENT = {
    "version",
    "creado_en",
    "creado_por",
    "actualizado_en",
    "actualizado_por",
    "eliminado_por",
    "id",
}
TYPES = {"+": "Registro", "~": "Cambio", "-": "Borrado"}


def tracked(model, hidden):
    """The fields whose changes are told."""
    stored = {f.name for f in model.history.model._meta.concrete_fields}
    derived = {*model.campos_derivados(), *getattr(model, "CAMPOS_SIN_HISTORIA", ())}
    return [
        f
        for f in model._meta.concrete_fields
        if f.name in stored - SILENT - set(hidden) and (f.editable or f.name not in derived)
    ]


def entries(obj, hidden=frozenset(), limit=LIMIT):
    """The latest changes of a record, newest first, with each field before and after.

    Queries do not grow with the entries: names of related records are read by model.
    """
    fields = tracked(type(obj), hidden)
    names = [f.attname for f in fields]
    meta = ["history_date", "history_user_id", "history_type", "history_change_reason"]
    rows = list(
        obj.history.order_by("-history_date", "-history_id").values(*meta, *names)[: limit + 1]
    )
    related = related_names(fields, rows)
    people = names_of(get_user_model(), {row["history_user_id"] for row in rows})
    found = []
    for index, row in enumerate(rows[:limit]):
        before = rows[index + 1] if index + 1 < len(rows) else None
        changes = differences(fields, before, row, related) if before else []
        what = kind(row, before)
        if what == TYPES["~"] and not changes and not row["history_change_reason"]:
            continue  # an edit that changed nothing a person can read
        found.append(
            {
                "cuando": row["history_date"],
                "quien": people.get(row["history_user_id"], "Sistema"),
                "motivo": row["history_change_reason"] or "",
                "tipo": what,
                "cambios": changes,
            }
        )
    return found


def kind(row, before):
    if before is not None and before.get("eliminado_en") != row.get("eliminado_en"):
        return "Baja" if row["eliminado_en"] else "Restauración"
    return TYPES[row["history_type"]]


def differences(fields, before, after, related):
    return [
        {
            "campo": str(f.verbose_name)[:1].upper() + str(f.verbose_name)[1:],
            "antes": words(f, before[f.attname], related),
            "despues": words(f, after[f.attname], related),
        }
        for f in fields
        if before[f.attname] != after[f.attname] and f.name != "eliminado_en"
    ]


def words(field, value, related):
    """A stored value as a person reads it."""
    if value is None or value == "":
        return ""
    if field.is_relation:
        return related[field.related_model].get(value, f"registro {value}")
    if kind_of(field) == "country":
        return country_name(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return value


def related_names(fields, rows):
    """Names of the records that foreign keys point to, one query per model."""
    wanted = {}
    for f in fields:
        if f.is_relation:
            wanted.setdefault(f.related_model, set()).update(row[f.attname] for row in rows)
    return {model: names_of(model, keys) for model, keys in wanted.items()}


def names_of(model, keys):
    keys = {key for key in keys if key is not None}
    if not keys:
        return {}
    return {obj.pk: str(obj) for obj in model._default_manager.filter(pk__in=keys)}
