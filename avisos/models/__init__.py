from avisos.models.aviso import Aviso
from avisos.models.latido import Latido
from avisos.models.preferencia import PreferenciaAvisos
from avisos.models.regla_aviso import ReglaAviso

__all__ = ["Aviso", "Latido", "PreferenciaAvisos", "ReglaAviso"]
