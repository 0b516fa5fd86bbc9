import django_filters

from core.filters import EntidadFilterSet
from cuentas.enums import Rol
from cuentas.models import Usuario


class UsuarioFilterSet(EntidadFilterSet):
    """People by role, area and state of their account."""

    rol = django_filters.ChoiceFilter(label="Rol", choices=Rol.choices, method="con_rol")

    class Meta(EntidadFilterSet.Meta):
        model = Usuario
        fields = ("area", "is_active")

    def con_rol(self, queryset, name, value):
        return queryset.con_rol(Rol(value))
