"""Choosing one record among many: a search box and radio buttons, never a list of everything.

Works without scripts too: what was typed is looked for when the form is sent, and comes back as
options when it is not one record's exact name. No inline script, so the strict CSP holds.
"""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from core.forms import VariosField, clean_text
from core.keys import is_key

MAX_OPTIONS = 8
TYPED = "buscar:"


def describe(queryset) -> list[dict]:
    """Records as options: what names each, and what tells it from its namesakes."""
    model = queryset.model
    detail = getattr(model, "CAMPOS_DISTINCION", ())
    rows = queryset.values_list("pk", model.CAMPO_NOMBRE, *detail)
    return [
        {"value": str(pk), "text": name, "detail": " · ".join(str(x) for x in rest if x)}
        for pk, name, *rest in rows
    ]


def typed_in(data, name) -> str:
    """What was written in the search box, as any text that is kept: PostgreSQL takes no NUL."""
    return clean_text(data.get(f"{name}__q", "")).strip()


def found(queryset, q, limit=MAX_OPTIONS) -> list[dict]:
    """The options that answer what was typed, best first."""
    return describe(queryset.buscar(q, tope=500)[:limit]) if q.strip() else []


class RegistroWidget(forms.Widget):
    """The search box with its options."""

    template_name = "components/picker.html"
    queryset = None
    url_name = ""

    def value_from_datadict(self, data, files, name):
        chosen, typed = data.get(name, ""), typed_in(data, name)
        return chosen or (f"{TYPED}{typed}" if typed else "")

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}__q" not in data

    def use_required_attribute(self, initial):
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        text = "" if value is None else str(value)
        typed = text.removeprefix(TYPED) if text.startswith(TYPED) else ""
        options = []
        if typed:
            options = found(self.queryset, typed)
        elif is_key(text):
            options = describe(self.queryset.filter(pk=text))
        context["widget"] |= {
            "typed": typed,
            "options": options,
            "chosen": "" if typed else text,
            "url": reverse(self.url_name),
            "describedby": (attrs or {}).get("aria-describedby", ""),
            "wrong": (attrs or {}).get("aria-invalid", ""),
        }
        return context


class RegistroField(forms.ModelChoiceField):
    """A record chosen by searching for it. ``para`` says who chooses, hence which rows exist."""

    widget = RegistroWidget
    choices = property(lambda self: (), lambda self, value: None)

    def __init__(self, model, url_name, **kwargs):
        super().__init__(queryset=model.objects.none(), **kwargs)
        self.widget.url_name = url_name

    def para(self, queryset):
        self.queryset = queryset
        self.widget.queryset = self.queryset

    def to_python(self, value):
        if isinstance(value, str) and value.startswith(TYPED):
            return self.named(value.removeprefix(TYPED))
        return super().to_python(value)

    def named(self, typed):
        """The only record with exactly that name, or the request to choose."""
        name = self.queryset.model.CAMPO_NOMBRE
        exact = list(self.queryset.filter(**{f"{name}__iexact": typed})[:2])
        if len(exact) == 1:
            return exact[0]
        if found(self.queryset, typed, limit=1):
            raise ValidationError(f"Elige una de las opciones que responden a «{typed}».")
        raise ValidationError(f"No encontramos «{typed}». Revisa cómo está escrito.")


class RegistrosWidget(RegistroWidget):
    """The search box of a field that takes several records: what was chosen stays ticked."""

    def format_value(self, value):
        """As it would be sent: merging what two people chose reads it."""
        return [str(item) for item in value or []]

    def value_from_datadict(self, data, files, name):
        typed = typed_in(data, name)
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [*chosen, f"{TYPED}{typed}"] if typed and not chosen else list(chosen)

    def get_context(self, name, value, attrs):
        values = [str(v) for v in value or []]
        typed = next((v.removeprefix(TYPED) for v in values if v.startswith(TYPED)), "")
        context = super().get_context(name, None, attrs)
        chosen = [v for v in values if is_key(v)]
        options = chosen_and_found(self.queryset, chosen, typed)
        context["widget"] |= {"typed": typed, "options": options, "multiple": True}
        return context


class RegistrosField(VariosField):
    """Several records, each found by searching for it. ``para`` says which rows exist."""

    widget = RegistrosWidget
    choices = property(lambda self: (), lambda self, value: None)

    def __init__(self, model, url_name, **kwargs):
        super().__init__(queryset=model.objects.none(), **kwargs)
        self.widget.url_name = url_name

    def para(self, queryset):
        self.queryset = queryset
        self.widget.queryset = self.queryset

    def clean(self, value):
        typed = next((v for v in value or [] if str(v).startswith(TYPED)), "")
        if typed:
            text = typed.removeprefix(TYPED)
            raise ValidationError(f"Elige una de las opciones que responden a «{text}».")
        return super().clean(value)


def chosen_and_found(queryset, chosen, typed) -> list[dict]:
    """The ticked options first, then those that answer what is being typed."""
    ticked = describe(queryset.filter(pk__in=chosen)) if chosen else []
    known = {option["value"] for option in ticked}
    fresh = [option for option in found(queryset, typed) if option["value"] not in known]
    return [option | {"ticked": True} for option in ticked] + fresh


class ElegirView(View):
    """The options for what is being typed, as a fragment."""

    model = None

    def get(self, request):
        field = request.GET.get("campo", "")
        typed, chosen = typed_in(request.GET, field), request.GET.get(field, "")
        rows = self.model.objects.visibles_para(request.user)
        if request.GET.get("varios"):
            keys = [key for key in request.GET.getlist(field) if is_key(key)]
            options = chosen_and_found(rows, keys, typed)
            context = {"name": field, "options": options, "typed": typed, "multiple": True}
            return render(request, "components/_picker_options.html", context)
        options = found(rows, typed)
        if is_key(chosen) and chosen not in {option["value"] for option in options}:
            options = [*describe(rows.filter(pk=chosen)), *options]  # typing does not unchoose
        context = {"name": field, "options": options, "typed": typed, "chosen": chosen}
        context["required"] = "libre" not in request.GET
        return render(request, "components/_picker_options.html", context)
