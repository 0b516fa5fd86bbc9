"""What the office does with accounts. Each is one transaction and names its actor."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from core.tasks import enqueue
from cuentas.enums import ClaseCarta, Rol, TipoArea, TipoOrgano
from cuentas.models import Area, Carta, OrganoColegiado, Usuario

RECUERDO = dt.timedelta(days=30)

# `dominio.md` 2.0.1: names as the sources give them; what they do not give stays empty.
DISTRITALES = 33
AREAS: list[tuple[str, str, TipoArea, str]] = [
    ("Presidencia del Consejo General", "", TipoArea.PRESIDENCIA, ""),
    ("Secretaría Ejecutiva", "SE", TipoArea.SECRETARIA, ""),
    ("Secretaría Administrativa", "SA", TipoArea.SECRETARIA, ""),
    (
        "Dirección de Vinculación con Organismos Externos",
        "DVOE",
        TipoArea.DIRECCION,
        "Secretaría Ejecutiva",
    ),
    ("Unidad Técnica de Asuntos Jurídicos", "UTAJ", TipoArea.UNIDAD_TECNICA, ""),
    (
        "Dirección Ejecutiva de Organización Electoral y Geoestadística",
        "DEOEyG",
        TipoArea.DIRECCION_EJECUTIVA,
        "",
    ),
    *[
        (f"Dirección Distrital {numero:02}", "", TipoArea.DIRECCION_DISTRITAL, "")
        for numero in range(1, DISTRITALES + 1)
    ],
]
COVIN = "Comisión Provisional de Vinculación Institucional"
COMISION_PROVISIONAL = "Comisión Provisional de Vinculación con Organismos Externos"
# Successors first, so that each finds the one it gave way to.
ORGANOS: list[tuple[str, str, TipoOrgano, str, str]] = [
    ("Consejo General", "CG", TipoOrgano.CONSEJO, "", ""),
    ("Junta Administrativa", "JA", TipoOrgano.JUNTA, "", ""),
    (COVIN, "COVIN", TipoOrgano.COMISION_PROVISIONAL, "", "Con este nombre desde fines de 2025."),
    (COMISION_PROVISIONAL, "", TipoOrgano.COMISION_PROVISIONAL, COVIN, ""),
    (
        "Comisión Permanente (COVOE)",
        "COVOE",
        TipoOrgano.COMISION_PERMANENTE,
        COMISION_PROVISIONAL,
        "La fuente la nombra «Comisión Permanente (COVOE/CVOE, 2017)». Falta su nombre completo.",
    ),
]


@transaction.atomic
def invitar(persona: Usuario, *, by: Usuario | None) -> Usuario:
    """Send the link that sets the first password; links sent before stop working."""
    if not persona.is_active:
        raise ValidationError("La cuenta está desactivada. Reactívala antes de invitar.")
    if persona.has_usable_password():
        raise ValidationError(
            "Esta persona ya entró. Si perdió su contraseña, puede restablecerla."
        )
    persona.invitacion_enviada_en = timezone.now()
    persona.guardar(by=by, motivo="Invitación")
    encargar(ClaseCarta.INVITACION, persona)
    return persona


@transaction.atomic
def dar_de_alta(persona: Usuario, *, by: Usuario | None) -> Usuario:
    """Register a person without a password and invite them."""
    persona.set_unusable_password()
    persona.guardar(by=by, motivo="Alta")
    return invitar(persona, by=by)


@transaction.atomic
def cambiar(persona: Usuario, *, by: Usuario) -> Usuario:
    """Save edited data; a new address ends the sessions that began with the old one."""
    if not persona.tiene_rol(Rol.ADMINISTRACION):
        exigir_otra_administracion(persona)
    antes = Usuario.objects.values_list("correo", flat=True).get(pk=persona.pk)
    if antes != persona.correo.strip().lower():
        persona.epoca_sesiones += 1
    return persona.guardar(by=by)


@transaction.atomic
def desactivar(persona: Usuario, *, by: Usuario, motivo: str = "") -> Usuario:
    """Close the account and end its sessions at once."""
    if persona.pk == by.pk:
        raise ValidationError(
            "No puedes desactivar tu propia cuenta. Pídelo a otra persona de administración técnica."
        )
    exigir_otra_administracion(persona)
    persona.is_active = False
    persona.epoca_sesiones += 1
    return persona.guardar(by=by, motivo=motivo or "Desactivación")


@transaction.atomic
def reactivar(persona: Usuario, *, by: Usuario) -> Usuario:
    """Open the account again, with the password and roles it had."""
    persona.is_active = True
    return persona.guardar(by=by, motivo="Reactivación")


def exigir_otra_administracion(persona: Usuario) -> None:
    """Somebody else must be able to manage accounts. Locks the rows it counts.

    Raises ValidationError when this person is the only one left.
    """
    administran = Usuario.objects.activos().con_rol(Rol.ADMINISTRACION).order_by("pk")
    claves = set(administran.select_for_update().values_list("pk", flat=True))
    if claves == {persona.pk}:
        raise ValidationError(
            f"{persona} es la única cuenta activa de administración técnica. "
            "Da antes ese rol a otra persona."
        )


@transaction.atomic
def cerrar_sesiones(persona: Usuario, *, by: Usuario) -> Usuario:
    """End every session of the person, this one included."""
    persona.epoca_sesiones += 1
    return persona.guardar(by=by, motivo="Cierre de sesiones")


@transaction.atomic
def definir_contrasena(persona: Usuario, contrasena: str) -> Usuario:
    """Set the first password from an invitation; the link stops working."""
    persona.set_password(contrasena)
    return persona.guardar(by=persona, motivo="Primera contraseña")


@transaction.atomic
def pedir_restablecimiento(personas: list[Usuario]) -> None:
    """Ask for the mail that restores a password; does the same work when nobody was found."""
    encargar(ClaseCarta.RESTABLECIMIENTO, personas[0] if personas else None)


def encargar(clase: ClaseCarta, persona: Usuario | None) -> Carta:
    """Write down a mail that is owed, and ask that it leave now."""
    carta = Carta.objects.create(clase=clase, persona=persona)
    enqueue("cuentas.enviar_cartas")
    return carta


@transaction.atomic
def tomar_carta(ahora: dt.datetime) -> Carta | None:
    """The next mail that is owed, put off for whoever looks next; if this one dies, it returns."""
    rows = Carta.objects.por_enviar(ahora).order_by("intentar_desde", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    carta = rows.first()
    if carta:
        carta.intentar_desde = ahora + carta.espera
        carta.intentos += 1
        carta.save(update_fields=["intentar_desde", "intentos"])
    return carta


def carta_enviada(carta: Carta, ahora: dt.datetime) -> None:
    """It left. Those of a month ago are forgotten."""
    Carta.objects.filter(pk=carta.pk).update(enviada_en=ahora)
    Carta.objects.filter(enviada_en__lt=ahora - RECUERDO).delete()


@transaction.atomic
def crear_administracion(
    *, correo: str, nombres: str, primer_apellido: str, segundo_apellido: str = ""
) -> Usuario:
    """The first account of an installation: by invitation, like any other."""
    persona = Usuario(
        correo=correo,
        nombres=nombres,
        primer_apellido=primer_apellido,
        segundo_apellido=segundo_apellido,
        roles=[Rol.ADMINISTRACION.value],
    )
    persona.set_unusable_password()
    persona.full_clean()
    return dar_de_alta(persona, by=None)


@transaction.atomic
def cargar_areas(*, by: Usuario | None) -> int:
    """Add the areas and bodies of the institute that are missing; returns how many."""
    return _cargar_areas(by) + _cargar_organos(by)


def _cargar_areas(by: Usuario | None) -> int:
    existentes = {area.nombre: area for area in Area.objects.vivos()}
    nuevas = [datos for datos in AREAS if datos[0] not in existentes]
    for nombre, siglas, tipo, superior in nuevas:
        area = Area(nombre=nombre, siglas=siglas, tipo=tipo, padre=existentes.get(superior))
        existentes[nombre] = area.guardar(by=by, motivo="Catálogo inicial")
    return len(nuevas)


def _cargar_organos(by: Usuario | None) -> int:
    existentes = {organo.nombre: organo for organo in OrganoColegiado.objects.vivos()}
    nuevos = [datos for datos in ORGANOS if datos[0] not in existentes]
    for nombre, siglas, tipo, sucesor, notas in nuevos:
        organo = OrganoColegiado(
            nombre=nombre,
            siglas=siglas,
            tipo=tipo,
            antecede_a=existentes.get(sucesor),
            notas=notas,
        )
        existentes[nombre] = organo.guardar(by=by, motivo="Catálogo inicial")
    return len(nuevos)
