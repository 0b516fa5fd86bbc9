"""The quick log: with whom, what happened, what each side will do. Nothing else is required."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.forms import EntidadForm, FechaField, TextoField
from core.instantes import InstanteField
from core.pickers import RegistrosField, typed_in
from core.search import normalizar
from crm.actions import registrar_institucion
from crm.actions.reuniones import compromiso_de, registrar_interaccion
from crm.enums import LadoCompromiso, TipoInstitucion, TipoInteraccion
from crm.forms.opciones import limitar_opciones
from crm.models import Contacto, Institucion, Interaccion
from crm.queries.conquien import describir, partir

TIPOS = (
    TipoInteraccion.REUNION,
    TipoInteraccion.LLAMADA,
    TipoInteraccion.CORREO,
    TipoInteraccion.NOTA,
)
MAX_COMPROMISOS = 3
DIAS = {"lun", "mar", "mie", "jue", "vie", "sab", "dom"}
UNA_SEMANA = dt.timedelta(days=7)


class ConQuienWidget(forms.Widget):
    """A search box over institutions and people at once; what is chosen stays ticked."""

    template_name = "crm/_con_quien.html"
    user = None

    def value_from_datadict(self, data, files, name):
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        typed = typed_in(data, name)
        return {"chosen": list(chosen), "typed": typed}

    def use_required_attribute(self, initial):
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        value = value or {}
        context["widget"] |= {
            "typed": value.get("typed", ""),
            "options": describir(self.user, value.get("chosen", []), value.get("typed", "")),
            "url": reverse("crm:con_quien"),
            "describedby": (attrs or {}).get("aria-describedby", ""),
        }
        return context


class ConQuienField(forms.Field):
    """Institutions and people; a name that is not in the directory becomes a proposed one."""

    widget = ConQuienWidget

    def clean(self, value):
        chosen, typed = value["chosen"], value["typed"]
        if not chosen:
            if typed:
                raise ValidationError(f"Elige una de las opciones que responden a «{typed}».")
            raise ValidationError("Escribe con quién fue y elige de la lista.")
        found = partir(self.widget.user, chosen)
        if found.faltan:
            raise ValidationError("Una de las opciones ya no está disponible. Elígela de nuevo.")
        return found


class BitacoraForm(EntidadForm):
    """Logged in seconds: the rest may come later, when it is completed as a meeting."""

    con_quien = ConQuienField(label="Con quién")
    tipo = forms.ChoiceField(
        label="Tipo",
        choices=[(t.value, t.label) for t in TIPOS],
        initial=TipoInteraccion.REUNION,
        widget=forms.RadioSelect,
    )
    fecha = InstanteField(
        label="Cuándo",
        initial="ahora",
        help_text="También «ayer 10:30» o «lun 9:00».",
    )
    tipo_nueva = forms.ChoiceField(
        label="Tipo de la institución que propones",
        choices=[("", "Elige un tipo"), *TipoInstitucion.choices],
        required=False,
        help_text="Sólo si propones una que no está en el directorio.",
    )
    resumen = TextoField(
        label="Qué pasó",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Escribe qué pasó."},
    )
    siguiente_paso = TextoField(label="Siguiente paso", max_length=500, required=False)
    siguiente_fecha = FechaField(
        label="Para cuándo", required=False, help_text="Por ejemplo «en 7 días»."
    )

    class Meta:
        model = Interaccion
        fields = ["tipo", "fecha", "resumen"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["con_quien"].widget.user = self.user
        for number in range(1, MAX_COMPROMISOS + 1):
            texto = TextoField(label=f"Compromiso {number}", max_length=500, required=False)
            lado = forms.ChoiceField(
                label="De quién", choices=LadoCompromiso.choices, required=False
            )
            self.add_field(f"compromiso_{number}", texto)
            self.add_field(f"lado_{number}", lado)
            self.add_field(f"fecha_{number}", FechaField(label="Para cuándo", required=False))

    def clean_fecha(self):
        """«lun 9:00» is the Monday that already was: nobody logs what has not happened."""
        fecha, now = self.cleaned_data["fecha"], timezone.now()
        weekday = normalizar(self.data.get("fecha", ""))[:3] in DIAS
        if weekday and fecha - UNA_SEMANA <= now < fecha:
            fecha -= UNA_SEMANA
        if fecha > now + dt.timedelta(minutes=5):
            raise ValidationError(
                "Eso todavía no ocurre. Si es una reunión por venir, prográmala en Reuniones."
            )
        return fecha

    def clean(self):
        data = super().clean()
        found = data.get("con_quien")
        if found and found.nuevas and not data.get("tipo_nueva"):
            self.add_error("tipo_nueva", "Elige el tipo de la institución que propones.")
        for number in range(1, MAX_COMPROMISOS + 1):
            if data.get(f"fecha_{number}") and not data.get(f"compromiso_{number}"):
                self.add_error(f"compromiso_{number}", "Escribe qué se comprometió.")
        if data.get("siguiente_fecha") and not data.get("siguiente_paso"):
            self.add_error("siguiente_paso", "Escribe cuál es el siguiente paso.")
        return data

    @property
    def filas_de_compromisos(self):
        """The commitment fields by row."""
        return [
            [self[f"compromiso_{n}"], self[f"lado_{n}"], self[f"fecha_{n}"]]
            for n in range(1, MAX_COMPROMISOS + 1)
        ]

    @property
    def con_compromisos(self):
        return any(self[f"compromiso_{n}"].value() for n in range(1, MAX_COMPROMISOS + 1))

    def compromisos(self, by):
        data = self.cleaned_data
        for number in range(1, MAX_COMPROMISOS + 1):
            if texto := data.get(f"compromiso_{number}"):
                lado = data.get(f"lado_{number}") or LadoCompromiso.NUESTRO
                fecha = data.get(f"fecha_{number}")
                responsable = by if lado != LadoCompromiso.CONTRAPARTE else None
                yield compromiso_de(texto, by=by, fecha=fecha, lado=lado, responsable=responsable)
        if paso := data.get("siguiente_paso"):
            yield compromiso_de(paso, by=by, fecha=data.get("siguiente_fecha"))

    def guardar(self, *, by):
        found = self.cleaned_data["con_quien"]
        instituciones = list(found.instituciones)
        for nombre in found.nuevas:
            nueva = Institucion(nombre=nombre, tipo=self.cleaned_data["tipo_nueva"])
            instituciones.append(registrar_institucion(nueva, by=by))
        return registrar_interaccion(
            self.instance,
            by=by,
            instituciones=instituciones,
            contactos=found.contactos,
            integrantes=[by],
            compromisos=list(self.compromisos(by)),
        )


class InteraccionForm(EntidadForm):
    """The whole record of an interaction, for later."""

    instituciones = RegistrosField(
        Institucion, "crm:institucion_elegir", label="Instituciones", required=False
    )
    contactos = RegistrosField(Contacto, "crm:contacto_elegir", label="Personas", required=False)
    fecha = InstanteField(label="Cuándo")

    class Meta:
        model = Interaccion
        fields = [
            "tipo",
            "fecha",
            "asunto",
            "resumen",
            "instituciones",
            "contactos",
            "integrantes",
            "modalidad",
            "lugar",
            "acciones",
            "reservada",
        ]
        widgets = {
            "resumen": forms.Textarea(attrs={"rows": 6}),
            "integrantes": forms.CheckboxSelectMultiple,
            "acciones": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limitar_opciones(self, self.user)

    def guardar(self, *, by):
        data = self.cleaned_data
        guardada = registrar_interaccion(
            self.instance,
            by=by,
            instituciones=data["instituciones"],
            contactos=data["contactos"],
            integrantes=data["integrantes"],
        )
        guardada.acciones.set(data["acciones"])
        return guardada
