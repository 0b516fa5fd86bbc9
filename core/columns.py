"""Columns of lists and facts of records, resolved once from the names a Crud gives.

Rows come from ``values_list``: no object, no template tag and no query per cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext
from django_countries import countries
from django_countries.fields import CountryField

KINDS = (
    (CountryField, "country"),
    (models.BooleanField, "bool"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.EmailField, "email"),
    (models.URLField, "url"),
    (models.IntegerField, "number"),
    (models.DecimalField, "number"),
    (models.TextField, "long"),
)


# Printed as they are. The row template asks this first: each comparison counts, 400 times a page.
PLAIN = frozenset({"text", "long", "country"})


@dataclass(frozen=True)
class Column:
    """One stored field, perhaps through relations, and how it reads."""

    name: str
    path: str
    label: str
    kind: str
    choices: dict[Any, str] = field(default_factory=dict)
    sort: str = ""

    def cell(self, value: Any) -> dict[str, Any]:
        """The cell a template prints."""
        if value is None or value == "":
            return {"kind": "empty", "value": "", "column": self.name, "label": self.label}
        cell = {"kind": self.kind, "value": value, "column": self.name, "label": self.label}
        cell["plain"] = self.kind in PLAIN
        if self.kind == "chip":
            cell |= {"key": value, "value": self.choices.get(value, value)}
        elif self.kind == "country":
            cell |= {"key": str(value), "value": country_name(value)}
        elif self.kind == "bool":
            cell |= {"key": value, "value": "Sí" if value else "No"}
        return cell


@cache
def country_name(code: Any) -> str:
    """The country in Spanish; the code itself when the standard does not list it."""
    return countries.name(str(code)) or str(code)


def kind_of(model_field: models.Field) -> str:
    if model_field.choices and not isinstance(model_field, CountryField):
        return "chip"
    return next((kind for cls, kind in KINDS if isinstance(model_field, cls)), "text")


def follow(model: type[models.Model], path: str) -> list[models.Field]:
    """The fields along ``a__b__c``. Raises FieldDoesNotExist for a name that is not there."""
    fields = []
    for name in path.split("__"):
        found = model._meta.get_field(name)
        fields.append(found)
        if found.is_relation:
            model = found.related_model
    return fields


@cache  # per request it cost a third of a list: countries translate their 249 names each time
def resolve(model: type[models.Model], name: str) -> Column:
    """The column for a field name or path; a foreign key shows its record's naming field."""
    fields = follow(model, name)
    last = fields[-1]
    path, kind = name, kind_of(last)
    if last.is_relation:
        related = last.related_model
        path = f"{name}__{related.CAMPO_NOMBRE}"
        person = related._meta.label == settings.AUTH_USER_MODEL
        kind = "person" if person else "text"
    elif name == getattr(model, "CAMPO_NOMBRE", ""):
        kind = "link"
    label = str(getattr(last, "verbose_name", name))
    pairs = () if kind == "country" else getattr(last, "flatchoices", ())
    choices = {key: gettext(str(text)) for key, text in pairs}
    return Column(name, path, label[:1].upper() + label[1:], kind, choices, sort_path(model, name))


def sort_path(model: type[models.Model], name: str) -> str:
    """What to order by: the Spanish sort key where the naming field has one."""
    fields = follow(model, name)
    last = fields[-1]
    owner = last.related_model if last.is_relation else last.model
    prefix = f"{name}__" if last.is_relation else "__".join([*name.split("__")[:-1], ""])
    naming = last.is_relation or last.name == getattr(owner, "CAMPO_NOMBRE", "")
    if naming and has_field(owner, "orden"):
        return f"{prefix}orden"
    return f"{prefix}{owner.CAMPO_NOMBRE}" if last.is_relation else name


def has_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def fact(obj: models.Model, name: str) -> dict[str, Any]:
    """One fact of a record page: the cell plus a link where it names another record."""
    model_field = obj._meta.get_field(name)
    column = resolve(type(obj), name) if not model_field.many_to_many else None
    if column is None:
        label = str(model_field.verbose_name)
        values = [str(item) for item in getattr(obj, name).all()]
        kind = "tags" if values else "empty"
        label = label[:1].upper() + label[1:]
        return {"kind": kind, "value": values, "column": name, "label": label}
    value = getattr(obj, name)
    if model_field.is_relation and value is not None:
        return column.cell(str(value)) | {"record": value}
    cell = column.cell(str(value.code) if column.kind == "country" else value)
    return cell | {"kind": "text"} if cell["kind"] == "link" else cell
