"""Who may read and correct the plan."""

from cuentas.enums import Rol
from cuentas.rules import TODOS, permitir

for modelo in ("objetivoplan", "lineaaccion", "actividadinstitucional", "accionpoa"):
    permitir(f"programa.view_{modelo}", *TODOS)
    permitir(f"programa.export_{modelo}", *TODOS)
    permitir(f"programa.change_{modelo}", Rol.DIRECCION_DVOE)
