"""What each step asks for: its document, its reason, and what only that step knows."""

from django import forms
from django.utils import timezone

from convenios.enums import (
    EnManosDe,
    MotivoConclusion,
    TipoDocumento,
)
from core.attachments import AdjuntoForm
from core.forms import FechaField, TextoField
from crm.forms.actos import AccionForm, archivo_seguro
from cuentas.models import Area, OrganoColegiado, Usuario

FORMATOS = AdjuntoForm.base_fields["archivo"].help_text


class ConArchivo(AccionForm):
    """A form with one file, checked by its content."""

    def clean_archivo(self):
        return archivo_seguro(self.cleaned_data.get("archivo"))


class PasoForm(ConArchivo):
    """The document of a step and, when it ends or returns something, why."""

    referencia = TextoField(label="Número o asunto del documento", max_length=200, required=False)
    fecha = FechaField(label="Fecha del documento", required=False, initial=timezone.localdate)
    archivo = forms.FileField(label="Archivo", required=False, help_text=FORMATOS)
    motivo = TextoField(
        label="Motivo",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Queda en el expediente.",
    )

    def __init__(self, *args, documento=None, ya_esta=False, con_motivo=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.documento, self.ya_esta = documento, ya_esta
        if documento is None:
            for name in ("referencia", "fecha", "archivo"):
                del self.fields[name]
        else:
            self.fields["referencia"].label = documento.label
            self.fields["referencia"].help_text = (
                "Ya está en el expediente: déjalo vacío."
                if ya_esta
                else "Su número o asunto, el archivo, o ambos."
            )
        if not con_motivo:
            del self.fields["motivo"]

    def clean(self):
        data = super().clean()
        if self.documento is None or self.ya_esta or self.errors:
            return data
        if not data.get("referencia") and not data.get("archivo"):
            text = "Escribe el número del documento o adjunta el archivo."
            self.add_error("referencia", text)
        return data


class EnviarAOpinionForm(AccionForm):
    responsable = forms.ModelChoiceField(
        label="Quién analiza la pertinencia",
        queryset=Usuario.objects.none(),
        required=False,
        empty_label="Por asignar",
        help_text="Debe ser una persona distinta de quien la solicitó.",
    )


class ValidarForm(PasoForm):
    """The legal validation says whether a body approves it, and why."""

    organo = forms.ModelChoiceField(
        label="Órgano que lo aprueba",
        queryset=OrganoColegiado.objects.none(),
        empty_label="Elige el órgano",
    )
    motivo_aprobacion = TextoField(
        label="Por qué requiere la aprobación de un órgano",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, con_organo, **kwargs):
        super().__init__(*args, **kwargs)
        if not con_organo:
            del self.fields["organo"]
            self.fields[
                "motivo_aprobacion"
            ].label = "Por qué no requiere la aprobación de un órgano"


class ResolverForm(ConArchivo):
    """What the body resolved."""

    organo = forms.ModelChoiceField(
        label="Órgano", queryset=OrganoColegiado.objects.none(), empty_label="Elige el órgano"
    )
    clave = TextoField(label="Clave del acuerdo o del acta", max_length=100)
    sesion = TextoField(
        label="Sesión",
        max_length=120,
        required=False,
        help_text="Por ejemplo «Segunda extraordinaria».",
    )
    fecha = FechaField(label="Fecha de la sesión", initial=timezone.localdate)
    archivo = forms.FileField(label="Archivo", required=False, help_text=FORMATOS)
    motivo = TextoField(
        label="Qué hay que cambiar", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, con_motivo, **kwargs):
        super().__init__(*args, **kwargs)
        if not con_motivo:
            del self.fields["motivo"]


class SuscribirForm(PasoForm):
    """The signed copy and from when it holds."""

    fecha_inicio = FechaField(
        label="Inicio de la vigencia",
        required=False,
        help_text="Vacío: el día de la última firma.",
    )
    fecha_suscripcion = FechaField(
        label="Fecha de suscripción, si el texto dice otra",
        required=False,
        help_text="Vacío: la de la última firma.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["archivo"].required = not self.ya_esta
        self.fields["archivo"].help_text = f"{FORMATOS} Quedará como texto final, sin cambios."


class ConcluirForm(PasoForm):
    """Why and when it ended."""

    motivo_conclusion = forms.ChoiceField(
        label="Motivo", choices=[("", "Elige un motivo"), *MotivoConclusion.choices]
    )
    fecha_conclusion = FechaField(label="Fecha de conclusión", initial=timezone.localdate)
    nota = TextoField(
        label="Informe o nota",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = (
        "motivo_conclusion",
        "fecha_conclusion",
        "referencia",
        "fecha",
        "archivo",
        "nota",
    )


class PasarTurnoForm(AccionForm):
    en_manos_de = forms.ChoiceField(label="Queda en manos de", choices=EnManosDe)
    area = forms.ModelChoiceField(
        label="Área",
        queryset=Area.objects.none(),
        required=False,
        empty_label="Ninguna en particular",
    )
    desde = FechaField(label="Desde", initial=timezone.localdate)
    nota = TextoField(label="Qué se le pide", max_length=300, required=False)


class AvisoNoRenovacionForm(ConArchivo):
    fecha = FechaField(label="Fecha del aviso", initial=timezone.localdate)
    referencia = TextoField(label="Número o asunto del aviso", max_length=200)
    archivo = forms.FileField(label="Archivo", required=False, help_text=FORMATOS)


class FechaForm(AccionForm):
    fecha = FechaField(label="Fecha en que ocurrió", initial=timezone.localdate)


class DocumentoForm(ConArchivo):
    tipo = forms.ChoiceField(label="Qué documento es", choices=TipoDocumento)
    referencia = TextoField(label="Número o asunto", max_length=200, required=False)
    fecha = FechaField(label="Fecha del documento", required=False)
    archivo = forms.FileField(label="Archivo", required=False, help_text=FORMATOS)

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("referencia") and not data.get("archivo"):
            self.add_error("referencia", "Escribe el número del documento o adjunta el archivo.")
        return data


class VersionForm(ConArchivo):
    archivo = forms.FileField(
        label="Archivo",
        help_text="En Word (.docx) o texto (.txt) se puede comparar con otras versiones; hasta 10 MB.",
    )
    cambios = TextoField(
        label="Qué cambió", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
