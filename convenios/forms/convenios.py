"""Registering and correcting an instrument."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from convenios.actions.convenios import Papel, corregir_convenio, registrar_convenio
from convenios.enums import Renovacion
from convenios.forms.opciones import elegir_convenio
from convenios.models import Convenio
from convenios.queries.parecidos import convenios_parecidos
from core.forms import TextoField, VariosField
from core.pickers import RegistrosField
from crm.forms.actos import archivo_seguro
from crm.forms.gestiones import elegir_gestion
from crm.forms.registros import SinDuplicarForm
from crm.models import Institucion
from programa.models import LineaAccion

FICHA = [
    "tipo",
    "denominacion",
    "objeto",
    "padre",
    "ordinal",
    "area_solicitante",
    "solicita",
    "responsable",
    "fecha_solicitud",
    "accion",
    "lineas",
    "temas",
    "compromete_recursos",
    "monto",
    "recursos",
    "datos_personales",
    "idiomas",
    "idioma_prevalece",
    "tipo_vigencia",
    "fecha_inicio",
    "fecha_fin",
    "termino_texto",
    "proceso",
    "fecha_evento_fin",
    "termina_con_padre",
    "renovacion",
    "periodo_meses",
    "maximo_periodos",
    "aviso_dias",
]


class InstrumentoForm(SinDuplicarForm):
    """What registering and correcting an instrument share."""

    padre = elegir_convenio(
        label="Instrumento del que deriva",
        required=False,
        help_text="Para anexos, adendas, modificatorios y específicos.",
    )

    def buscar_parecidas(self):
        return []

    def aviso(self, parecidas):
        return (
            "Ya hay un convenio vigente o en trámite de este tipo con la misma contraparte. "
            "Revisa si es el mismo antes de registrar otro."
        )


class SolicitudForm(InstrumentoForm):
    """A request: its kind, with whom and what for. The rest is completed on its way."""

    instituciones = RegistrosField(
        Institucion,
        "crm:institucion_elegir",
        label="Con quién se celebra",
        help_text="Una o varias. Los detalles de cada parte se completan después.",
    )
    solicitud = TextoField(
        label="Oficio o correo de solicitud",
        max_length=200,
        required=False,
        help_text="Su número o asunto; puedes adjuntarlo después.",
    )
    archivo = forms.FileField(label="Archivo de la solicitud", required=False)
    gestion = elegir_gestion(
        label="Gestión que lo originó",
        required=False,
        help_text="Si ya se registró. Vacía: se registra una, que contará en AI 3.",
    )

    class Meta:
        model = Convenio
        fields = [
            "gestion",
            "tipo",
            "denominacion",
            "objeto",
            "padre",
            "ordinal",
            "monto",
            "area_solicitante",
            "responsable",
            "fecha_solicitud",
        ]
        widgets = {
            "objeto": forms.Textarea(attrs={"rows": 3}),
            "denominacion": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["monto"].help_text = "Sólo para un anexo financiero."
        if not self.is_bound:
            self.fields["tipo"].widget.attrs["autofocus"] = True
        if not self.user.has_perm("convenios.change_convenio"):
            del self.fields["responsable"]

    @property
    def secciones(self):
        """With whom and what for; then where it hangs from and who attends it."""
        layout = [
            (
                "Qué se pide",
                "Con esto basta para registrar la solicitud.",
                ["tipo", "instituciones", "denominacion", "objeto", "solicitud", "archivo"],
            ),
            (
                "Seguimiento",
                "Quién lo pide y quién lo lleva.",
                ["area_solicitante", "responsable", "fecha_solicitud", "gestion"],
            ),
            (
                "Si deriva de otro instrumento",
                "Anexos, adendas, modificatorios y convenios específicos.",
                ["padre", "ordinal", "monto"],
            ),
        ]
        return [
            {"title": t, "hint": h, "fields": [self[n] for n in names if n in self.fields]}
            for t, h, names in layout
        ]

    def clean_archivo(self):
        return archivo_seguro(self.cleaned_data.get("archivo"))

    def buscar_parecidas(self):
        instituciones = self.cleaned_data.get("instituciones") or []
        return convenios_parecidos(self.user, self.cleaned_data.get("tipo", ""), instituciones)

    def guardar(self, *, by):
        if self.instance.area_solicitante_id is None:
            self.instance.area_solicitante = by.area
        papel = Papel(self.cleaned_data["solicitud"], archivo=self.cleaned_data["archivo"])
        return registrar_convenio(
            self.instance,
            by=by,
            instituciones=self.cleaned_data["instituciones"],
            solicitud=papel if papel else None,
        )


class LineasField(VariosField):
    """Lines of action by their key and what they say."""

    def label_from_instance(self, obj):
        return f"{obj.clave}. {Truncator(obj.texto).chars(110)}"


class ConvenioForm(InstrumentoForm):
    """All that an instrument says."""

    lineas = LineasField(
        label="Líneas de acción",
        queryset=LineaAccion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Convenio
        fields = FICHA
        widgets = {
            "objeto": forms.Textarea(attrs={"rows": 3}),
            "denominacion": forms.Textarea(attrs={"rows": 2}),
            "temas": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["renovacion"].required = False
        if self.instance.folio:
            self.fields["tipo"].disabled = True
            self.fields["tipo"].help_text = "Su folio es de este tipo: ya no cambia."

    def clean_renovacion(self):
        return self.cleaned_data.get("renovacion") or Renovacion.NINGUNA

    def clean_denominacion(self):
        """The name that was signed stays (case 15)."""
        firmado = self.instance.fecha_suscripcion and not self.instance.es_historico
        if firmado and "denominacion" in self.changed_data:
            text = "Ya se suscribió con este nombre: registra un convenio modificatorio."
            raise ValidationError(text)
        return self.cleaned_data["denominacion"]

    def guardar(self, *, by):
        corregido = corregir_convenio(self.instance, by=by)
        self._save_m2m()
        return corregido
