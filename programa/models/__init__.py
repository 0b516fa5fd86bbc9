from programa.models.actividad import AccionPOA, ActividadInstitucional
from programa.models.linea_accion import LineaAccion, ObjetivoPlan

__all__ = ["AccionPOA", "ActividadInstitucional", "LineaAccion", "ObjetivoPlan"]
