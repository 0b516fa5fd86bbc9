from django import forms
from django.utils import timezone

from calendario.clients import sugerencias
from core.formats import DIAS, fecha_larga
from core.forms import ExplainMixin

PRIMERO, ULTIMO = 2000, 2100


class AnioForm(ExplainMixin, forms.Form):
    """Which year to ask the library about."""

    anio = forms.IntegerField(label="Año", min_value=PRIMERO, max_value=ULTIMO)

    def __init__(self, data):
        siguiente = timezone.localdate().year + 1
        super().__init__(data if "anio" in data else {"anio": siguiente})


class Casillas(forms.CheckboxSelectMultiple):
    """Boxes of which some cannot be chosen: those days are already on the list."""

    def __init__(self, *args, cerradas=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.cerradas = cerradas

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.cerradas:
            option["attrs"]["disabled"] = True
        return option


class SugerenciasForm(ExplainMixin, forms.Form):
    """The days that the library suggests for a year; nothing is chosen beforehand."""

    fechas = forms.TypedMultipleChoiceField(label="Días", coerce=str)

    def __init__(self, *args, anio, ya_estan, **kwargs):
        super().__init__(*args, **kwargs)
        cerradas = {f"{fecha:%Y-%m-%d}" for fecha in ya_estan}
        field = self.fields["fechas"]
        field.widget = Casillas(cerradas=cerradas)
        field.choices = [(f"{s.fecha:%Y-%m-%d}", texto(s, ya_estan)) for s in sugerencias(anio)]
        field.error_messages["required"] = "Marca al menos un día, o vuelve a la lista."


def texto(sugerencia, ya_estan) -> str:
    """«lunes 1 de enero de 2024 · Año Nuevo»."""
    fecha = sugerencia.fecha
    dia = f"{DIAS[fecha.weekday()]} {fecha_larga(fecha)} · {sugerencia.motivo}"
    return f"{dia} (ya está en la lista)" if fecha in ya_estan else dia
