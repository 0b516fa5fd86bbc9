"""Courses, their sittings, who takes part and how it went."""

from django import forms

from convenios.forms.expediente import ModeloForm
from core.forms import TextoField
from core.instantes import InstanteField
from crm.forms.actos import AccionForm
from crm.forms.opciones import elegir_institucion
from crm.forms.registros import DirectorioForm
from observacion.forms.opciones import elegir_integrante, elegir_solicitud
from observacion.models import Curso, InscripcionCurso, SesionCurso


class CursoForm(DirectorioForm):
    organizacion = elegir_institucion(label="Organización que lo imparte", required=False)

    class Meta:
        model = Curso
        fields = [
            "nombre",
            "clase",
            "proceso",
            "origen",
            "organizacion",
            "supervisado",
            "calificacion_minima",
            "horas",
            "temario",
        ]
        widgets = {"temario": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "calificacion_minima"
        ].help_text = "De 0 a 100. Con 0 se acredita por asistir, sin evaluación."


class SesionForm(ModeloForm):
    inicio = InstanteField(label="Empieza", help_text="Por ejemplo «lunes 9:00» o 5/3/2024 10:30.")
    fin = InstanteField(label="Termina")

    class Meta:
        model = SesionCurso
        fields = ["inicio", "fin", "sede", "imparte", "cupo"]


class InscribirForm(AccionForm):
    """A person of the network, or one with an application."""

    integrante = elegir_integrante(
        label="Integrante de la Red", required=False, help_text="Busca por su nombre."
    )
    solicitud = elegir_solicitud(
        label="Persona con solicitud",
        required=False,
        help_text="O busca por su nombre o folio entre las solicitudes de observación.",
    )

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data.get("integrante")) == bool(data.get("solicitud")):
            self.add_error("integrante", "Elige a una persona, de la Red o con solicitud.")
        return data


class PersonasField(forms.ModelMultipleChoiceField):
    """Who came: a box for each enrolled person."""

    widget = forms.CheckboxSelectMultiple


class ListaForm(AccionForm):
    """The attendance of a sitting, all at once."""

    presentes = PersonasField(label="Asistieron", queryset=InscripcionCurso.objects.none())

    def __init__(self, *args, inscripciones, **kwargs):
        super().__init__(*args, **kwargs)
        campo = self.fields["presentes"]
        campo.required = False
        campo.queryset = InscripcionCurso.objects.filter(pk__in=[i.pk for i in inscripciones])
        campo.choices = [(i.pk, str(i)) for i in inscripciones]
        campo.initial = [i.pk for i in inscripciones if i.asistio_en]


class EvaluarForm(AccionForm):
    """A grade for each person who attended."""

    def __init__(self, *args, inscripciones, minima, **kwargs):
        super().__init__(*args, **kwargs)
        self.inscripciones = list(inscripciones)
        for inscripcion in self.inscripciones:
            campo = forms.IntegerField(
                label=str(inscripcion),
                min_value=0,
                max_value=100,
                required=False,
                initial=inscripcion.calificacion,
            )
            self.add_field(f"c{inscripcion.pk}", campo)
        self.minima = minima

    def calificadas(self):
        """Each enrolment with its grade; with a minimum, a blank is somebody not evaluated yet."""
        pares = ((i, self.cleaned_data[f"c{i.pk}"]) for i in self.inscripciones)
        return [(i, nota) for i, nota in pares if nota is not None or not self.minima]


class CancelarInscripcionForm(AccionForm):
    motivo = TextoField(label="Motivo", max_length=100, required=False)
