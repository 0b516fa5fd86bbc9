"""The programme, its activities, and what each step of them asks for."""

import uuid

import django_filters
from django import forms
from django.utils import timezone

from acompanamiento.enums import EstadoPrograma, TipoIncidencia
from acompanamiento.models import ActividadPrograma, ProgramaAcompanamiento
from calendario.models import ProcesoElectoral
from convenios.forms.expediente import ModeloForm
from core.filters import EntidadFilterSet
from core.forms import CLAVE, FechaField, TextoField
from core.instantes import InstanteField
from crm.forms.actos import AccionForm
from crm.forms.registros import DirectorioForm


class ProgramaForm(DirectorioForm):
    class Meta:
        model = ProgramaAcompanamiento
        fields = ["proceso", "titulo", "edicion", "desde", "hasta", "presentacion"]
        widgets = {"presentacion": forms.Textarea(attrs={"rows": 4})}


class ProgramaFilter(EntidadFilterSet):
    estado = django_filters.ChoiceFilter(
        label="Estado", choices=EstadoPrograma.choices, empty_label="Cualquiera"
    )
    proceso = django_filters.ModelChoiceFilter(
        label="Proceso",
        queryset=lambda request: ProcesoElectoral.objects.visibles_para(request.user),
        empty_label="Cualquiera",
    )

    class Meta:
        model = ProgramaAcompanamiento
        fields = ["estado", "proceso"]


class IncidenciaFilter(EntidadFilterSet):
    tipo = django_filters.ChoiceFilter(
        label="Tipo", choices=TipoIncidencia.choices, empty_label="Cualquiera"
    )
    proceso = django_filters.ModelChoiceFilter(
        label="Proceso",
        queryset=lambda request: ProcesoElectoral.objects.visibles_para(request.user),
        empty_label="Cualquiera",
    )


class ActividadForm(ModeloForm):
    inicio = InstanteField(
        label="Empieza",
        help_text="Hora de la Ciudad de México: «lunes 9:00» o 5/3/2027 10:30.",
    )
    fin = InstanteField(label="Termina")

    class Meta:
        model = ActividadPrograma
        fields = [
            "tipo",
            "titulo",
            "titulo_en",
            "titulo_fr",
            "inicio",
            "fin",
            "sede",
            "direccion",
            "traslado_minutos",
            "cupo",
            "responsable",
            "interpretacion",
            "materiales",
        ]
        widgets = {"materiales": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields[CLAVE] = forms.UUIDField(
                widget=forms.HiddenInput, initial=uuid.uuid4, required=False
            )


class AprobarProgramaForm(AccionForm):
    aprobo = TextoField(
        label="Quién lo aprobó", max_length=200, help_text="El órgano y, si hay, la clave."
    )
    fecha_aprobacion = FechaField(label="Fecha de aprobación", initial=timezone.localdate)


class AprobarInformeForm(AccionForm):
    informe_clave = TextoField(label="Clave del informe final", max_length=80)
    fecha_informe = FechaField(label="Fecha de aprobación", initial=timezone.localdate)


class CancelarParticipacionForm(AccionForm):
    motivo = TextoField(label="Motivo", max_length=100, required=False)
