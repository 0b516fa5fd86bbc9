"""Demo accounts: one per role, one random password per installation, never in service."""

import os
import secrets

from django.conf import settings

from core.startup import DEMO_DOMAIN
from cuentas.enums import Rol
from cuentas.models import Area, Usuario

ARCHIVO = "cuentas_demo.txt"

# (role, name before the @, given names, first surname, area); the second surname tells it is a demo.
CUENTAS = (
    (Rol.CAPTURISTA, "captura", "Camila", "Ñonthe", "DVOE"),
    (Rol.ENLACE_DVOE, "enlace", "Emilio", "Güemes", "DVOE"),
    (Rol.COORDINACION_ACOMPANAMIENTO, "acompanamiento", "Aurora", "Ibáñez", "DVOE"),
    (Rol.JURIDICO, "juridico", "Julián", "Peña", "UTAJ"),
    (Rol.DIRECCION_DVOE, "direccion", "Diana", "Xicoténcatl", "DVOE"),
    (Rol.SECRETARIA_EJECUTIVA, "secretaria", "Sergio", "Zúñiga", "SE"),
    (Rol.AREA_SOLICITANTE, "area", "Amaranta", "Quiñones", "DEOEyG"),
    (Rol.TRANSPARENCIA, "transparencia", "Tadeo", "Muñoz", "SA"),
    (Rol.AUDITORIA, "auditoria", "Alma", "Cárdenas", ""),
    (Rol.ADMINISTRACION, "administracion", "Abril", "Lechuga", "SA"),
)


def crear_cuentas():
    """Make the accounts that are missing, with one password for all, and note it in ``var/``.

    Returns the people by role. Those that exist keep the password they have.
    """
    por_correo = {u.correo: u for u in Usuario.objects.filter(correo__endswith=DEMO_DOMAIN)}
    clave = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
    areas = {area.siglas: area for area in Area.objects.vivos().exclude(siglas="")}
    personas = {}
    for rol, nombre, nombres, apellido, siglas in CUENTAS:
        correo = f"{nombre}{DEMO_DOMAIN}"
        personas[rol] = por_correo.get(correo) or _crear(
            correo, nombres, apellido, areas.get(siglas), rol, clave
        )
    if not por_correo:
        _anotar(clave)
    return personas


def _crear(correo, nombres, apellido, area, rol, clave):
    persona = Usuario(
        correo=correo,
        nombres=nombres,
        primer_apellido=apellido,
        segundo_apellido="Demostración",
        area=area,
        roles=[rol.value],
    )
    persona.set_password(clave)
    return persona.guardar(by=None, motivo="Cuenta de la demostración")


def _anotar(clave):
    """Write the accounts where only whoever runs this installation reads."""
    ancho = max(len(nombre) for _, nombre, *_ in CUENTAS) + len(DEMO_DOMAIN)
    renglones = [
        "Cuentas de la demostración (una por rol; la contraseña es la misma para todas):",
        *(f"  {nombre + DEMO_DOMAIN:<{ancho}}  {rol.label}" for rol, nombre, *_ in CUENTAS),
        f"  Contraseña: {clave}",
        "",
    ]
    archivo = settings.VAR_DIR / ARCHIVO
    archivo.parent.mkdir(parents=True, exist_ok=True)
    archivo.touch(mode=0o600)
    archivo.chmod(0o600)
    archivo.write_text("\n".join(renglones), encoding="utf-8")
