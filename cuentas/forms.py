from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from core.forms import EntidadForm, ExplainMixin, TextoField, explain
from cuentas import actions
from cuentas.enums import Rol
from cuentas.models import Area, Usuario

LARGO = "10 caracteres o más. Una frase de varias palabras es fácil de recordar."
DISTINTAS = "Las dos contraseñas deben ser iguales. Escríbelas de nuevo."


class UsuarioForm(EntidadForm):
    """Register or edit a person; who is new gets an invitation."""

    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Rol,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Lo que puede hacer cada rol está en «Roles y permisos».",
    )

    class Meta:
        model = Usuario
        fields = ("nombres", "primer_apellido", "segundo_apellido", "correo", "area", "roles")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.user:
            self.fields["area"].queryset = Area.objects.visibles_para(self.user).vigentes(
                timezone.localdate()
            )
        self.fields["correo"].help_text = "Con este correo entra y aquí recibe la invitación."

    def clean_correo(self):
        correo = self.cleaned_data["correo"].strip().lower()
        iguales = Usuario.objects.vivos().filter(correo__iexact=correo).exclude(pk=self.instance.pk)
        if iguales.exists():
            raise forms.ValidationError("Ya existe una cuenta con ese correo.")
        return correo

    def guardar(self, *, by):
        if self.instance.pk:
            return actions.cambiar(self.instance, by=by)
        return actions.dar_de_alta(self.instance, by=by)


class PerfilForm(EntidadForm):
    """What each person changes about themselves."""

    class Meta:
        model = Usuario
        fields = ("nombres", "primer_apellido", "segundo_apellido", "puede_atajos")


class MotivoForm(ExplainMixin, forms.Form):
    """Why an account is closed; kept in its history."""

    motivo = TextoField(label="Motivo", max_length=100, required=False)


class ContrasenaForm(ExplainMixin, forms.Form):
    """The first password, from an invitation."""

    password1 = forms.CharField(
        label="Contraseña",
        strip=False,
        help_text=LARGO,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Escríbela otra vez",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, persona, **kwargs):
        self.persona = persona
        super().__init__(*args, **kwargs)

    def clean_password1(self):
        contrasena = self.cleaned_data["password1"]
        validate_password(contrasena, self.persona)
        return contrasena

    def clean(self):
        datos = super().clean()
        if "password1" in datos and datos["password1"] != datos.get("password2"):
            self.add_error("password2", DISTINTAS)
        return datos


class PalabrasMixin:
    """Our words on allauth's fields."""

    rotulos = {
        "login": ("Correo", ""),
        "email": ("Correo", ""),
        "password": ("Contraseña", ""),
        "oldpassword": ("Contraseña actual", ""),
        "password1": ("Contraseña nueva", LARGO),
        "password2": ("Escríbela otra vez", ""),
        "code": ("Código", "Los 6 dígitos que muestra tu aplicación, o un código de respaldo."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nombre in set(self.rotulos) & set(self.fields):
            campo = self.fields[nombre]
            campo.label, campo.help_text = self.rotulos[nombre]
            campo.widget.attrs.pop("placeholder", None)
            explain(campo, campo.label)

    def add_error(self, field, error):
        if field == "password2" and not isinstance(error, forms.ValidationError):
            error = DISTINTAS
        super().add_error(field, error)


class IngresoForm(PalabrasMixin, LoginForm):
    pass


class ConfirmarForm(PalabrasMixin, ReauthenticateForm):
    pass


class CambiarContrasenaForm(PalabrasMixin, ChangePasswordForm):
    pass


class DefinirContrasenaForm(PalabrasMixin, ResetPasswordKeyForm):
    pass


class RestablecerForm(PalabrasMixin, ResetPasswordForm):
    """Asks for the link; the page and the work are the same for any address."""

    def save(self, request, **kwargs):
        actions.pedir_restablecimiento(self.users)
        return self.cleaned_data["email"]


class CodigoForm(PalabrasMixin, mfa.AuthenticateForm):
    pass


class ConfirmarCodigoForm(PalabrasMixin, mfa.ReauthenticateForm):
    pass


class ActivarCodigoForm(PalabrasMixin, ActivateTOTPForm):
    rotulos = {"code": ("Código", "Los 6 dígitos que muestra tu aplicación.")}
