"""What the office decides about an indicator, and the acts of its quarters."""

from django import forms

from core.forms import EntidadForm, ExplainMixin, TextoField
from indicadores.models import Indicador


class IndicadorForm(EntidadForm):
    class Meta:
        model = Indicador
        fields = [
            "metodo",
            "cuenta_con_respuesta",
            "linea_base",
            "meta",
            "umbral_verde",
            "umbral_amarillo",
        ]


class CerrarForm(ExplainMixin, forms.Form):
    """Closing asks one thing: to have seen what it means."""

    confirmo = forms.BooleanField(
        label="Revisé las cifras. Entiendo que lo reportado ya no cambiará."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = "Marca que revisaste las cifras para poder cerrar."
        self.fields["confirmo"].error_messages["required"] = text


class AjustarForm(ExplainMixin, forms.Form):
    motivo = TextoField(
        label="Motivo del ajuste",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Se registra junto a cada gestión cuya cuenta cambió.",
    )
