"""The base of the public pages' forms: fields that speak the person's language."""

from django import forms
from django.utils.translation import gettext as _
from django_countries import countries

from acompanamiento.actions.portal import guardar_pagina
from core.forms import TextoField

TRAMPA = "sitio_web"  # no person sees it; what fills every box does


class FechaPublicaField(forms.DateField):
    """A date of the browser's own calendar; typed where there is none, day first or ISO."""

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])
        attrs = {"type": "date", "min": "1900-01-01", "max": "2100-12-31"}
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs=attrs))
        super().__init__(**kwargs)


def paises():
    """Every country by its name in the language of the page."""
    return [("", _("Elige un país")), *((pais.code, str(pais.name)) for pais in countries)]


def etiquetas(opciones, vacia=None):
    """A closed list with its labels translated."""
    primera = [("", vacia)] if vacia is not None else []
    return [*primera, *((opcion.value, _(str(opcion.label))) for opcion in opciones)]


def explicar(field, etiqueta):
    """Messages that name the field and say what to do, in the language of the page."""
    dichos = {
        "required": _("Escribe «%(campo)s»."),
        "invalid": _("Revisa «%(campo)s»."),
        "max_length": _("«%(campo)s» es demasiado largo: escribe %(limite)s caracteres o menos."),
        "null_characters_not_allowed": _("Revisa «%(campo)s»."),
        "invalid_choice": _("Elige en «%(campo)s» una de las opciones de la lista."),
    }
    if isinstance(field, forms.ChoiceField):
        dichos["required"] = _("Elige una opción en «%(campo)s».")
    elif isinstance(field, forms.BooleanField):
        dichos["required"] = _("Marca «%(campo)s» para continuar.")
    elif isinstance(field, forms.DateField):
        dichos["invalid"] = _("Revisa «%(campo)s»: escribe el día, el mes y el año con 4 cifras.")
    elif isinstance(field, forms.EmailField):
        dichos["invalid"] = _("Escribe un correo completo, por ejemplo nombre@example.org.")
    datos = {"campo": etiqueta, "limite": getattr(field, "max_length", "")}
    field.error_messages |= {code: text % datos for code, text in dichos.items()}


class PublicoForm(forms.Form):
    """A form of the public pages. ``opcionales`` go folded: nobody has to open them."""

    opcionales: tuple = ()
    required_css_class = "required"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.preparar()
        for name, field in self.fields.items():
            explicar(field, str(field.label or name))

    def preparar(self):
        """Lists that depend on the language or on the record, before messages are written."""

    @property
    def principales(self):
        plegados = set(self.opcionales)
        return [field for field in self.visible_fields() if field.name not in plegados]

    @property
    def plegados(self):
        return [self[name] for name in self.opcionales if name in self.fields]

    @property
    def plegado_abierto(self):
        """Open when there is something in it to read again."""
        return any(field.value() or field.errors for field in self.plegados)


class TextoPublico(TextoField):
    """Text of one line, trimmed, without what pasting brings."""

    def __init__(self, *, autocomplete="off", **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": autocomplete}))
        super().__init__(**kwargs)


class PasoForm(PublicoForm):
    """A page of the draft: starts from what is kept, keeps what is written."""

    def __init__(self, *args, solicitud, **kwargs):
        self.solicitud = solicitud
        kwargs["initial"] = self.guardado() | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def guardado(self):
        """What the draft already says for these fields."""
        return {name: getattr(self.solicitud, name) for name in self.base_fields}

    def correo_nuevo(self):
        """The address this page writes for the first time, or changes; none otherwise."""
        correo = self.cleaned_data.get("correo", "")
        return correo if correo != self.solicitud.correo else ""

    def guardar(self, idioma, *, con_carta=False):
        """Keep the page, and the language in which the person is reading."""
        self.escribir()
        self.solicitud.idioma = idioma
        return guardar_pagina(self.solicitud, con_carta=con_carta)

    def escribir(self):
        for name, value in self.cleaned_data.items():
            setattr(self.solicitud, name, value)
