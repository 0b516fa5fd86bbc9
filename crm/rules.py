"""Who may, in the directory. The condition of an object is the docstring of its predicate."""

from typing import Any

from django.db.models import Q

from crm.enums import EstatusInstitucion
from cuentas.enums import Rol
from cuentas.rules import DVOE, DVOE_CON_DIRECCION, permitir

LECTURA = frozenset(
    {
        Rol.JURIDICO,
        Rol.SECRETARIA_EJECUTIVA,
        Rol.TRANSPARENCIA,
        Rol.ADMINISTRACION,
    }
)
DIRECTORIO_COMPLETO = DVOE_CON_DIRECCION | LECTURA
CATALOGOS = (Rol.DIRECCION_DVOE, Rol.ADMINISTRACION)
ESCRIBEN = (Rol.ENLACE_DVOE, Rol.COORDINACION_ACOMPANAMIENTO, Rol.DIRECCION_DVOE)
EXPORTAN = (*ESCRIBEN, Rol.TRANSPARENCIA, Rol.SECRETARIA_EJECUTIVA)
IMPORTAN = (Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)

# One place says which fields are not for everybody; list, record, form, export and search ask it.
CAMPOS_RESERVADOS = {
    "crm.institucion": {"notas": "crm.view_notas_institucion"},
    "crm.contacto": {"genero": "crm.view_genero_contacto"},
}


def campos_reservados(user: Any, etiqueta: str) -> frozenset[str]:
    """Fields of a model, «app.model», that this person never sees."""
    reservados = CAMPOS_RESERVADOS.get(etiqueta, {})
    return frozenset(campo for campo, perm in reservados.items() if not user.has_perm(perm))


def instituciones_conocidas(user: Any, prefijo: str = "") -> Q:
    """The institutions a requesting area knows: the active ones and those it proposed."""
    activa = Q(**{f"{prefijo}estatus": EstatusInstitucion.ACTIVA})
    propia = Q(**{f"{prefijo}estatus": EstatusInstitucion.PROPUESTA})
    if user.area_id is None:
        return activa | (propia & Q(**{f"{prefijo}creado_por": user.pk}))
    return activa | (propia & Q(**{f"{prefijo}creado_por__area": user.area_id}))


def puede_corregir(user: Any, obj: Any) -> bool:
    """las que siguen propuestas, si sólo captura"""
    if not set(user.roles).isdisjoint(ESCRIBEN):
        return True
    return bool(obj.estatus == EstatusInstitucion.PROPUESTA)


def estatus_inicial(by: Any) -> str:
    """The status of what somebody registers: proposed, unless they may approve (case 58)."""
    if by is None or by.has_perm("crm.aprobar_institucion"):
        return EstatusInstitucion.ACTIVA
    return EstatusInstitucion.PROPUESTA


permitir("crm.view_institucion", *DIRECTORIO_COMPLETO, Rol.AREA_SOLICITANTE)
permitir("crm.add_institucion", *DVOE_CON_DIRECCION, Rol.AREA_SOLICITANTE)
permitir("crm.change_institucion", *DVOE_CON_DIRECCION, si=puede_corregir)
permitir("crm.delete_institucion", Rol.DIRECCION_DVOE)
permitir("crm.import_institucion", *IMPORTAN)
permitir("crm.export_institucion", *EXPORTAN)
permitir("crm.confirmar_institucion", *DVOE_CON_DIRECCION)
permitir("crm.aprobar_institucion", Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)
permitir("crm.inactivar_institucion", Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)
permitir("crm.reactivar_institucion", Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)
permitir("crm.extinguir_institucion", Rol.DIRECCION_DVOE)
permitir("crm.fusionar_institucion", Rol.DIRECCION_DVOE)
permitir("crm.view_directorio_completo", *DIRECTORIO_COMPLETO)
permitir(
    "crm.view_notas_institucion",
    *DVOE_CON_DIRECCION,
    Rol.SECRETARIA_EJECUTIVA,
    Rol.JURIDICO,
    texto="notas de instituciones",
)
permitir("crm.view_genero_contacto", *DVOE_CON_DIRECCION, texto="género de contactos")

for modelo in (
    "contacto",
    "puesto",
    "ocupacion",
    "nombrealterno",
    "relacioninstitucional",
):
    permitir(f"crm.view_{modelo}", *DIRECTORIO_COMPLETO, Rol.AREA_SOLICITANTE)
    permitir(f"crm.add_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"crm.change_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"crm.delete_{modelo}", Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)
    permitir(f"crm.import_{modelo}", *IMPORTAN)
    permitir(f"crm.export_{modelo}", *EXPORTAN)

permitir("crm.fusionar_contacto", *ESCRIBEN)
permitir("crm.terminar_ocupacion", *DVOE_CON_DIRECCION)
permitir("crm.relevar_puesto", *DVOE_CON_DIRECCION)

for modelo in ("subtipo", "etiqueta"):
    permitir(f"crm.view_{modelo}", *DIRECTORIO_COMPLETO, Rol.AREA_SOLICITANTE)
    permitir(f"crm.export_{modelo}", *EXPORTAN, Rol.ADMINISTRACION)
    for verbo in ("change", "delete", "import"):
        permitir(f"crm.{verbo}_{modelo}", *CATALOGOS)
permitir("crm.add_subtipo", *CATALOGOS)
permitir("crm.add_etiqueta", *CATALOGOS, *DVOE)


def es_su_solicitud(user: Any, obj: Any) -> bool:
    """las que pidió su área, si sólo solicita"""
    if not set(user.roles).isdisjoint(DVOE_CON_DIRECCION):
        return True
    return obj.creado_por_id == user.pk or (
        user.area_id is not None and obj.area_solicitante_id == user.area_id
    )


LEEN_GESTIONES = (
    *DVOE_CON_DIRECCION,
    Rol.JURIDICO,
    Rol.SECRETARIA_EJECUTIVA,
    Rol.TRANSPARENCIA,
)
permitir("crm.view_gestion", *LEEN_GESTIONES, Rol.AREA_SOLICITANTE)
permitir("crm.view_gestiones_ajenas", *LEEN_GESTIONES)
permitir("crm.add_gestion", *DVOE_CON_DIRECCION, Rol.AREA_SOLICITANTE)
permitir("crm.change_gestion", *DVOE_CON_DIRECCION)
permitir("crm.import_gestion", *IMPORTAN)
permitir("crm.export_gestion", *EXPORTAN)
for verbo in ("turnar", "iniciar", "atender", "declarar_improcedente", "marcar_duplicada"):
    permitir(f"crm.{verbo}_gestion", *DVOE_CON_DIRECCION)
permitir("crm.desistir_gestion", *DVOE_CON_DIRECCION, Rol.AREA_SOLICITANTE, si=es_su_solicitud)
permitir("crm.cancelar_gestion", Rol.DIRECCION_DVOE)
permitir("crm.reabrir_gestion", Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)
permitir("crm.reabrir_gestion_reportada", Rol.DIRECCION_DVOE)
for modelo in ("turno", "evidencia"):
    permitir(f"crm.view_{modelo}", *LEEN_GESTIONES, Rol.AREA_SOLICITANTE)
permitir("crm.add_evidencia", *DVOE_CON_DIRECCION, Rol.AREA_SOLICITANTE)
permitir("crm.delete_evidencia", Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)

LEEN_SEGUIMIENTO = (*DVOE_CON_DIRECCION, Rol.JURIDICO, Rol.SECRETARIA_EJECUTIVA)
DIRIGEN = (Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)


def lleva_el_compromiso(user: Any, obj: Any) -> bool:
    """los de su área o a su cargo, si no es de la DVOE"""
    if not set(user.roles).isdisjoint(DVOE_CON_DIRECCION):
        return True
    mine = obj.responsable_id == user.pk
    return mine or (user.area_id is not None and obj.area_id == user.area_id)


for modelo in (
    "interaccion",
    "reunion",
    "seriereunion",
    "asistencia",
    "puntoagenda",
    "versionminuta",
):
    permitir(f"crm.view_{modelo}", *LEEN_SEGUIMIENTO)
    permitir(f"crm.export_{modelo}", *DIRIGEN, Rol.COORDINACION_ACOMPANAMIENTO)
    for verbo in ("add", "change"):
        permitir(f"crm.{verbo}_{modelo}", *DVOE_CON_DIRECCION)
    for verbo in ("delete", "import"):
        permitir(f"crm.{verbo}_{modelo}", *DIRIGEN)
permitir("crm.view_interacciones_reservadas", Rol.DIRECCION_DVOE, Rol.SECRETARIA_EJECUTIVA)
permitir("crm.convocar_reunion", *DVOE_CON_DIRECCION)
permitir("crm.celebrar_reunion", *DVOE_CON_DIRECCION)
permitir("crm.revisar_minuta_reunion", *DVOE_CON_DIRECCION)
permitir("crm.firmar_minuta_reunion", *DIRIGEN)

for modelo in ("compromiso", "seguimientocompromiso"):
    permitir(f"crm.view_{modelo}", *LEEN_SEGUIMIENTO, Rol.AREA_SOLICITANTE)
    permitir(f"crm.export_{modelo}", *DIRIGEN, Rol.COORDINACION_ACOMPANAMIENTO)
    permitir(f"crm.add_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"crm.change_{modelo}", *DVOE_CON_DIRECCION)
    for verbo in ("delete", "import"):
        permitir(f"crm.{verbo}_{modelo}", *DIRIGEN)
for verbo in ("iniciar", "cumplir"):
    permitir(
        f"crm.{verbo}_compromiso",
        *DVOE_CON_DIRECCION,
        Rol.AREA_SOLICITANTE,
        si=lleva_el_compromiso,
    )
for verbo in ("incumplir", "liberar", "reabrir"):
    permitir(f"crm.{verbo}_compromiso", *DIRIGEN)

permitir("crm.view_tiporeunion", *LEEN_SEGUIMIENTO, Rol.ADMINISTRACION)
permitir("crm.export_tiporeunion", *DIRIGEN, Rol.ADMINISTRACION)
for verbo in ("add", "change", "delete", "import"):
    permitir(f"crm.{verbo}_tiporeunion", *CATALOGOS)
