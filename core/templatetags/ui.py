"""What templates need and Django does not bring: Spanish dates, and a few names."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from core import formats

register = template.Library()


def as_local(value):
    """Instants in the office's zone; civil dates as they are; anything else is not a date."""
    if isinstance(value, datetime):
        return timezone.localtime(value) if timezone.is_aware(value) else value
    return value if isinstance(value, date) else None


def date_filter(name, function):
    """Register a filter that turns what is not a date into nothing."""

    def apply(value):
        day = as_local(value)
        return "" if day is None else function(day)

    register.filter(name, apply)


def relative(day):
    today = timezone.localdate()
    return formats.relativa(day.date() if isinstance(day, datetime) else day, today)


def moment(day):
    return formats.fecha_hora(day) if isinstance(day, datetime) else formats.fecha_corta(day)


date_filter("fecha", formats.fecha_larga)
date_filter("fecha_corta", formats.fecha_corta)
date_filter("dia_corto", formats.dia_corto)
date_filter("fecha_hora", moment)
date_filter("relativa", relative)


@register.filter
def numero(value):
    """Thousands with commas; text that is not a number stays as it is."""
    is_number = not isinstance(value, str | bool) and value is not None
    return formats.numero(value) if is_number else (value or "")


@register.filter
def iniciales(name):
    return formats.iniciales(str(name or ""))


@register.filter
def tamano(size):
    return formats.tamano(int(size or 0))


@register.filter
def id_de_entrada(field):
    """The id an error must link to: groups of options have it on their first option."""
    suffix = "_0" if field.use_fieldset else ""
    return field.id_for_label or f"{field.auto_id}{suffix}"


@register.filter
def capital(text):
    """First letter in upper case, the rest untouched."""
    text = str(text)
    return text[:1].upper() + text[1:]


@register.filter
def sin_dato(facts):
    """The facts nobody has written yet: said in one line instead of a wall of blanks."""
    return [fact for fact in facts if fact["kind"] == "empty"]
