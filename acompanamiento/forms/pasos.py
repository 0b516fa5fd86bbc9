"""What each step of an application asks for."""

import datetime as dt

from django import forms
from django.utils import timezone

from acompanamiento.enums import MotivoRechazo
from acompanamiento.forms.opciones import HoraField
from core.forms import FechaField, TextoField
from crm.forms.actos import AccionForm, archivo_seguro
from cuentas.models import Usuario

TEXTO = forms.Textarea(attrs={"rows": 3})
LARGO = forms.Textarea(attrs={"rows": 5})


def instante(fecha, hora):
    """The instant of a day and an hour here; the end of the day without an hour."""
    return timezone.make_aware(dt.datetime.combine(fecha, hora or dt.time(23, 59)))


class PresentarForm(AccionForm):
    """When the paper arrived: its folio and its instant are those."""

    fecha = FechaField(label="Día en que llegó", initial=timezone.localdate)
    hora = HoraField(label="Hora", initial=lambda: timezone.localtime().time())

    def clean(self):
        data = super().clean()
        if not self.errors:
            data["recibida_en"] = instante(data["fecha"], data["hora"])
            if data["recibida_en"] > timezone.now():
                self.add_error(
                    "fecha", "Todavía no llega ese momento: escribe cuándo la recibiste."
                )
        return data


class AsignarForm(AccionForm):
    responsable = forms.ModelChoiceField(
        label="Quién la revisa", queryset=Usuario.objects.none(), empty_label="Elige a una persona"
    )


class PrevenirForm(AccionForm):
    prevencion = TextoField(
        label="Qué más hay que corregir",
        max_length=2000,
        required=False,
        widget=TEXTO,
        help_text="Los documentos devueltos ya van con su motivo. Escribe en el idioma de la "
        "persona: lo recibe tal cual.",
    )
    fecha = FechaField(
        label="Puede corregir hasta el día",
        required=False,
        help_text="Vacío: las horas que da la convocatoria.",
    )
    hora = HoraField(label="Hora límite", required=False)

    def clean(self):
        data = super().clean()
        fecha = data.get("fecha")
        data["limite"] = instante(fecha, data.get("hora")) if fecha else None
        if data["limite"] and data["limite"] <= timezone.now():
            self.add_error("fecha", "Escribe un límite que no haya pasado.")
        return data


class ResolucionForm(AccionForm):
    """The resolution that grants it."""

    fecha = FechaField(label="Resolución del", initial=timezone.localdate)
    clave = TextoField(label="Clave de la resolución", max_length=80)


class RechazarForm(AccionForm):
    motivo_rechazo = forms.ChoiceField(
        label="Motivo del rechazo", choices=[("", "Elige un motivo"), *MotivoRechazo.choices]
    )
    fundamento = TextoField(
        label="Fundamento",
        max_length=2000,
        widget=LARGO,
        help_text="La persona lo recibe con el resultado. Al elegir el motivo se propone un texto.",
    )
    fecha = FechaField(label="Fecha de la resolución", required=False, initial=timezone.localdate)
    clave = TextoField(label="Clave de la resolución", max_length=80, required=False)


class EntregarForm(AccionForm):
    """Identity seen in person, and the signed receipt."""

    identidad = forms.BooleanField(
        label="La persona se identificó con su pasaporte y recibió la carpeta de información"
    )
    acuse = forms.FileField(
        label="Acuse firmado",
        help_text="Una foto o el PDF del acuse con la firma.",
        widget=forms.FileInput(
            attrs={"accept": "image/*,application/pdf", "capture": "environment"}
        ),
    )

    def clean_acuse(self):
        return archivo_seguro(self.cleaned_data.get("acuse"))


class MotivoForm(AccionForm):
    motivo = TextoField(
        label="Motivo", max_length=2000, widget=TEXTO, help_text="Queda en el expediente."
    )


class DevolverForm(AccionForm):
    """Why a paper is returned."""

    motivo = forms.ChoiceField(label="Por qué se devuelve")
    nota = TextoField(label="Qué hay que corregir", max_length=500, required=False)

    def __init__(self, *args, motivos, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motivo"].choices = [("", "Elige por qué"), *motivos]


class DocumentoForm(AccionForm):
    """A paper that came by another way, attached by the office."""

    archivo = forms.FileField(label="Archivo", help_text="PDF, JPG o PNG; hasta 10 MB.")


class ExportarReservadosForm(AccionForm):
    motivo = TextoField(
        label="Para qué los necesitas",
        max_length=200,
        widget=TEXTO,
        help_text="Queda en la bitácora de cada persona, con tu nombre, y en cada renglón del archivo.",
    )
