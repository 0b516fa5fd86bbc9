"""Pickers and fields that several forms of the visitors share."""

from django import forms
from django.core.exceptions import ValidationError

from acompanamiento.models import Delegacion
from core.forms import TextoField
from core.importing.countries import paises
from core.importing.values import PaisWidget
from core.pickers import RegistroField
from crm.forms.registros import SugerenciasInput

NOMBRES = sorted(paises()[0].values())


def elegir_delegacion(**kwargs):
    return RegistroField(Delegacion, "acompanamiento:delegacion_elegir", **kwargs)


class PaisesInput(SugerenciasInput):
    """Countries by their names, as people write them."""

    def format_value(self, value):
        if isinstance(value, str):
            return value
        return "; ".join(PaisWidget().render(pais) for pais in value or ())


class PaisesField(TextoField):
    """Several countries in one line; a search box in a list of 249 takes longer than writing."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", PaisesInput(sugerencias=NOMBRES))
        kwargs.setdefault("help_text", "Si tiene varias, sepáralas con punto y coma.")
        super().__init__(max_length=300, **kwargs)

    def clean(self, value):
        texto = super().clean(value)
        escritos = [parte.strip() for parte in texto.replace(",", ";").split(";")]
        try:
            codigos = [PaisWidget().clean(parte) for parte in escritos if parte]
        except ValueError as error:
            texto = str(error)
            raise ValidationError(f"{texto[:1].upper()}{texto[1:]}.") from error
        return list(dict.fromkeys(codigos))

    def has_changed(self, initial, data):
        return self.widget.format_value(initial) != (data or "")


class HoraField(forms.TimeField):
    """An hour of the day: 14:30."""

    widget = forms.TimeInput(
        format="%H:%M", attrs={"inputmode": "numeric", "placeholder": "hh:mm", "size": "6"}
    )

    def __init__(self, **kwargs):
        mensajes = {"invalid": "Escribe la hora con dos puntos, por ejemplo 14:30."}
        super().__init__(error_messages=mensajes, **kwargs)
