from django import forms

from core.pickers import RegistroField, RegistrosField
from crm.models import Contacto, Institucion


def elegir_institucion(**kwargs):
    return RegistroField(Institucion, "crm:institucion_elegir", **kwargs)


def elegir_contacto(**kwargs):
    return RegistroField(Contacto, "crm:contacto_elegir", **kwargs)


def limitar_opciones(form, user):
    """Offer only records that this person may see."""
    for field in form.fields.values():
        if isinstance(field, RegistroField | RegistrosField):
            field.para(field.queryset.model.objects.visibles_para(user))
        elif isinstance(field, forms.ModelChoiceField):
            field.queryset = field.queryset.model.objects.visibles_para(user)
