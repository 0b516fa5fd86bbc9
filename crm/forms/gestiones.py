from django import forms
from django.utils import timezone

from core.attachments import AdjuntoForm
from core.forms import FechaField, TextoField
from core.instantes import InstanteField
from core.pickers import RegistroField, RegistrosField
from crm.actions.gestiones import corregir_gestion, registrar_gestion
from crm.enums import EnManosDe, TipoEvidencia
from crm.forms.actos import AccionForm, MotivoForm, archivo_seguro
from crm.forms.opciones import elegir_institucion
from crm.forms.registros import DirectorioForm
from crm.models import Gestion, Institucion
from cuentas.models import Area


def elegir_gestion(**kwargs):
    return RegistroField(Gestion, "crm:gestion_elegir", **kwargs)


class GestionForm(DirectorioForm):
    instituciones = RegistrosField(
        Institucion,
        "crm:institucion_elegir",
        label="Instituciones",
        required=False,
        help_text="Con quién se relaciona lo que se pide.",
    )
    fecha_solicitud = InstanteField(
        label="Fecha de solicitud",
        help_text="Cuándo se pidió, no cuándo se registra. Por ejemplo «ayer 10:30».",
    )

    class Meta:
        model = Gestion
        fields = [
            "tipo",
            "accion",
            "instituciones",
            "area_solicitante",
            "medio",
            "fecha_solicitud",
            "descripcion",
            "responsable",
            "plazo_cantidad",
            "tipo_dias",
            "asunto_electoral",
            "fecha_limite",
        ]
        widgets = {"descripcion": forms.Textarea(attrs={"rows": 4})}

    def guardar(self, *, by):
        instituciones = self.cleaned_data["instituciones"]
        if self.instance.pk:
            return corregir_gestion(self.instance, by=by, instituciones=instituciones)
        if self.instance.area_solicitante_id is None:
            self.instance.area_solicitante = by.area
        return registrar_gestion(self.instance, by=by, instituciones=instituciones)


class TurnarForm(AccionForm):
    en_manos_de = forms.ChoiceField(label="Queda en manos de", choices=EnManosDe)
    area = forms.ModelChoiceField(label="Área", queryset=Area.objects.none(), required=False)
    institucion = elegir_institucion(label="Institución", required=False)
    nota = TextoField(label="Qué se le pide", max_length=300, required=False)

    def clean(self):
        data = super().clean()
        if data.get("en_manos_de") == EnManosDe.AREA and not data.get("area"):
            self.add_error("area", "Elige a qué área se turna.")
        if data.get("en_manos_de") != EnManosDe.AREA:
            data["area"] = None
        if data.get("en_manos_de") != EnManosDe.CONTRAPARTE:
            data["institucion"] = None
        return data


class EvidenciaForm(AccionForm):
    tipo = forms.ChoiceField(label="Qué prueba", choices=TipoEvidencia)
    referencia = TextoField(
        label="Documento",
        max_length=200,
        required=False,
        help_text="Número de oficio, correo o acta.",
    )
    fecha = FechaField(label="Fecha del documento", required=False)
    archivo = forms.FileField(
        label="Archivo",
        required=False,
        help_text=AdjuntoForm.base_fields["archivo"].help_text,
    )

    def clean_archivo(self):
        return archivo_seguro(self.cleaned_data.get("archivo"))

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("referencia") and not data.get("archivo"):
            self.add_error("referencia", "Escribe el número del documento o adjunta el archivo.")
        return data


class AtenderForm(AccionForm):
    fecha = InstanteField(label="Fecha de atención", initial=timezone.now)
    resultado = TextoField(
        label="Resultado", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConcluirForm(MotivoForm):
    """An end without attention; a formal answer makes it count as attended (dominio 2.5.2)."""

    con_respuesta = forms.BooleanField(
        label="Hubo respuesta formal",
        required=False,
        help_text="Con ella la gestión cuenta como atendida.",
    )
    fecha = InstanteField(label="Fecha de la respuesta", required=False)

    def clean(self):
        data = super().clean()
        if data.get("con_respuesta") and not data.get("fecha") and "fecha" not in self.errors:
            self.add_error("fecha", "Escribe la fecha de la respuesta formal.")
        return data


class DuplicadaForm(AccionForm):
    original = elegir_gestion(label="Gestión original")
