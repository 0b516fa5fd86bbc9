"""Who may, in the agreements (dominio 2.2.3, column «Quién»)."""

from typing import Any

from cuentas.enums import Rol
from cuentas.rules import DVOE_CON_DIRECCION, permitir

LEEN = (
    *DVOE_CON_DIRECCION,
    Rol.JURIDICO,
    Rol.SECRETARIA_EJECUTIVA,
    Rol.TRANSPARENCIA,
)
OPERAN = (Rol.ENLACE_DVOE, Rol.COORDINACION_ACOMPANAMIENTO, Rol.DIRECCION_DVOE)
DIRIGEN = (Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE)
REDACTAN = (*DVOE_CON_DIRECCION, Rol.JURIDICO)


def es_su_solicitud(user: Any, obj: Any) -> bool:
    """los que pidió su área, si sólo solicita"""
    if not set(user.roles).isdisjoint(DVOE_CON_DIRECCION):
        return True
    if user.pk in (obj.creado_por_id, obj.solicita_id):
        return True
    return user.area_id is not None and obj.area_solicitante_id == user.area_id


permitir("convenios.view_convenio", *LEEN, Rol.AREA_SOLICITANTE)
permitir("convenios.view_convenios_ajenos", *LEEN, texto="convenios de todas las áreas")
permitir("convenios.add_convenio", *DVOE_CON_DIRECCION, Rol.AREA_SOLICITANTE)
permitir("convenios.change_convenio", *DVOE_CON_DIRECCION)
permitir("convenios.delete_convenio", Rol.DIRECCION_DVOE)
permitir("convenios.import_convenio", *DIRIGEN)
permitir(
    "convenios.export_convenio", *OPERAN, Rol.JURIDICO, Rol.TRANSPARENCIA, Rol.SECRETARIA_EJECUTIVA
)

for verbo in ("admitir", "proyectar", "enviar_a_opinion", "enviar_a_validacion"):
    permitir(f"convenios.{verbo}_convenio", *DVOE_CON_DIRECCION)
for verbo in (
    "emitir_opinion",
    "opinar_y_aprobar",
    "opinar_y_firmar",
    "declarar_no_procedente",
    "devolver_a_negociacion",
):
    permitir(f"convenios.{verbo}_convenio", *OPERAN)
for verbo in ("observar", "validar_y_aprobar", "validar_y_firmar", "validar_y_opinar"):
    permitir(f"convenios.{verbo}_convenio", Rol.JURIDICO)
for verbo in ("aprobar", "engrosar"):
    permitir(
        f"convenios.{verbo}_convenio", Rol.JURIDICO, Rol.SECRETARIA_EJECUTIVA, Rol.DIRECCION_DVOE
    )
for verbo in ("suscribir", "concluir"):
    permitir(f"convenios.{verbo}_convenio", *OPERAN)
permitir(
    "convenios.desistir_convenio", *DVOE_CON_DIRECCION, Rol.AREA_SOLICITANTE, si=es_su_solicitud
)
permitir("convenios.rechazar_convenio", Rol.DIRECCION_DVOE)
permitir("convenios.cancelar_convenio", Rol.DIRECCION_DVOE)
permitir("convenios.regresar_convenio", Rol.DIRECCION_DVOE)
permitir("convenios.turnar_convenio", *REDACTAN)
permitir("convenios.publicar_convenio", *OPERAN, Rol.TRANSPARENCIA)
permitir("convenios.view_informe", *LEEN, texto="informe de suscripción y seguimiento")

for modelo in (
    "parteconvenio",
    "documentoconvenio",
    "versionconvenio",
    "pasoconvenio",
    "turnoconvenio",
    "opinionpertinencia",
    "observacion",
    "validacionjuridica",
    "aprobacionorgano",
    "compromisoconvenio",
    "programatrabajo",
    "actividadprograma",
):
    permitir(f"convenios.view_{modelo}", *LEEN, Rol.AREA_SOLICITANTE)
for modelo in ("parteconvenio", "documentoconvenio", "versionconvenio", "observacion"):
    permitir(f"convenios.add_{modelo}", *REDACTAN)
    permitir(f"convenios.change_{modelo}", *REDACTAN)
for modelo in ("compromisoconvenio", "programatrabajo", "actividadprograma"):
    permitir(f"convenios.add_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"convenios.change_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"convenios.export_{modelo}", *OPERAN, Rol.JURIDICO, Rol.SECRETARIA_EJECUTIVA)
permitir("convenios.delete_parteconvenio", *OPERAN)
permitir("convenios.delete_compromisoconvenio", *OPERAN)
permitir("convenios.add_opinionpertinencia", *OPERAN)
permitir("convenios.change_opinionpertinencia", *OPERAN)
permitir("convenios.firmar_parteconvenio", *DVOE_CON_DIRECCION)
permitir("convenios.identificar_parteconvenio", *DVOE_CON_DIRECCION)
