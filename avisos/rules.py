"""Who decides the reminders and who watches that they leave."""

from cuentas.enums import Rol
from cuentas.rules import permitir

permitir("avisos.view_reglaaviso", Rol.ADMINISTRACION, Rol.DIRECCION_DVOE)
permitir("avisos.export_reglaaviso", Rol.ADMINISTRACION, Rol.DIRECCION_DVOE)
permitir("avisos.change_reglaaviso", Rol.ADMINISTRACION, Rol.DIRECCION_DVOE)
permitir("avisos.view_salud", Rol.ADMINISTRACION, Rol.DIRECCION_DVOE, texto="salud de los avisos")
permitir("avisos.change_salud", Rol.ADMINISTRACION, texto="salud de los avisos")
