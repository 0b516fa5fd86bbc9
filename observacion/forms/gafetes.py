"""Papers of badges: why one is printed again or void, its receipt, and how they are looked for."""

import django_filters
from django import forms
from django.db.models import Q

from core.filters import EntidadFilterSet
from core.forms import TextoField
from crm.filters.registros import RegistroFilter
from crm.forms.actos import AccionForm, archivo_seguro
from observacion.enums import EstadoLote, MotivoReimpresion
from observacion.models import Gafete, LoteGafetes


class ReimprimirForm(AccionForm):
    motivo = forms.ChoiceField(
        label="Por qué se reimprime", choices=[("", "Elige el motivo"), *MotivoReimpresion.choices]
    )
    nombre = TextoField(
        label="Nombre como se imprime",
        max_length=200,
        help_text="Corrígelo aquí si se reimprime por una corrección.",
    )


class AnularForm(AccionForm):
    motivo = TextoField(
        label="Por qué deja de tener validez",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Queda en el historial.",
    )


class EntregarGafeteForm(AccionForm):
    identidad = forms.BooleanField(label="La persona se identificó en el momento de recibirlo")
    acuse = forms.FileField(
        label="Acuse firmado",
        help_text="Una foto o el PDF del acuse con la firma.",
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def clean_acuse(self):
        return archivo_seguro(self.cleaned_data.get("acuse"))


class GafeteFilter(EntidadFilterSet):
    """Where a badge is on its way to the person."""

    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[
            ("por_imprimir", "Por imprimir, sin lote"),
            ("en_lote", "En un lote por imprimir"),
            ("impresos", "Impresos"),
            ("entregados", "Entregados"),
            ("anulados", "Sin validez"),
        ],
        empty_label="Cualquiera",
    )
    lote = RegistroFilter(model=LoteGafetes, label="Lote")

    class Meta(EntidadFilterSet.Meta):
        model = Gafete
        fields = ["situacion", "tipo", "proceso", "lote"]

    def en_situacion(self, rows, name, value):
        casos = {
            "por_imprimir": Q(anulado_en=None, lote=None),
            "en_lote": Q(anulado_en=None, lote__estado=EstadoLote.PREPARADO),
            "impresos": Q(
                anulado_en=None, lote__estado=EstadoLote.IMPRESO, entregado_en__isnull=True
            ),
            "entregados": Q(anulado_en=None, entregado_en__isnull=False),
            "anulados": Q(anulado_en__isnull=False),
        }
        return rows.filter(casos[value])
