"""Who may read and correct the calendar: terms everywhere depend on it."""

from cuentas.enums import Rol
from cuentas.rules import TODOS, permitir

MANTIENEN = (Rol.DIRECCION_DVOE, Rol.ADMINISTRACION)

for modelo in ("diainhabil", "procesoelectoral"):
    permitir(f"calendario.view_{modelo}", *TODOS)
    permitir(f"calendario.export_{modelo}", *TODOS)
    for verbo in ("add", "change", "delete", "import"):
        permitir(f"calendario.{verbo}_{modelo}", *MANTIENEN)

for verbo in ("view", "add", "delete"):
    permitir(f"calendario.{verbo}_enlacecalendario", *TODOS)
permitir(
    "calendario.compartir_enlacecalendario",
    Rol.ENLACE_DVOE,
    Rol.DIRECCION_DVOE,
    texto="enlaces de calendario de su área",
)
