"""Calls, what they ask for, and what people are told about their data."""

import datetime as dt

from django import forms

from convenios.forms.expediente import ModeloForm
from core.forms import EntidadForm, FechaField, TextoField
from core.instantes import InstanteField
from crm.forms.actos import AccionForm
from crm.forms.registros import DirectorioForm
from crm.forms.reuniones import ZONAS
from observacion.enums import TipoConvocatoria
from observacion.models import AvisoPrivacidad, Convocatoria, RequisitoConvocatoria

DIAS_DE_INFORME = 30
YA_ACEPTADO = (
    "Ya hay personas que aceptaron esta versión, y lo que aceptaron no cambia: registra otra."
)


class ConvocatoriaForm(DirectorioForm):
    abre_en = InstanteField(label="Abre", help_text="Por ejemplo «7/9/2023 00:00».")
    cierra_en = InstanteField(
        label="Cierra",
        help_text="Hasta el último minuto. «Las 24:00 h del día 7» es 07/05/2024 23:59.",
    )
    zona = forms.ChoiceField(label="Zona horaria", choices=ZONAS, initial="America/Mexico_City")

    class Meta:
        model = Convocatoria
        fields = [
            "proceso",
            "tipo",
            "clave",
            "autoridad",
            "abre_en",
            "cierra_en",
            "zona",
            "gracia_minutos",
            "prevencion_horas",
            "limite_sustituciones",
            "limite_informe",
            "nombre_es",
            "nombre_en",
            "nombre_fr",
            "presentacion_es",
            "presentacion_en",
            "presentacion_fr",
            "prohibiciones_es",
            "prohibiciones_en",
            "prohibiciones_fr",
            "aviso",
            "publicada",
            "contacto_correo",
            "contacto_telefono",
            "notas",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.publicada:
            self.fields["cierra_en"].disabled = True
            self.fields["cierra_en"].help_text = "Ya es pública: para moverlo, usa «Prorrogar»."
        self.fields[
            "limite_informe"
        ].help_text = "De observación, si se deja vacío: 30 días naturales tras la jornada."

    def clean(self):
        """Thirty natural days after election day, unless it is written (dominio 2.6.3)."""
        data = super().clean()
        de_observacion = data.get("tipo") == TipoConvocatoria.OBSERVACION
        if de_observacion and data.get("proceso") and not data.get("limite_informe"):
            data["limite_informe"] = data["proceso"].jornada + dt.timedelta(days=DIAS_DE_INFORME)
        return data


class RequisitoForm(ModeloForm):
    class Meta:
        model = RequisitoConvocatoria
        fields = [
            "clave",
            "obligatorio",
            "nombre_es",
            "nombre_en",
            "nombre_fr",
            "ayuda_es",
            "ayuda_en",
            "ayuda_fr",
        ]
        widgets = dict.fromkeys(
            ("ayuda_es", "ayuda_en", "ayuda_fr"), forms.Textarea(attrs={"rows": 2})
        )


class ProrrogaForm(AccionForm):
    cierre = InstanteField(label="Nuevo cierre", help_text="Por ejemplo «26/5/2024 23:59».")
    motivo = TextoField(
        label="Quién lo dispone y por qué",
        max_length=300,
        help_text="Acuerdo, oficio o instrucción. Queda en el historial.",
    )


class AvisoForm(EntidadForm):
    desde = FechaField(label="Vigente desde")

    class Meta:
        model = AvisoPrivacidad
        fields = ["sistema", "numero", "desde", "texto_es", "texto_en", "texto_fr"]
        widgets = dict.fromkeys(
            ("texto_es", "texto_en", "texto_fr"), forms.Textarea(attrs={"rows": 16})
        )

    def clean(self):
        data = super().clean()
        if self.instance.pk and self.has_changed() and self.instance.tiene_aceptaciones:
            raise forms.ValidationError(YA_ACEPTADO)
        return data
