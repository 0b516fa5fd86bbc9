"""What a role list and a password may be."""

from django.core.exceptions import ValidationError

from cuentas.enums import Rol


def validar_roles(valor: object) -> None:
    """Roles are stored as a list: only known ones, none twice."""
    if not isinstance(valor, list) or any(rol not in Rol.values for rol in valor):
        raise ValidationError("Elige los roles de la lista.")
    if len(set(valor)) != len(valor):
        raise ValidationError("Cada rol se elige una sola vez.")
