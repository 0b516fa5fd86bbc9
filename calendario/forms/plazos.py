from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from calendario.calculations import MAXIMO
from calendario.enums import ReglaFin, TipoPlazo
from core.forms import ExplainMixin
from core.instantes import InstanteField


class CalculadoraForm(ExplainMixin, forms.Form):
    """From when, how much and of what: everything a term needs."""

    required_css_class = "required"

    inicio = InstanteField(
        label="Se notificó",
        initial=timezone.now,
        help_text="La hora importa en horas y en proceso: «13/05/2024 14:30» o «ayer 10:00».",
    )
    cantidad = forms.IntegerField(label="Cuánto", min_value=1, max_value=max(MAXIMO.values()))
    tipo = forms.ChoiceField(
        label="De qué", choices=TipoPlazo, initial=TipoPlazo.HABILES, widget=forms.Select
    )
    regla_fin = forms.ChoiceField(
        label="Si el último día natural es inhábil, vence",
        choices=ReglaFin,
        initial=ReglaFin.EXACTO,
        required=False,
    )
    asunto_electoral = forms.BooleanField(
        label="Es un asunto del proceso electoral",
        required=False,
        help_text="Transparencia, datos personales y contratos no lo son, aunque haya proceso.",
    )

    def clean_regla_fin(self):
        return self.cleaned_data["regla_fin"] or ReglaFin.EXACTO

    def clean(self):
        data = super().clean()
        cantidad, tope = data.get("cantidad"), MAXIMO.get(data.get("tipo"))
        if cantidad and tope and cantidad > tope:
            text = f"Escribe en «Cuánto» un número de {tope:,} o menos."
            self.add_error("cantidad", ValidationError(text, code="max_value"))
        return data
