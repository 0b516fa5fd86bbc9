"""Who may. Each app's `rules.py` is a list of `permitir(...)`; roles are readable sets.

Ask only as `user.has_perm("app.verb_model", obj)`. Without an object the answer means "may for
some object": screens use it to show a door, the object decides whether it opens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rules

from cuentas.enums import Rol

Condicion = Callable[[Any, Any], bool]

TODOS = frozenset(Rol)
DVOE = frozenset({Rol.CAPTURISTA, Rol.ENLACE_DVOE, Rol.COORDINACION_ACOMPANAMIENTO})
DVOE_CON_DIRECCION = DVOE | {Rol.DIRECCION_DVOE}
VERBOS_DE_LECTURA = ("view_", "export_")


@dataclass(frozen=True)
class Permiso:
    """One permission as a person may read it: what, who, and under which condition."""

    app: str
    verbo: str
    modelo: str
    texto: str
    roles: frozenset[Rol]
    condicion: str


def permitir(perm: str, *roles: Rol, si: Condicion | None = None, texto: str = "") -> None:
    """Grant a permission to roles, for the objects where `si(user, obj)` holds.

    Auditoría reads everything and changes nothing, so it is added to each reading permission
    here and taken out of any other. The docstring of `si` is the condition people read;
    `texto` says in words what a permission without a model of its own is about.
    """
    lectura = perm.partition(".")[2].startswith(VERBOS_DE_LECTURA)
    auditoria = {Rol.AUDITORIA}
    concedidos = frozenset(roles) | auditoria if lectura else frozenset(roles) - auditoria

    @rules.predicate(name=f"{perm}:roles")
    def puede(user: Any, obj: Any = None) -> bool:
        if not user.is_authenticated or not user.is_active:
            return False
        if concedidos.isdisjoint(user.roles):
            return False
        # Auditoría reads without conditions.
        if obj is None or si is None or (lectura and Rol.AUDITORIA in user.roles):
            return True
        return si(user, obj)

    puede.roles = concedidos
    puede.condicion = (si.__doc__ or "").strip() if si else ""
    puede.texto = texto
    rules.add_perm(perm, puede)


def tabla_de_permisos() -> list[Permiso]:
    """Every permission of every app, in the order in which the rules name them."""
    tabla = []
    for codigo, regla in rules.permissions.permissions.items():
        app, _, resto = codigo.partition(".")
        verbo, _, modelo = resto.partition("_")
        tabla.append(Permiso(app, verbo, modelo, regla.texto, regla.roles, regla.condicion))
    return tabla


permitir("core.view_lote", Rol.DIRECCION_DVOE)
for verbo in ("view", "add", "delete"):
    permitir(f"core.{verbo}_plantilladocumento", Rol.DIRECCION_DVOE, Rol.ADMINISTRACION)
permitir("core.view_parametro", *TODOS)
permitir("core.change_parametro", Rol.DIRECCION_DVOE, Rol.ADMINISTRACION)
permitir("cuentas.view_usuario", *TODOS)
permitir("cuentas.export_usuario", Rol.ADMINISTRACION)
permitir("cuentas.add_usuario", Rol.ADMINISTRACION)
permitir("cuentas.change_usuario", Rol.ADMINISTRACION)
permitir("cuentas.invitar_usuario", Rol.ADMINISTRACION)
permitir("cuentas.desactivar_usuario", Rol.ADMINISTRACION)
permitir("cuentas.reactivar_usuario", Rol.ADMINISTRACION)
permitir("cuentas.view_acceso", Rol.ADMINISTRACION)
permitir("cuentas.view_rol", Rol.ADMINISTRACION, Rol.DIRECCION_DVOE, texto="roles y permisos")

for modelo in ("area", "organocolegiado"):
    permitir(f"cuentas.view_{modelo}", *TODOS)
    permitir(f"cuentas.export_{modelo}", *TODOS)
    for verbo in ("add", "change", "delete", "import"):
        permitir(f"cuentas.{verbo}_{modelo}", Rol.ADMINISTRACION)
