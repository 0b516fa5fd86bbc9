"""An application written by the office: one that came on paper, and its corrections."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from acompanamiento.actions import registrar_pasaporte
from acompanamiento.enums import TipoPasaporte, Via
from acompanamiento.forms.opciones import PaisesField, elegir_delegacion
from acompanamiento.models import Delegacion, PasaporteVisitante, SolicitudVisitante
from core.forms import EntidadForm, FechaField, TextoField
from crm.forms.opciones import elegir_institucion, limitar_opciones
from observacion.enums import TipoConvocatoria

TEXTO = forms.Textarea(attrs={"rows": 3})
CAMPOS = [
    "convocatoria",
    "via",
    "tipo_invitacion",
    "delegacion",
    "idioma",
    "nombres",
    "apellidos",
    "nombre_latino",
    "sexo",
    "fecha_nacimiento",
    "lugar_nacimiento",
    "nacionalidades",
    "pais_residencia",
    "organizacion",
    "institucion",
    "cargo",
    "perfil",
    "correo",
    "idiomas",
    "requiere_interpretacion",
    "llegada",
    "salida",
    "calidad_migratoria",
    "interes",
    "entidades",
    "responsable",
    "folio_externo",
]
DEL_PASAPORTE = ("numero_pasaporte", "pais_emisor", "emision", "vencimiento", "tipo_pasaporte")


class SolicitudVisitanteForm(EntidadForm):
    """What the office may correct. What is reserved has a page of its own, where looks are told."""

    nacionalidades = PaisesField(label="Nacionalidades", required=False)
    institucion = elegir_institucion(label="Institución del directorio", required=False)
    delegacion = elegir_delegacion(label="Delegación", required=False)

    class Meta:
        model = SolicitudVisitante
        fields = CAMPOS
        widgets = {"interes": TEXTO}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limitar_opciones(self, self.user)
        llamadas = self.fields["convocatoria"]
        llamadas.queryset = llamadas.queryset.filter(tipo=TipoConvocatoria.VISITANTES)
        llamadas.empty_label = "Elige la convocatoria"
        self.fields["responsable"].empty_label = "Nadie todavía"

    def clean(self):
        data = super().clean()
        delegacion, convocatoria = data.get("delegacion"), data.get("convocatoria")
        if {"delegacion", "convocatoria"}.isdisjoint(self.changed_data):
            return data  # what was there before is not this person's to answer for
        if delegacion and convocatoria and delegacion.convocatoria_id != convocatoria.pk:
            self.add_error("delegacion", "Esa delegación es de otra convocatoria.")
        return data


class CapturaForm(SolicitudVisitanteForm):
    """The essential of a form that came on paper; its documents are attached afterwards."""

    telefono = TextoField(label="Teléfono", max_length=60, required=False)
    numero_pasaporte = TextoField(label="Número de pasaporte", max_length=30, required=False)
    tipo_pasaporte = forms.ChoiceField(
        label="Tipo de pasaporte", choices=TipoPasaporte.choices, required=False
    )
    pais_emisor = PaisesField(label="País que lo emite", required=False, help_text="")
    emision = FechaField(label="Fecha de emisión", required=False)
    vencimiento = FechaField(label="Fecha de vencimiento", required=False)
    acepta = forms.BooleanField(
        label="La solicitud en papel trae la aceptación de las normas y del aviso de privacidad",
        required=False,
    )

    def clean_pais_emisor(self):
        codigos = self.cleaned_data["pais_emisor"]
        if len(codigos) > 1:
            raise ValidationError("Escribe un solo país.")
        return codigos[0] if codigos else ""

    def clean(self):
        data = super().clean()
        if data.get("numero_pasaporte"):
            for campo in ("pais_emisor", "vencimiento"):
                if not data.get(campo) and campo not in self.errors:
                    self.add_error(campo, "Escríbelo también: va con el número de pasaporte.")
        emision, vencimiento = data.get("emision"), data.get("vencimiento")
        if emision and vencimiento and vencimiento <= emision:
            self.add_error("vencimiento", "El pasaporte debe vencer después de emitirse.")
        return data

    def guardar(self, *, by):
        solicitud, data, ahora = self.instance, self.cleaned_data, timezone.now()
        solicitud.telefono = data["telefono"]
        if solicitud.via == Via.CONVOCATORIA and solicitud.delegacion:
            solicitud.via = Via.MISION
        if data["acepta"]:
            solicitud.acepta_normas_en = solicitud.aviso_en = ahora
            solicitud.aviso = solicitud.convocatoria.aviso
        solicitud.en_papel = True
        solicitud.guardar(by=by, motivo="Captura de una solicitud en papel")
        if data["numero_pasaporte"]:
            pasaporte = PasaporteVisitante(
                numero=data["numero_pasaporte"],
                tipo=data["tipo_pasaporte"] or TipoPasaporte.ORDINARIO,
                pais_emisor=data["pais_emisor"],
                emision=data["emision"],
                vencimiento=data["vencimiento"],
            )
            registrar_pasaporte(solicitud, pasaporte, by=by)
        return solicitud


class ReservadosForm(EntidadForm):
    """Telephone, address, emergency contact and health: written and read apart."""

    class Meta:
        model = SolicitudVisitante
        fields = ["telefono", "domicilio", "emergencia", "salud"]
        widgets = dict.fromkeys(["domicilio", "emergencia", "salud"], TEXTO)


class PasaporteForm(EntidadForm):
    """Another passport; the former one stays as history (case 38)."""

    class Meta:
        model = PasaporteVisitante
        fields = ["tipo", "numero", "pais_emisor", "emision", "vencimiento", "mrz"]
        widgets = {"mrz": forms.Textarea(attrs={"rows": 2, "spellcheck": "false"})}
        help_texts = {
            "mrz": "Las dos líneas del pie de la página de datos. Si la escribes, se comprueba."
        }


class DelegacionForm(EntidadForm):
    institucion = elegir_institucion(label="Institución del directorio", required=False)

    class Meta:
        model = Delegacion
        fields = ["nombre", "convocatoria", "encabeza", "correo", "idioma", "institucion"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limitar_opciones(self, self.user)
        llamadas = self.fields["convocatoria"]
        llamadas.queryset = llamadas.queryset.filter(tipo=TipoConvocatoria.VISITANTES)
