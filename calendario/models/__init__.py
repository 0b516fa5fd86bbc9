"""What is true of the office's calendar."""

from calendario.models.dia_inhabil import DiaInhabil
from calendario.models.enlace import EnlaceCalendario
from calendario.models.proceso_electoral import ProcesoElectoral

__all__ = ["DiaInhabil", "EnlaceCalendario", "ProcesoElectoral"]
