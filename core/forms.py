"""Forms: one look, plain messages, whose change it was, and never twice."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django_countries.fields import CountryField

from core.dates import interpretar_fecha
from core.keys import is_key

CLAVE = "clave_envio"  # no field of an entity may be called like this
CONTROL = {code: None for code in range(32) if chr(code) not in "\n\t"} | {0xFEFF: None, 127: None}


class BoundField(forms.BoundField):
    """A field that knows its class, its description and whether it is in trouble."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        attrs["class"] = " ".join(filter(None, [widget.attrs.get("class"), self.css(widget)]))
        return attrs

    def css(self, widget):
        multiple = isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect)
        if isinstance(widget, forms.CheckboxInput) or multiple:
            base = "form-check-input"
        elif isinstance(widget, forms.Select):
            base = "form-select"
        else:
            base = "form-control"
        return f"{base} is-invalid" if self.errors else base


class Renderer(TemplatesSetting):
    """Django's own rendering, with our templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = BoundField


def clean_text(text: str) -> str:
    """Composed, without control characters (PostgreSQL takes no NUL) nor lone surrogates."""
    clean = unicodedata.normalize("NFC", text.translate(CONTROL))
    return clean.encode("utf-8", "ignore").decode("utf-8")


class TextoField(forms.CharField):
    """Text in composed form, without the invisible characters that pasting brings."""

    def to_python(self, value):
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        clean = clean_text(text)
        return clean.strip() if self.strip else clean


class FechaField(forms.DateField):
    """A civil date as people write it here: 5/3/2024, 5 mar 2024, «5 de marzo de 2024», ISO."""

    widget = forms.DateInput(
        format="%d/%m/%Y", attrs={"inputmode": "text", "placeholder": "dd/mm/aaaa", "size": "12"}
    )

    def to_python(self, value):
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        return interpretar_fecha(value, hoy=timezone.localdate())


class VariosField(forms.ModelMultipleChoiceField):
    """Several records of a list. What is no key is refused before the database sees it."""

    def _check_values(self, value):
        for key in value if isinstance(value, list | tuple) else ():
            if not is_key(key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": key},
                )
        return super()._check_values(value)


def formfield(db_field, **kwargs):
    """The form field of a model field, ours where Django's is too strict or too lax."""
    if isinstance(db_field, models.ManyToManyField):
        return db_field.formfield(form_class=VariosField, **kwargs)
    if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
        return db_field.formfield(form_class=FechaField, **kwargs)
    plain = isinstance(db_field, models.CharField | models.TextField)
    if isinstance(db_field, models.URLField):
        return db_field.formfield(assume_scheme="https", **kwargs)
    special = isinstance(db_field, models.EmailField | models.SlugField | CountryField)
    if plain and not special and not db_field.choices:
        return db_field.formfield(form_class=TextoField, **kwargs)
    return db_field.formfield(**kwargs)


MESSAGES = {
    "max_length": "«{label}» admite hasta %(limit_value)s caracteres; tiene %(show_value)s.",
    "min_length": "Escribe al menos %(limit_value)s caracteres en «{label}».",
    "max_value": "Escribe en «{label}» un número de %(limit_value)s o menos.",
    "min_value": "Escribe en «{label}» un número de %(limit_value)s o más.",
    "max_digits": "Escribe en «{label}» un número con menos cifras.",
    "max_whole_digits": "Escribe en «{label}» un número con menos cifras.",
    "max_decimal_places": "Escribe en «{label}» un número con menos decimales.",
    "null_characters_not_allowed": "Vuelve a escribir «{label}»: traía caracteres invisibles.",
}
CHOICE = "Elige en «{label}» una de las opciones de la lista."
KINDS = (
    (forms.EmailField, "Escribe un correo completo, por ejemplo nombre@institucion.mx."),
    (forms.URLField, "Escribe una dirección web completa, por ejemplo https://www.iecm.mx."),
    (forms.IntegerField | forms.DecimalField | forms.FloatField, "Escribe un número en «{label}»."),
    (forms.SlugField, "Escribe «{label}» sólo con letras sin acento, números y guiones."),
    (forms.UUIDField, "Abre de nuevo esta página y vuelve a enviar lo que escribiste."),
    (forms.FileField, "Elige un archivo en «{label}»."),
)


def explain(field: forms.Field, label: str) -> None:
    """Messages that name the field and say what to do."""
    said = MESSAGES | {"required": "Escribe el dato «{label}»."}
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        said["required"] = "Elige una opción en «{label}»."
        said |= dict.fromkeys(("invalid_choice", "invalid_list", "invalid_pk_value"), CHOICE)
    elif isinstance(field, forms.FileField):
        said["required"] = said["empty"] = said["missing"] = "Elige un archivo en «{label}»."
    if invalid := next((text for kind, text in KINDS if isinstance(field, kind)), ""):
        said["invalid"] = invalid
    label = label.replace("%", "")  # it may come from a file, and messages are formatted with %
    field.error_messages |= {
        code: text.format(label=label) for code, text in said.items() if is_default(field, code)
    }


def is_default(field: forms.Field, code: str) -> bool:
    """Whether a message is the framework's, and not one that the form chose."""
    ancestors = (vars(cls).get("default_error_messages", {}) for cls in type(field).__mro__)
    default = next((found[code] for found in ancestors if code in found), None)
    return field.error_messages.get(code) is default


class ExplainMixin:
    """Applies plain messages to every field of a form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.add_field(name, field)

    def add_field(self, name, field):
        """A field that speaks plainly, also when it is added after the others."""
        explain(field, str(field.label or name.replace("_", " ").capitalize()))
        self.fields[name] = field


class ModelFormMetaclass(type(forms.ModelForm)):
    """Uses our form fields unless a form says otherwise."""

    def __new__(mcs, name, bases, attrs):
        if "Meta" in attrs and not hasattr(attrs["Meta"], "formfield_callback"):
            attrs["Meta"].formfield_callback = staticmethod(formfield)
        return super().__new__(mcs, name, bases, attrs)


class EntidadForm(ExplainMixin, forms.ModelForm, metaclass=ModelFormMetaclass):
    """Create or edit a record. ``user`` is who acts; ``guardar`` is where an action is called."""

    required_css_class = "required"

    def __init__(self, *args, user=None, crud=None, **kwargs):
        self.user = user
        self.crud = crud
        super().__init__(*args, **kwargs)
        hidden = crud.hidden_fields(user) if crud and user else ()
        for name in set(hidden) & set(self.fields):
            del self.fields[name]
        if self.instance.pk:
            version = self.instance.version
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=version, required=False
            )
        else:
            self.fields[CLAVE] = forms.UUIDField(
                widget=forms.HiddenInput, initial=uuid.uuid4, required=False
            )

    def _get_validation_exclusions(self):
        # Constraints hold among the living: without this field Django would skip them all.
        return super()._get_validation_exclusions() - {"eliminado_en"}

    @property
    def secciones(self):
        """Visible fields by section, with the reason why they are asked."""
        layout = (self.crud.sections if self.crud else []) or []
        shown = [f.name for f in self.visible_fields()]
        placed = {name for _t, _h, names in layout for name in names}
        rest = [name for name in shown if name not in placed]
        layout = [*layout, ("", "", rest)] if rest else layout
        return [
            {"title": title, "hint": hint, "fields": [self[n] for n in names if n in shown]}
            for title, hint, names in layout
            if any(n in shown for n in names)
        ]

    def guardar(self, *, by):
        """Write what was typed. Forms whose save is an office act override this."""
        self.instance.guardar(by=by)
        self._save_m2m()
        return self.instance


def fingerprint(data) -> str:
    """What a submission says, without what changes by itself."""
    pairs = sorted((k, sorted(data.getlist(k))) for k in data if k != "csrfmiddlewaretoken")
    return hashlib.sha256(repr(pairs).encode("utf-8", "surrogatepass")).hexdigest()


def idempotency_key(data) -> uuid.UUID | None:
    """The key a form carries, or None when it carries none that can be read."""
    try:
        return uuid.UUID(data.get(CLAVE, ""))
    except ValueError:
        return None
