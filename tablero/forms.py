"""What is asked before giving a calendar link."""

from django import forms

from core.forms import ExplainMixin, TextoField


class EnlaceForm(ExplainMixin, forms.Form):
    """Where it will be used, and whose calendar it is."""

    nombre = TextoField(
        label="Para qué equipo o programa",
        max_length=80,
        help_text="Para reconocerlo después, por ejemplo «Mi teléfono».",
    )
    de = forms.ChoiceField(
        label="De quién es el calendario",
        choices=[("yo", "Lo mío"), ("area", "Lo de mi área")],
        initial="yo",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, con_area, **kwargs):
        super().__init__(*args, **kwargs)
        if not con_area:
            del self.fields["de"]
