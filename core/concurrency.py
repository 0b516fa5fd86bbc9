"""Two people edit the same record: different fields merge, the same field is asked.

The form says at which version it was opened; history keeps what the record was then.
"""

from __future__ import annotations

from django import forms
from django.db import models

from core.columns import fact
from core.forms import CLAVE


def raw(form, name) -> list[str]:
    """The value of a field as its widget would submit it."""
    widget = form.fields[name].widget
    value = form[name].value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    formatted = widget.format_value(value)
    values = formatted if isinstance(formatted, list | tuple) else [formatted]
    return ["" if item is None else str(item) for item in values]


def opened_version(data) -> int | None:
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def original_of(obj, version) -> models.Model | None:
    """The record as it was at a version, or None when history does not have it."""
    row = obj.history.filter(version=version).order_by("-history_date", "-history_id").first()
    return row.instance if row else None


def reconcile(view, obj, data):
    """Merge a submission made at an older version into the record as it is now.

    Returns the data to validate and the conflicts; with conflicts, the data is what to send
    again once they are resolved. The page that asks carries what was typed, so that leaving
    one question unanswered asks again and loses nothing.
    """
    unanswered = [name for name in data.getlist("en_conflicto") if name not in data]
    if unanswered:
        data = data.copy()
        for name in unanswered:
            data.setlist(name, data.getlist(f"mio_{name}"))
    elif data.get("resuelta_al") == str(obj.version):
        return data, []
    version = opened_version(data)
    if version is None or version == obj.version:
        return data, []
    original = original_of(obj, version)
    if original is None:
        return data, []
    return merge(view, obj, original, data)


def resend(obj, data, conflicts) -> list[tuple[str, str]]:
    """The hidden fields of the page that asks: all that was typed, and what is in question."""
    asked = {conflict["field"] for conflict in conflicts}
    machinery = {"csrfmiddlewaretoken", "en_conflicto", "resuelta_al"}
    hidden = [
        (name, value)
        for name, values in data.lists()
        if name not in asked | machinery and not name.startswith("mio_")
        for value in values
    ]
    for conflict in conflicts:
        hidden.append(("en_conflicto", conflict["field"]))
        hidden.append((f"mio_{conflict['field']}", conflict["mine"]["value"]))
    return [*hidden, ("resuelta_al", str(obj.version))]


def merge(view, obj, original, data):
    merged = data.copy()
    current_form = view.build_form(instance=obj)
    original_form = view.build_form(instance=original)
    conflicts = []
    for name, field in current_form.fields.items():
        if name in ("version", CLAVE):
            continue
        mine = field.widget.value_from_datadict(data, {}, current_form.add_prefix(name))
        saved, before = current_form[name].value(), original_form[name].value()
        if isinstance(field, forms.ModelMultipleChoiceField):
            both = {*raw(current_form, name), *data.getlist(name)}  # nothing anyone added is lost
            merged.setlist(name, sorted(both))
        elif not field.has_changed(before, mine):
            merged.setlist(name, raw(current_form, name))
        elif field.has_changed(saved, mine) and raw(current_form, name) != raw(original_form, name):
            conflicts.append(conflict(obj, original, current_form, original_form, name, data))
    return merged, conflicts


def conflict(obj, original, current_form, original_form, name, data):
    """The three values of one field: as submitted by the widget, and as a person reads them."""
    mine = data.getlist(name)
    bound = type(obj)(**{f.attname: getattr(obj, f.attname) for f in obj._meta.concrete_fields})
    form = type(current_form)(data, instance=bound, user=current_form.user, crud=current_form.crud)
    form.is_valid()
    return {
        "field": name,
        "label": current_form[name].label,
        "mine": option(mine, reading(bound, name) if name in form.cleaned_data else mine[:1]),
        "saved": option(raw(current_form, name), reading(obj, name)),
        "original": option(raw(original_form, name), reading(original, name)),
    }


def option(values, text):
    shown = text if isinstance(text, str) else ", ".join(str(item) for item in text)
    return {"value": values[0] if values else "", "text": shown or "(vacío)"}


def reading(obj, name) -> str:
    """The value of a field in words."""
    value = fact(obj, name)["value"]
    return ", ".join(value) if isinstance(value, list) else str(value)
