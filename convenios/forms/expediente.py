"""Parties, observations, opinion, commitments and work programmes of an instrument."""

from django import forms
from django.utils import timezone

from convenios.enums import (
    CriterioOpinion,
    EstadoActividad,
    EstadoObservacion,
    ModalidadFirma,
    PrioridadCompromiso,
    RolParte,
    Valoracion,
)
from convenios.models import ActividadPrograma, OpinionPertinencia, ParteConvenio, ProgramaTrabajo
from core.forms import ExplainMixin, FechaField, TextoField
from crm.enums import TipoFecha
from crm.forms.actos import AccionForm
from crm.forms.opciones import elegir_institucion, limitar_opciones
from crm.models import Compromiso
from cuentas.models import Area, Usuario


class ModeloForm(ExplainMixin, forms.ModelForm):
    """A form of a record that belongs to another; its action writes it."""

    sections = ()

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        limitar_opciones(self, user)

    def _post_clean(self):
        """The action validates: here the values are only put on the record."""
        self.instance = forms.models.construct_instance(
            self, self.instance, self._meta.fields, self._meta.exclude
        )


class ParteForm(ModeloForm):
    institucion = elegir_institucion(label="Institución", required=False)

    class Meta:
        model = ParteConvenio
        fields = [
            "rol",
            "institucion",
            "denominacion",
            "a_traves_de",
            "representante",
            "cargo",
            "personalidad",
            "asistencia",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.rol == RolParte.IECM and self.instance.pk:
            del self.fields["institucion"], self.fields["rol"], self.fields["a_traves_de"]
            return
        roles = [(v, t) for v, t in RolParte.choices if v != RolParte.IECM]
        self.fields["rol"].choices = roles
        self.fields[
            "denominacion"
        ].help_text = "Cómo se le nombra en el texto. Vacío: el nombre oficial de hoy."

    def clean(self):
        data = super().clean()
        if "institucion" not in self.fields or self.errors:
            return data
        if not data.get("institucion") and not data.get("denominacion"):
            self.add_error("institucion", "Elige la institución, o escribe cómo se le nombra.")
        return data


class FirmaForm(AccionForm):
    fecha = FechaField(label="Fecha de firma", initial=timezone.localdate)
    modalidad = forms.ChoiceField(label="Forma de firma", choices=ModalidadFirma)
    tantos = forms.IntegerField(label="Tantos", required=False, min_value=1, max_value=99)


class ObservarForm(AccionForm):
    clausula = TextoField(label="Cláusula o apartado", max_length=100, required=False)
    texto = TextoField(
        label="Qué hay que corregir", max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ResponderForm(AccionForm):
    estado = forms.ChoiceField(
        label="Respuesta",
        choices=[(v, t) for v, t in EstadoObservacion.choices if v != "pendiente"],
        widget=forms.RadioSelect,
    )
    respuesta = TextoField(
        label="Explicación",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Necesaria si no se acepta.",
    )


class OpinionForm(ModeloForm):
    """Each criterion with its valuation and its comment, then the sense."""

    en_pares = True  # the comment goes beside what it is about

    class Meta:
        model = OpinionPertinencia
        fields = ["responsable", "impacto_monto", "recomendaciones", "sentido"]
        widgets = {"recomendaciones": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsable"].queryset = Usuario.objects.visibles_para(self.user)
        self.fields["sentido"].required = False
        for criterio in CriterioOpinion:
            dicho = self.instance.criterios.get(criterio.value, {})
            valoracion = forms.ChoiceField(
                label=criterio.label,
                choices=[("", "Sin valorar"), *Valoracion.choices],
                required=False,
                initial=dicho.get("valoracion", ""),
            )
            comentario = TextoField(
                label=f"Comentario sobre {criterio.label[0].lower()}{criterio.label[1:]}",
                max_length=2000,
                required=False,
                initial=dicho.get("comentario", ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.add_field(f"v_{criterio.value}", valoracion)
            self.add_field(f"c_{criterio.value}", comentario)

    @property
    def secciones(self):
        """The criteria two by two, then what is concluded."""
        criterios = [self[f"{letra}_{c.value}"] for c in CriterioOpinion for letra in "vc"]
        cierre = ["impacto_monto", "recomendaciones", "responsable", "sentido"]
        return [
            {"title": "Criterios", "hint": "Lo que no se valore queda vacío.", "fields": criterios},
            {
                "title": "Conclusión",
                "hint": "Sin sentido, el análisis se guarda y puede seguir otro día.",
                "fields": [self[name] for name in cierre],
            },
        ]

    def clean(self):
        data = super().clean()
        if data.get("sentido"):
            faltan = [c for c in CriterioOpinion if not data.get(f"v_{c.value}")]
            if faltan:
                text = f"Valora antes: {'; '.join(c.label.lower() for c in faltan)}."
                self.add_error("sentido", text)
        return data

    def criterios(self):
        """What was said of each criterion, as it is stored."""
        data = self.cleaned_data
        return {
            c.value: {"valoracion": data[f"v_{c.value}"], "comentario": data[f"c_{c.value}"]}
            for c in CriterioOpinion
            if data[f"v_{c.value}"] or data[f"c_{c.value}"]
        }


class CompromisoDeConvenioForm(ModeloForm):
    clausula = TextoField(
        label="Cláusula",
        max_length=60,
        required=False,
        help_text="Por ejemplo «Tercera, fracción II».",
    )
    prioridad = forms.ChoiceField(
        label="Prioridad", choices=PrioridadCompromiso, initial=PrioridadCompromiso.MEDIA
    )
    institucion = elegir_institucion(
        label="Institución", required=False, help_text="De quién es, si no es nuestro."
    )
    area = forms.ModelChoiceField(
        label="Área que lo atiende", queryset=Area.objects.none(), required=False
    )
    fecha_limite = FechaField(label="Fecha límite", required=False)
    tipo_fecha = forms.ChoiceField(
        label="Cuándo",
        choices=[
            (v, "Días después de la firma" if v == TipoFecha.RELATIVA else t)
            for v, t in TipoFecha.choices
        ],
    )
    field_order = (
        "clausula",
        "texto",
        "lado",
        "institucion",
        "area",
        "responsable",
        "tipo_fecha",
        "fecha_limite",
        "dias",
        "prioridad",
    )

    class Meta:
        model = Compromiso
        fields = [
            "texto",
            "lado",
            "institucion",
            "area",
            "responsable",
            "tipo_fecha",
            "fecha_limite",
            "dias",
        ]
        widgets = {"texto": forms.Textarea(attrs={"rows": 2})}


class ProgramaForm(ModeloForm):
    fecha_aprobacion = FechaField(label="Aprobado por las partes el", required=False)

    class Meta:
        model = ProgramaTrabajo
        fields = ["nombre", "ejercicio", "fecha_aprobacion", "informe"]
        widgets = {"informe": forms.Textarea(attrs={"rows": 4})}


class ActividadForm(ModeloForm):
    fecha = FechaField(label="Fecha", required=False)
    estado = forms.ChoiceField(label="Estado", choices=EstadoActividad)

    class Meta:
        model = ActividadPrograma
        fields = ["texto", "fecha", "responsables", "producto", "estado", "avance"]
