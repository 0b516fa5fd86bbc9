from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.attachments import AdjuntoForm
from core.forms import ExplainMixin, FechaField, TextoField
from crm.enums import EstatusInstitucion, TipoPuesto
from crm.forms.opciones import elegir_contacto, elegir_institucion, limitar_opciones
from crm.models import Contacto, Ocupacion, Puesto
from crm.queries.fichas import pendientes_de


class AccionForm(ExplainMixin, forms.Form):
    """The data of an office act: a reason, a date, whom it touches."""

    sections = ()

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        limitar_opciones(self, user)

    @property
    def secciones(self):
        """Fields by section, as the forms of records show theirs."""
        return [
            {"title": title, "hint": hint, "fields": [self[n] for n in names if n in self.fields]}
            for title, hint, names in self.sections
            if any(n in self.fields for n in names)
        ]


class MotivoForm(AccionForm):
    motivo = TextoField(
        label="Motivo",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Queda en el historial de la institución.",
    )


class FinForm(MotivoForm):
    """How an institution ends: when, with what proof, and who follows."""

    fecha = FechaField(label="Fecha en que ocurrió", initial=timezone.localdate)
    sucesora = elegir_institucion(label="Institución sucesora")
    documento = forms.FileField(
        label="Documento que lo acredita", help_text="El decreto o acuerdo, en PDF o imagen."
    )
    field_order = ("motivo", "fecha", "sucesora", "sin_sucesora", "documento")

    def __init__(self, *args, institucion, con_documento, **kwargs):
        super().__init__(*args, **kwargs)
        activas = self.fields["sucesora"].queryset.filter(estatus=EstatusInstitucion.ACTIVA)
        self.fields["sucesora"].para(activas.exclude(pk=institucion.pk))
        self.fields["documento"].required = not con_documento

    def clean_documento(self):
        return archivo_seguro(self.cleaned_data.get("documento"))


class ExtincionForm(FinForm):
    sin_sucesora = forms.BooleanField(label="Ninguna institución la sucede", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sucesora"].required = False

    def clean(self):
        data = super().clean()
        if "sucesora" in self.errors:
            return data
        if not data.get("sucesora") and not data.get("sin_sucesora"):
            self.add_error("sucesora", "Elige la sucesora, o marca que no hay ninguna.")
        if data.get("sucesora") and data.get("sin_sucesora"):
            self.add_error("sin_sucesora", "Elegiste una sucesora: quita esta marca o la elección.")
        return data


def archivo_seguro(upload):
    """The same checks as any attached file: size, extension and content."""
    if upload:
        form = AdjuntoForm(files={"archivo": upload}, data={})
        if not form.is_valid():
            raise ValidationError(form.errors["archivo"])
    return upload


class FusionarForm(AccionForm):
    """Which record of the person stays."""

    en = elegir_contacto(
        label="Registro que se conserva", help_text="Busca el otro registro de la misma persona."
    )

    def __init__(self, *args, contacto, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["en"].para(self.fields["en"].queryset.exclude(pk=contacto.pk))


class TerminarForm(AccionForm):
    hasta = FechaField(label="Último día en el puesto", initial=timezone.localdate)
    motivo = TextoField(label="Motivo", max_length=100, required=False)


class PersonaForm(AccionForm):
    """Somebody already in the directory, or somebody new with only the name."""

    contacto = elegir_contacto(
        label="Ya está en el directorio", required=False, help_text="Busca por su nombre."
    )
    nombres = TextoField(label="Nombre o nombres", max_length=150, required=False)
    primer_apellido = TextoField(label="Primer apellido", max_length=150, required=False)
    segundo_apellido = TextoField(label="Segundo apellido", max_length=150, required=False)
    desde = FechaField(label="Primer día en el puesto", required=False)
    correo = forms.EmailField(label="Correo del puesto", required=False)
    telefono = TextoField(label="Teléfono del puesto", max_length=60, required=False)

    sections = (
        (
            "Persona",
            "Elige a alguien del directorio o, si no está, escribe su nombre.",
            ["contacto", "nombres", "primer_apellido", "segundo_apellido"],
        ),
        ("En el puesto", "", ["desde", "telefono", "correo"]),
    )

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        elegida, nueva = data.get("contacto"), data.get("nombres")
        if not elegida and not nueva:
            raise ValidationError("Elige a una persona del directorio o escribe su nombre.")
        if elegida and nueva:
            raise ValidationError("Elegiste a una persona y escribiste otra: deja sólo una.")
        return data

    @property
    def persona(self):
        """The chosen person, or a new one not yet written."""
        data = self.cleaned_data
        if data["contacto"]:
            return data["contacto"]
        campos = ("nombres", "primer_apellido", "segundo_apellido")
        return Contacto(**{campo: data[campo] for campo in campos})


class OcuparForm(PersonaForm):
    """A person for a seat of an institution: a vacant one, or a new one."""

    puesto = forms.ModelChoiceField(
        label="Puesto",
        queryset=Puesto.objects.none(),
        required=False,
        empty_label="Un puesto nuevo",
    )
    cargo = TextoField(
        label="Cargo del puesto nuevo",
        max_length=200,
        required=False,
        help_text="El nombre del puesto, no el de la persona: Presidencia, Dirección…",
    )
    tipo = forms.ChoiceField(label="Tipo del puesto nuevo", choices=TipoPuesto.choices)
    sections = (
        (
            "Puesto",
            "El lugar en la institución, que permanece cuando cambia la persona.",
            ["puesto", "tipo", "cargo"],
        ),
        *PersonaForm.sections,
    )

    def __init__(self, *args, institucion, **kwargs):
        super().__init__(*args, **kwargs)
        self.institucion = institucion
        ocupados = Ocupacion.objects.en_funciones().values("puesto")
        vacantes = Puesto.objects.vigentes().filter(institucion=institucion)
        self.fields["puesto"].queryset = vacantes.exclude(pk__in=ocupados)

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("puesto") and not data.get("cargo"):
            self.add_error("cargo", "Elige un puesto vacante o escribe el cargo del nuevo.")
        return data

    @property
    def asiento(self):
        """The chosen seat, or a new one not yet written."""
        data = self.cleaned_data
        if data["puesto"]:
            return data["puesto"]
        return Puesto(institucion=self.institucion, cargo=data["cargo"], tipo=data["tipo"])


class PuestosField(forms.ModelMultipleChoiceField):
    """Occupations named by their seat: the person is the one who leaves."""

    def label_from_instance(self, obj):
        return f"{obj.puesto.get_tipo_display()}: {obj.puesto.cargo}"


class RelevarForm(PersonaForm):
    """Who follows in the seat, from when, and which other seats go along."""

    sections = (
        *PersonaForm.sections,
        (
            "También está a nombre de quien sale",
            "Pasará en el mismo acto; quita lo que deba seguir igual.",
            ["trasladar"],
        ),
    )
    trasladar = PuestosField(
        label="Pasan a la persona que entra",
        queryset=Ocupacion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, ocupacion, **kwargs):
        inicial = {
            "correo": ocupacion.correo,
            "telefono": ocupacion.telefono,
            "desde": timezone.localdate() + timedelta(days=1),
        }
        super().__init__(*args, initial=inicial, **kwargs)
        self.fields["desde"].required = True
        self.fields["desde"].help_text = "El día anterior será el último de quien deja el puesto."
        claves = [p.ocupacion.pk for p in pendientes_de(ocupacion)]
        otras = Ocupacion.objects.vivos().select_related("puesto").filter(pk__in=claves)
        self.fields["trasladar"].queryset = otras
        self.fields["trasladar"].initial = claves
        if not claves:
            del self.fields["trasladar"]
