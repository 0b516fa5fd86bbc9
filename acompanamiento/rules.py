"""Who may, with the foreign visitors (dominio 2.7.3, column «Quién»)."""

from cuentas.enums import Rol
from cuentas.rules import DVOE_CON_DIRECCION, permitir

COORDINAN = (Rol.COORDINACION_ACOMPANAMIENTO, Rol.DIRECCION_DVOE)
REVISAN = (*COORDINAN, Rol.ENLACE_DVOE)

for modelo in ("solicitudvisitante", "delegacion", "pasaportevisitante", "documentovisitante"):
    permitir(f"acompanamiento.view_{modelo}", *DVOE_CON_DIRECCION, Rol.SECRETARIA_EJECUTIVA)
permitir("acompanamiento.view_pasovisitante", *DVOE_CON_DIRECCION, Rol.SECRETARIA_EJECUTIVA)
permitir(
    "acompanamiento.view_estadistica",
    *DVOE_CON_DIRECCION,
    Rol.SECRETARIA_EJECUTIVA,
    Rol.TRANSPARENCIA,
    texto="estadística de visitantes",
)
permitir("acompanamiento.add_solicitudvisitante", *DVOE_CON_DIRECCION)
permitir("acompanamiento.change_solicitudvisitante", *DVOE_CON_DIRECCION)
permitir("acompanamiento.delete_solicitudvisitante", Rol.DIRECCION_DVOE)
permitir("acompanamiento.import_solicitudvisitante", *COORDINAN)
permitir("acompanamiento.export_solicitudvisitante", *COORDINAN)
permitir("acompanamiento.invitar_solicitudvisitante", *REVISAN)
# Passport numbers, files, health and addresses: each look is written down.
permitir(
    "acompanamiento.consultar_reservados",
    *REVISAN,
    texto="datos reservados de visitantes",
)
for modelo in ("delegacion",):
    permitir(f"acompanamiento.add_{modelo}", *REVISAN)
    permitir(f"acompanamiento.change_{modelo}", *REVISAN)
    permitir(f"acompanamiento.export_{modelo}", *COORDINAN)
    permitir(f"acompanamiento.delete_{modelo}", Rol.DIRECCION_DVOE)
for verbo in ("presentar", "desistir"):
    permitir(f"acompanamiento.{verbo}_solicitudvisitante", *DVOE_CON_DIRECCION)
for verbo in (
    "asignar",
    "prevenir",
    "subsanar",
    "revisar",
    "notificar",
    "notificar_rechazo",
    "preparar_gafete",
    "entregar_gafete",
):
    permitir(f"acompanamiento.{verbo}_solicitudvisitante", *REVISAN)
for verbo in ("aprobar", "rechazar", "vencer_prevencion", "cancelar", "concluir", "regresar"):
    permitir(f"acompanamiento.{verbo}_solicitudvisitante", *COORDINAN)

# The programme of accompaniment, and what is done at the door (dominio 2.8).
for modelo in ("programaacompanamiento", "actividadprograma", "participacion", "incidencia"):
    permitir(f"acompanamiento.view_{modelo}", *DVOE_CON_DIRECCION, Rol.SECRETARIA_EJECUTIVA)
for modelo in ("programaacompanamiento", "incidencia"):
    permitir(f"acompanamiento.export_{modelo}", *COORDINAN)
for verbo in ("add", "change", "delete", "enviar", "aprobar", "iniciar", "concluir", "regresar"):
    permitir(f"acompanamiento.{verbo}_programaacompanamiento", *COORDINAN)
permitir("acompanamiento.aprobar_informe_programaacompanamiento", *COORDINAN)
for verbo in ("add", "change", "delete"):
    permitir(f"acompanamiento.{verbo}_actividadprograma", *REVISAN)
for verbo in ("add", "change"):
    permitir(f"acompanamiento.{verbo}_participacion", *DVOE_CON_DIRECCION)
permitir("acompanamiento.add_incidencia", *DVOE_CON_DIRECCION)
permitir("acompanamiento.operar_jornada", *DVOE_CON_DIRECCION, texto="modo jornada")

# How each person arrives and sleeps; what is reserved of it asks for consultar_reservados besides.
for modelo in ("logisticavisitante", "traslado"):
    permitir(f"acompanamiento.view_{modelo}", *DVOE_CON_DIRECCION, Rol.SECRETARIA_EJECUTIVA)
    permitir(f"acompanamiento.change_{modelo}", *DVOE_CON_DIRECCION)
permitir("acompanamiento.add_traslado", *DVOE_CON_DIRECCION)
permitir("acompanamiento.delete_traslado", *REVISAN)

# The routes of polling stations: who coordinates plans them, whoever goes along marks the stops.
for modelo in ("rutacasillas", "paradaruta"):
    permitir(f"acompanamiento.view_{modelo}", *DVOE_CON_DIRECCION, Rol.SECRETARIA_EJECUTIVA)
    permitir(f"acompanamiento.change_{modelo}", *REVISAN)
permitir("acompanamiento.marcar_paradaruta", *DVOE_CON_DIRECCION)
