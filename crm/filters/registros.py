"""Rows of one record, named in the URL."""

import django_filters
from django import forms

from core.filters import visible_queryset


class RegistroField(forms.ModelChoiceField):
    """One record named in the URL: checked against what the person sees, never listed."""

    widget = forms.HiddenInput
    choices = property(lambda self: (), lambda self, value: None)


class RegistroFilter(django_filters.ModelChoiceFilter):
    """Rows of one record, for the panels of its page. No select with every record in it."""

    field_class = RegistroField

    def __init__(self, *args, model, **kwargs):
        super().__init__(*args, queryset=visible_queryset(model), **kwargs)
