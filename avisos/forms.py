"""What a person decides about their notices."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from avisos.models import PreferenciaAvisos
from core.forms import ExplainMixin, FechaField

MAXIMO = dt.timedelta(days=366)


class PreferenciasForm(ExplainMixin, forms.ModelForm):
    """By mail or not, at what hour, and when not at all."""

    required_css_class = "required"

    class Meta:
        model = PreferenciaAvisos
        fields = ["correo", "hora_resumen", "silencio_desde", "silencio_hasta"]
        widgets = {
            "correo": forms.RadioSelect,
            "hora_resumen": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "silencio_desde": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "silencio_hasta": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        error_messages = {
            name: {"invalid": "Escribe la hora con dos puntos, por ejemplo 07:00."}
            for name in ("hora_resumen", "silencio_desde", "silencio_hasta")
        }


class PosponerForm(ExplainMixin, forms.Form):
    """Until when a notice is put off: tomorrow and Monday are pressed in the list, a date is typed."""

    CUANDO = (("manana", "Mañana"), ("lunes", "El lunes"), ("fecha", "Otra fecha"))
    required_css_class = "required"
    cuando = forms.ChoiceField(choices=CUANDO, initial="fecha", widget=forms.HiddenInput)
    fecha = FechaField(
        label="Hasta qué día",
        help_text="Por ejemplo 15/03/2027, «lunes» o «en 10 días».",
        error_messages={"required": "Escribe hasta qué fecha."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fecha"].required = self.data.get("cuando") not in ("manana", "lunes")

    def clean(self):
        data, hoy = super().clean(), timezone.localdate()
        if "cuando" not in data or "fecha" in self.errors:
            return data
        dia = {
            "manana": hoy + dt.timedelta(days=1),
            "lunes": hoy + dt.timedelta(days=7 - hoy.weekday()),
        }.get(data["cuando"], data.get("fecha"))
        if not hoy < dia <= hoy + MAXIMO:
            raise ValidationError({"fecha": "Elige una fecha por venir, de aquí a un año."})
        data["dia"] = dia
        return data
