"""The invitation of a person: what is needed to send them their link."""

from django import forms

from acompanamiento.actions import invitar
from acompanamiento.enums import TipoInvitacion, Via
from acompanamiento.forms.opciones import elegir_delegacion
from acompanamiento.models import SolicitudVisitante
from core.forms import EntidadForm
from crm.forms.opciones import limitar_opciones
from observacion.enums import TipoConvocatoria


class InvitarForm(EntidadForm):
    secciones = ()  # few fields: one after another

    via = forms.ChoiceField(
        label="Quién invita",
        choices=[(via.value, via.label) for via in Via if via != Via.CONVOCATORIA],
    )
    delegacion = elegir_delegacion(label="Delegación", required=False)

    class Meta:
        model = SolicitudVisitante
        fields = [
            "nombres",
            "apellidos",
            "correo",
            "idioma",
            "organizacion",
            "cargo",
            "convocatoria",
            "via",
            "tipo_invitacion",
            "delegacion",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limitar_opciones(self, self.user)
        llamadas = self.fields["convocatoria"]
        llamadas.queryset = llamadas.queryset.filter(
            tipo=TipoConvocatoria.VISITANTES, publicada=True
        )
        llamadas.empty_label = "Elige la convocatoria"
        for nombre in ("nombres", "correo"):
            self.fields[nombre].required = True
        self.initial.setdefault("tipo_invitacion", TipoInvitacion.ESPECIAL)

    def guardar(self, *, by):
        return invitar(self.instance, by=by)
