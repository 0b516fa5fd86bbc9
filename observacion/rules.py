"""Who may, in the observation."""

from cuentas.enums import Rol
from cuentas.rules import DVOE_CON_DIRECCION, TODOS, permitir

COORDINAN = (Rol.COORDINACION_ACOMPANAMIENTO, Rol.DIRECCION_DVOE)
OPERAN = (*COORDINAN, Rol.ENLACE_DVOE)
LEEN = (*DVOE_CON_DIRECCION, Rol.SECRETARIA_EJECUTIVA)

for modelo in ("convocatoria", "prorrogaconvocatoria", "requisitoconvocatoria", "avisoprivacidad"):
    permitir(f"observacion.view_{modelo}", *TODOS)
for modelo in ("convocatoria", "requisitoconvocatoria"):
    permitir(f"observacion.add_{modelo}", *COORDINAN)
    permitir(f"observacion.change_{modelo}", *COORDINAN)
    permitir(f"observacion.delete_{modelo}", Rol.DIRECCION_DVOE)
permitir("observacion.export_convocatoria", *OPERAN)
permitir("observacion.prorrogar_convocatoria", *COORDINAN)
permitir("observacion.add_avisoprivacidad", *COORDINAN, Rol.TRANSPARENCIA)
permitir("observacion.change_avisoprivacidad", *COORDINAN, Rol.TRANSPARENCIA)

for modelo in ("integrantered", "curso", "sesioncurso", "inscripcioncurso"):
    permitir(f"observacion.view_{modelo}", *LEEN)
    permitir(f"observacion.add_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"observacion.change_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"observacion.delete_{modelo}", *COORDINAN)
for modelo in ("integrantered", "curso"):
    permitir(f"observacion.import_{modelo}", *COORDINAN)
    permitir(f"observacion.export_{modelo}", *OPERAN)
for verbo in ("registrar", "activar", "suspender", "dar_de_baja", "reingresar"):
    permitir(f"observacion.{verbo}_integrantered", *OPERAN)
permitir("observacion.calificar_inscripcioncurso", *OPERAN)

for modelo in ("solicitudobservacion", "afiliacionobservacion", "informeobservacion"):
    permitir(f"observacion.view_{modelo}", *LEEN)
    permitir(f"observacion.add_{modelo}", *DVOE_CON_DIRECCION)
    permitir(f"observacion.change_{modelo}", *DVOE_CON_DIRECCION)
permitir("observacion.delete_solicitudobservacion", Rol.DIRECCION_DVOE)
permitir("observacion.import_solicitudobservacion", *COORDINAN)
permitir("observacion.export_solicitudobservacion", *COORDINAN)
permitir(
    "observacion.view_estadistica", *LEEN, Rol.TRANSPARENCIA, texto="estadística de observación"
)
# Voter key, telephone, disability and ethnicity: each look is written down.
permitir("observacion.consultar_reservados", *OPERAN, texto="datos reservados de observación")
for verbo in (
    "prevenir",
    "subsanar",
    "remitir",
    "admitir",
    "acreditar_curso",
    "entregar_gafete",
    "entregar_informe",
):
    permitir(f"observacion.{verbo}_solicitudobservacion", *OPERAN)
for verbo in ("tener_por_no_presentada", "acreditar", "negar", "cancelar", "regresar"):
    permitir(f"observacion.{verbo}_solicitudobservacion", *COORDINAN)

PRIVACIDAD = (Rol.TRANSPARENCIA, Rol.DIRECCION_DVOE)
permitir("observacion.view_solicitudarco", *PRIVACIDAD, Rol.COORDINACION_ACOMPANAMIENTO)
for verbo in (
    "add",
    "change",
    "export",
    "tramitar",
    "declarar_procedente",
    "declarar_improcedente",
    "cumplir",
    "prorrogar",
):
    permitir(f"observacion.{verbo}_solicitudarco", *PRIVACIDAD)
permitir("observacion.reabrir_arco_solicitudarco", Rol.DIRECCION_DVOE)
permitir("observacion.view_depuraciondatos", *PRIVACIDAD, Rol.COORDINACION_ACOMPANAMIENTO)
permitir("observacion.add_depuraciondatos", *PRIVACIDAD, Rol.COORDINACION_ACOMPANAMIENTO)
permitir("observacion.ejecutar_depuraciondatos", Rol.DIRECCION_DVOE)
permitir("observacion.retirar_depuraciondatos", *PRIVACIDAD)
permitir("core.view_consultareservada", *PRIVACIDAD)

for modelo in ("gafete", "lotegafetes"):
    permitir(f"observacion.view_{modelo}", *LEEN)
    permitir(f"observacion.add_{modelo}", *OPERAN)
    permitir(f"observacion.change_{modelo}", *OPERAN)
permitir("observacion.export_gafete", *COORDINAN)
permitir("observacion.imprimir_lotegafetes", *OPERAN)
permitir("observacion.anular_gafete", *COORDINAN)
