"""Observers' applications: what comes in on paper and what each step asks for."""

import datetime as dt

from django import forms
from django.utils import timezone

from convenios.forms.expediente import ModeloForm
from core.forms import FechaField, TextoField
from core.instantes import InstanteField
from crm.forms.actos import AccionForm, archivo_seguro
from crm.forms.opciones import elegir_institucion
from crm.forms.registros import SinDuplicarForm, SugerenciasInput
from observacion.actions.solicitudes import corregir_solicitud, recibir_solicitud
from observacion.enums import JustificacionNegativa, Modalidad, TipoConvocatoria
from observacion.forms.opciones import ALCALDIAS, elegir_integrante
from observacion.models import Convocatoria, InformeObservacion, SolicitudObservacion
from observacion.queries.parecidas import por_nombre

RESERVADOS = ("clave_elector", "telefono", "discapacidad", "pueblo_indigena")
LINEA = forms.TextInput  # encrypted fields are text areas by their column, not by what they hold
LARGOS = {"clave_elector": 18, "telefono": 40, "discapacidad": 200, "pueblo_indigena": 200}
PENDIENTE = "Sin cambio. Escribe sólo si quieres reemplazarlo."


class SolicitudForm(SinDuplicarForm):
    """One application, as the paper brings it."""

    integrante = elegir_integrante(
        label="Integrante de la Red",
        required=False,
        help_text="Si además pertenece a la Red: son cosas distintas.",
    )
    organizacion = elegir_institucion(label="Organización", required=False)
    fecha_recepcion = InstanteField(
        label="Cuándo se recibió", help_text="La fecha y hora del sello, no la de captura."
    )

    class Meta:
        model = SolicitudObservacion
        fields = [
            "convocatoria",
            "fecha_recepcion",
            "origen",
            "nombres",
            "primer_apellido",
            "segundo_apellido",
            "sexo",
            "fecha_nacimiento",
            "clave_elector",
            "correo",
            "telefono",
            "entidad",
            "alcaldia",
            "distrito",
            "discapacidad",
            "pueblo_indigena",
            "modalidad",
            "organizacion",
            "modalidad_voto",
            "integrante",
            "es_ciudadania_mexicana",
            "declara_sin_dirigencia",
            "declara_sin_candidatura",
            "declara_sin_programas",
            "declara_sin_militancia",
            "aviso",
            "folio_externo",
        ]
        widgets = {"alcaldia": SugerenciasInput(sugerencias=ALCALDIAS)} | dict.fromkeys(
            RESERVADOS, LINEA()
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, largo in LARGOS.items():
            self.fields[name] = campo = TextoField(
                label=self.fields[name].label,
                required=False,
                max_length=max(largo, 40),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.add_field(name, campo)
        rows = self.fields["convocatoria"].queryset
        self.fields["convocatoria"].queryset = rows.filter(tipo=TipoConvocatoria.OBSERVACION)
        if self.instance.pk:
            self.ya_recibida()
        elif not self.is_bound:
            self.initial.setdefault("fecha_recepcion", timezone.now())

    def ya_recibida(self):
        """What its folio is of does not change, and what is reserved is not shown by editing."""
        for name in ("convocatoria", "fecha_recepcion", "modalidad", "organizacion"):
            self.fields[name].disabled = True
        ayuda = "Para cambiarla, usa «Cambiar de organización»: queda en el historial."
        self.fields["modalidad"].help_text = ayuda
        for name in RESERVADOS:
            self.initial[name] = ""
            if getattr(self.instance, name):
                self.fields[name].help_text = PENDIENTE

    def clean(self):
        data = super().clean()
        if self.instance.pk:
            for name in RESERVADOS:
                data[name] = data.get(name) or getattr(self.instance, name)
        return data

    def buscar_parecidas(self):
        partes = ("nombres", "primer_apellido", "segundo_apellido")
        nombre = " ".join(self.cleaned_data.get(parte) or "" for parte in partes)
        rows = SolicitudObservacion.objects.visibles_para(self.user)
        convocatoria = self.cleaned_data.get("convocatoria")
        if convocatoria:
            rows = rows.filter(proceso=convocatoria.proceso_id)
        return por_nombre(rows, nombre, self.cleaned_data.get("fecha_nacimiento"))

    def aviso(self, parecidas):
        nombres = ", ".join(f"{obj} ({obj.folio})" for obj in parecidas)
        return f"Hay una solicitud de alguien con el mismo nombre y nacimiento: {nombres}."

    def guardar(self, *, by):
        if self.instance.pk:
            return corregir_solicitud(self.instance, by=by)
        return recibir_solicitud(self.instance, by=by)


class PrevenirForm(AccionForm):
    prevencion = TextoField(
        label="Qué falta", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    limite_prevencion = InstanteField(label="Puede subsanar hasta")

    def __init__(self, *args, horas=48, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["limite_prevencion"].initial = timezone.now() + dt.timedelta(hours=horas)
        self.fields[
            "limite_prevencion"
        ].help_text = f"La convocatoria da {horas} horas; puedes cambiarlo."


class RemitirForm(AccionForm):
    oficio = TextoField(label="Oficio de remisión", max_length=80)
    fecha = FechaField(label="Fecha del oficio", initial=timezone.localdate)


class AdmitirForm(AccionForm):
    folio_externo = TextoField(label="Folio que dio el INE", max_length=60)


class AcreditarForm(AccionForm):
    fecha_sesion = FechaField(label="Sesión del consejo", initial=timezone.localdate)
    acuerdo = TextoField(label="Acuerdo del consejo", max_length=80)


class JustificarForm(AccionForm):
    """Why an accreditation is refused or cancelled."""

    justificacion = forms.ChoiceField(
        label="Justificación", choices=[("", "Elige una"), *JustificacionNegativa.choices]
    )
    motivo = TextoField(label="Motivo", max_length=100, help_text="Queda en el historial.")


class MotivoForm(AccionForm):
    motivo = TextoField(label="Motivo", max_length=100, help_text="Queda en el historial.")


class MotivoExportarForm(AccionForm):
    motivo = TextoField(
        label="Para qué", max_length=200, help_text="Queda en la bitácora y en el archivo."
    )


class AcuseForm(AccionForm):
    archivo = forms.FileField(
        label="Acuse firmado", help_text="Foto o PDF del acuse con la firma de la persona."
    )

    def clean_archivo(self):
        return archivo_seguro(self.cleaned_data.get("archivo"))


class GafeteForm(AccionForm):
    foto = forms.ImageField(
        label="Fotografía",
        required=False,
        help_text="JPG o PNG. Sin ella, el gafete lleva el recuadro para pegarla.",
    )


class AfiliacionForm(AccionForm):
    modalidad = forms.ChoiceField(label="Modalidad", choices=Modalidad)
    organizacion = elegir_institucion(label="Organización", required=False)
    desde = FechaField(label="Desde", initial=timezone.localdate)
    motivo = TextoField(label="Motivo", max_length=100)


class InformeForm(ModeloForm):
    fecha = FechaField(label="Fecha de entrega", initial=timezone.localdate)

    class Meta:
        model = InformeObservacion
        fields = [
            "fecha",
            "eleccion",
            "entidad",
            "distrito",
            "seccion",
            "casilla",
            "etapas",
            "desarrollo",
            "hallazgos",
            "recomendaciones",
        ]
        widgets = dict.fromkeys(
            ("desarrollo", "hallazgos", "recomendaciones"), forms.Textarea(attrs={"rows": 4})
        )

    def clean_fecha(self):
        fecha = self.cleaned_data["fecha"]
        if fecha > timezone.localdate():
            raise forms.ValidationError("La entrega no puede ser futura.")
        return fecha


class RespuestasForm(AccionForm):
    """The answers of the INE as a spreadsheet."""

    archivo = forms.FileField(
        label="Archivo con las respuestas", help_text="En .xlsx, .xls o .csv."
    )


class ElegirConvocatoriaForm(AccionForm):
    """Which call is looked at."""

    convocatoria = forms.ModelChoiceField(
        label="Convocatoria", queryset=Convocatoria.objects.none(), empty_label=None
    )
