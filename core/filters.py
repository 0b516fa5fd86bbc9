"""Filters: one set for list, export and bulk, and the chips that read like a sentence."""

from __future__ import annotations

import django_filters
from django import forms
from django.db import models
from django_countries.fields import CountryField

from core.forms import ExplainMixin, FechaField

SUFFIXES = ("_min", "_max", "_after", "_before")  # of django-filter's range widgets


class FilterForm(ExplainMixin, forms.Form):
    """The form of a FilterSet; nothing in it is required."""


def visible_queryset(model):
    """Options of a foreign key: only what the person may see."""

    def options(request):
        if request is None:
            return model.objects.none()
        return model.objects.visibles_para(request.user)

    return options


class EntidadFilterSet(django_filters.FilterSet):
    """Base of all filters. Choices admit several values; dates are written as people do."""

    class Meta:
        form = FilterForm

    @classmethod
    def get_form_class_base(cls):
        return FilterForm

    @classmethod
    def filter_for_field(cls, field, field_name, lookup_expr=None):
        label = str(field.verbose_name)
        label = label[:1].upper() + label[1:]
        if field.choices or isinstance(field, CountryField):
            choices = list(field.choices)  # templates ask how many: countries alone do not know
            return django_filters.MultipleChoiceFilter(
                field_name=field_name, label=label, choices=choices, distinct=False
            )
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            return django_filters.ModelChoiceFilter(
                field_name=field_name,
                label=label,
                queryset=visible_queryset(field.related_model),
                empty_label="Cualquiera",
            )
        if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
            return FechaFilter(field_name=field_name, label=label)
        return super().filter_for_field(field, field_name, lookup_expr)

    def get_form_class(self):
        fields = {name: filter_.field for name, filter_ in self.filters.items()}
        return type("ListFilterForm", (FilterForm,), fields)

    @property
    def active(self) -> list[str]:
        """Names of the filters that the query string uses."""
        given = {key for key in self.data if any(self.data.getlist(key))} if self.data else set()
        return [name for name in self.filters if given & {name, *(name + s for s in SUFFIXES)}]

    def leave_active(self) -> None:
        """Drop the filters nobody uses: when no form is shown, building them is the dear part."""
        self.filters = {name: self.filters[name] for name in self.active}


class FechaFilter(django_filters.Filter):
    """A civil date, exact."""

    field_class = FechaField


def display(filterset, name) -> str:
    """The chosen values of one filter, in words."""
    value = filterset.form.cleaned_data.get(name)
    choices = dict(getattr(filterset.form.fields[name], "choices", ()) or ())
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, str):
        return str(choices.get(value, value))
    if isinstance(value, list | tuple):
        return ", ".join(str(choices.get(v, v)) for v in value)
    return str(value)


def chips(filterset, params) -> list[dict[str, str]]:
    """The active filters as removable sentences. ``params`` is the query string as a QueryDict."""
    found = []
    if q := params.get("q", "").strip():
        found.append({"text": f"Contiene «{q}»", "remove_url": without(params, "q")})
    if not filterset.active or not filterset.form.is_valid():
        return found
    for name in filterset.active:
        label = filterset.form.fields[name].label
        text = f"{label}: {display(filterset, name)}"
        found.append({"text": text, "remove_url": without(params, name)})
    return found


def without(params, *names) -> str:
    """The same query string without some names (and from the first page)."""
    rest = params.copy()
    for name in (*names, "pagina"):
        rest.pop(name, None)
    return f"?{rest.urlencode()}"
