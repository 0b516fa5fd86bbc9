"""Rights over one's data, and the disposal of those of a process."""

from django import forms
from django.utils import timezone

from calendario.models import ProcesoElectoral
from core.forms import EntidadForm, FechaField, TextoField
from core.models import ConsultaReservada
from crm.forms.actos import AccionForm
from cuentas.models import Usuario
from observacion.actions import arco, depuracion
from observacion.enums import SistemaDatos
from observacion.models import DepuracionDatos, SolicitudARCO

SE_DEPURAN = (SistemaDatos.VISITANTES, SistemaDatos.OBSERVACION)


def parrafo(rows=4):
    return forms.Textarea(attrs={"rows": rows})


class ArcoForm(EntidadForm):
    class Meta:
        model = SolicitudARCO
        fields = [
            "derecho",
            "sistema",
            "titular",
            "representante",
            "que_pide",
            "fecha_recepcion",
            "responsable",
        ]
        widgets = {"que_pide": parrafo()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["fecha_recepcion"].disabled = True
            self.fields["fecha_recepcion"].help_text = "De ella se contó el plazo."
        elif not self.is_bound:
            self.initial.setdefault("fecha_recepcion", timezone.localdate())

    def guardar(self, *, by):
        if self.instance.pk:
            return super().guardar(by=by)
        return arco.recibir_arco(self.instance, by=by)


class TramitarForm(AccionForm):
    responsable = forms.ModelChoiceField(
        label="A cargo de", queryset=Usuario.objects.none(), empty_label="Elige a una persona"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsable"].queryset = Usuario.objects.activos()


class ResponderForm(AccionForm):
    respuesta = TextoField(
        label="Respuesta",
        max_length=4000,
        widget=parrafo(6),
        help_text="Qué se resolvió y por qué. Si implica a una persona servidora pública que firmó "
        "un convenio, sus datos del convenio se conservan.",
    )
    fecha = FechaField(label="Fecha de la respuesta", initial=timezone.localdate)


class CumplirForm(AccionForm):
    fecha = FechaField(label="Cuándo se cumplió", initial=timezone.localdate)


class MotivoPrivacidadForm(AccionForm):
    motivo = TextoField(label="Motivo", max_length=300, widget=parrafo(3))


class DepuracionForm(EntidadForm):
    class Meta:
        model = DepuracionDatos
        fields = ["sistema", "proceso", "acta"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sistema"].choices = [
            ("", "Elige uno"),
            *((sistema.value, sistema.label) for sistema in SE_DEPURAN),
        ]
        self.fields["proceso"].queryset = ProcesoElectoral.objects.vivos()

    def guardar(self, *, by):
        return depuracion.proponer_depuracion(self.instance, by=by)


class ConsultasForm(AccionForm):
    """Whose looks, and of which days."""

    quien = forms.ModelChoiceField(
        label="Quién", queryset=Usuario.objects.none(), required=False, empty_label="Cualquiera"
    )
    desde = FechaField(label="Desde", required=False)
    hasta = FechaField(label="Hasta", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        miraron = ConsultaReservada.objects.values("usuario")
        self.fields["quien"].queryset = Usuario.objects.filter(pk__in=miraron)

    def filtrar(self, rows):
        pedido = self.cleaned_data
        if pedido["quien"]:
            rows = rows.filter(usuario=pedido["quien"])
        if pedido["desde"]:
            rows = rows.filter(en__date__gte=pedido["desde"])
        if pedido["hasta"]:
            rows = rows.filter(en__date__lte=pedido["hasta"])
        return rows


class EjecutarForm(AccionForm):
    """Typed, because there is no way back."""

    confirmo = TextoField(
        label="Confirmación",
        max_length=20,
        help_text="Escribe SUPRIMIR, con todas sus letras.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_confirmo(self):
        if self.cleaned_data["confirmo"].strip().upper() != "SUPRIMIR":
            raise forms.ValidationError("Escribe SUPRIMIR, con todas sus letras.")
        return ""
