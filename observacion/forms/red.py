"""Members of the Observation Network."""

from django import forms
from django.utils import timezone

from core.forms import FechaField, TextoField
from crm.forms.actos import AccionForm
from crm.forms.opciones import elegir_institucion
from crm.forms.registros import SinDuplicarForm, SugerenciasInput
from observacion.forms.opciones import ALCALDIAS
from observacion.models import AvisoPrivacidad, IntegranteRed
from observacion.queries.parecidas import por_nombre


class IntegranteForm(SinDuplicarForm):
    organizacion = elegir_institucion(
        label="Organización", required=False, help_text="Sólo si participa por una."
    )

    class Meta:
        model = IntegranteRed
        fields = [
            "nombres",
            "primer_apellido",
            "segundo_apellido",
            "sexo",
            "correo",
            "telefono",
            "canal",
            "modalidad",
            "organizacion",
            "fecha_alta",
            "alcaldia",
            "distrito",
            "temas",
            "procesos",
            "disponibilidad",
            "aviso",
            "aviso_fecha",
            "notas",
        ]
        widgets = {
            "alcaldia": SugerenciasInput(sugerencias=ALCALDIAS),
            "temas": forms.CheckboxSelectMultiple,
            "procesos": forms.CheckboxSelectMultiple,
            "notas": forms.Textarea(attrs={"rows": 3}),
        }

    def buscar_parecidas(self):
        partes = ("nombres", "primer_apellido", "segundo_apellido")
        nombre = " ".join(self.cleaned_data.get(parte) or "" for parte in partes)
        rows = IntegranteRed.objects.visibles_para(self.user)
        return por_nombre(rows, nombre)

    def aviso(self, parecidas):
        nombres = ", ".join(str(integrante) for integrante in parecidas)
        return f"Ya hay en la Red una persona muy parecida: {nombres}. ¿Es la misma?"


class ActivarForm(AccionForm):
    """What is missing to be active: the day and the notice that was accepted."""

    fecha_alta = FechaField(label="Fecha de alta", initial=timezone.localdate)
    aviso = forms.ModelChoiceField(
        label="Aviso de privacidad que aceptó",
        queryset=AvisoPrivacidad.objects.none(),
        empty_label="Elige el aviso",
    )
    aviso_fecha = FechaField(label="Cuándo lo aceptó", initial=timezone.localdate)


class BajaForm(AccionForm):
    fecha = FechaField(label="Fecha de la baja", initial=timezone.localdate)
    motivo = TextoField(
        label="Motivo", max_length=100, help_text="Queda en el historial de la persona."
    )


class ReingresoForm(AccionForm):
    fecha = FechaField(label="Fecha del reingreso", initial=timezone.localdate)
