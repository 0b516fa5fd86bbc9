from django.apps import apps
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.permisos import permiso
from cuentas.enums import Rol
from cuentas.rules import tabla_de_permisos
from cuentas.views.personas import UsuarioCrud

VERBOS = {
    "view": "ver",
    "add": "registrar",
    "change": "editar",
    "delete": "dar de baja",
    "import": "importar",
    "export": "exportar",
}


@permiso("cuentas.view_rol")
@require_safe
def roles(request):
    """Who may do what, read from the rules themselves."""
    context = {
        "title": "Roles y permisos",
        "permisos": permisos_por_rol(),
        "breadcrumbs": [("Personas", UsuarioCrud.url("list"))],
    }
    return render(request, "cuentas/roles.html", context)


def permisos_por_rol():
    """For each role, what it may do with each thing: «Instituciones: ver, editar (…), exportar»."""
    lineas = {rol: {} for rol in Rol}
    for regla in tabla_de_permisos():
        verbo = VERBOS.get(regla.verbo, regla.verbo)
        if regla.condicion:
            verbo = f"{verbo} ({regla.condicion})"
        for rol in regla.roles:
            lineas[rol].setdefault(cosa(regla), []).append(verbo)
    return [
        {
            "rol": rol,
            "cosas": [{"nombre": nombre, "verbos": verbos} for nombre, verbos in cosas.items()],
        }
        for rol, cosas in lineas.items()
    ]


def cosa(regla):
    """What a permission is about, in words."""
    modelo = apps.get_app_config(regla.app).models.get(regla.modelo)
    nombre = modelo._meta.verbose_name_plural if modelo else regla.modelo.replace("_", " ")
    return regla.texto or str(nombre)
