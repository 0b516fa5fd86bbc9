"""The pages of the draft, one topic each: what is asked, checked and kept."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acompanamiento.enums import CalidadMigratoria, Perfil
from acompanamiento.forms.publico_campos import (
    FechaPublicaField,
    PasoForm,
    TextoPublico,
    etiquetas,
    paises,
)
from acompanamiento.queries.momentos import fecha
from observacion.enums import Sexo

MAX_NACIONALIDADES = 5


def en_letras_latinas(texto):
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in texto)


class PersonaForm(PasoForm):
    nombres = TextoPublico(
        label=gettext_lazy("Nombres"),
        help_text=gettext_lazy("Como aparecen en tu pasaporte."),
        max_length=120,
        autocomplete="given-name",
    )
    apellidos = TextoPublico(
        label=gettext_lazy("Apellidos"), max_length=160, autocomplete="family-name"
    )
    nombre_latino = TextoPublico(
        label=gettext_lazy("Nombre completo en letras latinas"),
        help_text=gettext_lazy("Como está en la zona de lectura mecánica de tu pasaporte."),
        max_length=200,
    )
    sexo = forms.ChoiceField(
        label=gettext_lazy("Sexo o género"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Para la estadística de la elección."),
    )
    fecha_nacimiento = FechaPublicaField(label=gettext_lazy("Fecha de nacimiento"))
    lugar_nacimiento = TextoPublico(
        label=gettext_lazy("Lugar de nacimiento"),
        help_text=gettext_lazy("Ciudad y país."),
        max_length=150,
    )

    def preparar(self):
        self.fields["sexo"].choices = etiquetas(Sexo)
        fuente = self.data if self.is_bound else self.initial
        nombre = f"{fuente.get('nombres') or ''}{fuente.get('apellidos') or ''}"
        if en_letras_latinas(nombre):
            del self.fields["nombre_latino"]

    def clean_nombre_latino(self):
        nombre = self.cleaned_data["nombre_latino"]
        if not en_letras_latinas(nombre):
            raise ValidationError(_("Escribe aquí tu nombre sólo con letras latinas (A-Z)."))
        return nombre

    def clean_fecha_nacimiento(self):
        dia = self.cleaned_data["fecha_nacimiento"]
        if dia >= timezone.localdate():
            raise ValidationError(_("La fecha de nacimiento debe ser anterior a hoy."))
        return dia

    def escribir(self):
        self.solicitud.nombre_latino = ""
        super().escribir()


class NacionalidadForm(PasoForm):
    """All of them matter: one that is Mexican leads to observing, not to visiting (case 36)."""

    pais_residencia = forms.ChoiceField(label=gettext_lazy("País donde vives"))

    def __init__(self, *args, otra=False, **kwargs):
        self.otra = otra
        super().__init__(*args, **kwargs)

    def guardado(self):
        lista = [pais.code for pais in self.solicitud.nacionalidades]
        dadas = {f"nacionalidad_{n}": code for n, code in enumerate(lista, 1)}
        return dadas | {"pais_residencia": self.solicitud.pais_residencia.code}

    def preparar(self):
        lista = paises()
        cuantas = self.cuantas()
        nuevos = {}
        for n in range(1, cuantas + 1):
            etiqueta = _("Nacionalidad") if n == 1 else _("Otra nacionalidad")
            ayuda = _("Si tienes más de una, escríbelas todas.") if n == 1 else ""
            nuevos[f"nacionalidad_{n}"] = forms.ChoiceField(
                label=etiqueta, help_text=ayuda, choices=lista, required=n == 1
            )
        self.fields["pais_residencia"].choices = lista
        self.fields = nuevos | self.fields

    def cuantas(self):
        if self.is_bound:
            enviadas = [
                n for n in range(1, MAX_NACIONALIDADES + 1) if f"nacionalidad_{n}" in self.data
            ]
            return max([1, *enviadas])
        dadas = len(self.solicitud.nacionalidades)
        return min(MAX_NACIONALIDADES, max(1, dadas + (1 if self.otra else 0)))

    @property
    def cabe_otra(self):
        return self.cuantas() < MAX_NACIONALIDADES

    def escribir(self):
        dadas = [self.cleaned_data[f"nacionalidad_{n}"] for n in range(1, self.cuantas() + 1)]
        self.solicitud.nacionalidades = list(dict.fromkeys(code for code in dadas if code))
        self.solicitud.pais_residencia = self.cleaned_data["pais_residencia"]


class InstitucionForm(PasoForm):
    organizacion = TextoPublico(
        label=gettext_lazy("Institución u organización"),
        max_length=300,
        autocomplete="organization",
    )
    cargo = TextoPublico(
        label=gettext_lazy("Cargo"),
        max_length=200,
        required=False,
        autocomplete="organization-title",
    )
    perfil = forms.ChoiceField(
        label=gettext_lazy("Perfil"),
        help_text=gettext_lazy("El que mejor describa por qué vienes."),
        widget=forms.RadioSelect,
    )

    def preparar(self):
        self.fields["perfil"].choices = etiquetas(Perfil)


class ContactoForm(PasoForm):
    opcionales = ("idiomas", "requiere_interpretacion", "salud")
    correo = forms.EmailField(
        label=gettext_lazy("Correo electrónico"),
        help_text=gettext_lazy("Ahí recibes tu enlace personal y las respuestas."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    telefono = TextoPublico(
        label=gettext_lazy("Teléfono"),
        help_text=gettext_lazy("Con la clave de tu país, por ejemplo +33 1 23 45 67 89."),
        max_length=60,
        autocomplete="tel",
    )
    emergencia = TextoPublico(
        label=gettext_lazy("Contacto de emergencia"),
        help_text=gettext_lazy("Nombre y teléfono de alguien que no viaje contigo."),
        max_length=200,
    )
    idiomas = TextoPublico(label=gettext_lazy("Idiomas que hablas"), max_length=120, required=False)
    requiere_interpretacion = forms.BooleanField(
        label=gettext_lazy("Necesito interpretación al español"), required=False
    )
    salud = TextoPublico(
        label=gettext_lazy("Accesibilidad, salud o dieta"),
        help_text=gettext_lazy("Sólo si quieres que lo tengamos en cuenta. Se guarda cifrado."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ViajeForm(PasoForm):
    opcionales = ("interes",)
    llegada = FechaPublicaField(label=gettext_lazy("Llegada a México"))
    salida = FechaPublicaField(label=gettext_lazy("Salida de México"))
    calidad_migratoria = forms.ChoiceField(label=gettext_lazy("Calidad migratoria en México"))
    interes = TextoPublico(
        label=gettext_lazy("Etapas o lugares que te interesa conocer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def preparar(self):
        vacia = _("Elige una opción")
        self.fields["calidad_migratoria"].choices = etiquetas(CalidadMigratoria, vacia)

    def clean(self):
        datos = super().clean()
        llegada, salida = datos.get("llegada"), datos.get("salida")
        if not salida:
            return datos
        pasaporte = self.solicitud.pasaporte()
        if llegada and salida < llegada:
            self.add_error("salida", _("La salida no puede ser anterior a la llegada."))
        elif salida < timezone.localdate():
            self.add_error("salida", _("La salida ya pasó: revisa la fecha."))
        elif pasaporte and pasaporte.vencimiento < salida:
            text = _("Tu pasaporte vence el %(dia)s, antes de esta fecha. Necesitas uno vigente.")
            self.add_error("salida", text % {"dia": fecha(pasaporte.vencimiento)})
        return datos
