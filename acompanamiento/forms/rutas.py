"""A route of polling stations, its stops, and what is found at each."""

from django import forms
from django.utils import timezone

from acompanamiento.enums import CON_INCIDENCIA, EstadoParada
from acompanamiento.forms.logistica import ConVersionForm
from acompanamiento.models import ParadaRuta, RutaCasillas
from core.forms import TextoField
from core.instantes import InstanteField
from crm.forms.actos import AccionForm
from observacion.forms.opciones import ALCALDIAS


class RutaForm(ConVersionForm):
    alcaldia = forms.ChoiceField(
        label="Alcaldía",
        choices=[("", "Sin elegir"), *[(nombre, nombre) for nombre in ALCALDIAS]],
        required=False,
    )

    class Meta:
        model = RutaCasillas
        fields = [
            "nombre",
            "alcaldia",
            "distrito",
            "vehiculo",
            "operador",
            "capacidad",
            "enlace",
            "salida",
            "regreso",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enlace"].empty_label = "Nadie todavía"


class ParadaForm(ConVersionForm):
    prevista_en = InstanteField(
        label="Hora prevista",
        help_text="Dentro de la actividad, como 2/6/2027 10:30. La hora da el orden.",
    )

    class Meta:
        model = ParadaRuta
        fields = ["prevista_en", "seccion", "tipo", "numero", "direccion"]


class MarcarParadaForm(AccionForm):
    """What was found; what was not as planned asks for a note, and leaves an incident."""

    estado = forms.ChoiceField(
        label="Qué se encontró",
        choices=[(e.value, e.label) for e in EstadoParada if e != EstadoParada.PREVISTA],
        widget=forms.RadioSelect,
    )
    cuando = InstanteField(label="A qué hora", initial=timezone.now)
    direccion_hallada = TextoField(
        label="Dirección en que se encontró",
        max_length=300,
        required=False,
        help_text="Solo si cambió de lugar. La dirección prevista se conserva.",
    )
    nota = TextoField(
        label="Qué pasó",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Si no se instaló o cambió, queda como incidencia. Sin nombres de personas.",
    )

    def clean(self):
        data = super().clean()
        if data.get("estado") in CON_INCIDENCIA and not data.get("nota"):
            self.add_error("nota", "Escribe qué se encontró: queda en la incidencia.")
        if data.get("estado") == EstadoParada.CAMBIADA and not data.get("direccion_hallada"):
            self.add_error("direccion_hallada", "Escribe dónde se encontró.")
        return data
