"""Meetings: called, held, their minutes; and the commitments of both sides."""

from __future__ import annotations

from django import forms

from core.forms import EntidadForm, FechaField, TextoField
from core.instantes import InstanteField
from core.pickers import RegistrosField
from crm.actions.compromisos import registrar_compromiso
from crm.actions.reuniones import crear_serie, programar_reunion
from crm.enums import Repeticion
from crm.forms.actos import AccionForm, MotivoForm
from crm.forms.opciones import elegir_contacto, elegir_institucion, limitar_opciones
from crm.forms.registros import DirectorioForm
from crm.models import (
    Compromiso,
    Institucion,
    PuntoAgenda,
    Reunion,
    SerieReunion,
    TipoReunion,
)
from cuentas.models import Usuario

ZONAS = [
    ("America/Mexico_City", "Centro (Ciudad de México)"),
    ("America/Tijuana", "Noroeste (Tijuana)"),
    ("America/Hermosillo", "Sonora (Hermosillo)"),
    ("America/Mazatlan", "Pacífico (Mazatlán)"),
    ("America/Ciudad_Juarez", "Frontera (Ciudad Juárez)"),
    ("America/Ojinaga", "Frontera (Ojinaga)"),
    ("America/Matamoros", "Frontera (Matamoros)"),
    ("America/Cancun", "Sureste (Cancún)"),
    ("America/New_York", "Nueva York"),
    ("America/Chicago", "Chicago"),
    ("America/Los_Angeles", "Los Ángeles"),
    ("America/Buenos_Aires", "Buenos Aires"),
    ("Europe/Madrid", "Madrid"),
    ("Europe/Paris", "París"),
    ("UTC", "UTC"),
]


class CompletarForm(AccionForm):
    tipo = forms.ModelChoiceField(
        label="Tipo de reunión", queryset=TipoReunion.objects.none(), empty_label="Elige un tipo"
    )


class ReunionForm(DirectorioForm):
    instituciones = RegistrosField(Institucion, "crm:institucion_elegir", label="Instituciones")
    inicio = InstanteField(label="Empieza", help_text="Por ejemplo «lunes 9:00» o 5/3/2024 10:30.")
    fin = InstanteField(label="Termina", required=False)
    zona = forms.ChoiceField(label="Zona horaria", choices=ZONAS)
    repeticion = forms.ChoiceField(
        label="Se repite",
        choices=[("", "No se repite"), *Repeticion.choices],
        required=False,
    )
    repetir_hasta = FechaField(label="Se repite hasta", required=False)

    class Meta:
        model = Reunion
        fields = [
            "asunto",
            "tipo",
            "instituciones",
            "inicio",
            "fin",
            "zona",
            "modalidad",
            "lugar",
            "liga",
            "convoca",
            "acciones",
        ]
        widgets = {"acciones": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["repeticion"], self.fields["repetir_hasta"]

    def clean(self):
        data = super().clean()
        if data.get("repeticion") and not data.get("repetir_hasta"):
            self.add_error("repetir_hasta", "Escribe hasta cuándo se repite.")
        inicio, fin = data.get("inicio"), data.get("fin")
        if inicio and fin and fin < inicio:
            self.add_error("fin", "La reunión termina después de empezar.")
        return data

    def guardar(self, *, by):
        data = self.cleaned_data
        if data.get("repeticion"):
            serie = SerieReunion(
                nombre=self.instance.asunto,
                repeticion=data["repeticion"],
                desde=data["inicio"].date(),
                hasta=data["repetir_hasta"],
            )
            reuniones = crear_serie(
                self.instance, serie, by=by, instituciones=data["instituciones"]
            )
            self.instance = reuniones[0]
        else:
            programar_reunion(self.instance, by=by, instituciones=data["instituciones"])
        self.instance.acciones.set(data["acciones"])
        return self.instance


class ReprogramarForm(MotivoForm):
    inicio = InstanteField(label="Empieza")
    fin = InstanteField(label="Termina", required=False)
    field_order = ("inicio", "fin", "motivo")


class AsistenciaForm(AccionForm):
    contacto = elegir_contacto(label="Persona de la contraparte", required=False)
    integrante = forms.ModelChoiceField(
        label="Persona de nuestra parte", queryset=Usuario.objects.none(), required=False
    )

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data.get("contacto")) == bool(data.get("integrante")):
            raise forms.ValidationError(
                "Elige a una persona: del directorio o de nuestra parte, no ambas."
            )
        return data


class PuntoForm(EntidadForm):
    class Meta:
        model = PuntoAgenda
        fields = ["titulo", "minutos", "presenta"]


class MinutaForm(EntidadForm):
    class Meta:
        model = PuntoAgenda
        fields = ["titulo", "tratado", "minuta", "acuerdo"]
        widgets = {
            "minuta": forms.Textarea(attrs={"rows": 4}),
            "acuerdo": forms.Textarea(attrs={"rows": 2}),
        }


class CompromisoForm(DirectorioForm):
    institucion = elegir_institucion(label="Institución", required=False)

    class Meta:
        model = Compromiso
        fields = [
            "texto",
            "lado",
            "institucion",
            "responsable",
            "area",
            "puesto",
            "tipo_fecha",
            "fecha_limite",
            "dias",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limitar_opciones(self, self.user)

    def guardar(self, *, by):
        return registrar_compromiso(self.instance, by=by)


class CumplirForm(AccionForm):
    fecha = FechaField(label="Fecha en que se cumplió", required=False)
    nota = TextoField(
        label="Cómo se cumplió",
        max_length=500,
        required=False,
        help_text="El documento o el hecho que lo prueba.",
    )


class SeguirForm(AccionForm):
    nota = TextoField(label="Qué se hizo", max_length=500)
    fecha = FechaField(label="Fecha", required=False)
    avance = forms.IntegerField(
        label="Avance en porcentaje", min_value=0, max_value=100, required=False
    )
