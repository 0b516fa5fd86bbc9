from cuentas.models.acceso import Acceso
from cuentas.models.area import Area
from cuentas.models.carta import Carta
from cuentas.models.organo_colegiado import OrganoColegiado
from cuentas.models.usuario import Usuario

__all__ = ["Acceso", "Area", "Carta", "OrganoColegiado", "Usuario"]
