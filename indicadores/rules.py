"""Who reads, closes and adjusts."""

from cuentas.enums import Rol
from cuentas.rules import DVOE_CON_DIRECCION, permitir

LEEN = (*DVOE_CON_DIRECCION, Rol.SECRETARIA_EJECUTIVA, Rol.TRANSPARENCIA, Rol.JURIDICO)

for modelo in ("indicador", "cierretrimestral", "ajusteindicador"):
    permitir(f"indicadores.view_{modelo}", *LEEN)
    permitir(f"indicadores.export_{modelo}", *LEEN)
permitir("indicadores.change_indicador", Rol.DIRECCION_DVOE)
permitir("indicadores.add_cierretrimestral", Rol.DIRECCION_DVOE)
permitir("indicadores.add_ajusteindicador", Rol.DIRECCION_DVOE)
