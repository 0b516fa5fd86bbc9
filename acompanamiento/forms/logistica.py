"""How a visitor arrives, sleeps and moves."""

from django import forms
from django.utils import timezone

from acompanamiento.models import LogisticaVisitante, Traslado
from convenios.forms.expediente import ModeloForm
from core.formats import fecha_hora
from core.forms import FechaField, TextoField, VariosField
from core.instantes import InstanteField

RENGLONES = forms.Textarea(attrs={"rows": 2})
HORA_DE_AQUI = "Hora de la Ciudad de México: «lunes 9:00» o 5/3/2027 10:30."
CAMBIO = "Mientras editabas, alguien guardó cambios: revisa y guarda otra vez."


class ConVersionForm(ModeloForm):
    """Knows which version was on screen: what somebody else wrote meanwhile is not lost."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=self.instance.version, required=False
            )

    def clean(self):
        data = super().clean()
        actual = self.instance.version
        if self.instance.pk and data.get("version") != actual:
            self.add_error(None, CAMBIO)
            self.data = self.data.copy()
            self.data["version"] = actual
        return data


class LogisticaForm(ConVersionForm):
    """What may be told to who drives and who receives. What is reserved has its own page."""

    llegada_en = InstanteField(label="Llega", required=False, help_text=HORA_DE_AQUI)
    salida_en = InstanteField(label="Sale", required=False, help_text=HORA_DE_AQUI)
    hotel_desde = FechaField(label="Entra al hotel", required=False)
    hotel_hasta = FechaField(label="Deja el hotel", required=False)
    secciones_de = (
        (
            "Llegada",
            ["llegada_en", "llegada_aerolinea", "llegada_vuelo", "llegada_lugar"],
        ),
        ("Quién recibe y quién acompaña", ["recibe", "recepcion", "enlace"]),
        (
            "Hotel",
            ["hotel", "hotel_direccion", "hotel_desde", "hotel_hasta"],
        ),
        ("Salida", ["salida_en", "salida_aerolinea", "salida_vuelo", "salida_lugar"]),
        ("Quién cubre", ["vuelo_cubre", "hotel_cubre", "seguro_cubre"]),
    )

    class Meta:
        model = LogisticaVisitante
        fields = [
            "llegada_en",
            "llegada_aerolinea",
            "llegada_vuelo",
            "llegada_lugar",
            "recibe",
            "recepcion",
            "enlace",
            "hotel",
            "hotel_direccion",
            "hotel_desde",
            "hotel_hasta",
            "salida_en",
            "salida_aerolinea",
            "salida_vuelo",
            "salida_lugar",
            "vuelo_cubre",
            "hotel_cubre",
            "seguro_cubre",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nombre in ("recibe", "enlace"):
            self.fields[nombre].empty_label = "Nadie todavía"

    @property
    def secciones(self):
        return [
            {"title": titulo, "hint": "", "fields": [self[n] for n in nombres]}
            for titulo, nombres in self.secciones_de
        ]


class LogisticaReservadaForm(ConVersionForm):
    """Room, diet, accessibility, insurance and emergency contact: to open it is to look."""

    class Meta:
        model = LogisticaVisitante
        fields = ["habitacion", "dieta", "accesibilidad", "seguro", "emergencia"]
        field_classes = dict.fromkeys(fields, TextoField)
        widgets = {
            "habitacion": forms.TextInput,
            "dieta": RENGLONES,
            "accesibilidad": RENGLONES,
            "seguro": forms.TextInput,
            "emergencia": RENGLONES,
        }
        help_texts = {"seguro": "Aseguradora y número de póliza."}


class TrasladoForm(ConVersionForm):
    en = InstanteField(label="Recoge", help_text=HORA_DE_AQUI)
    ocupantes = VariosField(
        label="Quiénes van",
        queryset=LogisticaVisitante.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Se ofrece a quienes comparten hotel, o el día de llegada o de salida.",
    )

    class Meta:
        model = Traslado
        fields = ["clase", "en", "punto", "destino", "vehiculo", "operador", "lugares", "cubre"]

    def __init__(self, *args, personas, **kwargs):
        super().__init__(*args, **kwargs)
        campo = self.fields["ocupantes"]
        campo.queryset = campo.queryset.filter(pk__in=[p.pk for p in personas])
        campo.queryset = campo.queryset.select_related("solicitud")
        campo.label_from_instance = quien_va


def quien_va(logistica):
    """A person as she is chosen for a vehicle: with the hour she lands."""
    if not logistica.llegada_en:
        return str(logistica.solicitud)
    llega = fecha_hora(timezone.localtime(logistica.llegada_en))
    return f"{logistica.solicitud} (llega {llega})"
