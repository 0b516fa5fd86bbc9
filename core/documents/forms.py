"""What is asked to replace a template."""

from django import forms
from django.core.exceptions import ValidationError

from core.forms import ExplainMixin, FechaField

MAX_BYTES = 5 * 1024 * 1024


class PlantillaForm(ExplainMixin, forms.Form):
    """The office's Word file and from when it is used."""

    archivo = forms.FileField(
        label="Plantilla de Word",
        help_text="Un archivo .docx de hasta 5 MB. Se revisa completo antes de guardarlo.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    desde = FechaField(
        label="Vigente desde", required=False, help_text="Si lo dejas vacío, desde hoy."
    )

    def clean_archivo(self):
        archivo = self.cleaned_data["archivo"]
        if not archivo.name.lower().endswith(".docx"):
            raise ValidationError("Guárdalo en Word como documento .docx y súbelo otra vez.")
        if archivo.size > MAX_BYTES:
            raise ValidationError("El archivo pesa más de 5 MB: quita imágenes.")
        return archivo
