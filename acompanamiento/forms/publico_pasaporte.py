"""The page of the passport: typed, and checked against its machine readable zone when given."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acompanamiento.actions import registrar_pasaporte
from acompanamiento.calculations import MrzError, diferencias, leer_mrz
from acompanamiento.enums import TipoPasaporte
from acompanamiento.forms.publico_campos import (
    FechaPublicaField,
    PasoForm,
    TextoPublico,
    etiquetas,
    paises,
)
from acompanamiento.models import PasaporteVisitante
from acompanamiento.queries.momentos import fecha


class PasaporteForm(PasoForm):
    opcionales = ("mrz",)
    tipo = forms.ChoiceField(label=gettext_lazy("Tipo de pasaporte"))
    numero = TextoPublico(label=gettext_lazy("Número de pasaporte"), max_length=30)
    pais_emisor = forms.ChoiceField(label=gettext_lazy("País que lo emite"))
    emision = FechaPublicaField(label=gettext_lazy("Fecha de emisión"))
    vencimiento = FechaPublicaField(label=gettext_lazy("Fecha de vencimiento"))
    mrz = forms.CharField(
        label=gettext_lazy("Zona de lectura mecánica"),
        help_text=gettext_lazy(
            "Las dos líneas con signos < al pie de la página de tus datos. Si las copias aquí, "
            "comprobamos que todo coincida."
        ),
        max_length=200,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false", "class": "mrz"}
        ),
    )

    def guardado(self):
        actual = self.solicitud.pasaporte()
        if actual is None:
            nacionalidades = self.solicitud.nacionalidades
            pais = nacionalidades[0].code if len(nacionalidades) else ""
            return {"tipo": TipoPasaporte.ORDINARIO, "pais_emisor": pais}
        datos = {name: getattr(actual, name) for name in self.base_fields}
        return datos | {"pais_emisor": actual.pais_emisor.code}

    def preparar(self):
        self.fields["tipo"].choices = etiquetas(TipoPasaporte)
        self.fields["pais_emisor"].choices = paises()

    def clean_numero(self):
        return "".join(self.cleaned_data["numero"].upper().split())

    def clean_vencimiento(self):
        vence, salida = self.cleaned_data["vencimiento"], self.solicitud.salida
        if vence < timezone.localdate():
            raise ValidationError(_("Este pasaporte ya venció: usa uno vigente."))
        if salida and vence < salida:
            text = _("Este pasaporte vence antes de tu salida de México, el %(dia)s.")
            raise ValidationError(text % {"dia": fecha(salida)})
        return vence

    def clean(self):
        datos = super().clean()
        emision, vence = datos.get("emision"), datos.get("vencimiento")
        if emision and emision > timezone.localdate():
            self.add_error("emision", _("La fecha de emisión debe ser anterior a hoy."))
        elif emision and vence and vence <= emision:
            self.add_error("vencimiento", _("El pasaporte debe vencer después de emitirse."))
        if datos.get("mrz"):
            self.comprobar_mrz(datos)
        return datos

    def comprobar_mrz(self, datos):
        """The two lines must read well, and say what was typed."""
        try:
            zona = leer_mrz(datos["mrz"], timezone.localdate())
        except MrzError as error:
            self.add_error("mrz", motivo_de_mrz(error))
            return
        distintos = diferencias(
            zona,
            numero=datos.get("numero", ""),
            apellidos=self.solicitud.nombre_latino or self.solicitud.apellidos,
            nacimiento=self.solicitud.fecha_nacimiento,
            vencimiento=datos.get("vencimiento"),
        )
        if distintos:
            text = _("No coincide con lo que escribiste: %(que)s. Corrige lo que esté mal.")
            self.add_error("mrz", text % {"que": ", ".join(_(parte) for parte in distintos)})

    def escribir(self):
        registrar_pasaporte(self.solicitud, PasaporteVisitante(**self.cleaned_data), by=None)


def motivo_de_mrz(error):
    if error.que:
        text = _("Revisa en la zona de lectura mecánica %(que)s: su dígito de control no coincide.")
        return text % {"que": _(error.que)}
    return _("Copia las dos líneas completas, de 44 caracteres cada una, tal como aparecen.")
