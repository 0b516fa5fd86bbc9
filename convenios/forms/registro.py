"""Saying who a name of the former register is."""

from crm.forms.actos import AccionForm
from crm.forms.opciones import elegir_institucion


class IdentificarForm(AccionForm):
    institucion = elegir_institucion(
        label="Otra institución del directorio",
        help_text="Búscala por su nombre, anterior o actual, o por sus siglas.",
    )
