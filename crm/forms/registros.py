from django import forms
from django.core.exceptions import ValidationError

from core.forms import EntidadForm
from core.pickers import RegistroField
from crm.actions import registrar_institucion
from crm.enums import ENTIDADES
from crm.forms.opciones import elegir_contacto, elegir_institucion, limitar_opciones
from crm.models import (
    Contacto,
    Institucion,
    NombreAlterno,
    Ocupacion,
    Puesto,
    RelacionInstitucional,
)
from crm.queries.parecidos import contactos_parecidos, instituciones_parecidas


class SugerenciasInput(forms.TextInput):
    """A text box that suggests, and accepts anything else."""

    template_name = "crm/_sugerencias.html"

    def __init__(self, *args, sugerencias=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.sugerencias = sugerencias

    def get_context(self, name, value, attrs):
        attrs = {**(attrs or {}), "list": f"sugerencias_{name}"}
        return {**super().get_context(name, value, attrs), "sugerencias": self.sugerencias}


class DirectorioForm(EntidadForm):
    """A form whose related records are those the person may see."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limitar_opciones(self, self.user)


class SinDuplicarForm(DirectorioForm):
    """Warns about a record that may be the same, once; the person decides (case 48)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parecidas = []

    def clean(self):
        data = super().clean()
        # «Crear otra» is a button of the warning, not a field of the form.
        if self.instance.pk or self.errors or "es_distinta" in self.data:
            return data
        self.parecidas = self.buscar_parecidas()
        if self.parecidas:
            raise ValidationError(self.aviso(self.parecidas), code="parecida")
        return data


class InstitucionForm(SinDuplicarForm):
    institucion_padre = elegir_institucion(label="Depende de", required=False)

    class Meta:
        model = Institucion
        fields = [
            "nombre",
            "siglas",
            "tipo",
            "subtipo",
            "ambito",
            "institucion_padre",
            "pais",
            "entidad",
            "municipio_alcaldia",
            "domicilio",
            "correo_institucional",
            "telefono_conmutador",
            "sitio_web",
            "redes",
            "vigente_desde",
            "vigente_hasta",
            "linea_trabajo",
            "responsable",
            "etiquetas",
            "fuente_alta",
            "fecha_corte",
            "notas",
        ]
        widgets = {
            "entidad": SugerenciasInput(sugerencias=ENTIDADES),
            "etiquetas": forms.CheckboxSelectMultiple,
            "domicilio": forms.Textarea(attrs={"rows": 2}),
            "redes": forms.Textarea(attrs={"rows": 2}),
            "notas": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            # Proposed where somebody looks at it; a file that says nothing leaves it blank.
            self.initial.setdefault("pais", "MX")

    def buscar_parecidas(self):
        data = self.cleaned_data
        return instituciones_parecidas(self.user, data["nombre"], str(data["pais"]))

    def aviso(self, parecidas):
        nombres = ", ".join(str(institucion) for institucion in parecidas)
        return f"Ya existe una institución muy parecida: {nombres}. ¿Es la misma?"

    def guardar(self, *, by):
        if self.instance.pk:
            return super().guardar(by=by)
        registrar_institucion(self.instance, by=by)
        self._save_m2m()
        return self.instance


class ContactoForm(SinDuplicarForm):
    class Meta:
        model = Contacto
        fields = [
            "tratamiento",
            "nombres",
            "primer_apellido",
            "segundo_apellido",
            "nombre_preferido",
            "correo",
            "telefono",
            "idiomas",
            "genero",
            "notas",
        ]
        widgets = {"notas": forms.Textarea(attrs={"rows": 3})}

    def buscar_parecidas(self):
        partes = ("nombres", "primer_apellido", "segundo_apellido")
        nombre = " ".join(self.cleaned_data.get(parte, "") for parte in partes)
        return contactos_parecidos(self.user, nombre)

    def aviso(self, parecidas):
        nombres = ", ".join(str(contacto) for contacto in parecidas)
        return f"Ya existe una persona muy parecida: {nombres}. ¿Es la misma?"


class NombreAlternoForm(DirectorioForm):
    institucion = elegir_institucion(label="Institución")

    class Meta:
        model = NombreAlterno
        fields = ["institucion", "texto", "tipo", "desde", "hasta"]


class RelacionInstitucionalForm(DirectorioForm):
    origen = elegir_institucion(label="Institución")
    destino = elegir_institucion(label="Con")

    class Meta:
        model = RelacionInstitucional
        fields = ["origen", "tipo", "destino", "desde", "hasta"]


class PuestoForm(DirectorioForm):
    institucion = elegir_institucion(label="Institución")

    class Meta:
        model = Puesto
        fields = [
            "institucion",
            "cargo",
            "tipo",
            "area",
            "es_enlace_convenio",
            "es_servicio_publico",
            "vigente",
        ]


class OcupacionForm(DirectorioForm):
    puesto = RegistroField(Puesto, "crm:puesto_elegir", label="Puesto")
    contacto = elegir_contacto(label="Contacto")

    class Meta:
        model = Ocupacion
        fields = ["puesto", "contacto", "desde", "hasta", "correo", "telefono"]
