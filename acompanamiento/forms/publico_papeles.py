"""Papers from the telephone or the computer, the last page, and what keeps robots away."""

import uuid

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from acompanamiento.actions import recibir_documento
from acompanamiento.forms.publico_campos import TRAMPA, PublicoForm, explicar

SAL = "acompanamiento.publico.abierta"
MINIMO_SEGUNDOS = 2  # nobody reads a page in less
MINIMO_DE_SOLICITUD = 2  # nor fills eight
IMAGENES = "image/jpeg,image/png"


def motivo_de_archivo(error):
    """Why a file was not kept, in the language of the page, by the code of the refusal."""
    dichos = {
        "pesado": _("El archivo pesa más de 10 MB. Puedes tomar la foto con menor calidad."),
        "foto": _("La fotografía debe ser JPG o PNG."),
        "grande": _("La imagen es demasiado grande. Puedes tomarla con menor calidad."),
        "inquieto": _(
            "El PDF trae contraseña, formularios o archivos dentro. "
            "Imprímelo como PDF nuevo, o sube una foto."
        ),
        "tipo": _("El archivo debe ser una imagen JPG o PNG, o un PDF."),
        "cerrada": _("Esta solicitud ya no espera documentos."),
    }
    codigo = getattr(error, "code", "")
    return dichos.get(codigo, _("No pudimos guardar el archivo. Intenta de nuevo."))


def nombre_de(requisito_id):
    """The field of what answers a requisite, the same on every page."""
    return f"papel_{requisito_id}"


class PapelesForm(PublicoForm):
    """One file for each requisite that is asked for here; those that do are kept, come what may."""

    def __init__(self, *args, solicitud, papeles, **kwargs):
        self.solicitud = solicitud
        self.papeles = {nombre_de(papel.requisito.pk): papel for papel in papeles}
        super().__init__(*args, **kwargs)

    def preparar(self):
        idioma = (get_language() or "es")[:2]
        for name, papel in self.papeles.items():
            solo_foto = papel.requisito.clave == "fotografia"
            acepta = IMAGENES if solo_foto else f"{IMAGENES},application/pdf"
            self.fields[name] = forms.FileField(
                label=papel.requisito.en_idioma("nombre", idioma),
                help_text=papel.requisito.en_idioma("ayuda", idioma),
                required=False,
                widget=forms.FileInput(attrs={"accept": acepta, "data-vista": ""}),
            )

    def clean(self):
        datos = super().clean()
        for name, papel in self.papeles.items():
            if datos.get(name):
                self.recibir(name, papel, datos[name])
        return datos

    def recibir(self, name, papel, upload):
        try:
            recibir_documento(self.solicitud, papel.requisito, upload, by=None)
        except ValidationError as error:
            self.add_error(name, motivo_de_archivo(error))


class AceptarForm(PublicoForm):
    """The rules and the notice, each one accepted on its own."""

    normas = forms.BooleanField(
        label=gettext_lazy("Conozco las prohibiciones y me comprometo a respetar las normas")
    )
    aviso = forms.BooleanField(
        label=gettext_lazy(
            "Leí el aviso de privacidad y acepto que usen mis datos como ahí se dice"
        )
    )


class PuertaForm(forms.Form):
    """Begin: no question to prove being human, only what people do not do by themselves."""

    clave = forms.UUIDField(widget=forms.HiddenInput, required=False)
    abierta = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"clave": uuid.uuid4(), "abierta": signing.dumps(1, salt=SAL)}
        super().__init__(*args, **kwargs)
        self.fields[TRAMPA] = forms.CharField(
            label=_("Deja vacío este campo"),
            required=False,
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        )
        for name, field in self.fields.items():
            explicar(field, name)

    def clean(self):
        datos = super().clean()
        if datos.get(TRAMPA) or not datos.get("clave"):
            raise ValidationError(_("No pudimos comenzar. Abre de nuevo esta página."))
        if self.es_reciente(datos.get("abierta", "")):
            raise ValidationError(_("Espera un momento y presiona otra vez el botón."))
        return datos

    @staticmethod
    def es_reciente(sello):
        """Opened just now: signed by us, so that nobody backdates it."""
        try:
            signing.loads(sello, salt=SAL, max_age=MINIMO_SEGUNDOS)
        except signing.SignatureExpired:
            return False
        except signing.BadSignature:
            return True
        return True


class RecordarForm(PublicoForm):
    """The address to which the links go, if it has any."""

    correo = forms.EmailField(
        label=gettext_lazy("Correo electrónico"),
        help_text=gettext_lazy("El que escribiste en tu solicitud o para tu delegación."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RetirarForm(PublicoForm):
    motivo = forms.CharField(
        label=gettext_lazy("Por qué la retiras"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def es_muy_pronto(solicitud):
    """Eight pages in less than a person takes to read one."""
    return (timezone.now() - solicitud.comenzada_en).total_seconds() < MINIMO_DE_SOLICITUD
