"""What the office does with the directory and what happens with it."""

from crm.actions.directorio import (
    anotar_novedad,
    aprobar,
    cargar_catalogos,
    confirmar_datos,
    extinguir,
    fusionar,
    fusionar_contactos,
    inactivar,
    ocupar,
    reactivar,
    registrar_institucion,
    relevar,
    separar_contactos,
    terminar_ocupacion,
)

__all__ = [
    "anotar_novedad",
    "aprobar",
    "cargar_catalogos",
    "confirmar_datos",
    "extinguir",
    "fusionar",
    "fusionar_contactos",
    "inactivar",
    "ocupar",
    "reactivar",
    "registrar_institucion",
    "relevar",
    "separar_contactos",
    "terminar_ocupacion",
]
