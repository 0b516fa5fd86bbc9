"""Every view says who may enter; the middleware closes what says nothing.

A declaration is a permission name, ``AUTENTICADO`` or ``PUBLICO``, kept on the view itself.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

PUBLICO = "publico"
AUTENTICADO = "autenticado"


def permiso(declaration: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare what a view asks for; usable as a decorator and on ``as_view()`` results."""

    def declare(view):
        view.permiso = declaration
        return view

    return declare


publico = permiso(PUBLICO)
autenticado = permiso(AUTENTICADO)


def declaracion(match, external: dict[str, str]) -> str | None:
    """The declaration of a resolved URL, or None when nobody wrote one.

    Views of third parties cannot carry it, so ``external`` names them by URL name.
    """
    own = getattr(match.func, "permiso", None)
    return own or external.get(match.view_name)


def exigir(user, permission: str, obj) -> None:
    """Raise PermissionDenied unless the person holds the permission on this very object."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied
